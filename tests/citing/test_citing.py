"""An edition as a work that can be cited: the same facts in every form."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from concepts import bibliography, citing

EDITION = SimpleNamespace(number=3, published_at=datetime(2026, 11, 5, 9, tzinfo=UTC))
ADDRESS = "https://kb.example/concepts/empathy/v3/"
CONTAINER = "Withness: A knowledge base of the therapeutic relationship"

GOLDEN = {
    "apa": "Withness. (2026). Empathy (edition 3). In Withness: A knowledge base of the "
    "therapeutic relationship. https://kb.example/concepts/empathy/v3/",
    "harvard": "Withness (2026) ‘Empathy (edition 3)’, Withness: A knowledge base of the "
    "therapeutic relationship. Available at: https://kb.example/concepts/empathy/v3/ "
    "(Accessed: 7 December 2026).",
    "bibtex": "@incollection{withness-empathy-v3,\n"
    "  author = {{Withness}},\n"
    "  title = {Empathy (edition 3)},\n"
    "  booktitle = {Withness: A knowledge base of the therapeutic relationship},\n"
    "  year = {2026},\n"
    "  month = nov,\n"
    "  url = {https://kb.example/concepts/empathy/v3/},\n"
    "}",
    "ris": "TY  - ENCYC\n"
    "ID  - withness-empathy-v3\n"
    "AU  - Withness\n"
    "TI  - Empathy (edition 3)\n"
    "PY  - 2026\n"
    "DA  - 2026/11/05/\n"
    "T2  - Withness: A knowledge base of the therapeutic relationship\n"
    "UR  - https://kb.example/concepts/empathy/v3/\n"
    "ER  -",
}


def forms(title="Empathy", site="Withness", read_on=date(2026, 12, 7)):
    item = citing.item_of("empathy", title, EDITION, ADDRESS, site, CONTAINER, read_on)
    return {form.name: form.text for form in citing.forms(item)}


@pytest.mark.parametrize("name", GOLDEN)
def test_each_form_is_as_its_readers_expect(name):
    assert forms()[name].replace("\r\n", "\n") == GOLDEN[name]


def test_csl_json_says_the_same_and_can_be_read_again():
    [item] = bibliography.parse(forms()["csl"])
    assert item["title"] == "Empathy (edition 3)"
    assert item["URL"] == ADDRESS
    assert item["issued"] == {"date-parts": [[2026, 11, 5]]}
    assert "accessed" not in json.loads(forms()["csl"])[0]


@pytest.mark.parametrize(
    "title",
    [
        'A "quoted" title & more',
        "{braces} \\ and %",
        "קשר טיפולי",
        "🙂",
        "x" * 200,
        "What is it?",
        "<script>alert(1)</script>",
        "ends.",
    ],
)
def test_whatever_a_page_is_called_it_can_be_cited(title):
    for name, text in forms(title).items():
        assert text.strip(), name
        assert ADDRESS in text


def test_a_site_of_another_name_cites_itself():
    found = forms(site="Zwischen & Mensch")
    assert found["apa"].startswith("Zwischen & Mensch. (2026).")
    assert "withness" not in found["bibtex"].partition("\n")[0]
