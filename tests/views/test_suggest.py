"""The list below a search field while somebody types."""

from pathlib import Path

import brotli
import pytest

from tests.views.reading import links, tree, words
from tests.views.test_search import HOSTILE
from tests.worlds import contrasted

BUDGET = 11


@pytest.fixture(scope="module")
def library(standing_world):
    world = standing_world
    world.page(
        "empathy",
        summary="Sensing another's world.",
        aliases=("attunement",),
        tags=("ethics",),
    )
    world.page("trust", kind="relationship", summary="A growing expectation.")
    world.question("why", title="Why empathy?", summary="It helps.")
    world.page("sympathy", aliases=("feeling sorry",))
    world.page("compassion")
    world.page("warmth")
    world.page(
        "regard",
        title="Unconditional positive regard",
        aliases=("UPR",),
        relations=(
            contrasted("sympathy", written=False),
            contrasted("compassion"),
            contrasted("warmth"),
            contrasted("empathy"),
        ),
    )
    world.page("sign", title="<b>Sign</b> & signal")
    world.reference("elliott-2018", title="Empathy and outcome")
    for number in range(12):
        world.page(f"reliance-{number}", title=f"Reliance number {number}")
    return world


def said(response):
    return tree(response).xpath("//@data-said")


def lines(response):
    return links(response, "//*[@role='option']/..")


def test_lines_stand_in_groups_with_addresses_and_what_they_are(
    library, reader, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        response = reader.get("/search/suggest/?q=empa")
    page = tree(response)
    groups = page.xpath("//*[@role='listbox']/*[@role='group']/@aria-label")
    assert groups == ["Concepts", "Questions", "References"]
    assert lines(response) == ["/concepts/empathy/", "/questions/why/", "/references/elliott-2018/"]
    assert words(response, "//a[1]/small").startswith("Sensing another’s world.")
    assert page.xpath("//a[@href='/concepts/empathy/']//mark/text()") == ["Empa"]
    assert said(response) == ["3 suggestions"]


def test_an_alias_that_was_meant_is_told(library, reader):
    response = reader.get("/search/suggest/?q=attune")
    assert tree(response).xpath("normalize-space(//small)") == (
        "Also called attunement. Sensing another’s world."
    )


def test_a_slip_is_mended_and_said(library, reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        response = reader.get("/search/suggest/?q=empahty")
    assert lines(response)[0] == "/concepts/empathy/"
    assert "Suggestions for “empathy”" in words(response, "//body/p")
    assert said(response)[0].endswith("for empathy")


def test_there_are_eight_lines_at_most_each_with_its_own_id(library, reader):
    response = reader.get("/search/suggest/?q=reliance")
    assert len(lines(response)) == 8
    ids = tree(response).xpath("//*[@role='option']/@id")
    assert len(set(ids)) == 8
    assert set(tree(response).xpath("//*[@role='option']/@aria-selected")) == {"false"}


def test_words_of_distress_put_help_first(library, reader):
    library.help_word("self harm")
    for asked in ("self+harm", "self+har", "self+harm+empathy"):
        assert lines(reader.get(f"/search/suggest/?q={asked}"))[0] == "/help/"
    assert "/help/" not in lines(reader.get("/search/suggest/?q=empathy"))


def test_the_numbers_are_at_hand_below_help(library, reader, django_assert_max_num_queries):
    library.help_word("bleak midwinter")
    library.service("one", phone="116 123")
    library.service("two", country="Ireland", phone="", text="HELLO to 50808")
    with django_assert_max_num_queries(BUDGET):
        response = reader.get("/search/suggest/?q=bleak+midwinter")
    assert lines(response) == [
        "/help/",
        "tel:116123",
        "sms:50808?body=HELLO",
        "/search/?q=bleak+midwinter&articles=1",
    ]
    ids = tree(response).xpath("//*[@role='option']/@id")
    assert ids == [f"suggestion-{number}" for number in range(4)]
    assert said(response) == [
        "Find help now: the first of these lines, with numbers to call below it"
    ]
    # A list holds options and groups of them alone.
    assert set(tree(response).xpath("//*[@role='listbox']/*/@role")) == {"option", "group"}
    assert set(tree(response).xpath("//*[@role='group']/*/@role")) == {"option"}


def test_nothing_typed_and_nothing_found(library, reader, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert lines(reader.get("/search/suggest/?q=%20")) == []
    response = reader.get("/search/suggest/?q=zxqzxq")
    assert lines(response) == []
    assert said(response) == ["No suggestions"]
    assert not words(response, "//p")


def test_titles_are_escaped(library, reader):
    response = reader.get("/search/suggest/?q=signal")
    assert not tree(response).xpath("//b/b")
    assert "<b>Sign</b> & signal" in words(response, "//a")


@pytest.mark.parametrize("asked", HOSTILE)
def test_any_text_gets_a_list(library, reader, asked):
    response = reader.get(f"/search/suggest/?q={asked}")
    assert response.status_code == 200
    assert len(tree(response).xpath("//*[@role='listbox']")) == 1
    assert not tree(response).xpath("//script | //@style")
    assert len(response.content) < 10_000


def test_it_is_kept_shortly_by_the_reader_alone_without_a_cookie(library, reader):
    response = reader.get("/search/suggest/?q=empathy")
    assert set(response["Cache-Control"].split(", ")) == {"private", "max-age=60"}
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert reader.post("/search/suggest/", {"q": "empathy"}).status_code == 405


@pytest.mark.parametrize("address", ["/", "/concepts/empathy/", "/search/?q=x", "/nothing/"])
def test_every_page_has_one_field_that_knows_where_to_ask(library, reader, address):
    page = tree(reader.get(address))
    assert page.xpath("//form[@role='search']/@data-suggest") == ["/search/suggest/"]
    assert page.xpath("//link[@rel='search']/@href") == ["/opensearch.xml"]


def test_the_script_is_small():
    script = Path(__file__).parents[2] / "static/js/finder.js"
    assert len(brotli.compress(script.read_bytes())) < 3_000


def test_a_comparison_is_the_first_line_where_two_are_asked_to_be_told_apart(library, reader):
    response = reader.get("/search/suggest/?q=empathy+vs+trust")
    assert lines(response)[0] == "/compare/empathy/trust/"
    assert len(set(tree(response).xpath("//*[@role='option']/@id"))) == len(lines(response))


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("upr vs emp", ["empathy"]),
        ("UPR v. sym", ["sympathy"]),
        ("unconditional positive regard or war", ["warmth"]),
        ("difference between UPR and feeling s", ["sympathy"]),
        ("what is the difference between upr and att", ["empathy"]),
        ("how does upr differ from w", ["warmth"]),
        ("warmth vs unconditional pos", ["regard"]),
        ("warmth or u", ["regard"]),
        # Without a letter of the second name: what is written out first, three at most.
        ("upr vs", ["compassion", "empathy", "warmth"]),
        ("difference between upr", ["compassion", "empathy", "warmth"]),
        ("UPR/sym", []),
        ("upr vs zzz", []),
        ("nobody vs emp", []),
        ("can I trust or", []),
        ("upr and emp", []),
    ],
)
def test_comparisons_are_offered_while_the_second_name_is_typed(
    library, reader, django_assert_max_num_queries, typed, slugs
):
    with django_assert_max_num_queries(BUDGET):
        found = lines(reader.get("/search/suggest/", {"q": typed}))
    compared = [each for each in found if each.startswith("/compare/")]
    first = "warmth" if typed.startswith("warmth") else "regard"
    assert compared == [f"/compare/{'/'.join(sorted((first, slug)))}/" for slug in slugs]
    assert found[: len(compared)] == compared


@pytest.mark.parametrize("typed", ["upr vs " + "x " * 200, "vs", "or or or", "vs vs vs", "/ / /"])
def test_a_text_of_joints_alone_is_no_comparison(library, reader, typed):
    assert "/compare/" not in reader.get("/search/suggest/", {"q": typed}).text
