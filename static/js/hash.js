// The sign at a heading is a link to it; where the browser allows, following it also copies its address.
addEventListener("click", async (event) => {
  const link = event.target.closest("a.hash");
  if (!link || !navigator.clipboard) return;
  const told = Object.assign(document.createElement("div"), { className: "told" });
  told.setAttribute("role", "status");
  document.body.append(told);
  try {
    await navigator.clipboard.writeText(link.href);
    told.textContent = "Link copied";
  } catch {
    told.textContent = link.href;
  }
  setTimeout(() => told.remove(), 2400);
});
