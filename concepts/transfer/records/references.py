"""Scholarly works, as CSL-JSON."""

import json

from django.db.models import ProtectedError

from concepts import bibliography, publishing
from concepts.contentfile import Faulty
from concepts.models import Finding, Reference

from .base import Kind, Record


class _Anything(set):
    """Holds whatever is asked for."""

    def __contains__(self, key):
        return True


class References(Kind):
    path = "references.json"

    def read_text(self, text):
        works = publishing.read_references(text)
        return [Record(item["id"], line, item) for line, item in works]

    def held(self):
        return {row.key: json.loads(row.csl) for row in Reference.objects.all()}

    def make_known(self, known, records, leaving):
        known.references -= leaving
        known.references |= {record.key for record in records}

    def make_known_unread(self, known, text):
        try:
            items, _ = bibliography.read(text)
        except Faulty:  # what is no JSON may hold anything
            known.references = _Anything()
        else:
            known.references |= {bibliography.id_of(item) for item in items} - {""}

    def save(self, record, by):
        publishing.save_reference(record.data)

    def delete(self, key, by):
        if Finding.objects.filter(also__key=key).exists():  # a join that deleting would empty
            raise ProtectedError("A finding names it.", set())
        Reference.objects.filter(key=key).delete()

    def write(self, records):
        return bibliography.dump(sorted(records, key=lambda item: item["id"]))
