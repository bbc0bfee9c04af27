// `a[data-line]`: a link to a line of the article selects it there.
// Other scripts ask for places in a text field too: `kb:replace` puts text in, as if it were typed, so that it can be
// undone; `kb:show` selects a stretch.
{
  const select = (field, start, end) => {
    field.focus();
    field.setSelectionRange(start, start);
    // The browser scrolls to the line where something is to be typed.
    field.blur();
    field.focus();
    field.setSelectionRange(start, end);
  };

  document.addEventListener("kb:show", (event) => {
    select(event.target, event.detail.start, event.detail.end);
  });

  document.addEventListener("kb:replace", (event) => {
    const field = event.target;
    const { start, end, text } = event.detail;
    field.focus();
    field.setSelectionRange(start, end);
    // The only way in which a field keeps what Ctrl + Z needs.
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, start, end, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });

  const body = document.getElementById("id_body");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    if (!link || !body) {
      return;
    }
    event.preventDefault();
    const lines = body.value.split("\n");
    const number = Math.min(Number(link.dataset.line), lines.length);
    const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
    select(body, start, start + lines[number - 1].length);
  });
}
