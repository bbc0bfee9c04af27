// The concept under the pointer or the focus keeps its lines; the others step back.
for (const map of document.querySelectorAll("[data-map]")) {
  const show = (node) => {
    map.classList.toggle("lit", Boolean(node));
    for (const line of map.querySelectorAll("[data-ends]")) {
      line.classList.toggle("lit", Boolean(node) && line.dataset.ends.split(" ").includes(node.dataset.node));
    }
  };
  const from = (event) => show(event.target.closest("[data-node]"));
  map.addEventListener("pointerover", from);
  map.addEventListener("focusin", from);
  map.addEventListener("pointerleave", () => show(null));
  map.addEventListener("focusout", () => show(null));
}
