"""The search page: whatever is typed, it is a page."""

from urllib.parse import quote

import pytest
from hypothesis import given

from tests.search.test_hostile import NEVER_MIND, TYPED
from tests.views.reading import links, tree, words

BUDGET = 8
# What may stand behind the question mark.
HOSTILE = [
    "x" * 10_000,
    "%00",
    "a%00b",
    "'",
    '"',
    '"empathy',
    "*",
    "empathy*",
    "<script>alert(1)</script>",
    "AND OR NOT NEAR(",
    "type:concept",
    "kind:x tag:",
    "%F0%9F%98%80",
    "%ED%A0%80",
    "\\",
    "-",
    "^",
    "()",
    "{}[]",
    "%25%25",
    " ".join("empathy" for _ in range(2000)),
]


@pytest.fixture(scope="module")
def library(standing_world):
    world = standing_world
    world.page(
        "empathy",
        summary="Sensing another's world.",
        aliases=("empathic understanding",),
        tags=("core conditions",),
        body="## In practice\n\nGuess and let yourself be corrected by the client.\n",
    )
    world.page("trust", kind="relationship", body="Empathy builds it.\n")
    world.question("why", title="Why empathy?", summary="It helps.")
    return world


def test_what_is_found_is_named_marked_and_linked(library, reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        response = reader.get("/search/?q=empathy")
    page = tree(response)
    assert links(response, "//ol[@class='hits']")[0] == "/concepts/empathy/"
    assert "3 results for empathy" in words(response)
    assert page.xpath("//mark")
    assert page.xpath("//input[@type='search']/@value") == ["empathy"]


def test_a_hit_leads_to_the_section_that_has_it(library, reader):
    response = reader.get("/search/?q=corrected")
    assert "/concepts/empathy/#in-practice" in links(response)
    assert "Under “In practice”" in words(response)


def test_few_answers_have_no_filters(library, reader):
    assert not links(reader.get("/search/?q=empathy"), "//aside")
    assert links(reader.get("/search/?q=empathy&type=question"), "//aside")


def test_filters_narrow_and_can_be_taken_off(library, reader):
    library.page("warmth", body="Beside empathy.\n")
    library.page("rapport", body="Empathy helps.\n")
    response = reader.get("/search/?q=empathy")
    narrower = [each for each in links(response, "//aside") if "type=question" in each]
    response = reader.get(narrower[0])
    assert "1 result" in words(response)
    assert "/search/?q=empathy" in links(response, "//aside")


def test_a_slip_is_mended_and_said(library, reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        response = reader.get("/search/?q=empahty")
    assert "No page has “empahty”. Showing" in words(response)
    assert "/concepts/empathy/" in links(response)


def test_a_slip_that_may_be_none_is_only_asked_about(library, reader):
    library.page("room", summary="Four walls.")
    response = reader.get("/search/?q=zoom+empathy&type=concept")
    assert "No page has all of these words: showing those with some." in words(response)
    assert "Did you mean room empathy ?" in words(response)
    assert "/search/?q=room+empathy&type=concept" in links(response)
    response = reader.get("/search/?q=zoom")
    assert "No page has “zoom”. Showing 1 result for room" in words(response)


def test_where_nothing_is_found_near_pages_are_offered_but_not_near_words_of_distress(
    library, reader, django_assert_max_num_queries
):
    library.page("stonewalling", summary="Saying nothing back.")
    with django_assert_max_num_queries(BUDGET):
        response = reader.get("/search/?q=tonewallin")
    assert "/concepts/stonewalling/" in links(response)
    assert "Saying nothing back." in words(response)
    library.help_word("stonewal")
    assert "/concepts/stonewalling/" not in links(reader.get("/search/?q=tonewallix"))


def test_nothing_found_and_nothing_asked(library, reader):
    response = reader.get("/search/?q=zebra")
    assert "Nothing here about “zebra” yet" in words(response)
    assert "/concepts/" in links(response)
    response = reader.get("/search/?q=empathy&tag=volcano")
    assert "The filters leave no page" in words(response)
    assert "/search/?q=empathy" in links(response)
    assert "Type a concept" in words(reader.get("/search/"))
    assert "Type a concept" in words(reader.get("/search/?q=%20%20"))


def test_words_of_distress_put_help_first(library, reader, django_assert_max_num_queries):
    library.help_word("self harm")
    library.service("first", group="emergency", name="Emergency services", phone="999")
    for asked in ("self+harm", "i+self+harm+and+empathy"):
        with django_assert_max_num_queries(BUDGET):
            response = reader.get(f"/search/?q={asked}")
        assert tree(response).xpath("//h1 | //h2")[0].text == "Find help now"
        assert links(response)[0] == "tel:999"
        assert f"/search/?q={asked}&articles=1" in links(response)
        assert "/help/" in links(response)


@pytest.mark.parametrize(
    "address",
    [
        "/concepts/self-harm/",
        "/tags/s3lf-harm/",
        "/self/harm/",
        "/map/?concept=self-harm",
        "/lists/?names=self+harm",
        "/questions/?tag=self-harm",
    ],
)
def test_whatever_repeats_words_of_distress_shows_help_first(library, reader, address):
    library.help_word("self harm")
    response = reader.get(address)
    assert [text.text for text in tree(response).xpath("//h1")] == ["Find help now"]
    assert "/help/" in links(response)


def test_without_a_service_it_says_to_call_the_emergency_number(world, client):
    world.help_word("self harm")
    text = words(client.get("/search/?q=self+harm"))
    assert text.startswith(
        "Find help now In immediate danger, call the emergency number of the country"
    )
    assert "the other lines" not in text


@pytest.mark.parametrize("asked", HOSTILE)
@pytest.mark.parametrize(
    "more", ["", "&type=x&kind=y&tag=%00&page=-1", "&page=99999999999999999&type=concept"]
)
def test_any_query_gets_a_page(library, reader, asked, more):
    response = reader.get(f"/search/?q={asked}{more}")
    assert response.status_code == 200
    assert not tree(response).xpath("//main//script")
    assert len(response.content) < 20_000


@pytest.mark.slow
@given(text=TYPED)
@NEVER_MIND
def test_whatever_is_typed_gets_a_page_and_a_list(library, reader, text):
    asked = quote(text.encode(errors="surrogatepass"))
    page = reader.get(f"/search/?q={asked}&tag={asked}&kind={asked}&page={asked}")
    assert page.status_code == 200
    assert not tree(page).xpath("//main//script | //main//@onerror")
    assert reader.get(f"/search/suggest/?q={asked}").status_code == 200


@pytest.mark.parametrize("value", ["x" * 10_000, "%00", "'", '"', "*", "%ED%A0%80"])
@pytest.mark.parametrize(
    "address",
    [
        "/questions/?tag=",
        "/concepts/?kind=",
        "/concepts/empathy/?q=",
    ],
)
def test_any_other_question_mark_gets_a_page(library, reader, address, value):
    assert reader.get(address + value).status_code == 200


@pytest.mark.parametrize("value", ["x" * 10_000, "%00", "'", '"', "*", "%ED%A0%80"])
@pytest.mark.parametrize("name", ["from", "to"])
def test_an_edition_that_is_none_is_not_there(library, reader, name, value):
    response = reader.get(f"/concepts/empathy/changes/?{name}={value}")
    assert response.status_code == 404
    assert "This page has no edition" in words(response)


def test_many_results_come_in_pages(library, reader):
    for number in range(25):
        library.page(f"reliance-{number}", title=f"Reliance number {number}")
    first = reader.get("/search/?q=reliance")
    assert "Page 1 of 2" in words(first)
    following = tree(first).xpath("//a[@rel='next']/@href")[0]
    second = reader.get(following)
    assert len(tree(second).xpath("//ol[@class='hits']/li")) == 5
    assert tree(second).xpath("//a[@rel='prev']/@href") == ["/search/?q=reliance"]


def test_each_answer_says_what_the_page_is_about(library, reader):
    answers = tree(reader.get("/search/?q=empathy")).xpath("//ol[@class='hits']/li")
    said = [each.xpath("string(.//p[@class='summary'])") for each in answers]
    assert {"Sensing another’s world.", "It helps."} <= set(said)
    # A snippet that says the same again is left out.
    snippets = [text for each in answers for text in each.xpath(".//p[@class='snippet']")]
    assert not {snippet.xpath("string()") for snippet in snippets} & set(said)


def test_a_comparison_that_is_asked_for_stands_above_the_answers(
    library, reader, django_assert_max_num_queries
):
    with django_assert_max_num_queries(BUDGET):
        response = reader.get("/search/?q=difference+between+empathy+and+trust")
    assert links(response, "//main//p[@class='comparison-offer']") == ["/compare/empathy/trust/"]
    assert "Empathy and Trust side by side" in words(response)
    assert reader.get("/compare/empathy/trust/").status_code == 200
    assert not links(reader.get("/search/?q=empathy+vs+zebra"), "//p[@class='comparison-offer']")
