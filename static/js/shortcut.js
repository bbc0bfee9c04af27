// `input[type=search]`: "/" goes to the search field, unless somebody is typing.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = [...document.querySelectorAll("input[type=search]")].find((each) => each.offsetParent);
  if (!field) return;
  event.preventDefault();
  field.focus();
});
