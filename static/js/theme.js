// `[data-theme-switch]`, `[data-type-switch]`: the theme and the type that the reader chose, before the first paint.
// Kept in this browser alone; nobody is told.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const kept = (name, value) => {
    try {
      if (value) localStorage[name] = value;
      return localStorage[name];
    } catch {
      return value; // storage may be forbidden: then the choice lasts until the next page
    }
  };
  const choose = (name, value) => {
    root.dataset[name] = value;
    kept(name, value);
  };
  const press = () => {
    for (const button of document.querySelectorAll("[data-type-switch]"))
      button.setAttribute("aria-pressed", root.dataset.type === "plain");
  };

  root.dataset.scripted = "";
  if (["light", "dark"].includes(kept("theme"))) root.dataset.theme = kept("theme");
  if (kept("type") === "plain") root.dataset.type = "plain";

  addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-switch]")) {
      const now = root.dataset.theme || (system.matches ? "dark" : "light");
      choose("theme", now === "dark" ? "light" : "dark");
    } else if (event.target.closest("[data-type-switch]")) {
      choose("type", root.dataset.type === "plain" ? "set" : "plain");
      press();
    }
  });
  addEventListener("DOMContentLoaded", press);
})();
