"""The address contract: what a course once linked has to lead somewhere for good."""

import pytest
from django.conf import settings

from concepts import publishing
from concepts.models import Edition, Entry, Revision
from tests.views.reading import links, tree, words
from tests.worlds import relation

pytestmark = pytest.mark.slow

SITE = settings.SITE_URL


def links_of(response, rel):
    return tree(response).xpath(f"//link[@rel='{rel}']/@href")


@pytest.fixture
def trust(world):
    return trusting(world)


@pytest.fixture(scope="module")
def standing_trust(standing_world):
    return trusting(standing_world)


def trusting(world):
    world.page("trust", summary="Relying on somebody.", body="## What it is\n\nFirst.\n")
    world.page("trust", note="Clearer", summary="Relying on another.", body="Second.\n")
    world.framework("elements", ["trust"])
    world.question("why-trust", concepts=("trust",))
    return world


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html"),
        ("/concepts/", "text/html"),
        ("/concepts/trust/", "text/html"),
        ("/concepts/trust/v1/", "text/html"),
        ("/concepts/trust/v2/", "text/html"),
        ("/concepts/trust/changes/", "text/html"),
        ("/concepts/trust/changes/?from=1&to=2", "text/html"),
        ("/concepts/trust.md", "text/markdown"),
        ("/frameworks/", "text/html"),
        ("/frameworks/elements/", "text/html"),
        ("/frameworks/elements/v1/", "text/html"),
        ("/frameworks/elements/changes/", "text/html"),
        ("/frameworks/elements.md", "text/markdown"),
        ("/questions/", "text/html"),
        ("/questions/why-trust/", "text/html"),
        ("/questions/why-trust/v1/", "text/html"),
        ("/questions/why-trust/changes/", "text/html"),
        ("/questions/why-trust.md", "text/markdown"),
        ("/tags/", "text/html"),
        ("/references/", "text/html"),
        ("/sources/", "text/html"),
        ("/search/", "text/html"),
        ("/search/?q=trust", "text/html"),
        ("/help/", "text/html"),
        ("/about/", "text/html"),
        ("/healthz", "text/plain"),
        ("/robots.txt", "text/plain"),
        ("/sitemap.xml", "application/xml"),
    ],
)
def test_every_address_of_the_contract_answers_and_sets_no_cookie(
    standing_trust, reader, address, kind
):
    response = reader.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith(kind)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/frameworks/trust/", "/concepts/trust/"),
        ("/questions/trust/v1/", "/concepts/trust/v1/"),
        ("/questions/trust/changes/?from=1&to=2", "/concepts/trust/changes/?from=1&to=2"),
        ("/frameworks/trust.md", "/concepts/trust.md"),
        ("/concepts/Trust/", "/concepts/trust/"),
        ("/concepts/TRUST", "/concepts/trust/"),
        ("/concepts/trust", "/concepts/trust/"),
        ("/concepts/trust/v1", "/concepts/trust/v1/"),
        ("/concepts/trust/changes", "/concepts/trust/changes/"),
        ("/concepts/trust?utm=x%26y", "/concepts/trust/?utm=x%26y"),
        ("/faq/", "/questions/"),
        ("/faq/?tag=ethics", "/questions/?tag=ethics"),
    ],
)
def test_a_near_address_leads_to_the_right_one_in_one_step(standing_trust, reader, asked, right):
    response = reader.get(asked)
    assert (response.status_code, response["Location"]) == (301, right)
    assert reader.get(right).status_code == 200


def test_former_names_lead_to_the_present_one_in_one_step_with_what_hangs_on_them(trust, client):
    trust.rename("trust", "trusting")
    trust.rename("trusting", "reliance")
    for former in ("trust", "trusting"):
        for folder in ("concepts", "questions"):
            for tail in ("/", "", "/v1/", "/changes/", ".md"):
                response = client.get(f"/{folder}/{former}{tail}")
                right = f"/concepts/reliance{tail or '/'}"
                assert (response.status_code, response["Location"]) == (301, right)
                assert client.get(right).status_code == 200


def test_what_was_only_drafted_is_not_here(world, client):
    world.draft("secret", body="Not yet.\n")
    for tail in ("/", "", "/v1/", "/changes/", ".md"):
        response = client.get(f"/concepts/secret{tail}")
        assert response.status_code == 404
        assert b"Not yet." not in response.content


def test_a_newer_draft_shows_nowhere(trust, client):
    trust.draft("trust", title="Trust betrayed", summary="Leak.", tags=("leak",), body="Leak.\n")
    for address in ("/", "/concepts/", "/concepts/trust/", "/concepts/trust.md", "/tags/"):
        assert b"Leak" not in client.get(address).content
        assert b"betrayed" not in client.get(address).content
    assert client.get("/concepts/trust/v3/").status_code == 404


def test_a_withdrawn_page_says_why_and_where_to_go(trust, client):
    trust.withdraw("trust", reason="It mixed two ideas.")
    for address in (
        "/concepts/trust/",
        "/concepts/trust",
        "/questions/trust/",
        "/concepts/trust.md",
    ):
        response = client.get(address)
        assert response.status_code == 410
        assert "It mixed two ideas." in words(response)
        assert {"/concepts/", "/concepts/trust/v2/"} <= set(links(response))


def test_the_editions_of_a_withdrawn_page_stay_under_a_banner(trust, client):
    trust.rename("trust", "reliance")
    trust.withdraw("reliance", reason="It mixed two ideas.")
    for address in ("/concepts/reliance/v1/", "/concepts/reliance/v2/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "withdrawn" in words(response, "//div[@class='banner']")
        assert "It mixed two ideas." in words(response)
    assert "First." in words(client.get("/concepts/reliance/v1/"))
    assert "withdrawn" in words(client.get("/concepts/reliance/changes/"))
    assert client.get("/concepts/trust/v1/")["Location"] == "/concepts/reliance/v1/"


def test_a_page_with_successors_leads_to_the_last_of_them_in_one_step(trust, client):
    trust.page("rapport")
    trust.page("bond")
    trust.withdraw("trust", successor="rapport")
    trust.withdraw("rapport", successor="bond")
    trust.rename("bond", "attachment")
    for asked, right in {
        "/concepts/trust/": "/concepts/attachment/",
        "/concepts/rapport/": "/concepts/attachment/",
        "/questions/trust": "/concepts/attachment/",
        "/concepts/trust.md": "/concepts/attachment.md",
    }.items():
        response = client.get(asked)
        assert (response.status_code, response["Location"]) == (301, right)
    old = client.get("/concepts/trust/v1/")
    assert old.status_code == 200
    assert "/concepts/attachment/" in links(old, "//div[@class='banner']")


def test_a_page_merged_into_another_type_of_page_is_followed_there(trust, client):
    trust.withdraw("trust", successor="elements")
    assert client.get("/concepts/trust/")["Location"] == "/frameworks/elements/"
    assert client.get("/concepts/trust.md")["Location"] == "/frameworks/elements.md"


def test_a_page_that_comes_back_is_here_again(trust, client):
    trust.withdraw("trust")
    entry = trust.draft("trust", body="Third.\n")
    publishing.publish(entry, trust.editor(), note="Back")
    assert "Third." in words(client.get("/concepts/trust/"))


@pytest.mark.parametrize(
    "address",
    [
        "/concepts/nothing/",
        "/concepts/nothing.md",
        "/concepts/trust/v3/",
        "/concepts/trust/v0/",
        "/concepts/trust/v01/",
        "/concepts/trust/v999999999/",
        "/concepts/trust/v99999999999999999999/",
        "/concepts/trust/v-1/",
        "/concepts/trust/v1/more/",
        "/references/nothing/",
        "/sources/nothing/",
        "/tags/nothing/",
        "/tags/%00/",
        "/tags/'%22/",
        "/concepts/%00/",
        "/references/%00/",
        "/%00",
        "/" + "x" * 5000,
        "/tags/" + "x" * 5000 + "/",
        "/concepts/" + "x" * 5000 + "/",
    ],
)
def test_what_never_was_is_a_page_that_says_so(standing_trust, reader, address):
    response = reader.get(address)
    assert response.status_code == 404
    assert "That page is not here" in words(response)


def test_only_reading_is_answered(trust, client):
    for address in ("/", "/concepts/trust/", "/search/", "/concepts/trust.md"):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_a_program_that_asks_for_text_gets_the_text(trust, client):
    entry = Entry.objects.get(slug="trust")
    response = client.get("/concepts/trust/", headers={"accept": "text/markdown"})
    assert response.content.decode() == entry.live.revision.text
    assert response["Content-Location"] == "/concepts/trust.md"
    assert "Accept" in response["Vary"]
    for accept in ("text/html,text/markdown;q=0.9", "*/*", "nonsense", "image/png"):
        response = client.get("/concepts/trust/", headers={"accept": accept})
        assert response["Content-Type"].startswith("text/html")
        assert "Accept" in response["Vary"]


def test_an_old_edition_says_that_it_is_old(trust, client):
    old, new = client.get("/concepts/trust/v1/"), client.get("/concepts/trust/v2/")
    assert "This is edition 1" in words(old)
    assert "Relying on somebody." in words(old)
    assert "/concepts/trust/" in links(old, "//div[@class='banner']")
    assert "It is the newest" in words(new)


def test_an_edition_is_canonical_to_itself_and_no_searcher_lists_it(trust, client):
    old = client.get("/concepts/trust/v1/?utm=x")
    assert links_of(old, "canonical") == [f"{SITE}/concepts/trust/v1/"]
    assert tree(old).xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not tree(client.get("/concepts/trust/")).xpath("//meta[@name='robots']")


def test_an_edition_says_where_the_other_texts_of_its_page_stand(trust, client):
    trust.page("trust", body="Third.\n")
    page = "/concepts/trust/"
    expected = {
        1: {"successor-version": f"{page}v2/"},
        2: {"predecessor-version": f"{page}v1/", "successor-version": f"{page}v3/"},
        3: {"predecessor-version": f"{page}v2/"},
    }
    for number, others in expected.items():
        response = client.get(f"{page}v{number}/")
        others |= {"latest-version": page, "version-history": f"{page}changes/"}
        found = tree(response).xpath("//link[contains(@rel, 'version')]")
        assert {link.get("rel"): link.get("href") for link in found} == others
        header = {f'<{SITE}{address}>; rel="{rel}"' for rel, address in others.items()}
        assert set(response["Link"].split(", ")) == header
        for address in others.values():
            assert client.get(address).status_code == 200


def test_the_newest_edition_is_the_latest_version_of_a_withdrawn_page(trust, client):
    trust.rename("trust", "reliance")
    trust.withdraw("reliance")
    old = client.get("/concepts/reliance/v1/")
    assert links_of(old, "latest-version") == ["/concepts/reliance/v2/"]
    assert links_of(old, "canonical") == [f"{SITE}/concepts/reliance/v1/"]


def test_an_old_edition_says_what_changed_since(trust, client):
    def banner(number):
        response = client.get(f"/concepts/trust/v{number}/")
        return words(response, "//div[@class='banner']"), links(response, "//div[@class='banner']")

    text, found = banner(1)
    assert "1 newer edition since; only the wording changed: see what changed" in text
    assert found[0] == "/concepts/trust/changes/?from=1&to=2"
    trust.page("trust", kind_of_change="meaning", body="Third.\n")
    today = f"{Edition.objects.first().published_at:%-d %B %Y}"
    text, found = banner(1)
    assert f"2 newer editions since; meaning changed on {today}: see what changed" in text
    assert found[0] == "/concepts/trust/changes/?from=1&to=3"
    assert "1 newer edition since; meaning changed on" in banner(2)[0]
    trust.page("trust", kind_of_change="meaning", body="Fourth.\n")
    assert f"3 newer editions since; meaning changed 2 times, last on {today}" in banner(1)[0]
    assert "since" not in banner(4)[0]
    trust.withdraw("trust")
    response = client.get(banner(1)[1][0])
    assert (response.status_code, "withdrawn" in words(response)) == (200, True)


def test_an_old_edition_shows_its_own_ties_and_nobody_elses(trust, client):
    trust.page("empathy", relations=(relation("trust", "builds", "A reason of empathy."),))
    assert "A reason of empathy." in words(client.get("/concepts/trust/connections/"))
    assert "A reason of empathy." not in words(client.get("/concepts/trust/v2/"))
    assert "A reason of empathy." in words(client.get("/concepts/empathy/v1/"))


def test_an_edition_whose_text_today_would_be_refused_is_still_readable(trust, client):
    """Rules become stricter; what was published before stays where it was cited."""
    entry = Entry.objects.get(slug="trust")
    revision = Revision.objects.create(
        entry=entry,
        text="---\nmood: odd\n---\n\nOld words <b>.\n",
        author=trust.editor(),
        origin="editor",
    )
    Edition.objects.create(
        entry=entry,
        number=3,
        revision=revision,
        change_note="Odd",
        change_kind="wording",
        publisher=trust.editor(),
    )
    response = client.get("/concepts/trust/v3/")
    assert response.status_code == 200
    assert "mood: odd" in words(response)
    assert "Old words <b>." in words(response)
