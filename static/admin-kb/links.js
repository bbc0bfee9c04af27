// `[data-links]`: the link check's buttons put the right link in, and show where the wrong one stands.
// A link that has gone from its field, however it went, counts as mended.
{
  const check = document.querySelector("[data-links]");

  const ask = (field, name, detail) => field.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));

  // The last first: those before it keep their places.
  const replaceAll = (field, source, text) => {
    let at = field.value.lastIndexOf(source);
    while (at >= 0) {
      ask(field, "kb:replace", { start: at, end: at + source.length, text });
      at = at > 0 ? field.value.lastIndexOf(source, at - 1) : -1;
    }
    at = field.value.indexOf(text);
    ask(field, "kb:show", { start: at, end: at + text.length });
  };

  if (check) {
    const sum = check.querySelector("[data-broken]");
    const broken = [...check.querySelectorAll("button[data-show]")]
      .map((show) => {
        const item = show.closest("li");
        const note = item.querySelector("p");
        return {
          item,
          show,
          note,
          said: note.textContent,
          buttons: item.querySelectorAll("button"),
          field: document.getElementById(show.dataset.field),
          source: show.dataset.show,
        };
      })
      .filter((each) => each.field);

    const look = () => {
      broken.forEach(({ item, note, said, buttons, field, source }) => {
        const isMended = !field.value.includes(source);
        buttons.forEach((button) => {
          button.hidden = isMended;
        });
        item.classList.toggle("kb-mended", isMended);
        note.textContent = isMended ? "It is gone from the text. Save the draft to keep it so." : said;
      });
      if (sum) {
        sum.textContent = broken.filter(({ item }) => !item.classList.contains("kb-mended")).length;
      }
    };

    check.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const field = button && document.getElementById(button.dataset.field);
      if (!field) {
        return;
      }
      if (button.dataset.use) {
        replaceAll(field, button.dataset.for, button.dataset.use);
      } else {
        const at = field.value.indexOf(button.dataset.show);
        ask(field, "kb:show", { start: at, end: at + button.dataset.show.length });
      }
    });
    document.addEventListener("input", look);
    look();
  }
}
