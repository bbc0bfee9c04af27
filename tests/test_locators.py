"""Labels of pages, once and in one way."""

import pytest

from concepts import locators
from concepts.bibliography import apa_plain, bibtex, csl_json, ris
from concepts.markup.marks import read_citations


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("95-103", "95-103"),
        ("pp. 95-103", "95-103"),
        ("pp 5–7", "5–7"),
        ("pp5-7", "5-7"),
        ("PP. 5", "5"),
        ("p. 5", "5"),
        ("p.5", "5"),
        ("p5", "5"),
        ("p. p. 5", "5"),
        ("pp. pp. 5-7", "5-7"),
        ("p.p. 5", "5"),
        ("pages 3", "3"),
        ("Pages: 5-7", "5-7"),
        ("pg. 5", "5"),
        ("S. 5–7", "5–7"),
        ("Seite 5", "5"),
        ("págs. 5-7", "5-7"),
        ("95-103, 110", "95-103, 110"),
        ("p. 5, p. 9", "5, 9"),
        ("pp. 95–pp. 103", "95–103"),
        ("95-103 pp.", "95-103"),
        ("(pp. 95-103).", "95-103"),
        ("(pp. 95-103)", "95-103"),
        ("pp. 95-103.", "95-103"),
        ("pp. xi-xx", "xi-xx"),
        ("p. S12", "S12"),
        ("S12-S15", "S12-S15"),
        ("e94207", "e94207"),
        ("p1234", "p1234"),
        ("5 ff.", "5 ff."),
        ("pp.", ""),
        ("", ""),
        ("p. " * 1000, ("p. " * 1000).strip()),
    ],
)
def test_the_pages_of_a_work_have_no_label(typed, pages):
    assert locators.pages(typed) == pages


@pytest.mark.parametrize("typed", ["pp. 95-103", "pp 95–103", "pages 95--103", "S. 95-103"])
def test_no_form_of_a_work_has_a_second_label(typed):
    work = {
        "id": "x",
        "type": "chapter",
        "title": "A title",
        "container-title": "Handbook",
        "page": typed,
        "editor": [{"family": "Jones", "given": "B."}],
    }
    assert "Handbook (pp. 95–103)." in apa_plain(work)
    article = work | {"type": "article-journal", "volume": "1"}
    assert apa_plain(article).endswith("Handbook, 1, 95–103.")
    assert "pages = {95--103}" in bibtex([work])
    assert "SP  - 95\r\nEP  - 103\r\n" in ris([work])
    assert "pp" not in csl_json([work])
    assert '"page": "95' in csl_json([work])


def test_an_article_number_may_bear_its_word():
    work = {"id": "x", "type": "article-journal", "title": "A", "container-title": "Mind"}
    for typed in ("Article 12", "Art. 12", "article no. 12"):
        assert apa_plain(work | {"volume": "3", "page": typed}).endswith("Mind, 3, Article 12.")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("p. 5", "p. 5"),
        ("pp. 95-103", "pp. 95-103"),
        ("p. 9, 10", "p. 9, 10"),
        ("p. p. 5", "p. 5"),
        ("pp. pp. 5-7", "pp. 5-7"),
        ("p. pp. 5-7", "pp. 5-7"),
        ("p.5", "p. 5"),
        ("pp 5–7", "pp. 5–7"),
        ("pages 3", "p. 3"),
        ("pages 3 and 5", "pp. 3 and 5"),
        ("S. 5", "p. 5"),
        ("s. 9", "s. 9"),
        ("ss. 9-10", "ss. 9-10"),
        ("p. p. 96, para. 2", "p. 96, para. 2"),
        ("chap. chap. 3", "chap. 3"),
        ("§ § 4", "§ 4"),
        ("96", "96"),
        ("emphasis added, p. 5", "emphasis added, p. 5"),
        ("p. 5ff.", "p. 5ff."),
        ("", ""),
    ],
)
def test_a_citation_shows_its_label_once(typed, shown):
    assert locators.locator(typed) == shown
    assert locators.locator(shown) == shown
    if typed:
        [citation], whole = read_citations(f"rogers-1957, {typed}")
        assert (citation.locator, whole) == (shown, True)
