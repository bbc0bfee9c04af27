// `[data-tools]`: the tools above an article, for headings, emphasis, links, sources and our own blocks.
{
  const bar = document.querySelector("[data-tools]");
  const body = document.getElementById("id_body");

  const replace = (start, end, text) => {
    body.dispatchEvent(new CustomEvent("kb:replace", { bubbles: true, detail: { start, end, text } }));
  };

  // The lines that the selection touches.
  const lines = () => {
    const start = body.value.lastIndexOf("\n", body.selectionStart - 1) + 1;
    const end = body.value.indexOf("\n", Math.max(body.selectionEnd, start));
    return [start, end < 0 ? body.value.length : end];
  };

  const setLineStart = (sign) => {
    const [start, end] = lines();
    const text = body.value.slice(start, end);
    const plain = text.replace(/^#{1,6} */, "");
    replace(start, end, text === sign + plain ? plain : sign + plain);
  };

  // Puts signs around what is chosen, or takes them away; without a choice the caret stands between them.
  const around = (before, after, isToggle) => {
    const { selectionStart: start, selectionEnd: end, value } = body;
    const chosen = value.slice(start, end);
    const outside =
      value.slice(start - before.length, start) === before && value.slice(end, end + after.length) === after;
    // One star more would be another sign.
    const longer = value[start - before.length - 1] === before[0] || value[end + after.length] === after[0];
    if (isToggle && chosen && outside && !longer) {
      replace(start - before.length, end + after.length, chosen);
      body.setSelectionRange(start - before.length, end - before.length);
    } else {
      replace(start, end, before + chosen + after);
      body.setSelectionRange(start + before.length, end + before.length);
    }
  };

  // A block stands by itself: empty lines around it, and what was chosen in it.
  const block = ({ block: sign, lines: example, called = "" }) => {
    const { selectionStart: start, selectionEnd: end, value } = body;
    const chosen = value.slice(start, end).trim();
    const inside = (chosen || example)
      .split("\n")
      .map((line) => `> ${line}`.trimEnd())
      .join("\n");
    const above = value.slice(0, start).trimEnd();
    const below = value.slice(end).trimStart();
    const first = `> [!${sign}]${called ? ` ${called}` : ""}`;
    const from = above.length;
    const lead = above ? "\n\n" : "";
    replace(from, value.length - below.length, `${lead}${first}\n${inside}\n${below ? "\n" : ""}`);
    // What has to be written first is chosen.
    const place = from + lead.length + (called ? first.length - called.length : first.length + 3);
    body.setSelectionRange(place, place + (called || inside.slice(2)).length);
  };

  const use = (button) => {
    const tool = button.dataset;
    if (tool.lineStart) {
      setLineStart(tool.lineStart);
    } else if (tool.around) {
      around(tool.around, tool.around, true);
    } else if (tool.before) {
      around(tool.before, tool.after, false);
    } else if (tool.block) {
      block(tool);
    }
  };

  if (bar && body) {
    const buttons = [...bar.querySelectorAll("button")];
    // One stop for Tab, arrows within.
    const reach = (button) => {
      buttons.forEach((each) => {
        each.tabIndex = each === button ? 0 : -1;
      });
    };
    reach(buttons[0]);
    bar.addEventListener("focusin", (event) => reach(event.target));
    bar.addEventListener("keydown", (event) => {
      const now = buttons.indexOf(event.target);
      const next = {
        ArrowRight: now + 1,
        ArrowLeft: now - 1,
        Home: 0,
        End: buttons.length - 1,
      }[event.key];
      if (next !== undefined) {
        event.preventDefault();
        buttons.at(next % buttons.length).focus();
      }
    });
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) {
        use(button);
      }
    });
    body.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && !event.isComposing) {
        const button = { b: bar.querySelector('[data-around="**"]'), i: bar.querySelector('[data-around="*"]') }[
          event.key.toLowerCase()
        ];
        if (button) {
          event.preventDefault();
          use(button);
        }
      }
    });
  }
}
