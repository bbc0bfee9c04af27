// `[data-print]`: the button that prints.
addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
