"""Form fields and widgets for the parts of a page.

The fields only bring what was typed into the form that `contentfile` has for it; what may stand
there is said by `contentfile` alone. A field of several values gives a tuple.
"""

import json
import re

from django import forms
from django.contrib.admin.widgets import SELECT2_TRANSLATIONS
from django.core.exceptions import ValidationError
from django.urls import reverse

from concepts import contentfile
from concepts.contentfile import ContrastRow, PassageName
from concepts.models import Passage, Slug, Source, Tag

from .state import title_of

SELECT2 = forms.Media(
    js=(
        "admin/js/vendor/jquery/jquery.min.js",
        "admin/js/vendor/select2/select2.full.min.js",
        f"admin/js/vendor/select2/i18n/{SELECT2_TRANSLATIONS['en']}.js",
        "admin/js/jquery.init.js",
        "admin/js/autocomplete.js",
        "admin-kb/choices.js",
    ),
    css={
        "screen": (
            "admin/css/vendor/select2/select2.min.css",
            "admin/css/autocomplete.css",
        )
    },
)


def check_characters(text):
    """Refuses, beside the field, the characters that no content may hold."""
    faults = contentfile.check_characters(text)
    if faults and "\n" in text:
        raise error_on_lines(faults)
    if faults:
        raise ValidationError([fault.message for fault in faults])


def error_on_lines(faults):
    """The error that says faults with their lines; `params` of each keep both apart."""
    return ValidationError(
        [
            ValidationError(
                "Line %(line)s: %(message)s",
                params={"line": fault.line, "message": fault.message},
            )
            for fault in faults
        ]
    )


class LineField(forms.CharField):
    """One line of text; a line break becomes a space."""

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput(attrs={"class": "vLargeTextField"}))
        options.setdefault("required", False)
        super().__init__(validators=[check_characters], **options)

    def to_python(self, value):
        return super().to_python(re.sub(r"\s*[\r\n]\s*", " ", value or ""))


class WordField(forms.ChoiceField):
    """One of a few words, of which `words` says how each is shown. A word that is none of them is
    kept, for `contentfile` to name.
    """

    def __init__(self, words, required=False, **options):
        choices = [("", "Choose …"), *words.items()]
        super().__init__(choices=choices, required=required, **options)

    def validate(self, value):
        forms.Field.validate(self, value)


class LinesField(forms.CharField):
    """Texts, one a line."""

    widget = forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3})

    def __init__(self, **options):
        super().__init__(**{"required": False, "strip": False, **options})

    def prepare_value(self, value):
        return value if isinstance(value, str) else "\n".join(value or ())

    def clean(self, value):
        text = super().clean(value).replace("\r\n", "\n").replace("\r", "\n")
        check_characters(text)
        return tuple(filter(None, (line.strip() for line in text.split("\n"))))


class BodyField(forms.CharField):
    """The Markdown of a page: nothing is stripped but the lines at its end."""

    widget = forms.Textarea(
        attrs={"class": "kb-body", "rows": 28, "spellcheck": "true", "dir": "auto"}
    )

    def __init__(self, **options):
        super().__init__(required=False, strip=False, **options)

    def clean(self, value):
        text = one_newline_at_end(super().clean(value))
        check_characters(text)
        return text


def one_newline_at_end(text):
    """A body as forms write it: LF line ends, one of them at the end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.rstrip("\n") + "\n" if text.strip() else ""


class Choose:
    """A select that shows what is chosen, known or not, and what else is offered.

    The order in which several things were chosen is kept. `labels` names the values.
    """

    labels = {}

    @property
    def media(self):
        return SELECT2

    def label(self, value):
        return self.labels.get(value, value)

    def more(self):
        """(value, label) pairs that are offered without being looked up."""
        return ()

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs |= {"data-theme": "admin-autocomplete", "data-placeholder": "", "lang": "en"}
        attrs["data-allow-clear"] = json.dumps(not self.allow_multiple_selected)
        return attrs

    def optgroups(self, name, value, attrs=None):
        chosen = [str(each) for each in value if each]
        pairs = [] if self.allow_multiple_selected else [("", "")]
        pairs += [(each, self.label(each)) for each in chosen]
        pairs += [pair for pair in self.more() if pair[0] not in chosen]
        options = [
            self.create_option(name, key, label, key in (chosen or [""]), index)
            for index, (key, label) in enumerate(pairs)
        ]
        return [(None, options, 0)]


class EntrySelect(Choose):
    """Looks pages up while one types. `type` narrows them to concepts, frameworks or questions."""

    def __init__(self, type="", attrs=None):
        super().__init__(attrs)
        self.type = type

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        url = reverse("admin:concepts_entry_choose")
        return attrs | {
            "class": "admin-autocomplete",
            "data-ajax--url": f"{url}?type={self.type}" if self.type else url,
            "data-ajax--delay": 200,
            "data-ajax--cache": "true",
        }


class ChooseEntry(EntrySelect, forms.Select):
    pass


class ChooseEntries(EntrySelect, forms.SelectMultiple):
    pass


class ChooseTags(Choose, forms.SelectMultiple):
    """The planned vocabulary, and whatever else somebody types."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"class": "kb-choose", "data-tags": "true"}

    def more(self):
        return [
            (name, name) for name in Tag.objects.filter(planned=True).values_list("name", flat=True)
        ]


class ChoosePassages(Choose, forms.SelectMultiple):
    """Passages of the source documents, by source and heading."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"class": "kb-choose"}

    def label(self, value):
        name = passage_from_json(value)
        return f"{name.source}: {name.heading}" if name else value

    def more(self):
        names = Passage.objects.values_list("source_id", "heading")
        return [(passage_to_json(*name), ": ".join(name)) for name in names]


class ChooseSource(Choose, forms.Select):
    def more(self):
        return [
            (key, f"{title} ({key})") for key, title in Source.objects.values_list("key", "title")
        ]

    def label(self, value):
        return dict(self.more()).get(value, f"{value} (no such source)")


def passage_to_json(source, heading):
    return json.dumps([source, heading], ensure_ascii=False)


def passage_from_json(value):
    try:
        source, heading = json.loads(value)
    except (ValueError, TypeError, RecursionError):
        return None
    return PassageName(str(source), str(heading))


class EntryField(LineField):
    """A page, by its slug."""

    def __init__(self, type="", **options):
        super().__init__(widget=ChooseEntry(type), **options)


class SeveralField(forms.Field):
    """Texts, in the order in which they were chosen."""

    def __init__(self, **options):
        super().__init__(**{"required": False, **options})

    def to_python(self, value):
        return tuple(dict.fromkeys(each.strip() for each in value or () if each.strip()))

    def validate(self, value):
        super().validate(value)
        for each in value:
            check_characters(each)


class PassagesField(SeveralField):
    widget = ChoosePassages

    def prepare_value(self, value):
        return [
            each if isinstance(each, str) else passage_to_json(each.source, each.heading)
            for each in value or ()
        ]

    def to_python(self, value):
        names = [passage_from_json(each) for each in super().to_python(value)]
        if None in names:
            raise ValidationError("Choose passages from the list.")
        return tuple(names)

    def validate(self, value):
        forms.Field.validate(self, value)
        for name in value:
            check_characters(f"{name.source}{name.heading}")


class ContrastField(LinesField):
    """Rows of a contrast, one a line: what is compared, here, there, with strokes between."""

    def prepare_value(self, value):
        if isinstance(value, str):
            return value
        return "\n".join(" | ".join((row.of, row.here, row.there)) for row in value or ())

    def clean(self, value):
        rows = [[cell.strip() for cell in line.split("|")] for line in super().clean(value)]
        for number, row in enumerate(rows, 1):
            if len(row) != 3:
                message = (
                    f"Line {number} has {len(row)} of three parts; write what is compared | here |"
                    " there."
                )
                raise ValidationError(message)
        return tuple(ContrastRow(*row) for row in rows)


class AnswersField(ContrastField):
    """One thing that is said, and how it is answered here and there."""

    def prepare_value(self, value):
        return value if isinstance(value, str) else super().prepare_value(value and (value,))

    def clean(self, value):
        rows = super().clean(value)
        if len(rows) > 1:
            raise ValidationError("Write one line: what is said | here | there.")
        return rows[0] if rows else None


def label_entries(forms_):
    """Gives the page widgets of `forms_` the titles of the pages chosen in them, with one query."""
    widgets, slugs = [], set()
    for form in forms_:
        for bound in form:
            if isinstance(bound.field.widget, EntrySelect):
                widgets.append(bound.field.widget)
                value = bound.value() or ()
                slugs.update([value] if isinstance(value, str) else value)
    slugs.discard("")
    if slugs:
        labels = {slug: f"{slug} (no such page)" for slug in slugs}
        rows = Slug.objects.filter(slug__in=slugs).select_related("entry__head")
        labels |= {row.slug: entry_label(row.entry, row.slug) for row in rows}
        for widget in widgets:
            widget.labels = labels


def entry_label(entry, slug=""):
    """How a page is called where one chooses it."""
    notes = []
    if slug and slug != entry.slug:
        notes.append(f"formerly {slug}")
    if entry.withdrawn_at:
        notes.append("withdrawn")
    elif not entry.live_id:
        notes.append("draft")
    title = title_of(entry)
    return f"{title} ({', '.join(notes)})" if notes else title
