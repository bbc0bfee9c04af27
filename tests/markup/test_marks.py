"""Links and citations as data: what is one, where it stands, and what is wrong with it."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from concepts import markup
from concepts.markup import Citation, fold
from concepts.markup.marks import anchor_of


def links(text):
    return [(mark.target, mark.anchor, mark.label) for mark in markup.parse(text).links]


def citations(text):
    return [each for mark in markup.parse(text).cites for each in mark.citations]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[[Trust]]", ("Trust", "", "")),
        ("[[UPR|acceptance]]", ("UPR", "", "acceptance")),
        ("[[empathy#in-practice]]", ("empathy", "in-practice", "")),
        ("[[Empathy#In practice|there]]", ("Empathy", "in-practice", "there")),
        ("[[ Trust | that ]]", ("Trust", "", "that")),
        ("[[Trust\\|that]]", ("Trust", "", "that")),
        ("[[a|b|c]]", ("a", "", "b|c")),
        ("[[a|b#c]]", ("a", "", "b#c")),
        ("[[a|]]", ("a", "", "")),
        ("[[@a]]", ("@a", "", "")),
        ("[[#In practice]]", ("", "in-practice", "")),
        ("[[#In practice|below]]", ("", "in-practice", "below")),
        ("[[Trust#A#B]]", ("Trust", "b", "")),
        ("[[Trust#^block]]", ("Trust", "", "")),
        ("a ![[Trust]]", ("Trust", "", "")),
        ("[words](trust.md)", ("trust.md", "", "")),
        (
            "[words](../concepts/trust.md#In%20practice)",
            ("../concepts/trust.md", "in-practice", ""),
        ),
        ("[words](<Mutual respect.md>)", ("Mutual respect.md", "", "")),
        ('[words](trust.md "A title")', ("trust.md", "", "")),
        ("[words](#in-practice)", ("", "in-practice", "")),
        ("[words](/concepts/trust/)", ("/concepts/trust/", "", "")),
        ("[[[a]]", ("a", "", "")),
    ],
)
def test_a_link_has_a_target_an_anchor_and_a_label(text, parts):
    assert links(text) == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "[[]]",
        "[[ ]]",
        "[[|a]]",
        "[[#]]",
        "[[a",
        "[[a\nb]]",
        "\\[[a]]",
        "[a]",
        "`[[a]]`",
        "[[a[b]]",
    ],
)
def test_other_brackets_are_no_link_and_no_fault(text):
    assert links(text) == []
    assert markup.parse(text).faults == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[@rogers-1957]", [Citation("rogers-1957")]),
        ("[@rogers-1957, p. 96]", [Citation("rogers-1957", "p. 96")]),
        ("[@a, p. 9, 10; @b-2; c]", [Citation("a", "p. 9, 10"), Citation("b-2"), Citation("c")]),
        ("[@meaning: Open Communication]", [Citation("meaning", "", "Open Communication")]),
        ("[@meaning: What: is, it?]", [Citation("meaning", "", "What: is, it?")]),
        (
            "[@meaning: A; @meaning: B]",
            [Citation("meaning", "", "A"), Citation("meaning", "", "B")],
        ),
    ],
)
def test_a_citation_has_a_key_and_a_place_or_a_heading(text, found):
    assert citations(text) == found
    assert markup.parse(text).faults == ()


@pytest.mark.parametrize(
    "text",
    ["[@rogers_1957]", "[@a; and b]", "[@é]", "[@;]", "[@a see b]", "[@Rogers 1957]", "[@-a]"],
)
def test_a_citation_that_cannot_be_read_is_a_fault_with_its_line(text):
    [fault] = markup.parse(f"One.\n\nTwo.\nThree {text}.\n").faults
    assert (fault.line, fault.message[:13]) == (4, "the citation ")


@pytest.mark.parametrize(
    ("typed", "names", "meant"),
    [
        ("[[C# first]]", {"c# first", "c"}, ("C# first", "", "")),
        ("[[C# first]]", {"c"}, ("C", "first", "")),
        ("[[C# first|so]]", {"c# first"}, ("C# first", "", "so")),
        ("[[this|that]]", {"this|that", "this"}, ("this|that", "", "")),
        ("[[this|that]]", {"this"}, ("this", "", "that")),
        ("| a |\n|---|\n| [[this\\|that]] |", {"this|that"}, ("this|that", "", "")),
        ("[[concepts/trust]]", {"trust"}, ("trust", "", "")),
        ("[[concepts/trust]]", {"trust", "concepts/trust"}, ("concepts/trust", "", "")),
        ("[[vault/concepts/trust.md#a|b]]", {"trust"}, ("trust", "a", "b")),
        ("[[Trust.MD]]", {"trust"}, ("Trust", "", "")),
        ("[[client/patient]]", {"patient"}, ("client/patient", "", "")),
        ("[[nothing#a]]", {"trust"}, ("nothing", "a", "")),
        ("[words](trust.md#a)", {"trust"}, ("trust", "a", "")),
        ("[words](./trust)", {"trust"}, ("trust", "", "")),
        ("[words](Mutual%20respect.md)", {"mutual respect"}, ("Mutual respect", "", "")),
        ("[words](/concepts/trust/v2/)", {"trust"}, ("trust", "", "")),
        ("[words](example.org/trust)", {"trust"}, ("example.org/trust", "", "")),
    ],
)
def test_a_link_means_the_first_of_its_readings_that_a_page_is_called(typed, names, meant):
    [link] = markup.parse(typed).links
    link = link.among(names)
    assert (link.target, link.anchor, link.label) == meant


@pytest.mark.parametrize(
    "typed",
    ["https://a.example", "mailto:a@b.example", "//a.example/b", "?from=1", "javascript:alert"],
)
def test_an_address_of_another_kind_is_no_link_between_pages(typed):
    assert links(f"[words]({typed})") == []


def test_an_address_in_code_or_without_its_words_is_no_link():
    for text in ("`[words](trust.md)`", "](trust.md)", "\\[words](trust.md)"):
        document = markup.parse(text)
        assert document.links == (), text
        html = markup.render(document, str, str, lambda link: "/")
        assert "](trust.md)" in html, text


def test_an_address_leads_where_the_page_is_or_leaves_its_words():
    document = markup.parse("[*some* words [[A]]](trust.md#a) and [[B]]")
    there = markup.render(document, lambda link: "(B)", str, lambda link: "/trust/#a")
    assert there == '<p><a href="/trust/#a"><em>some</em> words [[A]]</a> and (B)</p>'
    nowhere = markup.render(document, lambda link: "(B)", str, lambda link: "")
    assert nowhere == "<p><em>some</em> words [[A]] and (B)</p>"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[see @a-1]", [Citation("a-1", prefix="see")]),
        ("[-@a-1]", [Citation("a-1")]),
        ("[see -@a-1, p. 9]", [Citation("a-1", "p. 9", prefix="see")]),
        ("[ @a-1 ]", [Citation("a-1")]),
        ("[@ a-1]", [Citation("a-1")]),
        ("[@A-1]", [Citation("a-1")]),
        ("[@a\u20111]", [Citation("a-1")]),
        ("[@a\u00ad-1\u200b]", [Citation("a-1")]),
        ("[@a-1 p. 3]", [Citation("a-1", "p. 3")]),
        ("[@a-1 33]", [Citation("a-1", "33")]),
        ("[@a-1, p. 5 [sic]]", [Citation("a-1", "p. 5 [sic]")]),
        (
            "[@a; see also @b, p. 3]",
            [Citation("a"), Citation("b", "p. 3", prefix="see also")],
        ),
        ("[cf. @meaning: Trust]", [Citation("meaning", heading="Trust", prefix="cf.")]),
        ("[see @a;\n@b]", [Citation("a", prefix="see"), Citation("b")]),
        ("> [@a;\n> @b]", [Citation("a"), Citation("b")]),
    ],
)
def test_a_citation_is_read_as_pandoc_reads_it(text, found):
    assert citations(text) == found
    assert markup.parse(text).faults == () and markup.parse(text).oddities == ()


@pytest.mark.parametrize(
    "text",
    [
        "[mail a@b.example]",
        "[see @a](https://a.example)",
        "[the @ sign]",
        "[see @a\n\n@b]",
        "\\[see @a]",
        "`[see @a]`",
        "@a-1 [p. 3]",
        "[x [see @] y]",
    ],
)
def test_other_brackets_are_no_citation(text):
    assert citations(text) == [] and markup.parse(text).faults == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a\n\n@rogers-1957 [p. 3]", "rogers-1957"),
        ("a\n\nAs @Rogers-1957 says", "rogers-1957"),
        ("a\n\n[see [@x] and @rogers-1957]", "rogers-1957"),
        ("a\n\n| b |\n|---|\n| @rogers-1957 |", "rogers-1957"),
    ],
)
def test_a_key_that_is_not_read_as_a_citation_is_named_with_its_line(text, key):
    [odd] = [odd for odd in markup.parse(text).oddities if odd.code == markup.BARE_CITATION]
    assert odd.key == key and text.split("\n")[odd.line - 1].count("@") > 0


def test_marks_know_their_lines_where_one_was_wrapped():
    text = "A [@a;\n@b] and\n[[C]].\n\n- [[D]]\n\n[^1]\n"
    document = markup.parse(text)
    assert [(mark.target, mark.line) for mark in document.links] == [("C", 3), ("D", 5)]
    assert [odd.line for odd in document.oddities] == [7]


def test_nothing_inside_code_is_a_mark_or_a_fault():
    document = markup.parse(
        "`[[A]] [@Bad key]`\n\n```\n[[B]] [@worse key]\n```\n\n    [[C]]\n\n[[D]]\n"
    )
    assert [mark.target for mark in document.links] == ["D"]
    assert document.cites == () and document.faults == ()


def test_nothing_inside_a_link_is_a_mark():
    document = markup.parse('[a [[B]]](https://a.example/[[C]] "[[D]] [@no key]") and [[E]]')
    assert [mark.target for mark in document.links] == ["E"]
    assert document.faults == ()


def test_marks_know_their_lines():
    text = (
        "[[A]]\n\n- [[B]]\n- x [@c]\n\n| [[D]] |\n|---|\n| [[E]] |\n\n"
        "> [!example] [[F]]\n> [[G]] [[H]]\n"
    )
    document = markup.parse(text)
    assert [(mark.target, mark.line) for mark in document.links] == [
        ("A", 1), ("B", 3), ("D", 6), ("E", 8), ("F", 10), ("G", 11), ("H", 11)
    ]  # fmt: skip
    assert [mark.line for mark in document.cites] == [4]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÜBER", "über"),
        ("U\u0308ber", "über"),
        ("Straße", "STRASSE"),
        ("ﬁdelity", "fidelity"),
        ("  a \u00a0 b\t", "a b"),
        ("Ａ", "a"),
        ("ſ", "S"),
    ],
)
def test_names_that_read_alike_fold_alike(one, other):
    assert fold(one) == fold(other)


@settings(derandomize=True, database=None, max_examples=300)
@given(some.text(max_size=30))
def test_the_key_of_a_key_and_the_anchor_of_an_anchor_are_themselves(text):
    assert fold(fold(text)) == fold(text)
    assert anchor_of(anchor_of(text)) == anchor_of(text)
    assert len(anchor_of(text * 20)) <= 100


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("हिन्दी शब्द", "हिन्दी-शब्द"),
        ("தமிழ் மொழி", "தமிழ்-மொழி"),
        ("ภาษาไทยที่นี่", "ภาษาไทยที่นี่"),
        ("র\u200d্য", "র্য"),
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("Cafe\u0301 a\u0300 la carte", "café-à-la-carte"),
        ("İstanbul", "istanbul"),
        ("I\u0307stanbul", "istanbul"),
        ("Empathy \u2764\ufe0f warmth", "empathy-warmth"),
        ("1\ufe0f\u20e3 First", "1-first"),
        ("co\u00adoperate \u0301", "cooperate"),
        ("!\u0301?", ""),
        ("What's new? (2026)", "whats-new-2026"),
    ],
)
def test_a_mark_stays_with_its_letter_in_an_anchor(heading, anchor):
    assert anchor_of(heading) == unicodedata.normalize("NFC", anchor)
    assert anchor_of(unicodedata.normalize("NFD", heading)) == anchor_of(heading)


def test_headings_that_differ_in_vowel_signs_alone_need_no_number():
    headings = markup.parse("## कि\n\n## का\n\n## क\n").headings
    assert [heading.anchor for heading in headings] == ["कि", "का", "क"]


def test_the_anchors_of_the_pages_that_come_with_the_site_are_what_they_always_were():
    folder = Path(__file__).parents[2] / "fixtures"
    seen = 0
    for path in folder.glob("*/*.md"):
        for heading in markup.parse(path.read_text("utf-8").partition("\n---\n")[2]).headings:
            words = re.sub(r"[^\w\s-]", "", heading.text.casefold())
            former = re.sub(r"[\s_-]+", "-", words).strip("-")
            assert re.sub(r"-\d\Z", "", heading.anchor) == re.sub(r"-\d\Z", "", former)
            seen += 1
    assert seen > 300


def test_a_line_of_text_has_marks_and_no_other_markup():
    line = markup.parse_inline("See [[Trust|*it*]] <b> [@a] & **b**, `c`.")
    html = markup.render(line, lambda mark: f"({mark.text})", lambda mark: "(cited)")
    assert html == "See (*it*) &lt;b&gt; (cited) &amp; **b**, `c`."
    assert line.text == "See *it* <b> & **b**, `c`."


def test_characters_of_private_use_are_shown_as_unknown():
    for text in ("a\ue000b", "a\uf8ffb", "a&#xE000;b", "a&#57344;b", "a&#x0E000;b"):
        assert markup.parse(text).text == "a\ufffdb"
    assert markup.parse("`&#xE000;`").text == "&#xE000;"


def test_the_same_text_is_parsed_once():
    assert markup.parse("## Once\n") is markup.parse("## Once\n")
