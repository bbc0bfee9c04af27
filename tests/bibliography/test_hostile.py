"""Whatever stands in a work, nothing breaks and nothing runs."""

import json
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concepts.bibliography import (
    apa,
    apa_plain,
    bibtex,
    csl_json,
    dump,
    parse,
    ris,
    short,
    sort_key,
)
from concepts.bibliography.works import DATES, ROLES, TEXTS, TYPES
from concepts.contentfile import Faulty
from tests.bibliography.reading import read_bibtex, read_ris

pytestmark = pytest.mark.slow

ATTACKS = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</i></a><a href=javascript:alert(1)>x</a>",
        "<i onmouseover=alert(1)>x</i>",
        "<i><b><i>x</b></i></i>",
        "<sup><i>1</sup></i>",
        "javascript:alert(1)",
        'https://example.org/"><script>',
        "https://example.org/?a=<b>&c='d'",
        "https://[",
        "10.1000/<script>\"'{}\\",
        "&lt;script&gt;&amp;#60;&#60;script&#62;&#xe000;&#1114112;",
        "\ue000\ue001\ue002\ue003\ue004\ue005",
        "{\\input{x}}}{ % $ # _ ~ ^",
        "}\n@misc{evil,\r\nER  - \r\nTY  - JOUR",
        "\u202ex\u2066\u2028\x85\x0b\x0c\x00\ud800",
        "?!.,;:…”’'\"",
        "''\"\"'a'\"b\"",
        "-1-2--3–4&5,6",
        "Volume II: x: Vol. 3. y",
        " ",
        ".",
        "١٢٣",
        "²",
        "9" * 400,
    ]
)
WORDS = st.one_of(
    ATTACKS,
    st.text(st.characters(), max_size=12),
    st.lists(ATTACKS, min_size=2, max_size=3).map("".join),
    st.sampled_from(
        ["Care Act 2014", "c. 23", "XIV", "4th", "12-15", "e123456", "2014", "in press"]
    ),
)
NAME = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"),
        WORDS,
    ),
)
PART = st.one_of(st.integers(-5000, 5000), st.integers(1, 31), WORDS, st.none())
DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(PART, max_size=4), max_size=3),
        "literal": WORDS,
        "raw": WORDS,
        "season": WORDS | st.integers(0, 5),
        "circa": st.booleans() | WORDS,
    },
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
FIELDS = {
    **dict.fromkeys(TEXTS, WORDS | JUNK),
    **dict.fromkeys(ROLES, st.lists(NAME, max_size=4) | JUNK),
    **dict.fromkeys(DATES, DATE | JUNK),
    "note": st.just("HIDDEN"),
    "annote": st.just("HIDDEN"),
    "custom": st.just({"role": "HIDDEN"}),
}


@st.composite
def works(draw):
    """A work with a handful of fields; drawing all sixty each time would try few of them well."""
    item = {
        "id": draw(WORDS | JUNK),
        "type": draw(st.sampled_from(sorted(TYPES)) | WORDS),
        "title": draw(WORDS),
    }
    for name in draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=12, unique=True)):
        item[name] = draw(FIELDS[name])
    return item


TAG = re.compile(r'<i>|</i>|</a>|<a href="(https?://[^"<>\s]+)">')


def check_html(html):
    rest = TAG.sub("", html)
    assert not {"<", ">"} & set(rest), html
    assert re.sub(r"&(amp|lt|gt);", "", rest).count("&") == 0, html
    open_tags = []
    for tag in TAG.finditer(html):
        if tag[0].startswith("</"):
            assert open_tags.pop() == tag[0][2]
        else:
            assert tag[0][1] not in open_tags
            open_tags.append(tag[0][1])
    assert open_tags == []


@pytest.mark.slow
@given(works())
@settings(max_examples=300, deadline=None)
def test_an_entry_holds_no_tag_but_ours(item):
    html = apa(item)
    check_html(html)
    plain = apa_plain(item)
    assert plain == unescape(TAG.sub("", html))
    assert "HIDDEN" not in plain
    assert not re.search("[\x00-\x1f\x7f-\x9f\ue000-\ue00f\u2028-\u202e\ud800-\udfff]", plain)
    read = json.loads(json.dumps(item))
    assert read == item or apa(read) == html


def attacked(name, kind):
    attack = "<script>alert('\ue000')</script>\"&\x00{\r\n"
    if name in ROLES:
        value = [{"family": attack, "given": attack, "suffix": attack}, {"literal": attack}]
    elif name in DATES:
        value = {"literal": attack}
    else:
        value = attack
    return {"id": attack, "type": kind, "title": "T", name: value}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["article-journal", "book", "chapter", "webpage", "legislation"])
def test_an_attack_in_each_field_comes_to_nothing(kind):
    for name in sorted(FIELDS):
        item = attacked(name, kind)
        check_html(apa(item))
        assert len(read_ris(ris([item]))) == len(read_bibtex(bibtex([item]))) == 1, name


@pytest.mark.slow
@given(st.lists(works(), max_size=4))
@settings(max_examples=200, deadline=None)
def test_exports_and_labels_of_anything(items):
    assert len(read_bibtex(bibtex(items))) == len(items)
    assert len(read_ris(ris(items))) == len(items)
    assert "HIDDEN" not in bibtex(items) + ris(items)
    for item in items:
        assert short(item)
        assert "\n" not in short(item)
        assert isinstance(sort_key(item), str)


SOUND = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
KEPT = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | SOUND
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SOUND, inner, max_size=3),
    max_leaves=8,
)
KNOWN = {"id", "type", "title", *ROLES, *DATES}


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(
            SOUND.filter(str.strip),
            st.sampled_from(sorted(TYPES)),
            st.dictionaries(SOUND.filter(lambda key: key not in KNOWN), KEPT, max_size=4),
        ),
        max_size=4,
        unique_by=lambda drawn: drawn[0],
    )
)
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_again(drawn):
    items = [{"id": key, **more, "type": kind, "title": f"T {key}"} for key, kind, more in drawn]
    text = dump(items)
    assert parse(text) == items
    assert dump(parse(text)) == text
    given_away = json.loads(csl_json(items))
    assert [item["id"] for item in given_away] == [item["id"] for item in items]
    assert not any({"custom", "note"} & item.keys() for item in given_away)


GOOD = dump([{"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [[2018, 4]]}}])


@given(st.text() | JUNK.map(json.dumps) | st.lists(JUNK).map(json.dumps))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_with_a_line(text):
    read_or_refuse(text)


@given(st.integers(0, len(GOOD)), st.integers(0, 3), st.text('[]{}",:\\ \n0a', max_size=3))
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_read_or_refused_with_a_line(position, cut, inserted):
    read_or_refuse(GOOD[:position] + inserted + GOOD[position + cut :])


def read_or_refuse(text):
    try:
        items = parse(text)
    except Faulty as refused:
        assert refused.faults
        for fault in refused.faults:
            assert 1 <= fault.line <= text.count("\n") + 1
            assert re.fullmatch(r"\S.*\.", fault.message)
    else:
        assert items == json.loads(text)
        assert parse(dump(items)) == items
