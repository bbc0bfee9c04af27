// `[data-map]`: the concept under the pointer or the focus keeps its lines; the others step back.
for (const map of document.querySelectorAll("[data-map]")) {
  const lines = map.querySelectorAll("[data-ends]");
  const show = (node) => {
    map.classList.toggle("lit", Boolean(node));
    for (const line of lines) {
      line.classList.toggle("lit", Boolean(node) && line.dataset.ends.split(" ").includes(node.dataset.node));
    }
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
