"""What is wrong with a text, at its place in the form: here alone a fault's place becomes the id of
a field and words for it.
"""

from dataclasses import dataclass

from django.utils.text import capfirst

from concepts import markup, publishing
from concepts.contentfile import Fault

from .form import FORMS, label_of


@dataclass(frozen=True)
class Spot:
    """A place in the form: how it is called, the id of its field or row, the line of a text."""

    where: str
    place: str = ""
    line: int = 0


@dataclass(frozen=True)
class Problem(Spot):
    """Something in a text that an editor should mend."""

    message: str = ""


def find_spot(type, place, editor=None):
    """The Spot in the form of a type of page of what is at a fault's `place`.

    `editor` is the form that is shown, if that holds other rows than the text it was made from:
    some that are empty or removed, or in another order.
    """
    fault = Fault(place, "")
    if fault.part == "body":
        line = fault.number or 0
        return Spot(f"Article, line {line}" if line else "Article", "id_body", line)
    if fault.part in FORMS[type].lists:
        return _find_row(fault, editor)
    if fault.part:
        return Spot(label_of(type, fault.part), f"id_{fault.part}")
    return Spot("The page")


def _find_row(fault, editor):
    name = capfirst(fault.part)
    if fault.number is None:
        return Spot(name, fault.part)
    row = editor and editor.row_of(fault)
    position = editor.position_of(row) if row else fault.number + 1
    prefix = row.prefix if row else f"{fault.part}-{fault.number}"
    place = f"id_{prefix}-{fault.field}" if fault.field else prefix
    return Spot(f"{name}, row {position}", place)


def make_problem(type, fault, editor=None):
    spot = find_spot(type, fault.place, editor)
    return Problem(spot.where, spot.place, spot.line, capfirst(fault.message))


def problems_of_text(entry, content, editor=None, unlisted=()):
    """(what would stop publishing, what an editor should look at) in a text of a page.

    `unlisted` are codes of what is told elsewhere.
    """
    known = publishing.known_for({entry.slug: content})
    faults, warnings = publishing.validate(content, entry.slug, known)
    return (
        [make_problem(entry.type, fault, editor) for fault in faults],
        [
            make_problem(entry.type, warning, editor)
            for warning in warnings
            if warning.code not in unlisted
        ],
    )


def problems_of_form(editor):
    """Everything that a form refuses."""
    found = []
    for name, errors in editor.form.errors.as_data().items():
        field = editor.form.fields.get(name)
        label, place = (str(field.label), f"id_{name}") if field else ("The page", "")
        for error in errors:
            # What is wrong with a line of a field has its number and its sentence apart.
            about = error.params or {}
            line = about.get("line", 0)
            [message] = [about["message"]] if line else error.messages
            where = f"{label}, line {line}" if line else label
            found.append(Problem(where, place, line, capfirst(message)))
    for name, formset in editor.lists.items():
        found += [
            Problem(capfirst(name), name, message=message) for message in formset.non_form_errors()
        ]
        for position, row in enumerate(formset, 1):
            where = f"{capfirst(name)}, row {position}"
            found += [
                Problem(where, row.prefix, message=message)
                for errors in row.errors.values()
                for message in errors
            ]
    return found


def problems_of_body(body):
    """What keeps an article from being rendered at all. Marks that can't be read are shown in
    it.
    """
    document = markup.parse(body)
    shown = {fault for mark in document.placed for fault in mark.faults}
    return [
        make_problem("", Fault(f"body.{fault.line}" if fault.line else "body", fault.message))
        for fault in document.faults
        if fault not in shown
    ]
