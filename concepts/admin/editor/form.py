"""The form of a page: filled from a Content, and giving one back.

Neither the fields nor the rows of relations and members know a row of the database: they are parts
of a text. What may stand in it is said by `contentfile`, whose faults are shown where they belong.
"""

from django import forms
from django.core.validators import RegexValidator

from concepts import contentfile
from concepts.contentfile import (
    BASES,
    CATEGORIES,
    KINDS,
    RELATION_TYPES,
    Content,
    Member,
    RelationLine,
)

from .fields import (
    Body,
    ChoosePages,
    ChooseSource,
    ChooseTags,
    Lines,
    Page,
    Passages,
    Several,
    Text,
    name_pages,
    one_newline_at_end,
)

SLUG_SENTENCE = (
    "A slug has lower-case letters a to z and digits, in words joined by single hyphens."
)


def slug_field(**options):
    return forms.CharField(
        max_length=200,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", SLUG_SENTENCE)],
        widget=forms.TextInput(attrs={"class": "vTextField", "autocapitalize": "none"}),
        **options,
    )


def choices(words):
    """The choices of {name: words}."""
    return [("", "Choose …"), *words.items()]


class Choice(forms.ChoiceField):
    """One of a few words. A word that is none of them is kept, for `contentfile` to name."""

    def __init__(self, required=False, **options):
        super().__init__(required=required, **options)

    def validate(self, value):
        forms.Field.validate(self, value)


class RelationRow(forms.Form):
    type = Choice(
        label="Relation",
        choices=choices({name: type.words for name, type in RELATION_TYPES.items()}),
    )
    to = Page("concept", label="Other page")
    reason = Text(
        label="because",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="One sentence, with citations unless the basis is practice.",
    )
    basis = Choice(
        label="Rests on", choices=choices({name: basis.words for name, basis in BASES.items()})
    )

    def part(self):
        return RelationLine(**{name: self.cleaned_data.get(name, "") for name in self.base_fields})

    @staticmethod
    def initial_of(line):
        return {name: getattr(line, name) for name in ("type", "to", "reason", "basis")}


class MemberRow(forms.Form):
    entry = Page(label="Page")
    label = Text(label="or, without a page, label")
    note = Text(
        label="Note",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="A sentence; needed where there is no page.",
    )

    def part(self):
        return Member(**{name: self.cleaned_data.get(name, "") for name in self.base_fields})

    @staticmethod
    def initial_of(member):
        return {name: getattr(member, name) for name in ("entry", "label", "note")}


class Rows(forms.BaseFormSet):
    """Rows in an order, for a part of the text that is a list."""

    def parts(self):
        """What stands in the rows, in their order, without those that are empty or removed."""
        found = []
        for form in self.ordered_forms:
            part = form.part()
            if part != type(part)(**dict.fromkeys(part.__dataclass_fields__, "")):
                found.append((form, part))
        return found

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Position"
        form.fields["ORDER"].widget.attrs["class"] = "kb-position"
        form.fields["DELETE"].label = "Remove"


def rows(row, extra=1):
    most = 200
    return forms.formset_factory(
        row, Rows, extra=extra, can_order=True, can_delete=True, max_num=most, absolute_max=2 * most
    )


class EntryForm(forms.Form):
    """What all pages have. `type` is the type of page, `lists` the parts that have rows."""

    type = ""
    lists = {}

    title = Text(
        label="Title",
        required=True,
        error_messages={"required": "A page needs a title."},
        help_text="Sentence case, no idiom.",
    )
    summary = Text(
        label="Definition",
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3, "data-most": 200}),
        help_text="One sentence of at most 200 characters; it stands above the text.",
    )
    aliases = Lines(label="Also called", help_text="Other names of the same thing, one a line.")
    search = Lines(
        label="Search words",
        help_text="Words that should find the page but are not its name, one a line.",
    )
    tags = Several(
        label="Tags",
        widget=ChooseTags,
        help_text="Two to five of the planned tags.",
    )
    sources = Passages(
        label="Passages carried",
        help_text="The passages of the source documents whose facts stand on this page.",
    )
    body = Body(label="Article")

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

    def parts(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "slug"}


class ConceptForm(EntryForm):
    type = "concept"
    lists = {"relations": rows(RelationRow)}

    kind = Choice(
        label="Kind",
        required=True,
        choices=choices({name: name for name in KINDS}),
        error_messages={"required": "A concept needs a kind."},
    )


class FrameworkForm(EntryForm):
    type = "framework"
    lists = {"members": rows(MemberRow)}

    ordered = forms.BooleanField(
        label="Ordered", required=False, help_text="The listing keeps the order of its members."
    )
    steps = forms.BooleanField(
        label="Steps",
        required=False,
        help_text="One leads to the next: members show their position, the previous and the next.",
    )
    source = Text(
        label="Source document",
        widget=ChooseSource,
        help_text="The document that gives the list, if one does.",
    )


class QuestionForm(EntryForm):
    type = "question"

    title = Text(
        label="Question",
        required=True,
        error_messages={"required": "Write the question."},
        help_text="With its question mark.",
    )
    summary = Text(
        label="Answer in short",
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 4, "data-most": 500}),
        help_text="Two or three sentences, at most 500 characters, without links or citations.",
    )
    category = Choice(
        label="Category",
        required=True,
        choices=choices({name: name for name in CATEGORIES}),
        error_messages={"required": "A question needs a category."},
    )
    concepts = Several(
        label="About",
        widget=ChoosePages("concept"),
        help_text="The concepts that the question is about.",
    )


class Editor:
    """The form of a page together with its rows."""

    def __init__(self, form_class, entry=None, data=None, content=None, initial=None):
        self.type = form_class.type
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
        self.rows = {}

    def is_valid(self):
        """Reads what was typed; afterwards `content` holds it, unless it can't be read."""
        valid = [self.form.is_valid(), *(formset.is_valid() for formset in self.lists.values())]
        if not all(valid):
            return False
        filled = {name: formset.parts() for name, formset in self.lists.items()}
        lists = {name: tuple(part for _, part in found) for name, found in filled.items()}
        self.rows = {name: [form for form, _ in found] for name, found in filled.items()}
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
            message = sentence(fault.message)
            rows = self.rows.get(fault.part, [])
            if fault.part in self.form.fields:
                self.form.add_error(fault.part, message)
            elif fault.number is not None and fault.number < len(rows):
                row, field = rows[fault.number], fault.place.split(".")[2:3]
                row.add_error(field[0] if field and field[0] in row.fields else None, message)
            elif fault.part in self.lists:
                self.lists[fault.part].non_form_errors().append(message)
            else:
                self.form.add_error(None, message)

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

    def name_pages(self):
        rows_ = [form for formset in self.lists.values() for form in formset.forms]
        name_pages([self.form, *rows_])


def sentence(message):
    """A fault's message as a sentence of its own: in a list of files it follows a place."""
    return message[:1].upper() + message[1:]


def same(typed, saved):
    """Whether what was typed says what is saved; a form writes one line end after a body."""
    if typed == saved:
        return True
    parts = {name: getattr(saved, name) for name in saved.__dataclass_fields__ if name != "lines"}
    return typed == Content(**parts | {"body": one_newline_at_end(saved.body)})
