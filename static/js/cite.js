// Citing: the page of citations in a dialog on the page that it is about, one form at a time; buttons that copy.
(() => {
  const own = document.currentScript;

  const tell = (button, words) => {
    const before = button.textContent;
    button.setAttribute("aria-live", "polite");
    button.textContent = words;
    setTimeout(() => (button.textContent = before), 2000);
  };

  addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = button.closest("section").querySelector("pre");
    try {
      await navigator.clipboard.writeText(text.textContent);
      tell(button, "Copied");
    } catch {
      getSelection().selectAllChildren(text); // for the reader's own Ctrl+C
      tell(button, "Press Ctrl+C");
    }
  });

  const choice = (forms) => {
    const group = document.createElement("fieldset");
    group.className = "cite-choice";
    group.append(Object.assign(document.createElement("legend"), { className: "hidden", textContent: "What to copy" }));
    const sections = [...forms.querySelectorAll("section")];
    const labels = sections.map((section, number) => {
      const label = document.createElement("label");
      const radio = Object.assign(document.createElement("input"), { type: "radio", name: "cite--form", checked: number === 0 });
      radio.addEventListener("change", () => show(number));
      label.append(radio, section.querySelector("h2").textContent);
      return label;
    });
    const show = (chosen) => {
      sections.forEach((section, number) => (section.hidden = number !== chosen));
      labels.forEach((label, number) => label.classList.toggle("chosen", number === chosen));
    };
    show(0);
    group.append(...labels);
    return group;
  };

  const dialogOf = (forms) => {
    const dialog = Object.assign(document.createElement("dialog"), { className: "cite-dialog" });
    dialog.setAttribute("aria-labelledby", "cite--title");
    forms.querySelector("header").after(choice(forms));
    const close = Object.assign(document.createElement("button"), { className: "button close", type: "button", textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.append(forms, close);
    document.body.append(dialog);
    return dialog;
  };

  const styled = () =>
    new Promise((done) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: own.dataset.style });
      link.onload = link.onerror = done;
      document.head.append(link);
    });

  let made; // the dialog, once it has been asked for
  const open = async (address) => {
    made ??= Promise.all([fetch(address).then((answer) => answer.text()), styled()]).then(([html]) => {
      const forms = new DOMParser().parseFromString(html, "text/html").querySelector("[data-cite-forms]");
      return dialogOf(forms);
    });
    try {
      (await made).showModal();
    } catch {
      location.assign(address);
    }
  };

  addEventListener("click", (event) => {
    const link = event.target.closest("[data-cite]");
    if (!link || !window.HTMLDialogElement || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link.href);
  });
})();
