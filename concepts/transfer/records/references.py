"""Scholarly works, as CSL-JSON."""

import json
import re

from django.db.models import ProtectedError

from concepts import bibliography, contentfile, markup, publishing
from concepts.contentfile import Fault, Faulty
from concepts.models import Finding, Reference

from .base import Kind, Record

_ID = re.compile(r'"id"\s*:\s*"([^"\\]*)"')


class References(Kind):
    path = "references.json"

    def read_text(self, text):
        if faults := contentfile.check_characters(text):
            raise Faulty(faults)
        try:
            items = bibliography.parse(text)
        except bibliography.BibliographyFault as refused:
            raise Faulty(
                sorted(Fault("", fault.message, line=fault.line) for fault in refused.faults)
            ) from None
        lines = _lines(text)
        records = [Record(item["id"], lines.get(item["id"], 0), item) for item in items]
        faults = [
            Fault(
                record.key,
                f"the id '{record.key}' must be lower-case words joined by hyphens.",
                line=record.line,
            )
            for record in records
            if not markup.is_reference_key(record.key) or len(record.key) > 100
        ]
        if faults:
            raise Faulty(faults)
        return records

    def held(self):
        return {row.key: json.loads(row.csl) for row in Reference.objects.all()}

    def make_known(self, known, records, leaving):
        known.references -= leaving
        known.references |= {record.key for record in records}

    def make_known_unread(self, known, text):
        known.references |= _lines(text).keys()

    def save(self, record):
        publishing.save_reference(record.data)

    def delete(self, key):
        if Finding.objects.filter(also__key=key).exists():  # a join that deleting would empty
            raise ProtectedError("A finding names it.", set())
        Reference.objects.filter(key=key).delete()

    def write(self, records):
        return bibliography.dump(sorted(records, key=lambda item: item["id"]))


def _lines(text):
    """The ids in a text, with the lines that they first stand on; the text may be broken."""
    lines = {}
    for number, line in enumerate(text.split("\n"), 1):
        for match in _ID.finditer(line):
            lines.setdefault(match[1], number)
    return lines
