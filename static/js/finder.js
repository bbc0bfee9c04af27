// `[data-suggest]`: suggestions while somebody types, a combobox with a list after the WAI-ARIA pattern.
// The lines are links that the server made; without this script the form leads to the results.
(() => {
  const form = document.querySelector("[data-suggest]");
  if (!form) return;
  const field = form.elements.q;
  const box = Object.assign(document.createElement("div"), { className: "suggestions", hidden: true });
  const told = Object.assign(document.createElement("p"), { className: "hidden" });
  told.setAttribute("role", "status");
  form.append(box, told);

  let options = [];
  let chosen = -1; // none: the text itself
  let asked = ""; // the text last asked about
  let shown = ""; // the text that the options belong to
  let turn = 0; // answers to earlier turns come too late
  let timer;

  const say = (name, value) => field.setAttribute(`aria-${name}`, value);
  const text = () => field.value.trim();

  const choose = (index) => {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    field.removeAttribute("aria-activedescendant");
    if (chosen < 0) return;
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    say("activedescendant", options[chosen].id);
  };

  const open = (isOpen) => {
    choose(-1);
    box.hidden = !isOpen;
    say("expanded", isOpen);
  };

  const close = () => {
    clearTimeout(timer);
    turn++;
    asked = shown;
    told.textContent = "";
    open(false);
  };

  const fill = (html) => {
    open(false);
    box.innerHTML = html;
    options = [...box.querySelectorAll("[role=option]")];
    shown = asked;
    told.textContent = box.querySelector("[data-said]")?.dataset.said ?? "";
    open(options.length > 0);
  };

  const ask = async () => {
    if (text() === asked) return;
    asked = text();
    const mine = ++turn;
    if (!asked) return fill("");
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(asked)}`);
      const html = answer.ok && (await answer.text());
      if (mine === turn) html ? fill(html) : close();
    } catch {
      if (mine === turn) close();
    }
  };

  const move = (step) => {
    const places = options.length + 1;
    if (box.hidden && (!options.length || text() !== shown)) return ask();
    if (box.hidden) open(true);
    choose(((chosen + 1 + step + places) % places) - 1);
  };

  field.addEventListener("input", () => {
    choose(-1);
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && chosen >= 0) options[chosen].click();
    else if (event.key === "Escape" && !box.hidden) close();
    else if (event.key === "Escape") {
      field.value = "";
      ask();
    } else return;
    event.preventDefault();
  });

  field.addEventListener("blur", close);
  addEventListener("pagehide", close);
  box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus

  field.setAttribute("role", "combobox");
  say("autocomplete", "list");
  say("controls", "suggestions");
  say("expanded", false);
})();

// `input[type=search]`: "/" goes to the search field, unless somebody is typing.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = [...document.querySelectorAll("input[type=search]")].find((each) => each.offsetParent);
  if (!field) return;
  event.preventDefault();
  field.focus();
});
