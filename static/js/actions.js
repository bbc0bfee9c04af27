// `[data-print]`, `[data-share]`, `[data-list]`: what a reader may do with a page.
// It prints a page, of an article the text alone or, by "research", all of it. It hands on the address that lasts, by
// the device's own means where fingers are used, else by the clipboard. The pages that were added to a list while this
// window is open go along in its address.
addEventListener("click", (event) => {
  const print_ = event.target.closest("[data-print]");
  if (print_) {
    event.preventDefault();
    const article = document.querySelector("article.entry");
    article?.classList.toggle("prints-research", print_.dataset.print === "research");
    print();
  }
  const share = event.target.closest("[data-share]");
  if (share && navigator.share && matchMedia("(hover: none)").matches) {
    event.preventDefault();
    navigator.share({ title: document.title, url: share.href }).catch(() => {});
  }
  const list = event.target.closest("[data-list]");
  if (list) {
    const added = new Set([...(sessionStorage.list ?? "").split(","), location.pathname.split("/")[2]].filter(Boolean));
    sessionStorage.list = [...added].join(",");
    list.search = `?add=${sessionStorage.list}`;
  }
});

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
