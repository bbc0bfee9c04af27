// `iframe[data-preview]`: what stands in the form as the server renders it, sent a moment after typing stops.
// It comes into a frame that runs no script; what can't be rendered is said over it, and the text stays as it is.
{
  const frame = document.querySelector("iframe[data-preview]");
  const pause = 600;

  const prepare = (form, told, status, refused) => {
    let asking, timer;
    const page = new Promise((resolve) => {
      frame.addEventListener("load", () => resolve(frame.contentDocument), { once: true });
    });

    // The frame follows the admin's own choice of colours.
    const root = document.documentElement;
    const follow = async () => {
      const { theme } = root.dataset;
      (await page).documentElement.dataset.theme = theme === "light" || theme === "dark" ? theme : "";
    };
    new MutationObserver(follow).observe(root, { attributeFilter: ["data-theme"] });
    follow();

    const tell = (words, isAsked) => {
      told.textContent = words;
      if (isAsked) {
        status.textContent = words;
      }
    };

    const line = (fault) => {
      const item = document.createElement("li");
      const [where, message] = [...fault.children].map((child) => child.textContent);
      let place = document.createElement("strong");
      if (fault.dataset.place) {
        place = Object.assign(document.createElement("a"), { href: `#${fault.dataset.place}` });
        if (fault.dataset.line && fault.dataset.place === "id_body") {
          place.dataset.line = fault.dataset.line;
        }
      }
      place.textContent = where;
      item.append(place, ` ${message}`);
      return item;
    };

    const refuse = (faults, isAsked) => {
      const number = faults.length;
      const words = `Not previewed: ${number} thing${number === 1 ? "" : "s"} to mend`;
      const heading = Object.assign(document.createElement("p"), {
        textContent: `${words}. Nothing that was typed is lost.`,
      });
      const list = document.createElement("ul");
      list.append(...faults.map(line));
      refused.replaceChildren(heading, list);
      refused.hidden = false;
      frame.inert = true;
      tell(words, isAsked || status.textContent !== words);
      status.textContent = words;
    };

    const show = async (main, isAsked) => {
      const there = await page;
      main.querySelectorAll('a[href]:not([href^="#"])').forEach((link) => {
        link.target = "_blank";
      });
      const scroller = there.scrollingElement;
      const top = scroller.scrollTop;
      there.querySelector("main").replaceChildren(...main.childNodes);
      scroller.scrollTo({ top, behavior: "instant" });
      refused.hidden = true;
      frame.inert = false;
      if (status.textContent.startsWith("Not previewed")) {
        status.textContent = "";
      }
      tell("The preview shows what is typed", isAsked);
    };

    const refresh = async (isAsked = false) => {
      clearTimeout(timer);
      asking?.abort();
      const own = new AbortController();
      asking = own;
      tell("Refreshing the preview …", false);
      try {
        const answer = await fetch(frame.dataset.preview, {
          method: "POST",
          body: new FormData(form),
          signal: own.signal,
        });
        const main = new DOMParser()
          .parseFromString(await answer.text(), "text/html")
          .querySelector("main[data-previewed]");
        if (own !== asking) {
          return;
        }
        if (!main) {
          tell(
            answer.status === 400 || answer.status === 413
              ? "Not previewed: the text is too long"
              : "Not previewed: sign in again in another tab, then press Ctrl + Enter",
            true,
          );
          return;
        }
        const faults = [...main.querySelectorAll(".faults > li")];
        if (faults.length) {
          refuse(faults, isAsked);
        } else {
          await show(main, isAsked);
        }
      } catch (error) {
        if (error.name !== "AbortError") {
          tell("Not previewed: the server can’t be reached", true);
        }
      }
    };

    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(refresh, pause);
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("click", (event) => event.target.closest("[data-move]") && later());
    // Choices made in a select2 are told to jQuery alone.
    window.django?.jQuery?.(form).on("change", later);
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.isComposing) {
        event.preventDefault();
        refresh(true);
      }
    });
    refresh();
  };

  if (frame) {
    const desk = frame.closest(".kb-editor");
    prepare(
      frame.closest("form"),
      desk.querySelector("[data-told]"),
      desk.querySelector("[data-status]"),
      desk.querySelector("[data-refused]"),
    );
  }
}
