// `article.entry`, `[data-forget]`: what was read to its end is marked in lists. Kept in this browser alone; nobody is
// told, and it can be forgotten.
(() => {
  const MOST = 500;
  const kept = () => {
    try {
      return (localStorage.read ?? "").split(" ").filter(Boolean);
    } catch {
      return []; // storage may be forbidden
    }
  };
  const keep = (paths) => {
    try {
      if (paths.length) localStorage.read = paths.slice(-MOST).join(" ");
      else localStorage.removeItem("read");
    } catch {}
  };

  const read = new Set(kept());
  const mark = () => {
    for (const link of document.querySelectorAll("main a[href]"))
      link.toggleAttribute("data-read", link.origin === location.origin && read.has(link.pathname));
    for (const part of document.querySelectorAll("[data-forget]")) {
      part.hidden = false;
      part.querySelector("output").textContent = read.size === 1 ? "1 page" : `${read.size} pages`;
      part.querySelector("button").disabled = !read.size;
    }
  };
  mark();

  addEventListener("click", (event) => {
    if (!event.target.closest("[data-forget] button")) return;
    read.clear();
    keep([]);
    mark();
  });

  const page = /^\/(concepts|frameworks|questions)\/[^/]+\/$/;
  const foot = document.querySelector("body > footer");
  if (!page.test(location.pathname) || !document.querySelector("article.entry") || !foot) return;
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    // Read again in another tab meanwhile, or forgotten there: what is kept now counts.
    keep([...new Set([...kept(), location.pathname])]);
  }).observe(foot);
})();
