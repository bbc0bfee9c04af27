// Before the first paint: the theme that the reader chose here earlier. Kept in this browser alone; nobody is told.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const kept = (theme) => {
    try {
      if (theme) localStorage.theme = theme;
      return localStorage.theme;
    } catch {
      return theme; // storage may be forbidden: then the choice lasts until the next page
    }
  };

  root.dataset.scripted = "";
  if (["light", "dark"].includes(kept())) root.dataset.theme = kept();

  addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    const now = root.dataset.theme || (system.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    kept(root.dataset.theme);
  });
})();
