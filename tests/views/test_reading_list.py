"""Reading lists: saved ones, and lists that are nothing but an address."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concepts.models import Entry, ReadingList, ReadingListItem
from tests.views.reading import links, tree, words

pytestmark = pytest.mark.slow

BUDGET = 8
HERE = "http://127.0.0.1:8000"


@pytest.fixture
def shelf(world):
    for slug in ("trust", "rapport", "empathy"):
        world.page(slug, summary=f"What {slug} is.", body="A word. " * 300)
    return world


def titles(response):
    return [
        " ".join(each.itertext()) for each in tree(response).xpath("//ol[@class='readings']//h2")
    ]


def saved(slug="week-3", is_published=True, **parts):
    found = ReadingList.objects.create(
        slug=slug, title="Week 3", is_published=is_published, **parts
    )
    for position, name in enumerate(("trust", "empathy"), 1):
        ReadingListItem.objects.create(
            reading_list=found,
            entry=Entry.objects.get(slug=name),
            position=position,
            note="Start here." if position == 1 else "",
        )
    return found


@pytest.mark.usefixtures("shelf")
def test_an_address_is_a_list_in_its_order(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/lists/?entries=rapport,trust&title=Week 3: <b>")
    assert titles(response) == ["Rapport", "Trust"]
    text = words(response)
    assert "Week 3: <b>" in text
    assert "What rapport is." in text
    assert "2 pages, about 4 minutes" in text
    [robots] = tree(response).xpath("//meta[@name='robots']/@content")
    assert robots == "noindex, nofollow"
    assert tree(response).xpath("//*[@class='code']")


def test_a_former_address_a_duplicate_and_a_slip_are_told_apart(shelf, client):
    shelf.rename("trust", "confidence")
    response = client.get("/lists/?entries=trust,confidence,nothing,rapport")
    assert titles(response) == ["Trust", "Rapport"]
    assert "There is no page called ‘nothing’." in words(response)
    assert response.status_code == 404
    assert f"{HERE}/lists/?entries=confidence,rapport" in links(response)


@pytest.mark.usefixtures("shelf")
def test_whoever_checks_links_learns_of_an_unknown_page(client):
    for entries, status in {"nonsense": 404, "trust,nonsense": 404, "trust,rapport": 200}.items():
        assert client.get(f"/lists/?entries={entries}").status_code == status
    many = ",".join(f"p{number}" for number in range(60))
    assert client.get(f"/lists/?entries={many}").status_code == 404


def test_a_withdrawn_page_stays_in_its_place_and_says_so(shelf, client):
    shelf.withdraw("trust", "It said too little.")
    response = client.get("/lists/?entries=trust,rapport")
    assert response.status_code == 200
    assert titles(response) == ["Trust", "Rapport"]
    assert "This page was withdrawn. It said too little." in words(response)
    assert "1 page," in words(response)


def test_a_draft_that_nobody_saw_is_in_no_list(shelf, client):
    shelf.draft("secret")
    response = client.get("/lists/?entries=secret,trust")
    assert titles(response) == ["Trust"]
    assert "There is no page called ‘secret’." in words(response)


@pytest.mark.usefixtures("shelf")
def test_names_become_an_address(client, world):
    world.page("upr", title="Positive regard", aliases=("UPR",))
    asked = {"names": "Trust\r\n\r\n upr \nRAPPORT\ntrust", "title": "  Week   3 "}
    response = client.get("/lists/", asked)
    assert response.status_code == 302
    assert parse_qs(urlsplit(response["Location"]).query) == {
        "entries": ["trust,upr,rapport"],
        "title": ["Week 3"],
    }
    assert titles(client.get(response["Location"])) == ["Trust", "Positive regard", "Rapport"]


@pytest.mark.usefixtures("shelf")
def test_a_slip_keeps_all_that_was_typed(client):
    response = client.get("/lists/", {"names": "trust\nnobody", "title": "Week 3"})
    page = tree(response)
    assert response.status_code == 200
    assert "There is no page called ‘nobody’." in words(response)
    assert page.xpath("string(//textarea)").split() == ["trust", "nobody"]
    assert page.xpath("//input[@name='title']/@value") == ["Week 3"]


@pytest.mark.usefixtures("shelf")
def test_a_list_has_forty_pages_at_most(client):
    response = client.get("/lists/?entries=" + ",".join(["trust", *(f"p{n}" for n in range(60))]))
    assert "A list has 40 pages at most" in words(response)
    assert titles(response) == ["Trust"]


@pytest.mark.usefixtures("shelf")
def test_an_address_that_is_too_long_for_a_phone_has_no_code(client):
    response = client.get(f"/lists/?entries=trust&title={'x' * 120}&more=1")
    assert tree(response).xpath("//*[@class='code']")
    Entry.objects.filter(slug="trust").update(slug="t" * 190)
    response = client.get(f"/lists/?entries=trust,rapport&title={'x' * 120}")
    assert not tree(response).xpath("//*[@class='code']")
    assert "too long for a code" in words(response)


@pytest.mark.usefixtures("shelf")
def test_a_saved_list_has_its_notes_and_its_seminar(client, django_assert_max_num_queries):
    saved(intro="Read in order.", curator="The course team", questions="One?\n\n Two? ")
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/lists/week-3/")
    text = words(response)
    assert titles(response) == ["Trust", "Empathy"]
    for part in ("Collected by The course team", "Note: Start here.", "Read in order."):
        assert part in text
    questions = tree(response).xpath("//section[@class='seminar']//li/text()")
    assert questions == ["One?", "Two?"]
    assert "/lists/week-3/" in links(client.get("/lists/"))
    assert client.get("/lists/Week-3")["Location"] == "/lists/week-3/"
    assert f"{HERE}/lists/week-3/" in client.get("/sitemap.xml").content.decode()


@pytest.mark.usefixtures("shelf")
def test_a_list_that_is_not_public_says_so_and_shows_nothing(client):
    saved(is_published=False, intro="Not yet.")
    response = client.get("/lists/week-3/")
    assert response.status_code == 410
    assert "not public now" in words(response)
    assert "Not yet." not in words(response)
    assert "/lists/week-3/" not in links(client.get("/lists/"))
    assert client.get("/lists/nothing/").status_code == 404


def test_each_framework_is_offered_as_a_list(shelf, client, django_assert_max_num_queries):
    shelf.framework("two", ["trust", "empathy"], title="Two & two")
    with django_assert_max_num_queries(BUDGET):
        [address] = tree(client.get("/lists/")).xpath(
            "//section[@aria-labelledby='ready']//a/@href"
        )
    response = client.get(address)
    assert titles(response) == ["Trust", "Empathy"]
    assert "Two & two" in words(response)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["names", "entries"]))
def test_whatever_is_typed_there_is_a_page(client, names, title, field):
    query = urlencode({field: names, "title": title}, errors="surrogatepass")
    response = client.get(f"/lists/?{query}")
    assert response.status_code in (200, 302, 404)
    assert response.status_code != 404 or "There is no page called" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "names", ["\0", "%00", "a" * 10_000, "\n" * 10_000, "'; DROP TABLE--", "\ud800"]
)
def test_hostile_names_get_a_sentence(client, names):
    for field in ("names", "entries"):
        query = urlencode({field: names}, errors="surrogatepass")
        response = client.get(f"/lists/?{query}")
        assert response.status_code == (
            404 if field == "entries" and "‘" in words(response) else 200
        )


@pytest.mark.usefixtures("shelf")
def test_a_slip_is_asked_about_and_what_is_known_is_kept(client, django_assert_max_num_queries):
    asked = {"names": "trust\nraport\nnothing like it", "title": "Week 3"}
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/lists/", asked)
    assert "Did you mean Rapport by ‘raport’?" in words(response)
    assert "/lists/?entries=trust&title=Week+3" in links(response)
    [put_right] = tree(response).xpath("//p[@class='slip']/a/@href")
    response = client.get(put_right)
    assert tree(response).xpath("string(//textarea)").split("\n") == [
        "trust",
        "Rapport",
        "nothing like it",
    ]
    # In a list that is its address, too; a second slip stays to be mended.
    response = client.get("/lists/?entries=trust,raport,empahty&title=Week+3")
    assert titles(response) == ["Trust"]
    found = tree(response).xpath("//p[@class='slip']/a/@href")
    assert found[0] == "/lists/?entries=trust,rapport,empahty&title=Week+3"


@pytest.mark.usefixtures("shelf")
def test_nobody_in_distress_is_asked_what_was_meant(client, world):
    world.page("skill", title="Skill myself")
    world.help_word("kill myself")
    for address in ("/lists/?names=kill+myself", "/lists/?entries=kill+myself,trust"):
        response = client.get(address)
        assert "Find help now" in words(response)
        assert "Did you mean" not in words(response)


@pytest.mark.usefixtures("shelf")
def test_pages_are_moved_removed_and_added_by_links_and_a_form(client):
    address = "/lists/?entries=trust,rapport,empathy&title=Week+3"
    page = tree(client.get(address))
    moves = [
        {" ".join("".join(link.itertext()).split()).split(":")[0]: link.get("href") for link in row}
        for row in page.xpath("//p[@class='moves']")
    ]
    assert [list(row) for row in moves] == [
        ["Down", "Remove"],
        ["Up", "Down", "Remove"],
        ["Up", "Remove"],
    ]
    assert titles(client.get(moves[2]["Up"])) == ["Trust", "Empathy", "Rapport"]
    assert titles(client.get(moves[0]["Down"])) == ["Rapport", "Trust", "Empathy"]
    assert titles(client.get(moves[1]["Remove"])) == ["Trust", "Empathy"]
    hidden = {each.get("name"): each.get("value") for each in page.xpath("//input[@type='hidden']")}
    response = client.get("/lists/", {**hidden, "entries": "trust", "add": " RAPPORT "})
    assert response["Location"] == "/lists/?entries=trust,rapport&title=Week+3"
    response = client.get("/lists/", {"entries": "trust", "add": "Raport"})
    assert titles(response) == ["Trust"]
    assert "/lists/?entries=trust,rapport" in links(response, "//p[@class='slip']")
    [remove] = tree(client.get("/lists/?entries=trust")).xpath("//p[@class='moves']/a/@href")
    assert remove == "/lists/"


@pytest.mark.usefixtures("shelf")
def test_a_saved_list_is_changed_in_a_copy(client):
    saved()
    response = client.get("/lists/week-3/")
    assert not tree(response).xpath("//p[@class='moves']")
    assert "/lists/?entries=trust,empathy&title=Week+3" in links(response)
