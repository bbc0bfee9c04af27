"""The rows of a page's form: relations and members, each a part of the text, in an order."""

from django import forms

from concepts.contentfile import BASES, DIRECTIONS, RELATION_TYPES, page

from .fields import AnswersField, ContrastField, EntryField, LineField, WordField

MOST_ROWS = 200


class Row(forms.Form):
    """A row. Its fields are those of `rows`, what `contentfile` declares the list as."""

    rows = None

    def part(self):
        return self.rows.part(
            **{
                name: self.cleaned_data.get(name, self.rows.fields[name].empty)
                for name in self.base_fields
            }
        )

    @classmethod
    def initial_of(cls, part):
        return {name: getattr(part, name) for name in cls.base_fields}


class RelationRow(Row):
    rows = page.Relations

    type = WordField(
        label="Relation", words={name: type.words for name, type in RELATION_TYPES.items()}
    )
    to = EntryField("concept", label="Other page")
    reason = LineField(
        label="because",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="One sentence, with citations unless the basis is practice.",
    )
    basis = WordField(label="Rests on", words={name: basis.words for name, basis in BASES.items()})
    direction = WordField(
        label="Direction, of what goes together",
        words={name: direction.words for name, direction in DIRECTIONS.items()},
    )
    contrast = ContrastField(
        label="How they differ",
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="Of two that are told apart: a row a line, what is compared | here | there.",
    )
    example = AnswersField(
        label="One thing said, answered both ways",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="What is said | how it is answered here | and there.",
    )


class MemberRow(Row):
    rows = page.Members

    entry = EntryField(label="Page")
    label = LineField(label="or, without a page, label")
    note = LineField(
        label="Note",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="A sentence; needed where there is no page.",
    )


class RowFormSet(forms.BaseFormSet):
    """Rows in an order, for a part of the text that is a list."""

    def __iter__(self):
        """The forms as they stand on the page: in the order that was asked for, so that a form
        which is shown again keeps it. Rows without a position come last.
        """
        self.is_valid()  # asks for what the rows hold, if they are posted ones

        def position(form):
            asked = getattr(form, "cleaned_data", {}).get("ORDER")
            return float("inf") if asked is None else asked

        return iter(sorted(self.forms, key=position))

    def parts(self):
        """(form, part) of each row, in their order, without those that are empty or removed."""
        pairs = [(form, form.part()) for form in self.ordered_forms]
        return [(form, part) for form, part in pairs if any(form.initial_of(part).values())]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Position"
        form.fields["ORDER"].widget.attrs["class"] = "kb-position"
        form.fields["DELETE"].label = "Remove"


def row_formset(row, extra=1):
    return forms.formset_factory(
        row,
        RowFormSet,
        extra=extra,
        can_order=True,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=2 * MOST_ROWS,
    )


# The parts of a text that have rows.
ROWS = {"relations": row_formset(RelationRow), "members": row_formset(MemberRow)}
