"""Entries of a reference list, APA 7.

`golden/works.json` holds works of the knowledge base, each type and the odd ones;
`golden/odd.json` invented works, one for each thing that went wrong or could; `golden/apa.txt` what
is printed for them. After a wanted change write it anew, from the top of the repository, with
``python -m tests.bibliography.test_apa_entry``, and read every line that differs.
"""

import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest

from concepts.bibliography import apa, apa_plain, parse

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).with_name("golden")
WORKS, ODD = (
    parse((GOLDEN / name).read_text(encoding="utf-8")) for name in ("works.json", "odd.json")
)
ITEMS = {item["id"]: item for item in WORKS + ODD}


def golden_text():
    return "".join(f"{key}: {apa(item)}\n" for key, item in ITEMS.items())


def article(**fields):
    """An article with some fields changed; those that are None go."""
    item = {
        "id": "smith-2000",
        "type": "article-journal",
        "title": "On listening",
        "author": [{"family": "Smith", "given": "Jane Ann"}],
        "issued": {"date-parts": [[2000]]},
        "container-title": "Mind",
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    return {name: value for name, value in item.items() if value is not None}


def test_every_entry_is_as_in_the_golden_file():
    expected = (GOLDEN / "apa.txt").read_text(encoding="utf-8")
    assert golden_text().split("\n") == expected.split("\n")


def test_the_golden_file_has_every_type_of_the_knowledge_base():
    assert {item["type"] for item in WORKS} == {
        "article-journal",
        "article-magazine",
        "book",
        "chapter",
        "legislation",
        "pamphlet",
        "report",
        "webpage",
    }


@pytest.mark.slow
def test_the_plain_entry_is_the_same_without_tags():
    for item in ITEMS.values():
        bare = re.sub(r"</?i>|<a href=\"[^\"]*\">|</a>", "", apa(item))
        assert apa_plain(item) == unescape(bare)


def test_custom_and_note_are_never_printed():
    hidden = {"note": "OURNOTE", "annote": "OURNOTE", "custom": {"role": "OURROLE"}}
    for item in WORKS:
        assert apa({**item, **hidden}) == apa(item)


def test_editors_in_the_place_of_authors_are_printed_once_and_with_a_capital():
    entry = apa_plain(ITEMS["norcross-lambert-2019"])
    assert entry.startswith("Norcross, J. C., & Lambert, M. J. (Eds.). (2019). ")
    assert entry.count("Lambert") == 1


def test_a_title_in_the_place_of_an_author_is_printed_once():
    entry = apa_plain(article(author=None))
    assert entry == "On listening. (2000). Mind."


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Does it help?", "Does it help? Mind."),
        ("It helps!", "It helps! Mind."),
        ("It helps.", "It helps. Mind."),
        ("And so on...", "And so on... Mind."),
        ("Wait.. what", "Wait.. what. Mind."),
        ("The end of 'danger'", "The end of “danger.” Mind."),
        ('The end of "danger?"', "The end of “danger?” Mind."),
        ("A 'so-called \"cure\" of' souls", "A “so-called ‘cure’ of” souls. Mind."),
        ("Clients' and therapist's", "Clients’ and therapist’s. Mind."),
        ("Rock 'n' roll", "Rock ’n’ roll. Mind."),
        ("\"'Why?'\" they asked", "“‘Why?’” they asked. Mind."),
        ("On 'the \"good\" end'", "On “the ‘good’ end.” Mind."),
        ("'tis the '80s for 'em", "’tis the ’80s for ’em. Mind."),
        ("What 'd'Hondt' said", "What “d’Hondt” said. Mind."),
        ("<i>'Hamlet'</i> again", "“Hamlet” again. Mind."),
        ("The '90s", "The ’90s. Mind."),
        ("Effects (really?)", "Effects (really?). Mind."),
        ("Before &amp; after", "Before & after. Mind."),
        ("a &lt;i&gt; b", "a <i> b. Mind."),
        ("p < .05 and <i>", "p < .05 and <i>. Mind."),
        ("I<sup>2</sup> and CO<sub>2</sub>", "I² and CO₂. Mind."),
        ('<span class="nocase">iPad</span> <sc>use</sc>', "iPad use. Mind."),
        ("two\n lines\tand\x00more", "two lines and more. Mind."),
        ("\u202eturned round", "turned round. Mind."),
    ],
)
def test_titles_end_once_and_keep_their_words(title, printed):
    assert apa_plain(article(title=title)) == f"Smith, J. A. (2000). {printed}"


def test_italics_within_italics_stand_upright():
    entry = apa(article(type="book", container_title=None, title="<i>Hamlet</i> and us"))
    assert entry == "Smith, J. A. (2000). Hamlet<i> and us</i>."


@pytest.mark.parametrize(
    ("pages", "printed"),
    [
        ("95-103", "95–103"),
        ("95--103", "95–103"),
        ("95 – 103", "95–103"),
        ("S12-S15", "S12–S15"),
        ("12, 15-18", "12, 15–18"),
        ("44", "44"),
        ("e94207", "Article e94207"),
        ("102430", "Article 102430"),
    ],
)
def test_pages_and_article_numbers(pages, printed):
    assert apa_plain(article(volume="3", page=pages)).endswith(f"Mind, 3, {printed}.")


@pytest.mark.parametrize(
    ("doi", "issue", "printed"),
    [
        ("10.3389/fpsyg.2011.00270", None, "3, Article 270"),
        ("10.1186/1471-2288-8-270", None, "3, Article 270"),
        ("10.1037/0022-0167.3.3.270", "3", "3(3), 270"),
        ("10.1037/a0021270", None, "3, 270"),
    ],
)
def test_the_end_of_a_doi_is_an_article_number_only_where_there_are_no_issues(doi, issue, printed):
    entry = apa_plain(article(volume="3", issue=issue, page="270", DOI=doi))
    assert f"Mind, {printed}. https" in entry


@pytest.mark.parametrize(
    ("edition", "printed"),
    [
        ("1", ""),
        ("first", ""),
        ("2", " (2nd ed.)"),
        (3, " (3rd ed.)"),
        ("4th", " (4th ed.)"),
        ("Fifth edition", " (5th ed.)"),
        ("11", " (11th ed.)"),
        ("12th ed.", " (12th ed.)"),
        ("22", " (22nd ed.)"),
        ("111", " (111th ed.)"),
        ("Revised", " (Rev. ed.)"),
        ("International student ed.", " (International student ed.)"),
    ],
)
def test_editions(edition, printed):
    book = article(type="book", container_title=None, edition=edition)
    assert apa_plain(book) == f"Smith, J. A. (2000). On listening{printed}."


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Carl R.", "C. R."),
        ("C.R.", "C. R."),
        ("CR", "C. R."),
        ("Chia-Chiang", "C.-C."),
        ("J. Christopher", "J. C."),
        ("Juan Martín", "J. M."),
        ("Élodie", "É."),
        ("Maria da Luz", "M. da L."),
        ("小明", "小明."),
        ("", None),
        (".", None),
    ],
)
def test_given_names(given, printed):
    entry = apa_plain(article(author=[{"family": "Smith", "given": given}]))
    name = f"Smith, {printed}" if printed else "Smith."
    assert entry == f"{name} (2000). On listening. Mind."


@pytest.mark.parametrize(("count", "listed"), [(20, 20), (21, 20), (40, 20)])
def test_of_more_than_twenty_authors_nineteen_and_the_last_are_named(count, listed):
    authors = [{"family": f"Name{number}"} for number in range(1, count + 1)]
    entry = apa_plain(article(author=authors))
    assert len(re.findall(r"Name\d+", entry)) == listed
    assert f"Name{count}. (2000)" in entry
    assert ("Name19, … Name" in entry) == (count > 20)


@pytest.mark.parametrize(
    ("issued", "printed"),
    [
        (None, "n.d."),
        ({"date-parts": [[2022]]}, "2022"),
        ({"date-parts": [[2022, 4]]}, "2022, April"),
        ({"date-parts": [["2022", "4", "26"]]}, "2022, April 26"),
        ({"date-parts": [[2022, 21]]}, "2022, Spring"),
        ({"date-parts": [[2022]], "season": "Summer"}, "2022, Summer"),
        ({"date-parts": [[2019], [2020]]}, "2019–2020"),
        ({"date-parts": [[2020, 3, 3], [2020, 3, 5]]}, "2020, March 3–5"),
        ({"date-parts": [[2020, 3], [2020, 4]]}, "2020, March–April"),
        ({"date-parts": [[1957]], "circa": True}, "ca. 1957"),
        ({"raw": "2022-04-26"}, "2022, April 26"),
        ({"literal": "Winter term 1999"}, "Winter term 1999"),
        ({"date-parts": [[2022, 13, 1]]}, "n.d."),
        ({"date-parts": "2022"}, "n.d."),
    ],
)
def test_dates(issued, printed):
    page = article(type="webpage", container_title=None, issued=issued)
    assert apa_plain(page) == f"Smith, J. A. ({printed}). On listening."


@pytest.mark.parametrize("issued", [None, {"date-parts": [[2000]]}])
@pytest.mark.parametrize("accessed", [None, {"date-parts": [[2024, 4, 3]]}])
def test_retrieved_stands_only_with_a_day_and_without_a_year(issued, accessed):
    page = article(
        type="webpage",
        container_title=None,
        issued=issued,
        accessed=accessed,
        URL="https://example.org/",
    )
    expected = "Retrieved April 3, 2024, from https" if accessed and not issued else ". https"
    assert expected in apa_plain(page)
    assert ("Retrieved" in apa_plain(page)) == bool(accessed and not issued)


@pytest.mark.parametrize(
    ("fields", "text", "address"),
    [
        ({"DOI": "10.1/x"}, None, None),
        ({"DOI": "10.1037/h0045357"}, "https://doi.org/10.1037/h0045357", None),
        ({"DOI": "doi: 10.1037/h0045357"}, "https://doi.org/10.1037/h0045357", None),
        ({"DOI": "http://dx.doi.org/10.1037/h004"}, "https://doi.org/10.1037/h004", None),
        ({"URL": "https://doi.org/10.1037/h004"}, "https://doi.org/10.1037/h004", None),
        (
            {"DOI": "10.1037/a?b#c<d>%e"},
            "https://doi.org/10.1037/a?b#c<d>%e",
            "https://doi.org/10.1037/a%3Fb%23c%3Cd%3E%25e",
        ),
        ({"DOI": "nonsense", "URL": "http://example.org/"}, "http://example.org/", None),
        ({"URL": "https://example.org/?a=1&b=%20#c"}, "https://example.org/?a=1&b=%20#c", None),
        (
            {"URL": "https://example.org/zuhören"},
            "https://example.org/zuhören",
            "https://example.org/zuh%C3%B6ren",
        ),
    ],
)
def test_links(fields, text, address):
    match = re.search(r'<a href="([^"]*)">(.*)</a>$', apa(article(**fields)))
    assert (match and unescape(match[2])) == text
    assert (match and unescape(match[1])) == (address or text)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//example.org/",
        "https://",
        "https://[::1",
        'https://example.org/"onmouseover="x',
        "https://example.org/ onmouseover=x",
        "ftp://example.org/",
    ],
)
def test_what_is_no_web_address_is_no_link(url):
    assert "<a" not in apa(article(URL=url))


def test_publisher_and_site_are_not_repeated_after_the_same_author():
    group = [{"literal": "World Health Organization"}]
    report = article(
        type="report",
        container_title=None,
        author=group,
        publisher="World Health  organization",
    )
    assert apa_plain(report) == "World Health Organization. (2000). On listening."
    page = article(type="webpage", author=group, container_title="World Health Organization")
    assert apa_plain(page) == "World Health Organization. (2000). On listening."


@pytest.mark.parametrize(
    ("fields", "entry"),
    [
        (
            {"type": "map", "author": None},
            "On listening. (2000). [Map].",
        ),
        (
            {"type": "software", "author": None, "publisher": "Norton"},
            "Norton. (2000). On listening [Computer software].",
        ),
        (
            {
                "type": "book",
                "author": None,
                "editor": [{"family": "Hondt", "given": "Jan", "dropping-particle": "d'"}],
            },
            "Hondt, J. d’ (Ed.). (2000). On listening.",
        ),
        (
            {
                "type": "book",
                "author": None,
                "editor": [
                    {"literal": "Mind"},
                    {"family": "King", "given": "Martin", "suffix": "Jr."},
                ],
                "volume": "1-4",
            },
            "Mind, & King, M., Jr. (Eds.). (2000). On listening (Vols. 1–4).",
        ),
        (
            {"type": "report", "number": "2019-03"},
            "Smith, J. A. (2000). On listening (No. 2019-03).",
        ),
        (
            {"type": "hearing", "author": None, "editor": [{"family": "Fox"}]},
            "On listening (2000).",
        ),
    ],
)
def test_who_stands_in_the_authors_place_is_named_once_and_what_a_work_is_stays(fields, entry):
    assert apa_plain(article(**{"container_title": None, **fields})) == entry


def test_numbers_that_no_computer_reads_are_printed():
    number = "9" * 5000
    book = article(type="book", container_title=None, number_of_volumes=number, edition=number)
    assert apa_plain(book) == f"Smith, J. A. (2000). On listening ({number} ed., Vols. 1–{number})."


def test_journals_are_in_title_case_if_they_are_english():
    title = "journal of learning with a small PeerJ"
    assert "<i>Journal of Learning With a Small PeerJ</i>" in apa(article(container_title=title))
    german = article(container_title="Zeitschrift für alles", language="de-DE")
    assert "<i>Zeitschrift für alles</i>" in apa(german)


@pytest.mark.slow
def test_threads_and_order_change_nothing():
    items = list(ITEMS.values())
    random.Random(7).shuffle(items)
    with ThreadPoolExecutor(8) as pool:
        together = dict(zip([item["id"] for item in items], pool.map(apa, items), strict=True))
    lines = "".join(f"{key}: {together[key]}\n" for key in ITEMS)
    assert lines == (GOLDEN / "apa.txt").read_text(encoding="utf-8")


def test_rendering_prints_and_warns_nothing():
    script = (
        "import sys, pathlib; from concepts.bibliography import apa, parse;"
        "[apa(item) for item in parse(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'))]"
    )
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", script, str(GOLDEN / "odd.json")],
        cwd=GOLDEN.parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")


if __name__ == "__main__":
    (GOLDEN / "apa.txt").write_text(golden_text(), encoding="utf-8")
