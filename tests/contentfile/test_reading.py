"""Reading a content file: every fault is named with its line, and all of them at once."""

from dataclasses import replace

import pytest

from concepts import contentfile
from concepts.contentfile import KINDS, Content, Fault, Faulty, Member, PassageName, RelationLine

CONCEPT = """\
---
title: Trust
kind: idea
---
"""


def faults(text, type="concept"):
    """(line, message) of all faults of a text."""
    with pytest.raises(Faulty) as refused:
        contentfile.parse(text, type)
    return [(fault.line, fault.message) for fault in refused.value.faults]


def in_front_matter(lines, type="concept"):
    """The faults of a page with these lines after its title and what it needs: line 4 and on."""
    needed = {
        "concept": "kind: idea",
        "framework": "summary: S",
        "question": "category: frameworks",
    }
    return faults(f"---\ntitle: T\n{needed[type]}\n{lines}\n---\n", type)


def test_the_example_of_the_guide_is_read():
    content = contentfile.parse(
        "---\n"
        "title: Empathy\n"
        "kind: quality\n"
        "summary: Sensing.\n"
        "aliases:\n"
        "- empathic understanding\n"
        "search:\n"
        "- in their shoes\n"
        "tags:\n"
        "- core conditions\n"
        "relations:\n"
        "- type: builds\n"
        "  to: trust\n"
        "  reason: 'A client [@meaning: What: is].'\n"
        "  basis: source\n"
        "sources:\n"
        "- meaning: Importance Of Listening\n"
        "---\n"
        "\n"
        "## What it is\n",
        "concept",
    )
    assert content == Content(
        "concept",
        "Empathy",
        kind="quality",
        summary="Sensing.",
        aliases=("empathic understanding",),
        search=("in their shoes",),
        tags=("core conditions",),
        relations=(RelationLine("builds", "trust", "A client [@meaning: What: is].", "source"),),
        sources=(PassageName("meaning", "Importance Of Listening"),),
        body="## What it is\n",
    )
    places = (
        "title",
        "aliases.0",
        "relations",
        "relations.0",
        "relations.0.reason",
        "body",
        "nowhere",
    )
    assert [content.line(place) for place in places] == [2, 6, 12, 12, 14, 20, 1]


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        (CONCEPT, "", 5),
        (CONCEPT[:-1], "", 5),
        (CONCEPT + "\n", "", 6),
        (CONCEPT + "\n\n", "\n", 6),
        (CONCEPT + "At once.", "At once.", 5),
        (CONCEPT + "\nAfter.\n", "After.\n", 6),
        (CONCEPT + "\n---\nAfter.\n", "---\nAfter.\n", 6),
    ],
)
def test_the_body_begins_after_one_empty_line(text, body, line):
    content = contentfile.parse(text, "concept")
    assert (content.body, content.line("body")) == (body, line)


def test_scalars_are_the_words_that_stand_there():
    for typed in ("yes", "null", "1957", "~", "0x1f", "2026-11-22", "1e3", "'quoted'", '"quoted"'):
        content = contentfile.parse(f"---\ntitle: {typed}\nkind: idea\n---\n", "concept")
        assert content.title == typed.strip("'\"")


FRONT_MATTER = [
    ("colour: red", 4, "a concept has no key 'colour'; it may have title, kind, summary,"),
    ("title: Again", 4, "the key 'title' stands twice; keep one."),
    ("? [a]\n: b", 4, "a concept has no key '?'"),
    ("<<: {summary: x}", 4, "a concept has no key '<<'"),
    ("ordered: true", 4, "a concept has no key 'ordered'"),
    ("summary:", 4, "the summary is empty; write it or leave the key out."),
    ("summary: ''", 4, "the summary is empty."),
    ("summary: [a]", 4, "the summary must be one line of text; put it in quotes."),
    ("summary: |\n  a\n  b", 4, "the summary must stand on one line."),
    ("summary: ' a'", 4, "the summary begins or ends with a space; remove it."),
    ("summary: '\u00a0a'", 4, "the summary begins or ends with a space; remove it."),
    (f"summary: {'s' * 501}", 4, "the summary has 501 characters; 500 is the most."),
    ("tags: ethics", 4, "tags must be a list, one item a line after '- '."),
    ("tags:\n- a\n- b\n- a", 7, "'a' stands twice in tags; keep one."),
    ("tags:\n-\n- b", 5, "an item of tags is empty; write it or leave the key out."),
    ("tags:\n- b\n- {a: b}", 6, "an item of tags must be one line of text; put it in quotes."),
    (f"aliases:\n- {'a' * 121}", 5, "an item of aliases has 121 characters; 120 is the most."),
    ("search:\n" + "- x\n" * 201, 5, "search has 201 items; 200 is the most."),
    ("relations:\n- builds", 5, "a relation needs type, to, reason and basis."),
    ("relations:\n- type: builds\n  to: x", 5, "the relation has no reason and no basis."),
    (
        "relations:\n- type: likes\n  to: x\n  reason: r\n  basis: theory",
        5,
        "the type is 'likes'; it must be one of: part-of, precedes,",
    ),
    (
        "relations:\n- type: builds\n  to: x\n  reason: r\n  basis: rumour",
        8,
        "the basis is 'rumour'; it must be one of: source, theory, practice, correlation, trial.",
    ),
    (
        "relations:\n- type: builds\n  to: x\n  reason: r\n  basis: theory\n  why: y",
        9,
        "a relation has no key 'why'; it may have type, to, direction, reason, basis,",
    ),
    (
        "relations:\n- type: builds\n  to: x\n  direction: more\n  reason: r\n  basis: theory",
        7,
        "'builds' has no direction; only what goes together has more or less.",
    ),
    (
        "relations:\n- type: goes-with\n  to: x\n  direction: up\n  reason: r\n  basis: theory",
        7,
        "the direction is 'up'; it must be one of: more, less.",
    ),
    (
        "relations:\n- type: goes-with\n  to: x\n  reason: r\n  basis: theory\n"
        "  contrast:\n  - of: a\n    here: b\n    there: c",
        10,
        "'goes-with' tells no pages apart; only contrasts-with and confused-with have a contrast.",
    ),
    (
        "relations:\n- type: confused-with\n  to: x\n  reason: r\n  basis: theory\n"
        "  contrast:\n  - of: a\n    here: b",
        10,
        "the row of the contrast has no there.",
    ),
    (
        "relations:\n- type: confused-with\n  to: x\n  reason: r\n  basis: theory\n"
        "  example:\n    of: a\n    here: b | c\n    there: d",
        11,
        "a contrast has no stroke (|) in its words: it parts them in the form.",
    ),
    ("sources:\n- meaning", 5, "a source is written as `- meaning: Open Communication`."),
    ("sources:\n- a: b\n  c: d", 5, "a source is written as `- meaning: Open Communication`."),
    ("sources:\n- a: b\n- a: b", 6, "the passage 'b' stands twice; keep one."),
    ("sources:\n- [a]: b", 5, "the source must be one line of text; put it in quotes."),
]


@pytest.mark.parametrize(("lines", "line", "message"), FRONT_MATTER)
def test_a_fault_of_the_front_matter_is_named_with_its_line(lines, line, message):
    [(found_line, found)] = in_front_matter(lines)
    assert found.startswith(message)
    assert found_line == line


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("ordered: yes", "ordered is 'yes'; it must be true or false."),
        ("ordered: false\nsteps: true", "steps are ordered; write `ordered: true`."),
        ("members:\n- [a]", "a member is a slug, or has entry or label, and note."),
        ("members:\n- note: n", "a member needs either entry or label."),
        ("members:\n- entry: a\n  label: b", "a member needs either entry or label."),
        ("members:\n- label: b", "a member without a page needs a note, one sentence."),
        ("members:\n- entry: a\n  role: b", "a member has no key 'role'"),
        ("kind: idea", "a framework has no key 'kind'"),
    ],
)
def test_a_fault_of_a_framework(lines, message):
    [(_, found)] = in_front_matter(lines, "framework")
    assert found.startswith(message)


def test_a_page_needs_what_its_type_needs():
    assert faults("---\nsummary: S\n---\n") == [
        (2, "a concept needs a kind; add it to the front matter."),
        (2, "a concept needs a title; add it to the front matter."),
    ]
    assert faults("---\ntitle: T?\n---\n", "question") == [
        (2, "a question needs a category; add it to the front matter.")
    ]
    assert contentfile.parse("---\ntitle: T\n---\n", "framework").members == ()


def test_words_outside_their_lists_are_named():
    [(line, message)] = faults("---\ntitle: T\nkind: mood\n---\n")
    assert (line, message[:40]) == (3, "the kind is 'mood'; it must be one of: q")
    [(line, message)] = faults("---\ntitle: T\ncategory: gossip\n---\n", "question")
    assert (line, message[:46]) == (3, "the category is 'gossip'; it must be one of: t")


def test_all_faults_come_at_once_in_the_order_of_their_lines():
    found = faults(
        "---\n"
        "colour: red\n"
        "kind: mood\n"
        "tags:\n"
        "- a\n"
        "- a\n"
        "relations:\n"
        "- type: likes\n"
        "  to: ''\n"
        "  reason: ' r'\n"
        "  basis: rumour\n"
        "- x\n"
        "---\n"
    )
    assert [line for line, _ in found] == [2, 2, 3, 6, 8, 9, 10, 11, 12]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file must begin with a line --- and its front matter."),
        ("Just text", 1, "the file must begin with a line --- and its front matter."),
        ("--- \ntitle: T\n---\n", 1, "the file must begin with a line --- and its front matter."),
        ("\n---\ntitle: T\n---\n", 1, "the file must begin with a line --- and its front matter."),
        ("---\ntitle: T\n", 1, "the front matter is not closed by a line ---."),
        ("---\ntitle: T\n--- \nx", 1, "the front matter is not closed by a line ---."),
        ("---\n---\nBody", 2, "the front matter is empty; it needs at least a title."),
        ("---\n# only this\n---\n", 2, "the front matter is empty; it needs at least a title."),
        ("---\n- a\n---\n", 2, "the front matter must be keys and values, such as `title: Trust`."),
        ("---\njust words\n---\n", 2, "the front matter must be keys and values"),
    ],
)
def test_front_matter_stands_between_two_lines(text, line, message):
    [(found_line, found)] = faults(text)
    assert (found_line, found[: len(message)]) == (line, message)


def test_an_unknown_type_is_a_programmers_mistake():
    with pytest.raises(ValueError, match="unknown type"):
        contentfile.parse(CONCEPT, "person")


def test_a_fault_reads_as_a_place_and_a_sentence():
    fault = Fault("body.2", "it is wrong.")
    assert str(replace(fault, path="a.md", line=3)) == "a.md:3: it is wrong."
    assert str(replace(fault, path="a.md")) == "a.md: it is wrong."
    assert str(replace(fault, line=3)) == "3: it is wrong."
    assert str(fault) == "it is wrong."
    two = [Fault("title", "one.", line=1), Fault("kind", "two.", line=2)]
    assert str(Faulty(two)) == "1: one.\n2: two."


def test_whoever_knows_the_file_names_it_in_all_its_faults():
    with pytest.raises(Faulty) as refused, contentfile.naming("a.md"):
        contentfile.parse(CONCEPT.replace("idea", "notion") + "\x00", "concept")
    assert [fault.path for fault in refused.value.faults] == ["a.md"]


@pytest.mark.parametrize(
    ("place", "part", "number"),
    [
        ("", "", None),
        ("title", "title", None),
        ("body.14", "body", 14),
        ("relations.2.reason", "relations", 2),
    ],
)
def test_a_place_is_a_part_and_perhaps_a_number_in_it(place, part, number):
    fault = Fault(place, "it is wrong.")
    assert (fault.part, fault.number) == (part, number)


def test_parts_are_checked_wherever_they_came_from():
    reasons = tuple(
        RelationLine("builds", "trust", reason, "theory") for reason in ("r", "", "\x07")
    )
    content = Content(
        "concept", "T", kind="notion", tags=("a", "a"), relations=reasons, body="b\n\x00"
    )
    assert [(fault.place, fault.message) for fault in contentfile.check(content)] == [
        ("kind", f"the kind is 'notion'; it must be one of: {', '.join(KINDS)}."),
        ("tags.1", "'a' stands twice in tags; keep one."),
        ("relations.1.reason", "the reason is empty."),
        ("relations.2.reason", "the character U+0007 (column 1) can't be kept; remove it."),
        ("body.2", "the character U+0000 (column 1) can't be kept; remove it."),
    ]


def test_a_member_may_be_no_more_than_its_slug():
    text = "---\ntitle: T\nmembers:\n- trust\n- entry: hope\n- label: W\n  note: N.\n---\n"
    assert contentfile.parse(text, "framework").members == (
        Member("trust"),
        Member("hope"),
        Member("", "W", "N."),
    )
