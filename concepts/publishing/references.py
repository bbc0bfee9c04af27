"""Scholarly works: CSL-JSON in, and the columns that are made of it."""

import json

from concepts import bibliography, markup
from concepts.contentfile import Fault, Faulty
from concepts.models import Reference

LONGEST_ID = 100


def read_references(text):
    """(line, work) of each work in a CSL-JSON text; raises Faulty with all that is wrong."""
    items, reader = bibliography.read(text)
    reader.refuse(_check_ids(items))
    if reader.faults:
        raise Faulty(sorted(reader.faults))
    return [(reader.lines[f"{number}.id"], item) for number, item in enumerate(items)]


def save_reference(item):
    """Writes the work `item` (a CSL-JSON object with an id) and returns its Reference; raises
    Faulty for one that can't be read.
    """
    if faults := [*bibliography.check([item]), *_check_ids([item])]:
        raise Faulty(faults)
    csl = json.dumps(item, ensure_ascii=False)
    reference, _ = Reference.objects.update_or_create(
        key=item["id"], defaults={"csl": csl, **_derived(item)}
    )
    return reference


def rebuild_references():
    """Makes what is derived of each work again; returns how many had to change."""
    changed = 0
    for reference in Reference.objects.order_by("pk"):
        columns = _derived(json.loads(reference.csl))
        if any(getattr(reference, name) != value for name, value in columns.items()):
            same = Reference.objects.filter(pk=reference.pk, csl=reference.csl)
            changed += same.update(**columns)
    return changed


def _check_ids(items):
    for number, item in enumerate(items):
        key = bibliography.id_of(item)
        if key and (not markup.is_reference_key(key) or len(key) > LONGEST_ID):
            message = (
                f"The id '{key[:LONGEST_ID]}' must be lower-case letters and digits, in words"
                f" joined by single hyphens, and no longer than {LONGEST_ID}."
            )
            yield Fault(f"{number}.id", message)


def _derived(item):
    parts = (item.get("issued") or {}).get("date-parts") or [[None]]
    year = parts[0][0] if parts[0] else None
    return {
        "type": item["type"],
        "title": bibliography.title(item)[:1000],
        "short": bibliography.short(item)[:300],
        "year": int(year) if year else None,
        "sort_key": bibliography.sort_key(item)[:1500],
        "apa": bibliography.apa(item),
        "retracted": bibliography.retraction(item)[:300],
        "missing": "; ".join(bibliography.missing(item)),
    }
