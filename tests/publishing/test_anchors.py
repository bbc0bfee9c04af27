"""Links to a section of an earlier edition still land near its text."""

import time

import pytest

from concepts import publishing
from concepts.models import Entry
from concepts.publishing import anchors
from concepts.publishing.anchors import former_anchors
from tests.worlds import edit, fresh, page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def leads(*bodies):
    """Where the former anchors of a page lead that had these texts one after another."""
    entry = page("trust", body=bodies[0])
    for body in bodies[1:]:
        edit(fresh(entry), body=body)
    return fresh(entry).former_anchors


def sections(*headings, text="Words of {}."):
    return "\n".join(f"## {each}\n\n{text.format(each)}\n" for each in headings)


def test_a_page_whose_headings_stay_has_none():
    assert leads(sections("A", "B"), sections("A", "B") + "\nMore.\n") == {}


def test_a_heading_that_was_renamed_leads_to_the_one_in_its_place():
    same = "The text of this section stays as it was, word for word."
    old = sections("What it is", "Close, and still a second person", "In practice", text=same)
    new = old.replace("Close, and still a second person", "Near")
    assert leads(old, new) == {"close-and-still-a-second-person": "near"}


def test_it_follows_its_text_to_another_place():
    one, two = "## One\n\nAll about a thing that matters.\n\n", "## Two\n\nQuite other words.\n\n"
    moved = "## Anew\n\nAll about a thing that matters much.\n"
    assert leads(one + two, two + moved) == {"one": "anew"}


def test_a_heading_that_was_removed_leads_to_the_one_above_or_else_below():
    assert leads(sections("A", "B", "C"), sections("A", "C")) == {"b": "a"}


def test_the_first_heading_that_was_removed_leads_to_the_one_below():
    assert leads(sections("A", "B"), sections("B")) == {"a": "b"}


def test_where_no_heading_is_left_it_leads_to_the_beginning():
    assert leads(sections("A"), "Text.\n") == {"a": ""}


def test_over_several_editions_one_follows_the_other():
    assert leads("## A\n\nx\n", "## B\n\nx\n", "## C\n\nx\n") == {"a": "c", "b": "c"}


def test_an_anchor_that_is_back_is_a_headings_again():
    assert leads("## A\n\nx\n", "## B\n\nx\n", "## A\n\nx\n") == {"b": "a"}


def test_a_heading_that_code_hides_is_gone():
    assert leads("Text.\n\n## A\n\nx\n", "Text.\n\n~~~\n## A\n~~~\n") == {"a": ""}


def test_an_anchor_from_before_vowel_signs_leads_to_its_heading():
    assert leads("## हिन्दी शब्द\n\nText.\n") == {"हनद-शबद": "हिन्दी-शब्द"}


def test_a_page_that_was_withdrawn_and_comes_back_has_them_still():
    entry = page("trust", body=sections("A", "B"))
    edit(entry, body=sections("A"))
    publishing.withdraw(fresh(entry), entry.head.author, reason="For now.")
    edit(fresh(entry), body=sections("A", "C"))
    assert fresh(entry).former_anchors == {"b": "a"}


def test_a_rebuild_makes_them_again_and_changes_nothing_when_run_twice():
    entry = page("trust", body=sections("A", "B"))
    edit(entry, body=sections("A"))
    gone = page("hope", body=sections("A"))
    edit(gone, body=sections("B"))
    publishing.withdraw(fresh(gone), gone.head.author, reason="For now.")
    Entry.objects.update(former_anchors={"x": "y"})
    assert publishing.rebuild() == 2
    assert (fresh(entry).former_anchors, fresh(gone).former_anchors) == ({"b": "a"}, {"a": "b"})
    assert publishing.rebuild() == 0


def test_a_merge_keeps_those_of_the_page_that_stays():
    into = page("trust", body=sections("A", "B"))
    edit(into, body=sections("A"))
    other = page("hope", body="Text.\n")
    publishing.merge(other, fresh(into), into.head.author)
    assert fresh(into).former_anchors == {"b": "a"}


def test_hundreds_of_editions_and_headings_are_bounded(monkeypatch):
    many = [sections(*(f"H{edition}x{n}" for n in range(400))) for edition in range(30)]
    entry = page("trust", body="Text.\n")
    monkeypatch.setattr(anchors, "_bodies", lambda entry, text: many)
    start = time.process_time()
    found = former_anchors(entry, entry.head.text)
    assert time.process_time() - start < 30
    assert len(found) == anchors.MOST_ANCHORS
    assert all(anchor.startswith("h2") for anchor in found)


def test_only_editions_whose_headings_changed_are_parsed(monkeypatch):
    bodies = [sections("A", "B") + f"\nNumber {number}.\n" for number in range(300)]
    entry = page("trust", body="Text.\n")
    monkeypatch.setattr(anchors, "_bodies", lambda entry, text: bodies)
    monkeypatch.setattr(anchors, "_moved", None)
    assert former_anchors(entry, entry.head.text) == {}
