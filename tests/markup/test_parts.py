"""The parts of a page that stand elsewhere than in its text, and sections that are folded."""

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
