// `[data-complete]`: completes [[links]] and [@citations] while they are typed.
// A list below the caret, by arrows, Enter or Tab, and Esc. The text field keeps the focus; the list is told by
// aria-activedescendant.
{
  const holder = document.querySelector("[data-complete]");
  const field = holder?.querySelector("textarea");
  const pause = 150;

  const LINK = /(^|[^\\])\[\[([^[\]\n|#]{1,100})$/;
  const CITATION = /(^|[^\\])\[@(?:[^[\]\n]*;\s*@?)?([^[\]\n;,]{1,100})$/;

  // What is being typed at the caret, or null.
  const typing = () => {
    const { selectionStart: at, selectionEnd: end, value } = field;
    if (at !== end) {
      return null;
    }
    const line = value.slice(value.lastIndexOf("\n", at - 1) + 1, at);
    const link = LINK.exec(line);
    const found = link ?? CITATION.exec(line);
    return found?.[2].trim() ? { typed: found[2], start: at - found[2].length, end: at, isLink: Boolean(link) } : null;
  };

  // Where the caret is within the field, found with a copy of the text in the same type.
  const place = (at) => {
    const style = getComputedStyle(field);
    const copy = document.createElement("div");
    copy.className = "kb-mirror";
    [
      "fontFamily",
      "fontSize",
      "fontWeight",
      "lineHeight",
      "letterSpacing",
      "wordSpacing",
      "tabSize",
      "direction",
      "paddingTop",
      "paddingRight",
      "paddingBottom",
      "paddingLeft",
    ].forEach((name) => {
      copy.style[name] = style[name];
    });
    copy.style.width = `${field.clientWidth}px`;
    copy.textContent = field.value.slice(0, at);
    const mark = document.createElement("span");
    mark.textContent = "\u200b";
    copy.append(mark);
    holder.append(copy);
    const found = { top: mark.offsetTop - field.scrollTop, left: mark.offsetLeft, height: mark.offsetHeight };
    copy.remove();
    return found;
  };

  const prepare = (list, status) => {
    const known = new Map(); // question to the lines that answer it
    let now = null; // what is being completed
    let chosen = null; // the option that is marked
    let timer, asking;

    const close = () => {
      clearTimeout(timer);
      asking?.abort();
      now = chosen = null;
      list.hidden = true;
      list.replaceChildren();
      status.textContent = "";
      for (const name of ["aria-activedescendant", "aria-controls"]) field.removeAttribute(name);
    };

    const mark = (option) => {
      chosen?.setAttribute("aria-selected", false);
      chosen = option;
      if (!option) {
        field.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", true);
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    };

    // Below the caret; above it where a window ends or where what is fixed to its foot begins.
    const put = () => {
      const caret = place(now.start);
      const foot = document.querySelector(".submit-row")?.offsetHeight ?? 0;
      const below = holder.getBoundingClientRect().top + caret.top + caret.height;
      const room = innerHeight - foot - below;
      const isAbove = room < list.offsetHeight && below > list.offsetHeight + caret.height;
      list.style.top = `${isAbove ? caret.top - list.offsetHeight - 4 : caret.top + caret.height + 4}px`;
      list.style.left = `${Math.max(4, Math.min(caret.left, holder.clientWidth - list.offsetWidth - 4))}px`;
    };

    const show = (html) => {
      list.innerHTML = html;
      const options = list.querySelectorAll("[role=option]");
      if (!options.length) {
        close();
        return;
      }
      list.hidden = false;
      field.setAttribute("aria-controls", "kb-offers");
      put();
      chosen = null;
      // A draft is never made by an Enter that only meant a new line.
      mark(options[0].dataset.new ? null : options[0]);
      status.textContent = `${list.firstElementChild.dataset.said}. Arrow keys choose, Enter takes, Escape closes.`;
    };

    const ask = async () => {
      const asked = now;
      const question = new URLSearchParams({ q: asked.typed.trim(), for: asked.isLink ? "link" : "citation" });
      const address = `${holder.dataset.complete}?${question}`;
      asking?.abort();
      asking = new AbortController();
      try {
        if (!known.has(address)) {
          const answer = await fetch(address, { signal: asking.signal });
          if (!answer.ok || answer.redirected) {
            return; // signed out: the text field works as it is
          }
          known.set(address, await answer.text());
        }
        if (now === asked) {
          show(known.get(address));
        }
      } catch {
        // Something else is being typed, or nobody answers.
      }
    };

    const follow = () => {
      const found = typing();
      if (!found) {
        close();
        return;
      }
      now = found;
      clearTimeout(timer);
      timer = setTimeout(ask, pause);
    };

    // What a link would still have behind the caret goes with it; a label that is there stays.
    const take = (option) => {
      const { start, end, isLink } = now;
      const after = field.value.slice(end);
      const rest = (isLink ? /^([^[\]\n|#]*)(?:[|#][^[\]\n]*)?\]\]/ : /^([^[\]\n,;]*)(?:[,;][^[\]\n]*)?\]/).exec(after);
      const last = end + (rest ? rest[1].length : 0);
      const closing = isLink ? "]]" : "]";
      const isClosed = field.value.startsWith(closing, last);
      const text = option.dataset.insert;
      const address = option.dataset.new;
      close();
      field.dispatchEvent(
        new CustomEvent("kb:replace", {
          bubbles: true,
          detail: {
            start,
            end: isClosed && isLink ? last + 2 : last,
            text: rest && !(isClosed && isLink) ? text : text + closing,
          },
        }),
      );
      close(); // what was put in looks as if it were typed
      // The place of a quotation may follow a key.
      if (!isLink && !rest) {
        const at = start + text.length;
        field.setSelectionRange(at, at);
      }
      if (address) {
        open(address, "_blank", "noopener");
      }
    };

    const move = (by) => {
      const options = [...list.querySelectorAll("[role=option]")];
      const at = chosen ? options.indexOf(chosen) + by : by > 0 ? 0 : -1;
      mark(options.at(at % options.length));
    };

    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.addEventListener("input", (event) => !event.isComposing && follow());
    field.addEventListener("compositionend", follow);
    field.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing || event.keyCode === 229) {
        return;
      }
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (event.key === "Escape") {
        event.preventDefault();
        close();
      } else if (isPlain && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (isPlain && chosen && (event.key === "Enter" || event.key === "Tab")) {
        event.preventDefault();
        take(chosen);
      }
    });
    // The caret went elsewhere.
    field.addEventListener("blur", close);
    field.addEventListener("click", () => now && typing()?.start !== now.start && close());
    field.addEventListener("keyup", (event) => {
      if (now && /^(Arrow(Left|Right)|Home|End|Page)/.test(event.key) && typing()?.typed !== now.typed) {
        close();
      }
    });
    field.addEventListener("scroll", () => !list.hidden && put());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        take(option);
      }
    });
  };

  if (field) {
    prepare(holder.querySelector("[data-offers]"), holder.closest(".kb-editor").querySelector("[data-status]"));
  }
}
