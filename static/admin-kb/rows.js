// `[data-rows]`: rows of a list in a page's form are added, moved up and down, removed.
// Without this, rows are ordered by number.
{
  const renumber = (list) => {
    list.querySelectorAll(":scope > [data-row]").forEach((row, index) => {
      row.querySelector('input[name$="-ORDER"]').value = index + 1;
      row.setAttribute("aria-label", `${row.dataset.label} ${index + 1}`);
    });
  };

  const markRemoved = (row) => {
    row.classList.toggle("kb-removed-row", row.querySelector('input[name$="-DELETE"]').checked);
  };

  const prepare = (rows) => {
    const list = rows.querySelector("[data-list]");
    const total = rows.querySelector('input[name$="-TOTAL_FORMS"]');
    const add = rows.querySelector("[data-add]");
    const template = rows.querySelector("template");

    const drawTie = (row) => {
      const tie = row.querySelector("[data-tie]");
      if (tie) {
        const type = row.querySelector('select[name$="-type"]').value;
        tie.querySelector("use").setAttribute("href", `${tie.dataset.tie}#t-${type}`);
      }
    };

    const show = (row) => {
      row.querySelector("[data-position]").hidden = true;
      row.querySelectorAll("[data-move]").forEach((button) => {
        button.hidden = false;
      });
      markRemoved(row);
    };

    // The empty row is for those who can't press the button.
    list.querySelectorAll("[data-blank]").forEach((row) => {
      row.remove();
      total.value = Number(total.value) - 1;
    });
    list.querySelectorAll("[data-row]").forEach((row) => {
      show(row);
      drawTie(row);
    });
    renumber(list);
    add.hidden = false;

    add.addEventListener("click", () => {
      const holder = document.createElement("div");
      holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
      const row = holder.firstElementChild;
      total.value = Number(total.value) + 1;
      list.append(row);
      show(row);
      renumber(list);
      row.dispatchEvent(
        new CustomEvent("formset:added", {
          bubbles: true,
          detail: { formsetName: rows.dataset.rows },
        }),
      );
      row.querySelector("select, input, textarea").focus();
    });

    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (!button) {
        return;
      }
      const row = button.closest("[data-row]");
      if (button.dataset.move === "-1" && row.previousElementSibling) {
        row.previousElementSibling.before(row);
      } else if (button.dataset.move === "1" && row.nextElementSibling) {
        row.nextElementSibling.after(row);
      }
      renumber(list);
      button.focus();
    });

    list.addEventListener("change", (event) => {
      if (event.target.name?.endsWith("-DELETE")) {
        markRemoved(event.target.closest("[data-row]"));
      } else if (event.target.name?.endsWith("-type")) {
        drawTie(event.target.closest("[data-row]"));
      }
    });
  };

  document.querySelectorAll("[data-rows]").forEach(prepare);
}
