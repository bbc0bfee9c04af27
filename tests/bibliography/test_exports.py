"""BibTeX and RIS that other programs read."""

from pathlib import Path

import pytest

from concepts.bibliography import bibtex, parse, ris
from tests.bibliography.reading import read_bibtex, read_ris

GOLDEN = Path(__file__).with_name("golden")
ITEMS = [
    item
    for name in ("works.json", "odd.json")
    for item in parse((GOLDEN / name).read_text(encoding="utf-8"))
]
BY_ID = {item["id"]: item for item in ITEMS}


def book(**fields):
    return {"id": "x", "type": "book", "title": "On listening"} | {
        name.replace("_", "-"): value for name, value in fields.items()
    }


def entry(item):
    (found,) = read_bibtex(bibtex([item]))
    return found


def record(item):
    (found,) = read_ris(ris([item]))
    return found


def test_bibtex_of_an_article():
    assert bibtex([BY_ID["wampold-2015"]]) == (
        "@article{wampold-2015,\n"
        "  author = {Wampold, Bruce E.},\n"
        "  title = {How important are the common factors in psychotherapy? {An} update},\n"
        "  journal = {World Psychiatry},\n"
        "  year = {2015},\n"
        "  volume = {14},\n"
        "  number = {3},\n"
        "  pages = {270--277},\n"
        "  doi = {10.1002/wps.20238},\n"
        "  url = {https://pmc.ncbi.nlm.nih.gov/articles/PMC4592639},\n"
        "}\n"
    )


def test_ris_of_an_article():
    assert ris([BY_ID["wampold-2015"]]) == (
        "TY  - JOUR\r\n"
        "ID  - wampold-2015\r\n"
        "AU  - Wampold, Bruce E.\r\n"
        "TI  - How important are the common factors in psychotherapy? An update\r\n"
        "PY  - 2015\r\n"
        "T2  - World Psychiatry\r\n"
        "VL  - 14\r\n"
        "IS  - 3\r\n"
        "SP  - 270\r\n"
        "EP  - 277\r\n"
        "DO  - 10.1002/wps.20238\r\n"
        "UR  - https://pmc.ncbi.nlm.nih.gov/articles/PMC4592639\r\n"
        "ER  - \r\n"
    )


def test_every_work_is_one_entry_and_one_record():
    entries = read_bibtex(bibtex(ITEMS))
    assert [key for _, key, _ in entries] == [item["id"] for item in ITEMS]
    records = read_ris(ris(ITEMS))
    assert [dict(found)["ID"] for found in records] == [item["id"] for item in ITEMS]


def test_nothing_of_ours_is_given_away():
    item = book(note="OURS", annote="OURS", custom={"role": "OURS"})
    assert "OURS" not in bibtex([item]) + ris([item])


@pytest.mark.parametrize(
    ("key", "bibtex_type", "ris_type"),
    [
        ("rogers-1957", "article", "JOUR"),
        ("behnke-2014", "article", "MGZN"),
        ("rogers-1961", "book", "BOOK"),
        ("freud-1912", "incollection", "CHAP"),
        ("bacp-2018", "techreport", "RPRT"),
        ("nzpb-concerned", "misc", "ELEC"),
        ("rogers-farson-1957", "booklet", "PAMP"),
        ("care-act-2014", "misc", "STAT"),
        ("thesis", "phdthesis", "THES"),
        ("talk", "inproceedings", "CONF"),
        ("nothing-known", "misc", "GEN"),
    ],
)
def test_types(key, bibtex_type, ris_type):
    assert entry(BY_ID[key])[0] == bibtex_type
    assert record(BY_ID[key])[0] == ("TY", ris_type)


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        (r"R&D: 5% of $3, #1_a", r"{R\&D:} 5\% of \$3, \#1\_a"),
        (
            r"a\b {c} }{",
            r"a\textbackslash{}b \textbraceleft{}c\textbraceright{} "
            r"\textbraceright{}\textbraceleft{}",
        ),
        (
            "~ ^ < > |",
            r"\textasciitilde{} \textasciicircum{} \textless{} \textgreater{} "
            r"\textbar{}",
        ),
        ("On <i>Hamlet</i> &amp; us", r"On {Hamlet} \& us"),
        ("The BACP in Wales: A review", "The {BACP} in {Wales:} A review"),
        ("BACP and Über", "{BACP} and {Über}"),
        ("two\nlines", "two lines"),
    ],
)
def test_bibtex_escapes_and_keeps_capitals(title, printed):
    assert entry(book(title=title))[2]["title"] == printed


@pytest.mark.parametrize(
    ("name", "in_bibtex", "in_ris"),
    [
        ({"family": "Rogers", "given": "Carl R."}, "Rogers, Carl R.", "Rogers, Carl R."),
        (
            {"family": "King", "given": "Martin", "suffix": "Jr."},
            "King, Jr., Martin",
            "King, Martin, Jr.",
        ),
        (
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
            "van den Berg, Jan",
            "van den Berg, Jan",
        ),
        (
            {"family": "Welmers-van de Poll", "given": "M."},
            "{Welmers-van de Poll}, M.",
            "Welmers-van de Poll, M.",
        ),
        ({"family": "Strunk and White"}, "{Strunk and White}", "Strunk and White"),
        ({"literal": "Mind and Body, Inc."}, "{Mind and Body, Inc.}", "Mind and Body; Inc."),
        ({"given": "Hypatia"}, "{Hypatia}", "Hypatia"),
    ],
)
def test_names(name, in_bibtex, in_ris):
    item = book(author=[name, {"family": "Last"}])
    assert entry(item)[2]["author"] == f"{in_bibtex} and Last"
    assert [value for tag, value in record(item) if tag == "AU"] == [in_ris, "Last"]


def test_keys_are_stable_and_differ():
    items = [book(id=key) for key in ("rogers-1957", "Rogers-1957", "flück/iger {2018}", "ü", "")]
    keys = [key for _, key, _ in read_bibtex(bibtex(items))]
    assert keys == ["rogers-1957", "Rogers-1957-2", "fl-ck-iger-2018", "work", "work-2"]


def test_dates():
    item = book(
        issued={"date-parts": [[2022, 4, 26]]},
        accessed={"date-parts": [[2024, 1, 2]]},
        URL="https://example.org/",
    )
    fields = entry(item)[2]
    assert (fields["year"], fields["month"], fields["urldate"]) == ("2022", "apr", "2024-01-02")
    tags = dict(record(item))
    assert (tags["PY"], tags["DA"], tags["Y2"]) == ("2022", "2022/04/26/", "2024/01/02/")
    undated = book()
    assert "year" not in entry(undated)[2]
    assert not {"PY", "DA"} & dict(record(undated)).keys()
    assert dict(record(book(issued={"literal": "Spring 1990"})))["PY"] == "Spring 1990"


def test_addresses_are_written_so_that_they_can_be_followed():
    item = book(DOI="https://doi.org/10.1002/(SICI)1<2{3>", URL="https://example.org/ä?a=1&b=%20")
    fields = entry(item)[2]
    assert fields["doi"] == "10.1002/(SICI)1%3C2%7B3%3E"
    assert fields["url"] == "https://example.org/%C3%A4?a=1&b=%20"
    assert dict(record(item))["DO"] == "10.1002/(SICI)1<2{3>"
    for wrong in ("javascript:alert(1)", "https://exa mple.org/"):
        assert "url" not in entry(book(URL=wrong))[2]
        assert "UR" not in dict(record(book(URL=wrong)))


def test_a_report_has_its_number_and_its_institution():
    item = BY_ID["nice-cg136-2011"]
    fields = entry(item)[2]
    assert fields["number"] == "CG136"
    assert fields["institution"] == "National Institute for Health and Care Excellence"
    assert dict(record(item))["SN"] == "CG136"
