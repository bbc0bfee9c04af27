"""What other programs read in the files that we give away: all of it, and each word as it is."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import bibtexparser
import pytest
import rispy
from pybtex.database import parse_string

from concepts import bibliography, citing, contentfile

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
EDITION = SimpleNamespace(number=1, published_at=datetime(2026, 11, 27, tzinfo=UTC))
FOLDERS = {"concepts": "concept", "frameworks": "framework", "questions": "question"}
ODD = (
    "The <b>bold</b> & the <i>upright</i>",
    "A lone <b> and a lone </b>",
    r"{braces} and \ and $5 and 100% and a_b and #1 and ~ and ^",
    "5 &lt; 6 &amp; 7",
    "What is it?",
    "'\"As if\"'",
)


# TeX's own names of the signs that it takes for commands.
SIGNS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
}
TEX = re.compile(r"\\([a-z]+)\{\}|\\([&%$#_])|[{}]|[\\&%$#_~^<>]")


def printed_by_tex(field):
    """What stands on paper; a sign that TeX would take for a command is a fault."""

    def sign(match):
        assert match[0] in "{}" or match[1] or match[2], f"{match[0]} in {field}"
        return SIGNS[match[1]] if match[1] else match[2] or ""

    return TEX.sub(sign, field)


def item(slug, title):
    address = f"https://kb.example/{slug}/v1/"
    return citing.item_of(slug, title, EDITION, address, "Withness", "Withness: A base")


@pytest.fixture(scope="module")
def pages():
    titles = {
        path.stem: contentfile.parse(path.read_text(encoding="utf-8"), type).title
        for folder, type in FOLDERS.items()
        for path in sorted((FIXTURES / folder).glob("*.md"))
    }
    assert len(titles) > 50
    return [item(slug, title) for slug, title in titles.items()]


@pytest.fixture(scope="module")
def works():
    return bibliography.parse((FIXTURES / "references.json").read_text(encoding="utf-8"))


def read_by_all(items):
    """Records of a RIS and of a BibTeX file by other programs, and of CSL-JSON, one for each."""
    ris = rispy.loads(bibliography.ris(items))
    written = bibliography.bibtex(items)
    library = bibtexparser.parse_string(written)
    assert library.failed_blocks == []
    entries = parse_string(written, "bibtex").entries
    given = json.loads(bibliography.csl_json(items))
    assert len(ris) == len(library.entries) == len(entries) == len(given) == len(items)
    return ris, library.entries, entries, given


def test_every_page_is_one_record(pages):
    ris, entries, _, _ = read_by_all(pages)
    for work, record, entry in zip(pages, ris, entries, strict=True):
        assert record["title"] == bibliography.title(work)
        assert record["type_of_reference"] == "ENCYC"
        assert "edition" not in record
        fields = entry.fields_dict
        assert fields["date"].value == "2026-11-27"
        assert (fields["year"].value, fields["month"].value) == ("2026", "nov")
        assert fields["title"].value.endswith(" {(edition 1)}")
        assert "edition" not in fields
        assert not {"edition", "version"} & work.keys()


def test_every_work_is_one_record(works):
    ris, _, entries, _ = read_by_all(works)
    for work, record, key in zip(works, ris, entries, strict=True):
        assert record["id"] == key == work["id"]
        people = work.get("author", [])
        assert len(record.get("authors", [])) == len(people)
        assert len(entries[key].persons.get("author", [])) == len(people)


@pytest.mark.parametrize("title", ODD)
def test_a_title_keeps_every_sign(title):
    work = item("odd", title)
    whole = f"{title} (edition 1)"
    [record], [entry], _, [given] = read_by_all([work])
    assert record["title"] == whole
    assert printed_by_tex(entry.fields_dict["title"].value) == whole
    assert bibliography.title(given) == whole
    for printed in (bibliography.apa_plain(given), bibliography.harvard_plain(given)):
        assert all(sign in printed for sign in title.replace('"', "").replace("'", "").split())
