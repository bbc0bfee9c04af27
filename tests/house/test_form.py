"""What formatters leave to people: how long a line is, and what a script says of itself first."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 120
READ = (".html", ".xml", ".css", ".js", ".mjs", ".svg")
FOLDERS = ("templates", "static", "tests/benchmarks")
FILES = [
    path for name in FOLDERS for path in sorted((ROOT / name).rglob("*")) if path.suffix in READ
]
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
DJANGOS_OWN = {"400.html", "403.html", "404.html", "500.html", "base.html", "sitemap.xml"}


def told(path):
    return str(path.relative_to(ROOT))


def test_there_are_files_of_each_sort():
    assert {path.suffix for path in FILES} == set(READ)


def test_no_line_is_too_long_to_be_read_in_a_difference():
    long = [
        f"{told(path)}:{number} has {len(line)} characters"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ]
    assert long == []


def selectors_of(script):
    """What the first line says that a script is found by, and the rest of the script."""
    first, _, rest = script.partition("\n")
    head = re.match(r"// ((?:`[^`]+`(?:, )?)+): [^ ]", first)
    return re.findall(r"`([^`]+)`", head[1]) if head else [], rest


def test_each_script_says_first_what_it_is_found_by_and_what_it_does():
    silent = []
    for path in SCRIPTS:
        selectors, rest = selectors_of(path.read_text(encoding="utf-8"))
        if not selectors or any(selector not in rest for selector in selectors):
            silent.append(told(path))
    assert silent == []


def test_a_script_that_says_something_else_is_found():
    assert selectors_of('// Prints.\nfind("[data-print]")')[0] == []
    assert selectors_of("// `[data-print]`: the button.\n")[0] == ["[data-print]"]


def words_as_html(script):
    """Lines that put the words of an element, which may hold a <, between tags."""
    return re.findall(r"^.*<\w[^`]*>[^`]*\$\{[^}]*\.textContent.*$", script, re.MULTILINE)


def test_no_script_takes_words_for_html():
    found = {told(path): words_as_html(path.read_text(encoding="utf-8")) for path in SCRIPTS}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_words_taken_for_html_are_found():
    assert words_as_html("html = `<p>${claim.textContent}</p>`;")
    assert not words_as_html("html = `<p>${claim.innerHTML}</p>`; label = `${word.textContent}:`;")


def test_pages_have_a_folder_of_their_own():
    root = {path.name for path in (ROOT / "templates").iterdir() if path.is_file()}
    assert root == DJANGOS_OWN, "what is not Django's own belongs under templates/concepts/"
