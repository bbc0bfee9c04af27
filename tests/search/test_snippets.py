"""The passage that is shown of a page: a stretch of its sentences, or nothing."""

import pytest

from concepts import search
from concepts.search import snippets

TABLE = "| Year | Wombat |\n|---|---|\n| 1999 | Numbat |"
DIALOGUE = "> [!example] A talk\n> **Client:** The wombat came.\n> **Therapist:** A numbat?"


def shown(query, hit=0):
    return search.find(query).hits[hit]


@pytest.mark.parametrize("apart", [TABLE, DIALOGUE, "```\nwombat numbat\n```"])
def test_what_stands_in_no_sentence_is_found_and_not_shown(page, apart):
    page("Trust", summary="It grows.", body=f"Of animals.\n\n## Later\n\nNothing.\n\n{apart}\n")
    hit = shown("wombat")
    assert (hit.snippet, hit.anchor, hit.summary) == ("", "later", "It grows.")
    assert shown("wombat numbat").snippet == ""


def test_a_work_in_a_list_of_works_is_found_and_not_shown(page):
    page("Trust", body="Words.\n\n## Key works\n\n- Wombat, A. B. (1999). The numbat.\n")
    assert (shown("numbat").anchor, shown("numbat").snippet) == ("key-works", "")


@pytest.mark.parametrize("apart", [TABLE, DIALOGUE])
def test_of_two_places_the_sentence_is_shown(page, apart):
    page("Trust", body=f"{apart}\n\n## Later\n\nA numbat is no wombat.\n\n## Last\n\n{apart}\n")
    hit = shown("wombat numbat")
    assert hit.anchor == "later"
    assert hit.snippet == "A <mark>numbat</mark> is no <mark>wombat</mark>."


def test_a_passage_does_not_run_through_a_table(page):
    page("Trust", body=f"The quokka first.\n\n{TABLE}\n\nThen the quokka again.")
    assert shown("quokka").snippet == (
        "The <mark>quokka</mark> first. … Then the <mark>quokka</mark> again."
    )


def test_a_phrase_that_somebody_says_leads_there_and_is_not_shown(page):
    page(
        "Trust",
        body=f"A client came. The wombat left.\n\n## Talk\n\nThe wombat, said the client.\n\n"
        f"{DIALOGUE}\n",
    )
    hit = shown('"wombat came"')
    assert (hit.anchor, hit.snippet) == ("talk", "")


def test_under_a_heading_that_has_the_words_its_first_sentences_are_shown(page):
    page("Trust", body=f"Words.\n\n## The wombat\n\nIt digs.\n\n{TABLE}\n")
    assert (shown("wombat").anchor, shown("wombat").snippet) == ("the-wombat", "It digs.")


def test_where_only_the_name_is_found_the_page_is_shown_from_its_beginning(page):
    page("Quokka", body=f"{TABLE}\n\nOf animals.\n")
    assert shown("quokka").snippet == "Of animals."
    page("Numbat", summary="An animal.")
    assert shown("numbat", hit=0).slug == "numbat"
    assert shown("numbat").snippet == ""


def test_the_words_of_what_is_not_shown_count_as_those_of_sentences(page):
    page("Trust", body=f"{TABLE}\n\n{DIALOGUE}\n")
    for query in ("1999", "numbat", '"the wombat came"', '"A talk"'):
        assert [hit.slug for hit in search.find(query).hits] == ["trust"], query


def test_the_stretch_with_most_different_words_is_shown():
    text = "red " * 200 + "and then. Here is red, green and blue. " + "blue " * 200
    shown = snippets.snippet(text, ["red", "green", "blue"])
    assert "<mark>red</mark>, <mark>green</mark> and <mark>blue</mark>" in shown


@pytest.mark.parametrize(
    "text", ["", " ", "…", "a" * 500, "a " * 500, "a" * 500 + " b " + "a" * 500, "\ufdfa " * 200]
)
def test_a_passage_is_made_of_any_text(text):
    for terms in ((), ("a",), ("b",), ("a", "b")):
        assert len(snippets.snippet(text, terms).replace("<mark>", "").replace("</mark>", "")) < 260
