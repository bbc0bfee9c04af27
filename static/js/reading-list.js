// The button that copies the address of a list.
addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-address]");
  if (!button) return;
  const told = Object.assign(document.createElement("div"), { className: "told" });
  told.setAttribute("role", "status");
  document.body.append(told);
  try {
    await navigator.clipboard.writeText(button.dataset.copyAddress);
    told.textContent = "Link copied";
  } catch {
    told.textContent = button.dataset.copyAddress;
  }
  setTimeout(() => told.remove(), 2400);
});
