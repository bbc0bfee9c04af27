// `[data-open-all]`: opens and closes all answers at once, so that the questions can be read down. The one whose
// address was asked for opens by itself.
(() => {
  const answers = [...document.querySelectorAll("details.answer")];
  const button = document.querySelector("[data-open-all]");
  button.addEventListener("click", () => {
    const open = answers.some((each) => !each.open);
    for (const each of answers) each.open = open;
    button.textContent = open ? "Show the questions alone" : "Show the short answers";
  });
  const openTarget = () => {
    const asked = answers.find((each) => each.id === location.hash.slice(1));
    if (asked) asked.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();
})();
