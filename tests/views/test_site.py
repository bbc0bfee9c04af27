"""What machines ask for, and the headers of every page."""

import pytest
from django.db import DatabaseError, connection
from django.test import override_settings

from tests.views.reading import tree


def test_health_is_whether_the_database_answers(db, client, monkeypatch):
    assert client.get("/healthz").content == b"ok\n"

    def refuse(*args):
        raise DatabaseError("gone")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")
    assert response.status_code == 503


def test_robots_are_shown_the_sitemap_and_kept_from_the_admin(db, client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text


@override_settings(SITE_URL="https://kb.example")
def test_the_sitemap_has_what_readers_see(world, client, django_assert_max_num_queries):
    world.page("trust", tags=("ethics",))
    world.page("gone")
    world.withdraw("gone")
    world.draft("draft")
    world.finding("trust-outcome", ["trust"], world.reference("rogers-1957"))
    with django_assert_max_num_queries(9):
        response = client.get("/sitemap.xml")
    text = response.content.decode()
    for address in (
        "/",
        "/concepts/trust/",
        "/tags/ethics/",
        "/references/rogers-1957/",
        "/evidence/",
        "/evidence/trust-outcome/",
        "/help/",
    ):
        assert f"<loc>https://kb.example{address}</loc>" in text
    assert "gone" not in text
    assert "draft" not in text
    assert "testserver" not in text


def test_browsers_that_ask_for_the_old_icon_get_the_new_one(db, client):
    assert client.get("/favicon.ico")["Location"].endswith("favicon.svg")


@pytest.mark.parametrize(
    "address", ["/", "/concepts/trust/", "/search/?q=x", "/nothing/", "/help/"]
)
def test_every_page_keeps_to_the_policy(world, client, address):
    world.page("trust")
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    page = tree(response)
    assert not page.xpath("//style | //@style | //script[not(@src)]")
    assert not [
        name for name in page.xpath("//@*/..") if any(key.startswith("on") for key in name.attrib)
    ]
    for address in page.xpath(
        "//script/@src | //link[not(@rel='canonical' or @rel='alternate')]/@href | //use/@href"
    ):
        assert address.startswith("/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
