"""An edition as a work that can be cited: the same facts in every form."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html

from concepts import bibliography, citing
from tests.bibliography.reading import read_bibtex, read_ris

GOLDEN = Path(__file__).with_name("golden")
EDITION = SimpleNamespace(number=3, published_at=datetime(2026, 11, 5, 9, tzinfo=UTC))
ADDRESS = "https://kb.example/concepts/empathy/v3/"
CONTAINER = "Withness: A knowledge base of the therapeutic relationship"

TITLES = {
    "plain": "Empathy",
    "hostile": 'What\'s "{it}" & <b>100%</b>? \\ _ 🙂 קשר\nER  - ',
}
HOSTILE = [
    'A "quoted" title & more',
    "{braces} \\ and %",
    "}}\n@misc{evil,",
    "one line\r\nER  - \r\nTY  - JOUR",
    "קשר טיפולי",
    "\u202eturned round\u2066",
    "\ue000\ue001\ue004",
    "🙂",
    "x" * 200,
    "What is it?",
    "<script>alert(1)</script>",
    "</i><img src=x onerror=alert(1)>",
    "ends.",
]


def forms_of(title="Empathy", site="Withness", read_on=date(2026, 12, 7)):
    item = citing.item_of("empathy", title, EDITION, ADDRESS, site, CONTAINER, read_on)
    return {form.name: form for form in citing.forms(item)}


def texts(*arguments, **options):
    return {name: form.text for name, form in forms_of(*arguments, **options).items()}


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", ["apa", "harvard", "bibtex", "ris", "csl"])
def test_each_form_is_as_its_readers_expect(title, name):
    form = forms_of(TITLES[title])[name]
    assert form.text.encode() == (GOLDEN / f"{title}.{name}").read_bytes()
    if form.html:
        assert f"{form.html}\n" == (GOLDEN / f"{title}.{name}.html").read_text(encoding="utf-8")


def test_csl_json_says_the_same_and_can_be_read_again():
    [item] = bibliography.parse(texts()["csl"])
    assert item["title"] == "Empathy (edition 3)"
    assert item["URL"] == ADDRESS
    assert item["issued"] == {"date-parts": [[2026, 11, 5]]}
    assert "accessed" not in json.loads(texts()["csl"])[0]


@pytest.mark.parametrize("title", HOSTILE)
def test_whatever_a_page_is_called_it_can_be_cited(title):
    found = texts(title)
    assert all(ADDRESS in text for text in found.values())
    [[kind, key, fields]] = read_bibtex(found["bibtex"])
    assert (kind, key, fields["year"]) == ("incollection", "withness-empathy-v3", "2026")
    [record] = read_ris(found["ris"])
    assert [tag for tag, _ in record].count("TY") == 1
    assert [item["URL"] for item in json.loads(found["csl"])] == [ADDRESS]
    for name in ("apa", "harvard"):
        assert len(found[name].splitlines()) == 1


@pytest.mark.parametrize("title", HOSTILE)
def test_the_only_tags_of_an_entry_are_our_own(title):
    forms = forms_of(title)
    for name in ("apa", "harvard"):
        entry = html.fragment_fromstring(forms[name].html, create_parent=True)
        assert {each.tag for each in entry.iterdescendants()} <= {"i", "a"}
        assert entry.text_content() == forms[name].text.rstrip("\n")
        assert entry.findtext("i") == CONTAINER


def test_words_quoted_in_a_title_are_quoted_within_quotation_marks():
    title = 'The client\'s "but"'
    assert "‘The client’s “but” (edition 3)’" in texts(title)["harvard"]
    assert "The client’s “but” (edition 3)." in texts(title)["apa"]


@pytest.mark.parametrize(
    ("site", "key"),
    [("Zwischen & Mensch", "zwischen-mensch-empathy-v3"), ("心理", "empathy-v3")],
)
def test_a_site_of_another_name_cites_itself(site, key):
    found = texts(site=site)
    assert found["apa"].startswith(f"{site}. (2026).")
    assert found["harvard"].startswith(f"{site} (2026)")
    assert found["bibtex"].startswith(f"@incollection{{{key},")
    assert f"\r\nID  - {key}\r\n" in found["ris"]
