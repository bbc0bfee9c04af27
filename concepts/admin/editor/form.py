"""The form of a page: filled from a Content, and giving one back.

`contentfile` declares the parts of a page, and each that is no list of rows gets a field here, as
its kind needs; LABELS says what it is called. Neither the fields nor the rows know a row of the
database: they are parts of a text. What may stand in it is said by `contentfile`, whose faults are
shown where they belong.
"""

from dataclasses import replace

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import capfirst

from concepts import contentfile
from concepts.contentfile import TYPES, Content, page, schema

from .fields import (
    BodyField,
    ChooseEntries,
    ChooseSource,
    ChooseTags,
    LineField,
    LinesField,
    PassagesField,
    SeveralField,
    WordField,
    label_entries,
    one_newline_at_end,
)
from .rows import ROWS

SLUG_SENTENCE = (
    "A slug has lower-case letters a to z and digits, in words joined by single hyphens."
)

# What a part of a page is called, and whatever else its field needs to know. A part that is not
# here is called by its key; where a type of page has its own words, its name stands before the key.
LABELS = {
    "title": {
        "label": "Title",
        "error_messages": {"required": "A page needs a title."},
        "help_text": "Sentence case, no idiom.",
    },
    "question.title": {
        "label": "Question",
        "error_messages": {"required": "Write the question."},
        "help_text": "With its question mark.",
    },
    "summary": {
        "label": "Definition",
        "most": 200,
        "help_text": "One sentence of at most 200 characters; it stands above the text.",
    },
    "question.summary": {
        "label": "Answer in short",
        "rows": 4,
        "most": 500,
        "help_text": "Two or three sentences, at most 500 characters, without links or citations.",
    },
    "aliases": {
        "label": "Also called",
        "help_text": "Other names of the same thing, one a line.",
    },
    "search": {
        "label": "Search words",
        "help_text": "Words that should find the page but are not its name, one a line.",
    },
    "tags": {
        "label": "Tags",
        "field": SeveralField,
        "widget": ChooseTags,
        "help_text": "Two to five of the planned tags.",
    },
    "findings": {
        "label": "Findings shown first",
        "help_text": "Their keys, one a line, in the order in which the article shows them; three"
        " at most.",
    },
    "concepts": {
        "label": "About",
        "field": SeveralField,
        "widget": ChooseEntries("concept"),
        "help_text": "The concepts that the question is about.",
    },
    "ordered": {"help_text": "The listing keeps the order of its members."},
    "steps": {
        "help_text": "One leads to the next: members show their position, the previous and the"
        " next.",
    },
    "source": {
        "label": "Source document",
        "widget": ChooseSource,
        "help_text": "The document that gives the list, if one does.",
    },
    "sources": {
        "label": "Passages carried",
        "help_text": "The passages of the source documents whose facts stand on this page.",
    },
}
# What is asked for before the other parts, where the file has another order.
FIRST = {"question": ("title", "category", "concepts")}
# What is asked for after the article.
PROVENANCE = ("source", "sources")

# A text that may be longer gets a field of several lines.
LONGEST_IN_A_LINE = 200


def _text_field(declared, rows=3, most=None, **options):
    if declared.longest > LONGEST_IN_A_LINE:
        attrs = {"class": "vLargeTextField", "rows": rows, "data-most": most or declared.longest}
        options.setdefault("widget", forms.Textarea(attrs=attrs))
    return LineField(**options)


def _choice_field(declared, **options):
    return WordField({word: word for word in declared.choices}, **options)


# For each kind of field that `contentfile` declares. The first that fits counts.
FIELD_MAKERS = (
    (schema.Flag, lambda declared, **options: forms.BooleanField(**options | {"required": False})),
    (schema.Choice, _choice_field),
    (schema.Text, _text_field),
    (schema.List, lambda declared, **options: LinesField(**options)),
    (page.Passages, lambda declared, **options: PassagesField(**options)),
)


def slug_field(**options):
    return forms.CharField(
        max_length=200,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", SLUG_SENTENCE)],
        widget=forms.TextInput(attrs={"class": "vTextField", "autocapitalize": "none"}),
        **options,
    )


def label_of(type, key):
    """What the form calls a part of a type of page."""
    words = {**LABELS.get(key, {}), **LABELS.get(f"{type}.{key}", {})}
    return words.get("label", capfirst(key.replace("_", " ")))


def make_field(type, key):
    """The form field for a part of a type of page that is no list of rows."""
    article = "an" if key[0] in "aeiou" else "a"
    options = {
        "error_messages": {"required": f"A {type} needs {article} {key}."},
        **LABELS.get(key, {}),
        **LABELS.get(f"{type}.{key}", {}),
        "label": label_of(type, key),
        "required": key in page.NEEDED[type],
    }
    if field_class := options.pop("field", None):
        return field_class(**options)
    declared = page.FIELDS[key]
    make = next(make for kind, make in FIELD_MAKERS if isinstance(declared, kind))
    return make(declared, **options)


class EntryForm(forms.Form):
    """What the forms of all types of pages have. `lists` are the formsets of the parts with rows.

    A page that is not there yet is asked for its slug, too.
    """

    type = ""
    lists = {}

    class Media:
        js = [
            forms.Script(f"admin-kb/{name}.js", defer=True)
            # The desk is set up before what stands in it.
            for name in ("rows", "desk", "body", "tools", "preview", "complete", "links", "guard")
        ]

    def __init__(self, *args, entry=None, **options):
        super().__init__(*args, **options)
        if entry is None:
            slug = slug_field(
                label="Slug", help_text="The page's address; renaming changes it later."
            )
            self.fields = {"slug": slug, **self.fields}

    @classmethod
    def fieldsets(cls, with_slug):
        """(heading, names of fields): the facts, the article, where the page comes from."""
        first, *others = (name for name in cls.base_fields if name not in ("body", *PROVENANCE))
        last = [name for name in PROVENANCE if name in cls.base_fields]
        return [
            (None, [first, *(["slug"] if with_slug else []), *others]),
            ("Article", ["body"]),
            ("Where it comes from", last),
        ]

    def parts(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "slug"}


def make_form(type):
    """The form class of a type of page."""
    first = FIRST.get(type, ())
    keys = [*first, *(key for key in page.KEYS[type] if key not in first)]
    fields = {key: make_field(type, key) for key in keys if key not in ROWS}
    lists = {key: ROWS[key] for key in keys if key in ROWS}
    members = {"type": type, "lists": lists, **fields, "body": BodyField(label="Article")}
    return forms.forms.DeclarativeFieldsMetaclass(
        f"{type.capitalize()}Form", (EntryForm,), {"__module__": __name__, **members}
    )


FORMS = {type: make_form(type) for type in TYPES}


class Editor:
    """The form of a page together with its rows."""

    def __init__(self, type, entry=None, data=None, content=None, initial=None):
        self.type = type
        form_class = FORMS[type]
        if content is not None:
            initial = {name: getattr(content, name) for name in form_class.base_fields}
        self.form = form_class(data, entry=entry, initial=initial or {})
        self.lists = {}
        for name, formset_class in form_class.lists.items():
            row = formset_class.form
            filled = [row.initial_of(part) for part in getattr(content, name, ())]
            self.lists[name] = formset_class(data, prefix=name, initial=filled)
        self.content = None
        # The forms of the rows that the parts of `content` came from.
        self.rows = {name: formset.initial_forms for name, formset in self.lists.items()}

    def is_valid(self):
        """Reads what was typed; afterwards `content` holds it, unless it can't be read."""
        valid = [self.form.is_valid(), *(formset.is_valid() for formset in self.lists.values())]
        if not all(valid):
            return False
        pairs = {name: formset.parts() for name, formset in self.lists.items()}
        lists = {name: tuple(part for _, part in found) for name, found in pairs.items()}
        self.rows = {name: [form for form, _ in found] for name, found in pairs.items()}
        content = Content(type=self.type, **self.form.parts(), **lists)
        faults = list(contentfile.check(content))
        self.refuse(faults)
        self.content = None if faults else content
        return not faults

    @property
    def text(self):
        return contentfile.dump(self.content)

    def refuse(self, faults):
        """Shows faults in the rows and beside the fields that have them, or at the top."""
        for fault in faults:
            message = capfirst(fault.message)
            row = self.row_of(fault)
            if fault.part in self.form.fields:
                self.form.add_error(fault.part, message)
            elif row is not None:
                field = fault.field if fault.field in row.fields else None
                row.add_error(field, message)
            elif fault.part in self.lists:
                self.lists[fault.part].non_form_errors().append(message)
            else:
                self.form.add_error(None, message)

    def row_of(self, fault):
        """The form of the row that a fault is about; None where it is about no row."""
        rows = self.rows.get(fault.part, ())
        return rows[fault.number] if fault.number is not None and fault.number < len(rows) else None

    def position_of(self, row):
        """Where a row stands on the page, from 1."""
        [formset] = (rows for rows in self.lists.values() if row in rows.forms)
        return list(formset).index(row) + 1

    @property
    def errors(self):
        """Every error of the form and its rows, for the count at the top."""
        found = [message for errors in self.form.errors.values() for message in errors]
        for formset in self.lists.values():
            found += formset.non_form_errors()
            found += [
                message for row in formset.errors for errors in row.values() for message in errors
            ]
        return found

    @property
    def media(self):
        return sum((formset.media for formset in self.lists.values()), self.form.media)

    def label_entries(self):
        rows = [form for formset in self.lists.values() for form in formset.forms]
        label_entries([self.form, *rows])


def is_same(typed, saved):
    """Whether what was typed says what is saved; a form writes one line end after a body."""
    return typed in (saved, replace(saved, body=one_newline_at_end(saved.body)))
