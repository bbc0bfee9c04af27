// `[data-unsaved]`: asks before a page's form is left with changes that were not saved, as a form so marked has.
{
  const form = document.getElementById("id_body")?.closest("form");

  const state = () => JSON.stringify([...new FormData(form)]);

  if (form) {
    let saved = null;
    let isLeaving = false;
    // After all other scripts have put the form in order.
    addEventListener("load", () =>
      setTimeout(() => {
        saved = form.querySelector("[data-unsaved]") ? "" : state();
      }),
    );
    form.addEventListener("submit", (event) => {
      isLeaving = event.submitter?.formTarget !== "_blank";
    });
    addEventListener("beforeunload", (event) => {
      if (saved !== null && !isLeaving && state() !== saved) {
        event.preventDefault();
        event.returnValue = true; // older browsers
      }
    });
    // Come back to with the browser's own button.
    addEventListener("pageshow", () => {
      isLeaving = false;
    });
  }
}
