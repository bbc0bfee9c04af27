"""Scholarly works: CSL-JSON in, and the columns that lists are ordered by."""

import json

from concepts import bibliography
from concepts.models import Reference


def save_reference(item):
    """Writes the work `item` (a CSL-JSON object with an id) and returns its Reference. Raises
    BibliographyFault for one that can't be read.
    """
    [item] = bibliography.parse(json.dumps([item], ensure_ascii=False))
    parts = (item.get("issued") or {}).get("date-parts") or [[None]]
    year = parts[0][0] if parts[0] else None
    reference, _ = Reference.objects.update_or_create(
        key=item["id"],
        defaults={
            "csl": json.dumps(item, ensure_ascii=False),
            "type": item["type"],
            "title": bibliography.title(item)[:1000],
            "short": bibliography.short(item)[:300],
            "year": int(year) if year else None,
            "sort_key": bibliography.sort_key(item)[:1500],
        },
    )
    return reference
