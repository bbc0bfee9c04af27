"""What the documents say is true: commands, targets, files, variables and addresses exist."""

import re
from pathlib import Path

from django.core.management import get_commands

from concepts.urls import urlpatterns

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
# What a run makes, and what stands for something of the reader's own.
MADE = ("data/", ".venv/", "node_modules/")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_there_is_a_readme_and_a_guide_for_writers():
    assert {"README.md", "docs/writing.md"} <= set(NAMES)


def found(pattern):
    """(document, what it names) wherever a document has the pattern."""
    for name in NAMES:
        for named in re.findall(pattern, read(name), re.MULTILINE):
            yield name, named


def test_commands_that_are_named_exist():
    named = set(found(r"manage\.py ([a-z][a-z_]*)"))
    assert len(named) > 5
    assert {pair for pair in named if pair[1] not in get_commands()} == set()


def test_make_targets_that_are_named_exist():
    targets = set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))
    named = set(found(r"(?:`|^ {4})make ([a-z][a-z-]*)"))
    assert len(named) > 5
    assert {pair for pair in named if pair[1] not in targets} == set()


def test_the_readme_names_every_command_for_editors_and_every_target_for_developers():
    text = read("README.md")
    for command in ("import_content", "export_content", "check_content", "rebuild"):
        assert f"manage.py {command}" in text
    for target in ("make run", "make test", "make test-postgres", "make check"):
        assert target in text


def test_links_to_files_lead_somewhere():
    for name, address in found(r"\]\(([^)\s]+)\)"):
        if re.match(r"[a-z]+:|/|#", address):
            continue
        path = (ROOT / name).parent / address.partition("#")[0]
        assert path.exists(), f"{name} links to {address}"


def test_files_that_are_named_exist():
    tops = {path.name for folder in (ROOT, ROOT / "concepts") for path in folder.iterdir()}
    for name, word in found(r"`([\w.-]+/[\w./-]*)`"):
        if word.partition("/")[0] in tops and not word.startswith(MADE):
            assert (ROOT / word).exists() or (ROOT / "concepts" / word).exists(), f"{name}: {word}"


def test_variables_of_the_readme_are_read_somewhere():
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in (
            ROOT / "therapy_kb" / "settings.py",
            ROOT / "concepts" / "management" / "commands" / "serve.py",
            ROOT / "Makefile",
        )
    )
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", read("README.md"), re.MULTILINE)
    variables = {name for row in rows for name in re.findall(r"[A-Z_]{2,}", row)}
    assert {"DATA_DIR", "DATABASE_URL", "SITE_URL"} <= variables
    for name in variables:
        assert re.search(rf"\b{name}\b", sources), name


def routes():
    """Name and route of each of our addresses."""
    return sorted({route.name: str(route.pattern) for route in urlpatterns if route.name}.items())


def mentioned(name, route, tests):
    """Whether a test asks for an address of this form, or makes it by its name."""
    form = "".join(
        r"[^\s\"'/]+" if part.startswith("<") else re.escape(part)
        for part in re.split(r"(<[^>]*>)", route)
        if part
    )
    by_name = rf"reverse\(\s*[\"']{re.escape(name)}[\"']"
    return re.search(rf"[\"'(\s]/{form}[\"'?#\s)]|{by_name}", tests)


def test_every_address_is_asked_for_by_a_test():
    tests = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if path.parent.name != "house"
    )
    assert [f"/{route}" for name, route in routes() if not mentioned(name, route, tests)] == []


def test_a_mention_is_told_from_none():
    assert mentioned("tag", "tags/<tag:slug>/", 'get("/tags/ethics/")')
    assert mentioned("tag", "tags/<tag:slug>/", 'reverse("tag", args=["ethics"])')
    assert not mentioned("tag", "tags/<tag:slug>/", 'get("/tags/")')
    assert not mentioned("home", "", 'get("/tags/")')
    assert mentioned("home", "", 'get("/")')
