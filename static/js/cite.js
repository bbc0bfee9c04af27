// `[data-cite]`, `[data-copy]`: the page of citations as a dialog, one form at a time; buttons that copy.
(() => {
  const own = document.currentScript;

  let silence;
  const tell = (told, words) => {
    clearTimeout(silence);
    for (const each of document.querySelectorAll("[data-cite-forms] [role=status]")) each.textContent = "";
    told.textContent = words;
    silence = setTimeout(() => (told.textContent = ""), 4000);
  };

  // Into a document an entry goes with its italics, into a field of a form as plain text.
  const copy = (text) => {
    const plain = text.textContent.trim();
    if (!text.children.length || !window.ClipboardItem) return navigator.clipboard.writeText(plain);
    const as = (type, words) => ({ [type]: new Blob([words], { type }) });
    return navigator.clipboard.write([
      new ClipboardItem({ ...as("text/plain", plain), ...as("text/html", text.innerHTML) }),
    ]);
  };

  addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const section = button.closest("section, li");
    const text = section.querySelector("[data-text]");
    const told = section.querySelector("[role=status]");
    try {
      await copy(text);
      tell(told, "Copied");
    } catch {
      getSelection().selectAllChildren(text); // for the reader's own way to copy
      tell(told, "Selected, but not copied: this browser leaves that to you");
    }
  });

  const choice = (forms) => {
    const group = document.createElement("fieldset");
    group.className = "cite-choice";
    group.append(Object.assign(document.createElement("legend"), { className: "hidden", textContent: "What to show" }));
    const sections = [...forms.querySelectorAll("section")];
    const labels = sections.map((section, number) => {
      const label = document.createElement("label");
      const radio = Object.assign(document.createElement("input"), {
        type: "radio",
        name: "cite--form",
        checked: number === 0,
      });
      radio.addEventListener("change", () => show(number));
      label.append(radio, section.querySelector("h2").textContent);
      return label;
    });
    const show = (chosen) => {
      for (const [number, section] of sections.entries()) {
        section.hidden = number !== chosen;
        labels[number].classList.toggle("chosen", number === chosen);
      }
    };
    show(0);
    group.append(...labels);
    return group;
  };

  const dialogOf = (forms) => {
    const dialog = Object.assign(document.createElement("dialog"), { className: "cite-dialog" });
    dialog.setAttribute("aria-labelledby", "cite--title");
    forms.querySelector("header").after(choice(forms));
    for (const button of forms.querySelectorAll("[data-copy]")) button.classList.add("main");
    const close = forms.querySelector("[data-close]");
    close.hidden = false;
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.append(forms);
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
      const dialog = await made;
      if (dialog.open) return;
      dialog.showModal();
      dialog.querySelector(":checked").focus();
    } catch {
      location.assign(address);
    }
  };

  addEventListener("click", (event) => {
    const link = event.target.closest("[data-cite]");
    if (
      !link ||
      !window.HTMLDialogElement ||
      event.button ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    open(link.href);
  });
})();
