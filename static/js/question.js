// Opens and closes all answers at once, and the one whose address was asked for.
(() => {
  const answers = [...document.querySelectorAll("details.answer")];
  const button = document.querySelector("[data-open-all]");
  button.addEventListener("click", () => {
    const open = answers.some((each) => !each.open);
    answers.forEach((each) => (each.open = open));
    button.textContent = open ? "Close all answers" : "Open all answers";
  });
  const openTarget = () => {
    const asked = answers.find((each) => each.id === location.hash.slice(1));
    if (asked) asked.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();
})();
