"""What an editor is told of links: pages that readers do not see, mentions without a link."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concepts import linking, publishing
from tests import worlds

pytestmark = pytest.mark.django_db


def slugs(found):
    return {key: entry.slug for key, entry in found.items()}


def test_a_draft_is_found_by_every_name_that_it_will_have():
    worlds.draft("sympathy", aliases=("Feeling Für",), search=("being sorry",))
    names = ["Sympathy", "SYMPATHY", "feeling Für", "being  sorry", "nothing"]
    assert slugs(linking.unseen_pages(names)) == {
        "sympathy": "sympathy",
        "feeling für": "sympathy",
        "being sorry": "sympathy",
    }


def test_a_withdrawn_page_is_unseen_and_a_published_one_is_not():
    gone = worlds.page("gone")
    publishing.withdraw(gone, worlds.editor(), reason="Wrong.")
    worlds.page("trust")
    assert slugs(linking.unseen_pages(["Gone", "Trust"])) == {"gone": "gone"}


def test_a_word_in_a_drafts_text_is_no_name_of_it():
    worlds.draft("sympathy", body="It is no empathy.\n")
    assert linking.unseen_pages(["empathy"]) == {}


@pytest.mark.parametrize("odd", ["%", "_", "\\", "'", '"', "]]", "a" * 5000, ""])
def test_odd_names_are_looked_up_as_they_stand(odd):
    worlds.draft("sympathy")
    assert linking.unseen_pages([odd]) == {}


def test_however_many_names_there_are_one_question_is_asked():
    worlds.draft("sympathy")
    names = ["Sympathy", *(f"name {number}" for number in range(500))]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert slugs(linking.unseen_pages(names)) == {"sympathy": "sympathy"}
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        assert linking.unseen_pages([]) == {}
    assert len(queries) == 0


def test_a_misspelt_name_has_a_nearest_page_though_the_misspelling_stands_in_texts():
    worlds.page("congruence", aliases=("being genuine",))
    worlds.page("empathy", body="A [[Congruance]] one.\n")
    gone = worlds.page("congruance-gone", title="Congruanze")
    publishing.withdraw(gone, worlds.editor(), reason="Wrong.")
    for name in ("Congruance", "CONGRUENSE", "being genuin"):
        assert linking.nearest_page(name).slug == "congruence", name
    for name in ("con", "contract", "", "%", "zxq"):
        assert linking.nearest_page(name) is None, name
    assert linking.are_alike("Congruance", "congruence")
    assert not linking.are_alike("con", "congruence")


def mentions(entry, *pages, title="Empathy", most=5):
    candidates = [page.pk for page in pages]
    return [
        (each.entry.slug, f"{each.before}[{each.words}]{each.after}")
        for each in linking.unlinked_mentions(entry, title, candidates, most)
    ]


def test_pages_that_have_the_title_in_their_prose_and_no_link_are_told_in_the_order_given():
    worlds.source()
    empathy = worlds.page("empathy", aliases=("feeling with",), body="Empathy is this.\n")
    plain = worlds.page(
        "plain",
        body="First.\n\n- **Listening** to [[warm empathy]],"
        " with empathy (r = .2) [@meaning: Trust] .\n",
    )
    linked = worlds.page("linked", body="Here [[empathy]], and empathy again.\n")
    by_alias = worlds.page("by-alias", body="[[Feeling with]] is empathy.\n")
    inside = worlds.page("inside", body="Self-empathy, no empathyless one.\n")
    code = worlds.page("code", body="Only `empathy` and [[trust|empathy]].\n")
    other = worlds.page("other", body="EMPATHY.\n")
    pages = (other, empathy, plain, linked, by_alias, code, inside)
    assert mentions(empathy, *pages) == [
        ("other", "[EMPATHY]."),
        ("plain", "Listening to warm empathy, with [empathy] (r = .2)."),
    ]
    assert len(mentions(empathy, *pages, most=1)) == 1


def test_drafts_and_withdrawn_pages_do_not_mention_it():
    empathy = worlds.page("empathy")
    draft = worlds.draft("draft", body="Of empathy.\n")
    gone = worlds.page("gone", body="Of empathy.\n")
    publishing.withdraw(gone, worlds.editor(), reason="Wrong.")
    assert mentions(empathy, draft, gone) == []


def test_a_long_line_is_cut_at_words():
    empathy = worlds.page("empathy")
    page = worlds.page("long", body=f"{'before ' * 30}empathy{' behind' * 30}\n")
    [(_, said)] = mentions(empathy, page)
    assert said.startswith("… before before") and said.endswith(" behind …")
    assert len(said) < 120


def test_a_title_with_signs_is_no_pattern():
    entry = worlds.page("why", title="Why (not)? [a.*")
    page = worlds.page("page", body="Why (not)? \\[a.* is asked; why not?\n")
    assert mentions(entry, page, title="Why (not)?") == [
        ("page", "[Why (not)?] \\[a. is asked; why not?")
    ]
