// `template[data-desk]`, `textarea[data-most]`: the desk around the text of an article, and counts below fields.
// Without this it is a plain field.
{
  const template = document.querySelector("template[data-desk]");
  const body = document.getElementById("id_body");

  // As readers would count: neither citations nor the signs of Markdown.
  const words = (text) =>
    (
      text
        .replace(/\[@[^[\]\n]*\]/g, " ")
        .replace(/\[\[(?:[^[\]\n|]*\|)?([^[\]\n|]*)\]\]/g, "$1")
        .replace(/^> *\[!\w+\]/gm, " ")
        .match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []
    ).length;
  const links = (text) =>
    new Set([...text.matchAll(/\[\[([^[\]\n|#]+)[^[\]\n]*\]\]/g)].map((match) => match[1].trim().toLowerCase())).size;
  const several = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  if (template && body) {
    const desk = document.importNode(template.content.firstElementChild, true);
    body.before(desk);
    desk.querySelector("[data-text]").replaceWith(body);
    const told = desk.querySelector("[data-count]");
    const count = () => {
      const number = words(body.value);
      const minutes = Math.max(1, Math.round(number / 220));
      told.textContent =
        `${several(number, "word")}, about ${several(minutes, "minute")}. ` +
        `${several(links(body.value), "link")} to other pages.`;
    };
    body.addEventListener("input", count);
    count();
  }

  document.querySelectorAll("textarea[data-most]").forEach((field) => {
    const most = Number(field.dataset.most);
    const told = document.createElement("div");
    told.className = "kb-count";
    (document.getElementById(`${field.id}_helptext`) ?? field.parentNode).append(told);
    const count = () => {
      const number = [...field.value.trim()].length;
      const over = number - most;
      told.textContent =
        over > 0 ? `${number} of ${most} characters: ${over} too many` : `${number} of ${most} characters`;
      told.classList.toggle("kb-over", over > 0);
    };
    field.addEventListener("input", count);
    count();
  });
}
