"""A prepared query gives what Django's own would, with SQL that is made once a shape."""

import pytest
from django.db import connection
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext

from concepts.models import Entry, Membership, Name, Relation
from concepts.prepared import prepared
from tests import worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    worlds.page("hope", summary='One\'s "own" 100 % ÜBER.')
    worlds.page("faith")
    worlds.page("trust", relations=(worlds.relation("hope"), worlds.relation("faith")))
    worlds.page(
        "frame",
        "framework",
        members=(worlds.member("hope"), worlds.member(label="Warmth", note="A tone.")),
    )
    return {entry.slug: entry for entry in Entry.objects.all()}


def relations(pks):
    rows = Relation.objects.filter(Q(entry__pk__in=pks) | Q(target__pk__in=pks)).order_by("pk")
    return rows.select_related("entry", "target").only(
        "type", "reason", "contrast", "entry__slug", "target__title"
    )


def loaded(model):
    """What was asked for of a model, and of those that are joined to it."""
    joined = {name: other and loaded(other) for name, other in model._state.fields_cache.items()}
    return {name: value for name, value in vars(model).items() if name != "_state"} | joined


@pytest.mark.parametrize("slugs", [("hope",), ("trust", "hope", "faith"), ("nothing",), ()])
def test_the_rows_are_those_of_the_query(pages, slugs):
    pks = [pages[slug].pk if slug in pages else 0 for slug in slugs]
    found = prepared(relations)(pks)
    assert [loaded(row) for row in found] == [loaded(row) for row in relations(pks)]
    assert all(not row._state.adding and row._state.db == "default" for row in found)


def test_what_was_not_asked_for_is_fetched_when_it_is_needed(pages):
    [first, _] = prepared(relations)([pages["trust"].pk])
    assert first.get_deferred_fields() >= {"basis", "position"}
    assert first.basis == Relation.objects.get(pk=first.pk).basis
    assert first.entry.title == pages["trust"].title


def test_a_join_that_finds_nothing_is_none(pages):
    @prepared
    def members(framework):
        return Membership.objects.filter(framework=framework).select_related("entry")

    with CaptureQueriesContext(connection) as queries:
        hope, warmth = members(pages["frame"].pk)
        assert (hope.entry, warmth.entry) == (pages["hope"], None)
    assert len(queries) == 1


def test_annotations_and_values_come_too(pages):
    @prepared
    def counted(slug):
        return Entry.objects.filter(slug=slug).annotate(number=Count("relations"))

    @prepared
    def keys(slug):
        return Name.objects.filter(entry__slug=slug).values_list("key", flat=True)

    assert [entry.number for entry in counted("trust")] == [2]
    assert keys("trust") == [("trust",)]


def test_texts_are_values_and_never_sql(pages):
    @prepared
    def called(title):
        return Entry.objects.filter(title=title)

    assert [entry.slug for entry in called(pages["hope"].title)] == ["hope"]
    assert called("' OR 1=1 --") == called("%s") == called("") == []


def test_few_shapes_are_made_for_any_number_of_values(pages):
    made = []

    @prepared
    def among(pks):
        made.append(len(pks))
        return Entry.objects.filter(pk__in=pks)

    everything = [entry.pk for entry in pages.values()]
    for number in range(1, 40):
        assert len(among((everything * 10)[:number])) == min(number, len(everything))
    assert made == [1, 2, 4, 8, 16, 32, 64]


def test_nothing_to_look_for_asks_nothing(pages, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert prepared(relations)([]) == []
