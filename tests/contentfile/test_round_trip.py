"""What is written is read back as it was: `parse(dump(content)) == content`."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from concepts import contentfile
from concepts.contentfile import (
    BASES,
    CATEGORIES,
    DIRECTIONS,
    KINDS,
    RELATION_TYPES,
    Content,
    ContrastRow,
    Member,
    PassageName,
    RelationLine,
)
from concepts.contentfile.characters import FORBIDDEN
from concepts.contentfile.page import KEYS

QUIET = settings(derandomize=True, database=None, deadline=None, max_examples=120)

# Texts that YAML 1.1 would take for something else, or that need quotes, or that look odd.
ODD = (
    "yes", "no", "on", "off", "null", "~", "true", "1957", "0x1f", "1e3", ".inf", "-.5",
    "2026-11-22", "a: b", "- x", "-", "?", ": x", "# no comment", "a #b", "'", '"', "''",
    'say "hi"', "it's", "`x`", "&a", "*a", "!a", "!!str x", "%TAG", "@a", "|", ">", "> x", "{a",
    "[a", "]", "}", ",", "a, b", "<<", "---", "...", "--- x", "a\\b", "\\n", "\\x00", "=",
    "a\tb", "a  b", "a\u00a0b", "\u200bx", "x\u200d", "\u05e9\u05dc\u05d5\u05dd",
    "\u202etext\u202c", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "e\u0301", "\ufffd",
    "\ue000", "\U0010ffff", "ÜBER", "\u1e9e", "a\u3000b", "12:30:45", "y", "n", "0o7", "1_000",
)  # fmt: skip
PLAIN = some.characters(exclude_categories=("Cs",)).filter(lambda sign: not FORBIDDEN.search(sign))


def lines(longest):
    """Texts that may stand on one line of front matter."""
    typed = some.text(
        PLAIN.filter(lambda sign: sign != "\n"), min_size=1, max_size=min(longest, 60)
    )
    return some.one_of(some.sampled_from(ODD), typed).filter(
        lambda text: text == text.strip() and len(text) <= longest
    )


def lists(item, most=4):
    return some.lists(item, max_size=most, unique=True).map(tuple)


CELLS = lines(400).filter(lambda text: "|" not in text)
ROWS = some.builds(ContrastRow, CELLS, CELLS, CELLS)


def what_else_it_says(line):
    """What a relation of this type may have beside its reason."""
    type = RELATION_TYPES[line.type]
    if type.has_direction:
        return {"direction": some.sampled_from(["", *DIRECTIONS])}
    if type.tells_apart:
        return {"contrast": lists(ROWS), "example": some.one_of(some.none(), ROWS)}
    return {}


RELATIONS = some.builds(
    RelationLine,
    some.sampled_from(list(RELATION_TYPES)),
    lines(200),
    lines(600),
    some.sampled_from(list(BASES)),
).flatmap(lambda line: some.builds(replace, some.just(line), **what_else_it_says(line)))
MEMBERS = some.one_of(
    some.builds(Member, entry=lines(200), note=some.one_of(some.just(""), lines(600))),
    some.builds(Member, label=lines(600), note=lines(600)),
)
BODIES = some.one_of(
    some.text(PLAIN, max_size=200),
    some.lists(some.sampled_from([*ODD, "\n", "\n\n", "---\n", "# H"]), max_size=8).map("\n".join),
)
COMMON = {
    "title": lines(200),
    "summary": some.one_of(some.just(""), lines(500)),
    "aliases": lists(lines(120)),
    "search": lists(lines(120)),
    "tags": lists(lines(120)),
    "sources": lists(some.builds(PassageName, lines(80), lines(300))),
    "body": BODIES,
}
CONTENTS = some.one_of(
    some.builds(
        Content,
        type=some.just("concept"),
        kind=some.sampled_from(list(KINDS)),
        findings=lists(lines(120)),
        relations=lists(RELATIONS),
        **COMMON,
    ),
    some.builds(
        Content,
        type=some.just("framework"),
        ordered=some.just(True),
        steps=some.booleans(),
        source=some.one_of(some.just(""), lines(80)),
        members=lists(MEMBERS),
        **COMMON,
    ),
    some.builds(
        Content,
        type=some.just("question"),
        category=some.sampled_from(CATEGORIES),
        concepts=lists(lines(120)),
        **COMMON,
    ),
)


@pytest.mark.slow
@QUIET
@given(CONTENTS)
def test_any_page_is_read_back_as_it_was_written(content):
    text = contentfile.dump(content)
    assert contentfile.check_characters(text) == []
    assert contentfile.parse(text, content.type) == content
    assert contentfile.dump(contentfile.parse(text, content.type)) == text


@pytest.mark.parametrize("odd", ODD)
def test_odd_texts_stand_in_every_field(odd):
    content = Content(
        "concept",
        odd,
        kind="idea",
        summary=odd,
        aliases=(odd,),
        search=(odd,),
        tags=(odd,),
        relations=(RelationLine("builds", odd, odd, "theory"),),
        sources=(PassageName(odd, odd),),
        body=f"{odd}\n{odd}",
    )
    assert contentfile.parse(contentfile.dump(content), "concept") == content


@QUIET
@given(BODIES)
@example("")
@example("\n")
@example("\n\n\n")
@example("---\n")
@example("---\ntitle: x\n---\n")
@example("no line end")
@example("trailing \n\n")
def test_a_body_is_kept_to_its_last_sign(body):
    content = Content("concept", "Trust", kind="idea", body=body)
    assert contentfile.parse(contentfile.dump(content), "concept").body == body


def test_the_canonical_text_is_the_one_in_the_guide():
    content = Content(
        "framework",
        "Four: stages",
        summary="A list.",
        aliases=("one", "yes"),
        ordered=True,
        steps=True,
        source="meaning",
        members=(Member("trust"), Member("hope", note="A note."), Member("", "Warmth", "A tone.")),
        sources=(PassageName("meaning", "What: Is"),),
        body="## A\n",
    )
    assert contentfile.dump(content) == (
        "---\n"
        "title: 'Four: stages'\n"
        "summary: A list.\n"
        "aliases:\n"
        "- one\n"
        "- 'yes'\n"
        "ordered: true\n"
        "steps: true\n"
        "source: meaning\n"
        "members:\n"
        "- trust\n"
        "- entry: hope\n"
        "  note: A note.\n"
        "- label: Warmth\n"
        "  note: A tone.\n"
        "sources:\n"
        "- meaning: 'What: Is'\n"
        "---\n"
        "\n"
        "## A\n"
    )


def test_a_long_line_is_not_folded():
    content = Content("concept", "T", kind="idea", summary="word " * 99 + "end")
    assert len(contentfile.dump(content).split("\n")) == 6


@pytest.mark.parametrize("type", KEYS)
def test_every_key_is_written_in_the_order_of_the_guide(type):
    values = {
        "kind": "idea",
        "category": "frameworks",
        "ordered": True,
        "steps": True,
        "relations": (RelationLine("builds", "x", "y", "trial"),),
        "members": (Member("x"),),
        "sources": (PassageName("x", "y"),),
        "title": "x",
        "summary": "x",
        "source": "x",
    }
    content = Content(type, **{key: values.get(key, ("x",)) for key in KEYS[type]})
    keys = [
        line.partition(":")[0]
        for line in contentfile.dump(content).split("\n")
        if line[:1].isalpha()
    ]
    assert tuple(keys) == KEYS[type]


def test_names_are_kept_as_typed_and_not_brought_into_one_form():
    typed = "e\u0301 \u2126 \ufb01"
    assert typed != unicodedata.normalize("NFC", typed)
    content = Content("concept", typed, kind="idea", body=typed)
    read = contentfile.parse(contentfile.dump(content), "concept")
    assert (read.title, read.body) == (typed, typed)
