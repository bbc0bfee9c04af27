// `.contents a`: the section that is being read is marked in the list of contents; what a link leads to is unfolded.
(() => {
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const mark = (current) => {
    for (const [heading, link] of links)
      heading === current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
  };
  // The section of the last heading above the upper third of the window.
  const above = new Set();
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) isIntersecting ? above.add(target) : above.delete(target);
      mark([...links.keys()].findLast((heading) => above.has(heading)));
    },
    { rootMargin: "999999px 0px -67% 0px" },
  );
  for (const heading of links.keys()) watch.observe(heading);

  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folds = target?.closest("details");
    if (!folds || folds.open) return;
    for (let each = folds; each; each = each.parentElement.closest("details")) each.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
