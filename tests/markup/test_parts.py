"""The parts of a page that stand elsewhere than in its text, and sections that are folded."""

import re

import pytest

from concepts import markup

SHORT = "> [!short]\n> It is so.\n\n"
DOCUMENTS = "> [!documents]\n> They say so.\n"
TEXT = "## One\n\nFirst.\n\n## What research says\n\nMuch.\n\n### More\n\n## Three\n\nLast.\n\n"


def parts(body):
    document = markup.parse(body)
    html = markup.render(document, lambda mark: mark.text, lambda mark: "")
    return html, markup.parts_of(html)


def test_the_first_block_and_the_last_are_taken_out():
    _, found = parts(SHORT + TEXT + DOCUMENTS)
    assert found.short.startswith('<aside class="block block-short">')
    assert "It is so." in found.short
    assert found.documents.startswith("<details") and found.documents.endswith("</details>")
    assert found.text.lstrip().startswith("<h2") and "It is so." not in found.text
    assert "They say so." not in found.text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Text alone.",
        f"Text.\n\n{SHORT}More.",
        f"{DOCUMENTS}\nText.",
        f"> {SHORT}",
        "> [!short]\n> One\n>\n> > [!example]\n> > Two\n\nText.",
    ],
)
def test_blocks_elsewhere_stay_where_they_were_put(body):
    html, found = parts(body)
    assert (found.short, found.documents) == ("", "")
    assert found.text.strip() == html.strip()


def test_nothing_is_lost_whatever_is_there():
    for body in (SHORT, DOCUMENTS, SHORT + DOCUMENTS, DOCUMENTS + "\n" + DOCUMENTS, SHORT + SHORT):
        html, found = parts(body)
        together = found.short + found.text + found.documents
        assert "".join(together.split()) == "".join(html.split())


def test_a_section_ends_before_the_next_of_its_level():
    _, found = parts(TEXT)
    before, rest = found.around("what-research-says")
    assert before.rstrip().endswith("More</h3>")
    assert rest.startswith('<h2 id="three">')
    assert found.around("three") == (found.text, "")
    assert found.around("") == found.around("nowhere") == (found.text, "")


def test_a_section_that_ends_within_a_block_is_not_cut():
    _, found = parts("## What research says\n\nMuch.\n\n> ## Within\n>\n> Text.\n")
    assert found.around("what-research-says") == (found.text, "")


def test_sections_are_folded_by_their_anchors():
    _, found = parts(TEXT)
    folded = markup.with_folded(found.text, {"one", "three"})
    assert folded.count('<details class="section"><summary><h2 id="') == 2
    assert '<summary><h2 id="one">One</h2></summary>' in folded
    assert '<summary><h2 id="what' not in folded
    assert folded.count("</details>") == 2


def test_a_heading_within_a_block_folds_nothing():
    _, found = parts("> ## One\n>\n> Text.\n\nMore.\n")
    assert markup.with_folded(found.text, {"one"}) == found.text


def test_research_is_cut_after_its_verdict():
    _, found = parts("## What research says\n\nIt is so.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    verdict, detail = markup.verdict_and_detail(found.text, "what-research-says")
    assert verdict.rstrip().endswith("<p>It is so.</p>")
    assert detail.strip().startswith('<div class="table">')
    assert markup.verdict_and_detail(verdict, "what-research-says") == (verdict, "")
    assert markup.verdict_and_detail(verdict, "") == (verdict, "")
    _, found = parts("## What research says\n\n- One\n- Two\n")
    verdict, detail = markup.verdict_and_detail(found.text, "what-research-says")
    assert verdict.endswith("</h2>") and detail.strip().startswith("<ul>")


def test_of_examples_and_suggestions_the_first_is_open_and_what_happened_is_folded():
    blocks = (
        ("example", "One"), ("suggestion", "What happened there"), ("suggestion", "Two"),
        ("example", "Three"), ("suggestion", "Four"), ("suggestion", "If it is harm"),
    )  # fmt: skip
    body = "\n\n".join(f"> [!{block}] {title}\n> Words of {title}." for block, title in blocks)
    html, _ = parts(body)
    folded = markup.with_folded_blocks(html)
    assert re.findall(r"<summary[^>]*>[^:]*: ([^<]*)</summary>", folded) == [
        "What happened there", "Three", "Four"
    ]  # fmt: skip
    assert folded.count("<details") == folded.count("</details>") == 3
    assert folded.count("<aside") == folded.count("</aside>") == 3
    words = re.compile("<[^>]*>")
    assert "".join(words.sub("", folded).split()) == "".join(words.sub("", html).split())


def test_a_block_within_a_block_is_not_folded():
    html, _ = parts("> [!example] One\n> A\n\n> [!example] Two\n> B\n>\n> > [!short]\n> > C\n")
    assert "<details" not in markup.with_folded_blocks(html)


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("r = .28", (59, 41)),
        ("r = \N{MINUS SIGN}.28", (41, 59)),
        ("r=1", (100, 0)),
        ("r = 0", (50, 50)),
    ],
)
def test_a_correlation_is_drawn_below_the_title_of_its_block(title, numbers):
    document = markup.parse(f"> [!hundred] {title}\n> Sort 200 people.")
    assert not document.faults
    assert re.findall(r'aria-label="(\d+) of 100"', document.html) == [str(n) for n in numbers]
    assert document.html.index("</p>") < document.html.index("<svg") < document.html.index("Sort")
    assert document.text.endswith("Sort 200 people.")


@pytest.mark.parametrize("title", ["", "d = .28", "r = 1.2", "r = many", "r = .28 or so", "r = 2"])
def test_what_is_no_correlation_is_not_drawn_and_its_line_is_named(title):
    document = markup.parse(f"Before.\n\n> [!hundred] {title}\n> Sort 200 people.")
    assert [fault.line for fault in document.faults] == [3]
    assert "<svg" not in document.html and "Sort 200 people." in document.html


def test_a_picture_that_is_typed_as_html_is_words():
    document = markup.parse('<div class="hundred"><svg></svg></div>')
    assert "<svg" not in document.html
