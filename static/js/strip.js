// The print button at the foot of a page.
addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
