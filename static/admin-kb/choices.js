// `select.kb-choose`: many choices, such as tags and passages. What is chosen keeps the order in which it was chosen.
{
  const $ = django.jQuery;

  // What was typed comes after what is planned, and says that it is new.
  const insertTag = (found, typed) => {
    found.push({ ...typed, isNew: true });
  };
  const templateResult = (choice) => (choice.isNew ? `${choice.text} (outside the vocabulary)` : choice.text);

  $(() => {
    $("select.kb-choose").each(function () {
      $(this).select2({ tags: this.dataset.tags === "true", insertTag, templateResult });
    });
    // The field within a choice of several has no label of its own.
    $("select[multiple].select2-hidden-accessible").each(function () {
      const label = this.labels[0]?.textContent.replace(/:\s*$/, "").trim();
      if (label) {
        $(this).next().find(".select2-search__field").attr("aria-label", label);
      }
    });
    $(document).on("select2:select", "select[multiple]", function (event) {
      const option = event.params.data.element;
      if (option) {
        this.append(option);
        $(this).trigger("change");
      }
    });
  });
}
