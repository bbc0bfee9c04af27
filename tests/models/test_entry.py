"""Pages and what hangs on them, asked as readers and editors ask."""

import pytest

from concepts import publishing
from concepts.contentfile import RELATION_TYPES
from concepts.models import (
    Concept,
    Entry,
    Finding,
    Framework,
    Question,
    Relation,
    WikiLink,
    in_state,
    tag_slug,
)
from concepts.models.entry import sort_key
from tests import worlds


@pytest.mark.django_db
def test_three_types_of_one_table_are_kept_apart():
    for model in (Concept, Framework, Question):
        made = model.objects.create(slug=model.__name__.lower())
        assert made.type == made.slug
        assert list(model.objects.all()) == [made]
    assert Entry.objects.count() == 3


@pytest.mark.django_db
def test_what_readers_see_what_was_taken_away_and_what_waits():
    live, gone = worlds.page("live"), worlds.page("gone")
    publishing.withdraw(gone, worlds.editor(), reason="Wrong")
    unseen, edited = worlds.draft("unseen"), worlds.page("edited")
    worlds.save(edited, body="Not yet.\n")
    assert set(Entry.objects.published()) == {live, edited}
    empty = Entry.objects.create(type="concept", slug="empty")
    states = {
        name: set(Entry.objects.filter(in_state(name)))
        for name in ("draft", "published", "newer", "withdrawn")
    }
    assert states == {
        "draft": {unseen, empty},
        "published": {live},
        "newer": {edited},
        "withdrawn": {gone},
    }
    assert set(Entry.objects.filter(in_state("draft", "newer"))) == {unseen, empty, edited}


@pytest.mark.parametrize(
    "titles",
    [
        ["\u201cAs if\u201d", "Bond", "Éclat", "ethics", "Zeal"],
        ["'A' first", "(b) second", "¿C?"],
        ["Uber", "ÜBERall", "Ulm"],
    ],
)
def test_titles_are_filed_without_their_signs_and_accents(titles):
    turned = [*titles[1:], titles[0]]
    assert sorted(turned, key=sort_key) == titles


@pytest.mark.django_db
def test_pages_come_in_the_order_of_the_alphabet():
    for slug, title in (("z", "\u201capples\u201d"), ("a", "Bears"), ("b", "Éclairs")):
        worlds.page(slug, title=title)
    titles = list(Entry.objects.in_alphabet().values_list("title", flat=True))
    assert titles == ["\u201capples\u201d", "Bears", "Éclairs"]


@pytest.mark.django_db
def test_a_relation_reads_in_both_directions():
    hope = worlds.page("hope")
    trust = worlds.page("trust", relations=(worlds.relation("hope", "builds"),))
    row = Relation.objects.get()
    assert (row.words_from(trust), row.words_from(hope)) == ("builds", "is built by")
    assert str(row) == "Trust builds Hope"
    assert list(Relation.objects.published()) == [row]
    publishing.withdraw(hope, worlds.editor(), reason="Wrong")
    assert not Relation.objects.published().exists()


def test_every_type_of_relation_has_words_for_both_directions():
    assert all(type.words and type.inverse for type in RELATION_TYPES.values())


@pytest.mark.django_db
def test_links_that_lead_nowhere_are_listed_until_a_page_has_that_name():
    worlds.page("trust", body="[[Hope]] [[HOPE]] [[Trust]] [[Gone]]\n")
    gone = worlds.page("gone")
    publishing.withdraw(gone, worlds.editor(), reason="Wrong")
    broken = WikiLink.objects.broken()
    assert list(broken.values_list("key", flat=True)) == ["hope", "gone"]
    worlds.page("new", aliases=("Hope",))
    assert list(broken.values_list("key", flat=True)) == ["gone"]


@pytest.mark.parametrize(
    ("basis", "studies", "correlational"),
    [
        ("correlational", "", True),
        ("meta-analysis", "correlational", True),
        ("meta-analysis", "trials", False),
        ("trial", "correlational", False),
    ],
)
def test_a_finding_knows_whether_it_is_only_a_correlation(basis, studies, correlational):
    assert Finding(basis=basis, primary_studies=studies).is_correlational is correlational


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Core Conditions", "core-conditions"),
        ("power & culture", "power-culture"),
        ("  A_b -- c ", "a-b-c"),
        ("שלום", "שלום"),
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("हिन्दी शब्द", "हिन्दी-शब्द"),
        ("Cafe\u0301", "café"),
        ("\u2764\ufe0f", "2764-fe0f"),
        ("!!!", "21-21-21"),
        ("\N{GRINNING FACE}", "1f600"),
    ],
)
def test_the_address_of_a_tag_is_made_from_its_name(name, slug):
    assert tag_slug(name) == slug
