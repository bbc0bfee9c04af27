"""What is typed never becomes code, in whatever field and on whatever page."""

import pytest

from concepts.models import Tag
from tests.views.world import member, passages, relation, tree

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
    )
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
        relations=(relation("builds", "victim", f"{EVIL} [[victim|{SHORT}]]"),),
        sources=passages(("evil", EVIL)),
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
        "evil",
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
        "/sources/",
        "/sources/evil/",
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
