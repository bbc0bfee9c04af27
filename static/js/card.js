// `main a.wiki`, `main .cite a`, `main a.sign`: a card beside the link to another page says what that page is about,
// one beside the number of a source which work that is and what it is cited for, one beside the sign of a statistic
// what that stands for.
// It comes after a moment on the link, by pointer or focus; stays while the pointer is on it; goes with Esc. Where
// nothing hovers, a small button after each link opens it, and a tap on the number itself. One at a time, fetched once.
(() => {
  const pages = [...document.querySelectorAll("main a.wiki")].filter((each) => each.pathname !== location.pathname);
  const marks = [...document.querySelectorAll("main .cite a, main a.sign")];
  const links = [...pages, ...marks];
  if (!links.length) return;
  document.head.append(
    Object.assign(document.createElement("link"), { rel: "stylesheet", href: document.currentScript.dataset.style }),
  );
  const box = Object.assign(document.createElement("div"), { className: "card", id: "page--card", hidden: true });
  box.setAttribute("role", "tooltip");
  document.querySelector("main").append(box); // a landmark: nothing stands outside of one

  const here = location.pathname.split("/")[2]; // the page whose ties stand beside its text
  const touch = matchMedia("(hover: none)");
  const fetched = new Map(); // address to its HTML, or to nothing where there is none
  const gap = 4; // pixels between link and box: fewer than the pointer jumps
  let shown = null; // the link whose card is open
  let wanted = null; // the link that was asked about last
  let under = null; // where the pointer came to the link
  let asking, timer;

  const button = (link) => (link.nextElementSibling?.matches(".peek") ? link.nextElementSibling : null);

  const hide = () => {
    clearTimeout(timer);
    asking?.abort();
    wanted = null;
    if (!shown) return;
    shown.classList.remove("with-card");
    shown.removeAttribute("aria-describedby");
    button(shown)?.setAttribute("aria-expanded", false);
    shown = null;
    box.hidden = true;
  };

  // What stands before the number of a source: the last sentence, or the row of a table up to there.
  const claim = (mark) => {
    const block = mark.closest("tr, li, dd, p, blockquote, figcaption, h2, h3, h4, div");
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEndBefore(mark.closest(".cite"));
    const before = range.cloneContents();
    for (const each of before.querySelectorAll(".cite, .peek, .more, .hidden")) each.remove();
    for (const each of before.querySelectorAll("th, td")) each.append(each.nextElementSibling ? ": " : "");
    const said = before.textContent.replace(/\s+/g, " ").trim();
    const last = said.replace(/^.*[.!?…][”’"')]*\s+(?=[\p{Lu}“‘"])/u, "");
    return last.length > 280 ? `…${last.slice(-280).replace(/^\S*/, "")}` : last;
  };

  // A source: its line in the list, how it was read, and what it is cited for here: the finding that rests on it, or
  // what is said before its number.
  const source = (link) => {
    const line = document.querySelector(link.hash).cloneNode(true);
    for (const each of line.querySelectorAll(".more")) each.remove();
    const read = document.querySelector(`.readings-of a[href="${link.hash}"]`)?.closest("dd").previousElementSibling;
    const finding = document.querySelector(`.forest a[href="${link.hash}"]`)?.closest("tbody").querySelector(".claim");
    const here = Object.assign(document.createElement("p"), { textContent: claim(link) });
    return (
      `<p>${line.innerHTML}</p>${read ? `<p>Read: ${read.innerHTML.toLowerCase()}.</p>` : ""}` +
      `${here.textContent && `<p class="for"><b>Cited here for</b> ${here.innerHTML}</p>`}` +
      `${finding ? `<p class="for"><b>Finding</b> ${finding.textContent}</p>` : ""}`
    );
  };

  const sign = (link) => {
    const abbr = link.querySelector("abbr");
    abbr.dataset.meaning ??= abbr.title;
    abbr.removeAttribute("title"); // one at a time: the browser would show it too
    return `<p><i>${abbr.textContent}</i>: ${abbr.dataset.meaning}.</p>`;
  };

  const content = async (address) => {
    if (fetched.has(address)) return fetched.get(address);
    asking?.abort();
    asking = new AbortController();
    const answer = await fetch(address, { signal: asking.signal });
    fetched.set(address, answer.ok ? await answer.text() : "");
    return fetched.get(address);
  };

  // Below the line of the link that the pointer is on, or above where there is more room.
  const place = (link) => {
    const lines = [...link.getClientRects()];
    const line = lines.find((each) => under && under.y >= each.top - 2 && under.y <= each.bottom + 2) ?? lines[0];
    const { width, height } = box.getBoundingClientRect();
    const page = document.documentElement;
    const below = page.clientHeight - line.bottom;
    const top = below < height + gap && line.top > below ? line.top - height - gap : line.bottom + gap;
    box.style.top = `${top + scrollY}px`;
    box.style.left = `${Math.max(8, Math.min(line.left, page.clientWidth - width - 8)) + scrollX}px`;
  };

  const show = async (link) => {
    if (link === shown) return;
    hide();
    wanted = link;
    let html = "";
    try {
      if (link.matches(".sign")) html = sign(link);
      else if (link.matches(".cite a")) html = source(link);
      else html = await content(`${link.pathname}preview/${link.closest(".rail") ? `?beside=${here}` : ""}`);
    } catch {
      return; // another link was asked about meanwhile, or nobody answers
    }
    if (wanted !== link || !html) return;
    box.innerHTML = html;
    box.hidden = false;
    shown = link;
    link.classList.add("with-card");
    link.setAttribute("aria-describedby", box.id);
    button(link)?.setAttribute("aria-expanded", true);
    place(link);
  };

  // Neither the pointer nor the focus holds it any more.
  const release = () => {
    if (!shown?.matches(":hover, :focus-visible") && !box.matches(":hover")) hide();
  };

  const later = (work, time) => {
    clearTimeout(timer);
    timer = setTimeout(work, time);
  };

  for (const link of links) {
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "touch") return;
      under = { y: event.clientY };
      later(() => show(link), 250);
    });
    link.addEventListener("focus", () => {
      if (!link.matches(":focus-visible")) return;
      under = null;
      later(() => show(link), 250);
    });
    link.addEventListener("pointerleave", () => later(release, 300));
    link.addEventListener("blur", () => later(release, 300));
  }
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => later(release, 300));
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("resize", hide);

  const buttons = () => {
    if (!touch.matches || document.querySelector(".peek")) return;
    for (const link of pages) {
      const peek = Object.assign(document.createElement("button"), { className: "peek", type: "button" });
      peek.setAttribute("aria-label", `What is ${link.textContent.trim()}?`);
      peek.setAttribute("aria-expanded", false);
      peek.addEventListener("click", (event) => {
        event.stopPropagation();
        under = null;
        if (shown === link) hide();
        else show(link);
      });
      // What follows the link's last word stays in its line: the button, and a comma.
      const together = Object.assign(document.createElement("span"), { className: "with-peek" });
      const after = link.nextSibling;
      const comma = after?.nodeType === Node.TEXT_NODE && /^[\p{P}]+/u.exec(after.data)?.[0];
      link.before(together);
      together.append(link, peek);
      if (comma) {
        together.append(comma);
        after.data = after.data.slice(comma.length);
      }
    }
  };
  for (const mark of marks) {
    mark.addEventListener("click", (event) => {
      if (!touch.matches || shown === mark) return; // a second tap follows the link
      event.preventDefault();
      event.stopPropagation();
      show(mark);
    });
  }
  touch.addEventListener("change", buttons);
  buttons();
  addEventListener("click", (event) => shown && touch.matches && !box.contains(event.target) && hide());
})();
