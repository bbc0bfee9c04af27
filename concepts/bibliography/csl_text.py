"""CSL-JSON texts: read with faults that name their lines, checked, written.

The format is that of ``csl-data.json`` in https://github.com/citation-style-language/schema, read
strictly where a mistake would spoil an entry and freely otherwise: unknown keys are kept.
"""

import json

from concepts.contentfile import FORBIDDEN, Fault, Faulty, read_json
from concepts.contentfile.schema import within

from .dates import read_date
from .links import doi
from .words import tidy
from .works import DATES, ROLES, TYPES, given_away

PRIVATE = ("custom", "note")  # ours: audit trails and remarks that no reader gets to see


def parse(text):
    """The works of a CSL-JSON text as they stand, in their order, with all their keys. Raises
    Faulty with all faults at once.
    """
    items, reader = read(text)
    if reader.faults:
        raise Faulty(sorted(reader.faults))
    return items


def read(text):
    """The list of a CSL-JSON text, faults or not, and the Reader that noted them and knows the line
    of each place: "3.title" is that of the fourth work's title. Raises Faulty where the text is not
    JSON.
    """
    items, reader = read_json(text)
    if not isinstance(items, list):
        reader.refuse([Fault("", "A bibliography is a list of works: [ ... ].")])
        return [], reader
    reader.refuse(check(items))
    first = {}
    for number, item in enumerate(items):
        place, key = f"{number}.id", id_of(item)
        if key in first:
            message = f'"{tidy(key)}" stands here again; its first place is line {first[key]}.'
            reader.refuse([Fault(place, message)])
        elif key:
            first[key] = reader.lines[place]
    return items, reader


def id_of(item):
    """The id of whatever stands in a list of works; "" if it has none."""
    key = item.get("id") if isinstance(item, dict) else ""
    return key if isinstance(key, str) and key.strip() else ""


def check(items):
    """What is wrong with works: Faults with the places that `read` tells the lines of."""
    for number, item in enumerate(items):
        if isinstance(item, dict):
            for place, message in _work_faults(number, item):
                yield Fault(within(str(number), place), message)
        else:
            yield Fault(str(number), f"Work {number + 1} is not an object: {{ ... }}.")


def dump(items):
    """Works as a text in its one canonical form, so that ``parse(dump(items)) == items``; the order
    of works and keys is kept.
    """
    text = json.dumps(items, indent=2, ensure_ascii=False, allow_nan=False)
    # What no text may hold can still be said: "\\u0085".
    return FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def csl_json(items):
    """CSL-JSON to give away: as `dump`, without our own ``custom`` and ``note``, and with the bare
    names of DOIs and the bare numbers of pages, which processors put their own words before.
    """
    return dump(
        [
            {key: value for key, value in given_away(item).items() if key not in PRIVATE}
            for item in items
        ]
    )


def _work_faults(number, item):
    """(key, sentence) of what is wrong with a work."""
    name = f"Work {number + 1}"
    if "id" not in item:
        yield "id", f"{name} has no id."
    elif not id_of(item):
        yield "id", f"The id of work {number + 1} is not a text."
    else:
        name = f'"{tidy(item["id"])}"'
    kind = item.get("type")
    if not isinstance(kind, str) or not kind:
        yield "type", f"{name} has no type."
    elif kind not in TYPES:
        yield "type", f'{name} has the type "{tidy(kind)}", which CSL does not know.'
    if not isinstance(item.get("title"), str) or not tidy(item["title"]):
        yield "title", f"{name} has no title."
    for date in DATES:
        if date in item:
            try:
                read_date(item[date])
            except ValueError as error:
                yield date, f"The date {date} of {name} {error}."
    for role in ROLES:
        if role in item and (problem := _names_problem(item[role])):
            yield role, f"The {role} of {name} {problem}."
    if item.get("DOI") not in (None, "") and not doi(tidy(item["DOI"])):
        example = "write it like 10.1037/h0045357, or leave it out"
        yield "DOI", f'The DOI of {name}, "{_shown(item["DOI"])}", can\'t be read; {example}.'


def _shown(value):
    """The beginning of what somebody typed, for a sentence about it."""
    text = tidy(value) or "which is no text"
    return text if len(text) <= 60 else f"{text[:60]}…"


def _names_problem(names):
    if not isinstance(names, list):
        return 'is not a list of names such as [{"family": "Rogers", "given": "Carl R."}]'
    for name in names:
        if not isinstance(name, dict):
            return "holds a name that is not an object"
        if not any(
            isinstance(name.get(part), str) and tidy(name[part])
            for part in ("family", "literal", "given")
        ):
            return "holds a name without family, given or literal"
    return ""
