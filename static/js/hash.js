// `a.hash, [data-copy-address], [data-share]`: following a heading's link to itself copies its address, and so do
// a button and, instead of following it, the link to the edition that lasts.
addEventListener("click", async (event) => {
  const link = event.target.closest("a.hash, [data-copy-address], [data-share]");
  if (!link || !navigator.clipboard) return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("[data-share]")) event.preventDefault();
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
