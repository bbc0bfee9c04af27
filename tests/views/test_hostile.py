"""What is typed never becomes code, in whatever field and on whatever page."""

import re
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

import concepts.views
from concepts.models import Passage, Tag
from tests import odd
from tests.views.reading import tree
from tests.worlds import member, passage_name, relation

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>"
SHORT = "\"'><script>alert(1)</script>"
ALLOWED_SCRIPTS = ("/static/",)


@pytest.fixture(scope="module")
def hostile(standing_world):
    world = standing_world
    Tag.objects.create(name=SHORT, about=EVIL)
    world.source("evil", EVIL, title=EVIL)
    reference = world.reference(
        "evil-2000",
        title=EVIL,
        author=[{"family": EVIL, "given": SHORT}],
        URL="javascript:alert(1)",
        DOI='10.1000/"><script>alert(1)</script>',
        custom={"retracted": EVIL, "not_verified": [EVIL]},
    )
    Passage.objects.update(differs=f"{EVIL} [[victim|{SHORT}]] [@evil-2000, {SHORT}]")
    world.page("victim", title=f"Victim {SHORT}", summary=EVIL)
    world.page(
        "evil",
        title=f"Evil {EVIL}",
        summary=EVIL,
        aliases=(SHORT,),
        search=(f"x{SHORT}",),
        tags=(SHORT, "<b>tag</b>"),
        body=f"## {EVIL}\n\n{EVIL}\n\n[x](javascript:alert(1)) "
        f"[[victim|{SHORT}]] [[{SHORT}]] "
        f"[@evil-2000, {SHORT}]\n\n```\n{EVIL}\n```\n\n"
        f"> [!example] {EVIL}\n> **{SHORT}:** {EVIL}\n",
        relations=(relation("victim", "builds", f"{EVIL} [[victim|{SHORT}]]"),),
        sources=(passage_name(EVIL, "evil"),),
        note=EVIL,
    )
    world.page("evil", title="Evil now", note=EVIL, body=f"{EVIL} changed\n", tags=(SHORT,))
    world.framework(
        "evil-list",
        [member("evil", note=EVIL), member(label=EVIL, note=EVIL)],
        title=f"List {EVIL}",
        summary=EVIL,
        source="evil",
    )
    world.question(
        "evil-question", title=f"Why {EVIL}", summary=EVIL, concepts=("evil",), tags=(SHORT,)
    )
    world.finding(
        "evil-2000",
        ["evil", "victim"],
        reference,
        [
            {
                "of": EVIL,
                "measure": SHORT,
                "value": SHORT,
                "low": "<b>",
                "high": "<i>",
                "studies": SHORT,
                "people": EVIL,
                "details": f"{EVIL}\n{EVIL}",
            }
        ],
        claim=EVIL,
        caveat=EVIL,
        country=SHORT,
        profession=EVIL,
    )
    world.review("evil", reviewer=EVIL, role=EVIL, checked=EVIL)
    world.service(
        "evil", name=EVIL, country=SHORT, purpose=EVIL, phone=SHORT, details=f"{EVIL}: {EVIL}"
    )
    world.service("evil-emergency", group="emergency", name=EVIL, country=SHORT, phone=SHORT)
    world.page("doomed", title=f"Doomed {EVIL}")
    world.withdraw("doomed", reason=EVIL)
    return world


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/concepts/",
        "/concepts/evil/",
        "/concepts/evil/v1/",
        "/concepts/evil/changes/?from=1&to=2",
        "/concepts/victim/",
        "/concepts/doomed/",
        "/concepts/doomed/v1/",
        "/frameworks/",
        "/frameworks/evil-list/",
        "/frameworks/evil-list/v1/",
        "/questions/",
        "/questions/?tag=<script>alert(1)</script>",
        "/questions/evil-question/",
        "/tags/",
        "/tags/scriptalert1script/",
        "/references/",
        "/references/evil-2000/",
        "/references/?letter=<script>alert(1)</script>&year=<b>",
        "/evidence/",
        "/evidence/?concept=<script>alert(1)</script>&basis=<b>&sort=<i>",
        "/evidence/evil-2000/",
        "/sources/",
        "/sources/evil/",
        "/sources/disagreements/",
        "/search/?q=<script>alert(1)</script>",
        "/search/?q=evil",
        "/search/?q=evil&tag=<script>alert(1)</script>",
        "/help/",
        "/about/",
        "/concepts/'><script>alert(1)</script>/",
        "/<script>alert(1)</script>",
        "/concepts/evil/changes/?from=<script>alert(1)</script>",
        "/sitemap.xml",
    ],
)
def test_nothing_typed_becomes_code(hostile, reader, address):
    response = reader.get(address)
    assert response.status_code in (200, 404, 410)
    page = tree(response)
    assert not page.xpath("//img | //iframe | //object | //embed | //style | //base")
    for script in page.xpath("//script"):
        assert script.get("src", "").startswith(ALLOWED_SCRIPTS)
        assert not script.text
    for element in page.iter():
        for name, value in element.items():
            assert not name.startswith("on"), (element.tag, name)
            if name in ("href", "src", "action"):
                assert not value.strip().lower().startswith(("javascript:", "data:", "vbscript:"))
    for svg in page.xpath("//*[local-name()='svg']"):
        assert svg.get("aria-hidden") == "true"


# What the parameters and the parts of addresses are called, with a value that is right.
PARAMETERS = (
    "q", "page", "tag", "kind", "entries", "names", "title", "format", "url", "maxwidth",
    "maxheight", "from", "to", "focus", "type", "line", "show", "theme", "other", "p", "sort",
    "question", "concept", "measure", "basis", "read", "letter", "year", "print", "add", "beside",
)  # fmt: skip
RIGHT = {
    "slug": "evil", "one": "evil", "other": "victim", "key": "evil-2000", "type": "concept",
    "number": 1, "extension": "ris",
}  # fmt: skip
ODD_PARTS = (
    "nope", "-", "0", "9" * 400, "9223372036854775808", "x" * 3000, "%", "a\0b", "..", "١٢", "é",
    "_", "💥", "\u202e", "<b>", "a.md", "v1", "None",
)  # fmt: skip


def test_the_parameters_that_views_read_are_all_known():
    text = "".join(path.read_text() for path in Path(concepts.views.__path__[0]).glob("*.py"))
    assert set(re.findall(r'GET\.(?:get|getlist)\("(\w+)"', text)) <= set(PARAMETERS)


def turn(text, values):
    return values[zlib.crc32(text.encode()) % len(values)]


def public_addresses():
    """The address of each view, right and with an odd value in each of its parts."""
    for pattern in get_resolver("concepts.urls").url_patterns:
        if not pattern.name:
            continue
        parts = dict.fromkeys(pattern.pattern.converters)
        right = {name: RIGHT[name] for name in parts}
        with suppress(NoReverseMatch):
            yield pattern.name, reverse(pattern.name, kwargs=right)
        for name in parts:
            address = reverse(pattern.name, kwargs=right)
            for value in ODD_PARTS:
                yield "", address.replace(str(right[name]), value, 1).replace("%", "%25")


@pytest.mark.slow
@pytest.mark.django_db
def test_odd_values_are_answered_without_a_failure_and_without_a_write(hostile):
    client, faults, asked = Client(raise_request_exception=False), [], set()

    def only_read(execute, sql, params, many, context):
        if (
            not sql.lstrip()
            .upper()
            .startswith(("SELECT", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK"))
        ):
            faults.append(f"{address}: {sql[:100]}")
        return execute(sql, params, many, context)

    def ask(address, query=""):
        if (address, query) not in asked:
            asked.add((address, query))
            response = client.get(f"{address}?{query}" if query else address)
            # 501 is what oEmbed answers to a format that it does not have.
            if response.status_code >= 500 and response.status_code != 501:
                error = getattr(response, "exc_info", None)
                faults.append(f"{address}?{query[:100]}: {response.status_code} {error}")

    with connection.execute_wrapper(only_read):
        for view, address in public_addresses():
            ask(address)
            for number, name in enumerate(PARAMETERS if view else ()):
                value = turn(f"{view}{name}", odd.VALUES)
                ask(address, odd.encoded([(name, value)]))
                if number % 5 == 0:
                    values = [turn(f"{view}{name}{each}", odd.VALUES) for each in PARAMETERS]
                    ask(address, odd.encoded(zip(PARAMETERS, values, strict=True)))
    assert not faults, "\n".join(faults)
