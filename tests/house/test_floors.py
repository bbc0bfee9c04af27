"""The floors of the house: a module imports only from floors below its own.

A new module or package of `concepts/` has to be given a floor here; where an arrow leads upward, a
function usually stands in the wrong file.
"""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONCEPTS = ROOT / "concepts"

FLOORS = (
    {"quotation_marks", "locators", "hundred"},  # rules that pure functions share
    {"markup", "contentfile", "telephone", "typesetting"},  # pure functions
    # Pure as well, over those: references are read as `contentfile` reads everything.
    {"bibliography", "differences"},
    {"models", "migrations", "prepared"},
    # Capabilities over models.
    {
        "search",
        "rendering",
        "linking",
        "relation_map",
        "citing",
        "reading",
        "locks",
        "hashers",
        "finished",
    },
    {"articles"},  # over what reads and what renders
    {"publishing"},  # the write door
    {"transfer"},  # folders in and out
    # From here on the request is known. First what pages are served with, then what answers.
    {
        "checks",
        "context_processors",
        "converters",
        "decorators",
        "sitemaps",
        "storage",
        "template_loader",
        "throttling",
    },
    {"backends", "forms", "middleware"},
    {"views", "admin", "templatetags"},
    {"urls", "apps", "management"},
)
FLOOR_OF = {name: floor for floor, names in enumerate(FLOORS) for name in names}
KNOWS_THE_REQUEST = FLOOR_OF["context_processors"]

FILES = sorted(path for path in CONCEPTS.rglob("*.py") if path != CONCEPTS / "__init__.py")


def part_of(path):
    """The module or package of `concepts/` that a file belongs to."""
    return path.relative_to(CONCEPTS).parts[0].removesuffix(".py")


def name_of(path):
    return path.relative_to(ROOT)


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path):
    """(line, dotted name) of all that a file imports, in functions and for type checkers too."""
    package = path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # `from . import x` leads to one place from a package's __init__ and from its modules.
            above = package[: len(package) - node.level] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module":
            yield node.lineno, getattr(node.args[0], "value", "") if node.args else ""


def arrows(path):
    """(line, part of `concepts/`) of each import that leaves the file's own part."""
    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] == "concepts" and len(parts) > 1 and parts[1] != part_of(path):
            yield line, parts[1]


def test_every_part_has_a_floor():
    assert {part_of(path) for path in FILES} <= FLOOR_OF.keys()


def test_imports_lead_down():
    wrong = [
        f"{name_of(path)}:{line} imports {part} of floor {FLOOR_OF[part]} from floor {floor}"
        for path in FILES
        for floor in [FLOOR_OF[part_of(path)]]
        for line, part in arrows(path)
        if part in FLOOR_OF and FLOOR_OF[part] >= floor
    ]
    assert wrong == [], "\n".join(wrong)


def test_arrows_are_seen_wherever_they_stand(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    monkeypatch.setitem(globals(), "CONCEPTS", tmp_path / "concepts")
    path = tmp_path / "concepts" / "markup" / "deep.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "import concepts.models\n"
        "from concepts import search\n"
        "from ..views import home\n"
        "from .. import admin\n"
        "from . import sibling\n"
        "def later():\n"
        "    from concepts.transfer.records import Tags\n"
        "if TYPE_CHECKING:\n"
        "    from concepts.publishing import publish\n"
        "importlib.import_module('concepts.urls')\n",
        encoding="utf-8",
    )
    assert sorted(arrows(path)) == [
        (1, "models"),
        (2, "search"),
        (3, "views"),
        (4, "admin"),
        (7, "transfer"),
        (9, "publishing"),
        (10, "urls"),
    ]


def test_below_the_views_nobody_knows_a_request():
    files = [path for path in FILES if FLOOR_OF.get(part_of(path), 0) < KNOWS_THE_REQUEST]
    assert files
    known = {"request", "HttpRequest", "HttpResponse"}
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in files
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.Name) and node.id in known)
        or (isinstance(node, ast.arg) and node.arg in known)
        or (isinstance(node, ast.Attribute) and node.attr in known)
    ]
    web = (
        "django.http",
        "django.shortcuts",
        "django.views",
        "django.contrib.admin",
        "django.contrib.messages",
    )
    found += [
        f"{name_of(path)}:{line} imports {imported}"
        for path in files
        for line, imported in imports(path)
        if imported.startswith(web)
    ]
    assert found == [], "\n".join(found)


def test_the_editors_workshop_knows_nothing_of_what_is_registered():
    """It stands below: of the rest of the admin it takes only how refused saves come back."""
    for path in (CONCEPTS / "admin" / "editor").glob("*.py"):
        for line, name in imports(path):
            if name.startswith("concepts.admin.") and not name.startswith("concepts.admin.editor."):
                assert name.startswith("concepts.admin.refused_saves."), f"{path.name}:{line}"


def test_nothing_imports_the_settings_package():
    for path in FILES:
        for line, name in imports(path):
            assert not name.startswith("therapy_kb"), f"{path.name}:{line} imports {name}"


def test_pure_floors_know_neither_django_nor_the_clock_nor_files():
    for part in FLOORS[0]:
        files = [path for path in FILES if part_of(path) == part]
        assert files, part
        for path in files:
            for line, name in imports(path):
                assert name.split(".")[0] not in {"django", "os", "time", "requests", "urllib3"}, (
                    f"{path}:{line}"
                )


def test_the_geometry_of_the_map_knows_neither_models_nor_what_is_shown():
    """Of our own code only the vocabulary, which says what stands at the ends of lines."""
    ours = "concepts.relation_map.geometry"
    for path in (CONCEPTS / "relation_map" / "geometry").glob("*.py"):
        for line, name in imports(path):
            known = name.startswith((ours, "concepts.contentfile")) or not name.startswith(
                ("concepts", "django")
            )
            assert known, f"{path.name}:{line} imports {name}"


def test_no_module_is_named_after_nothing():
    nothing = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
    assert [
        str(name_of(path))
        for folder in ("concepts", "therapy_kb", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if nothing & {path.stem, path.parent.name}
    ] == []
