// `a.hash, [data-copy-address]`: following a heading's link to itself copies its address, and so does a button.
addEventListener("click", async (event) => {
  const link = event.target.closest("a.hash, [data-copy-address]");
  if (!link || !navigator.clipboard) return;
  const address = link.dataset.copyAddress ?? link.href;
  const told = Object.assign(document.createElement("div"), { className: "told" });
  told.setAttribute("role", "status");
  document.body.append(told);
  try {
    await navigator.clipboard.writeText(address);
    told.textContent = "Link copied";
  } catch {
    told.textContent = address;
  }
  setTimeout(() => told.remove(), 2400);
});
