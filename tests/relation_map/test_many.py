"""The map of a site with 5,000 concepts: it shows a part at a time, and asks for no more than
that."""

import random
import time

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from lxml import html

from concepts.contentfile import KINDS, RELATION_TYPES
from concepts.models import Edition, Entry, Membership, Relation, Revision
from concepts.relation_map import choosing, nodes
from tests.relation_map.geometry import faults
from tests.relation_map.test_page import NODES, hrefs
from tests.views.reading import words

# Five thousand are not made at once.
pytestmark = pytest.mark.slow

CONCEPTS = 5_000
TIES = 15_000
MOST_QUERIES = 8


def published(rows, author):
    """Writes pages as if they had been published; nobody reads their text."""
    entries = Entry.objects.bulk_create(rows, batch_size=500)
    revisions = Revision.objects.bulk_create(
        [Revision(entry=entry, text="x", author=author, origin="import") for entry in entries],
        batch_size=500,
    )
    editions = Edition.objects.bulk_create(
        [
            Edition(
                entry=entry,
                number=1,
                revision=revision,
                change_note="x",
                change_kind="wording",
                publisher=author,
            )
            for entry, revision in zip(entries, revisions, strict=True)
        ],
        batch_size=500,
    )
    for entry, edition in zip(entries, editions, strict=True):
        entry.live = edition
    Entry.objects.bulk_update(entries, ["live"], batch_size=500)
    return entries


@pytest.fixture(scope="module")
def many(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        chance = random.Random(5)
        author = get_user_model().objects.create_user("many")
        concepts = published(
            [
                Entry(
                    type="concept",
                    slug=f"concept-{number}",
                    title=f"Concept {number}",
                    sort_key=f"concept {number:05}",
                    kind=list(KINDS)[number % len(KINDS)],
                    body="A paragraph of text. " * 100,
                )
                for number in range(CONCEPTS)
            ],
            author,
        )
        (framework,) = published(
            [Entry(type="framework", slug="large", title="Large", sort_key="large")], author
        )
        keys = [concept.pk for concept in concepts]
        pairs = set()
        while len(pairs) < TIES:
            # A few concepts have hundreds of ties, as it happens.
            one, two = chance.choice(keys), chance.choice(keys[: chance.choice([20, CONCEPTS])])
            if one != two:
                pairs.add((min(one, two), max(one, two), chance.choice(list(RELATION_TYPES))))
        Relation.objects.bulk_create(
            [
                Relation(entry_id=one, target_id=two, type=type, reason="x", basis="theory")
                for one, two, type in sorted(pairs)
            ],
            batch_size=500,
        )
        Membership.objects.bulk_create(
            [
                Membership(framework=framework, entry_id=key, position=number)
                for number, key in enumerate(keys[:300], 1)
            ]
        )
        yield
        transaction.set_rollback(True)


@pytest.fixture
def look(many, db, client, django_assert_max_num_queries):
    def look(query=""):
        began = time.perf_counter()
        with django_assert_max_num_queries(MOST_QUERIES):
            response = client.get(f"/map/{query}")
        print(f"/map/{query}: {(time.perf_counter() - began) * 1000:.0f} ms")  # noqa: T201
        assert response.status_code == 200
        tree = html.fromstring(response.content)
        tree.text = words(response)
        return tree

    return look


def test_too_many_for_one_drawing_are_offered_in_parts(look):
    tree = look()
    assert "5,000 concepts are too many for one drawing." in tree.text
    assert not tree.xpath("//svg[@data-map]")
    assert "There is no concept to draw" not in tree.text
    links = hrefs(tree, "//nav[@class='map-parts']//a")
    assert {f"/map/?kind={kind}" for kind in KINDS} < set(links)
    assert {"/map/?framework=large", "/concepts/"} <= set(links)
    concepts = [link for link in links if link.startswith("/map/?concept=")]
    assert len(concepts) == nodes.MOST_HUBS
    assert "/concepts/" in hrefs(look(concepts[0].removeprefix("/map/")))[0]


def test_a_type_of_line_goes_along_to_the_parts(look):
    tree = look("?type=contrasts-with")
    links = hrefs(tree, "//nav[@class='map-parts']//a")
    assert "/map/?kind=process&type=contrasts-with" in links


@pytest.mark.parametrize(
    "query",
    [
        "?kind=process",
        "?kind=safeguard",
        "?kind=process&type=builds",
        "?framework=large",
        "?concept=concept-3",
        "?concept=concept-4321",
    ],
)
def test_each_part_is_bounded(look, query):
    tree = look(query)
    assert 0 < len(tree.xpath(NODES)) <= choosing.MOST_NODES
    assert len(tree.xpath("//section[@class='map-list']//li")) <= choosing.MOST_LINES


def test_what_is_left_out_is_said(look):
    tree = look("?kind=process")
    assert f"The {nodes.MOST_MEMBERS} processes with most ties" in tree.text
    assert "/concepts/?kind=process" in hrefs(tree, "//header//a")
    assert "are drawn" in tree.text
    assert f"The first {nodes.MOST_MEMBERS} concepts of" in look("?framework=large").text


@pytest.mark.usefixtures("many", "db")
def test_each_part_can_be_read():
    for choice in (
        {"kind": "challenge"},
        {"kind": "idea"},
        {"kind": "safeguard", "type": "protects"},
        {"framework": "large"},
        {"concept": "concept-3"},
        {"concept": "concept-6"},
    ):
        assert faults(choosing.chart(**choice).drawing) == {}, choice
