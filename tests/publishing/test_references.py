"""What is derived of a work is written with it."""

import importlib
import json
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from concepts import bibliography, publishing
from concepts.models import Reference
from tests import worlds

pytestmark = pytest.mark.django_db

ROGERS = {
    "id": "rogers-1957",
    "type": "article-journal",
    "title": "On <i>change</i> & more",
    "author": [{"family": "Rogers", "given": "Carl R."}],
    "issued": {"date-parts": [[1957]]},
    "container-title": "Mind",
}
ENTRY = "Rogers, C. R. (1957). On <i>change</i> &amp; more. <i>Mind</i>."
DERIVED = ("type", "title", "short", "year", "sort_key", "apa")


def rows():
    return list(Reference.objects.order_by("key").values())


def test_a_work_is_saved_with_its_entry_and_saved_again_with_another():
    assert publishing.save_reference(ROGERS).apa == ENTRY
    again = publishing.save_reference(ROGERS | {"container-title": "Matter"})
    assert again.apa == ENTRY.replace("Mind", "Matter")
    assert Reference.objects.get().apa == again.apa


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "has no title"),
        ({"id": "Rogers 1957"}, "lower-case letters and digits"),
        ({"id": "r" * 101}, "no longer than 100"),
        ({"issued": {"date-parts": [[1957, 13, 1]]}}, "the month 13"),
    ],
)
def test_what_is_wrong_with_a_work_is_refused_at_the_door(fields, sentence):
    with pytest.raises(publishing.Faulty) as caught:
        publishing.save_reference(ROGERS | fields)
    [fault] = caught.value.faults
    assert fault.place == f"0.{next(iter(fields))}"
    assert sentence in fault.message
    assert not Reference.objects.exists()


def test_all_that_is_wrong_with_a_text_is_said_with_its_lines():
    text = json.dumps([ROGERS | {"id": "Not plain"}, ROGERS | {"type": "paper"}], indent=1)
    with pytest.raises(publishing.Faulty) as caught:
        publishing.read_references(text)
    assert [(fault.line, fault.place) for fault in caught.value.faults] == [
        (3, "0.id"),
        (23, "1.type"),
    ]


def test_a_rebuild_makes_each_column_again():
    publishing.save_reference(ROGERS)
    worlds.reference("other-1958")
    before = rows()
    assert publishing.rebuild() == 0
    for name in DERIVED:
        wrong = 1 if name == "year" else "wrong"
        Reference.objects.filter(key="rogers-1957").update(**{name: wrong})
        assert publishing.rebuild() == 1
        assert rows() == before
    assert publishing.rebuild() == 0


def test_works_that_were_there_before_the_column_get_their_entry():
    publishing.save_reference(ROGERS)
    Reference.objects.update(apa="")
    migration = importlib.import_module("concepts.migrations.0006_reference_apa")
    migration.fill(apps, SimpleNamespace(connection=connection))
    assert Reference.objects.get().apa == ENTRY


def test_pages_print_no_entry_themselves(client, monkeypatch):
    publishing.save_reference(ROGERS)
    worlds.page("trust", body="It changes [@rogers-1957].\n")
    Reference.objects.update(csl="{}")
    monkeypatch.delattr(bibliography, "apa")
    for path in ("/references/", "/references/rogers-1957/", "/concepts/trust/"):
        assert ENTRY in client.get(path).content.decode(), path
