// `.placements`, `.onward`: Read next begins with the neighbours in the framework that the reader came by. That is the
// framework whose page links here, or in which the page before stands beside this one; links to neighbours say which in
// their fragment, that it is known on the next page too, and the history keeps it.
(() => {
  const list = document.querySelector(".onward ul");
  const places = [...document.querySelectorAll(".placements li")];
  if (!list || !places.length) return;
  const pathOf = (address) => (address?.startsWith(`${location.origin}/`) ? new URL(address).pathname : "");
  const nameOf = (place) => place.querySelector("a").pathname.split("/")[2];

  const marked = /^#by--([\w-]+)$/.exec(location.hash)?.[1];
  const known = marked ?? history.state?.by;
  const from = pathOf(document.referrer);
  const came =
    places.find((place) => nameOf(place) === known) ??
    places.find((place) => place.querySelector("a").pathname === from) ??
    places.find((place) => [...place.querySelectorAll(".steps a")].some((link) => link.pathname === from));
  if (marked) history.replaceState({ by: marked }, "", location.pathname + location.search);
  for (const place of places) {
    for (const link of place.querySelectorAll(".steps a")) link.hash = `by--${nameOf(place)}`;
  }
  if (!came) return;

  // A neighbour as a line of the list: one that stands there already, or what its card says.
  const line = async (step) => {
    const there = [...list.querySelectorAll(".term")].find((link) => link.pathname === step.pathname);
    const item = there?.closest("li") ?? document.createElement("li");
    if (!there) {
      const answer = await fetch(`${step.pathname}preview/`);
      const card = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
      const [label, link, summary] = ["p", "a", "p"].map((name) => document.createElement(name));
      label.className = "label";
      Object.assign(link, { className: "term", textContent: step.textContent.replace(/[←→]/g, "").trim() });
      summary.textContent = card.querySelector(".summary")?.textContent ?? "";
      item.append(label, link, summary);
    }
    const link = item.querySelector("a");
    Object.assign(link, { href: step.href, rel: step.rel });
    const word = step.rel === "prev" ? "Before" : "After";
    item.querySelector(".label").textContent = `${word} it in ${came.querySelector("a").textContent}`;
    return item;
  };

  const steps = [...came.querySelectorAll(".steps a")];
  if (!steps.length) return;
  Promise.all(steps.map(line)).then(
    (items) => {
      for (const link of list.querySelectorAll("a[rel]")) {
        if (!items.includes(link.closest("li"))) link.closest("li").remove();
      }
      list.prepend(...items);
    },
    () => {}, // nobody answers: the list stays as it came
  );
})();
