// `[data-map]`: the concept under the pointer or the focus keeps its lines and what they lead to; the others step back.
for (const map of document.querySelectorAll("[data-map]")) {
  const lines = map.querySelectorAll("[data-ends]");
  const nodes = map.querySelectorAll("[data-node]");
  const show = (node) => {
    map.classList.toggle("lit", Boolean(node));
    const near = new Set([node?.dataset.node]);
    for (const line of lines) {
      const ends = line.dataset.ends.split(" ");
      const isOwn = Boolean(node) && ends.includes(node.dataset.node);
      line.classList.toggle("lit", isOwn);
      if (isOwn) for (const end of ends) near.add(end);
    }
    for (const each of nodes) each.classList.toggle("lit", Boolean(node) && near.has(each.dataset.node));
  };
  const focused = () => show(map.querySelector("[data-node]:focus-visible"));
  // Not on the drawing itself: an SVG that listens to the focus takes it.
  const around = map.parentElement;
  around.addEventListener("pointerover", (event) => {
    const node = event.target.closest("[data-node]");
    node ? show(node) : focused();
  });
  around.addEventListener("pointerleave", focused);
  around.addEventListener("focusin", focused);
  around.addEventListener("focusout", () => show(null));
}
