"""While somebody types, the likely pages stand below."""

import pytest

from concepts import search
from concepts.models import EntryTag, Reference, Tag


def shown(text, **options):
    return [one.title for _, some in search.suggest(text, **options).groups for one in some]


@pytest.fixture
def pages(page):
    page("Trust", kind="relationship")
    page("Transference", kind="process", names=[("emotional dynamics", "search")])
    page("Therapeutic relationship")
    page("Unconditional positive regard", names=[("UPR", "same")])
    page("The four stages", type="framework")
    page("What is trust?", type="question")
    return page


def test_names_that_begin_so_come_first_the_shorter_ones_before(pages):
    assert shown("tr")[:2] == ["Trust", "Transference"]
    assert "What is trust?" in shown("tru")


@pytest.mark.parametrize(
    "half",
    [
        "u",
        "un",
        "uncond",
        "unconditional",
        "unconditional po",
        "positive reg",
        "regard uncond",
        "UP",
        "upr",
    ],
)
def test_half_a_name_is_enough_from_any_word_in_any_order(pages, half):
    assert shown(half)[0] == "Unconditional positive regard"


def test_suggestions_stand_in_groups(pages):
    groups = [name for name, _ in search.suggest("trust").groups]
    assert groups == ["concepts", "questions"]


def test_the_typed_letters_are_marked_and_an_alias_is_told(pages):
    [(_, [one])] = search.suggest("uncon").groups
    assert (one.label, one.also) == ("<mark>Uncon</mark>ditional positive regard", "")
    [(_, [one])] = search.suggest("upr").groups
    assert (one.label, one.also, one.also_label) == (
        "Unconditional positive regard",
        "UPR",
        "<mark>UPR</mark>",
    )
    assert one.path == "/concepts/unconditional-positive-regard/"


def test_a_search_word_suggests_and_is_not_shown(pages):
    [(_, [one])] = search.suggest("emotional dyn").groups
    assert (one.title, one.also) == ("Transference", "")


def test_what_is_shown_comes_before_what_a_search_word_finds(page):
    page("Outcome monitoring", names=[("informed trial", "search")])
    page("Establishing trust")
    assert shown("tr") == ["Establishing trust", "Outcome monitoring"]


@pytest.mark.parametrize(
    ("wrong", "title"),
    [
        ("trasnfer", "Transference"),
        ("unconditonal", "Unconditional positive regard"),
        ("unconditonal reg", "Unconditional positive regard"),
        ("theraputic rel", "Therapeutic relationship"),
    ],
)
def test_wrong_letters_are_mended_while_typing(pages, wrong, title):
    suggestions = search.suggest(wrong)
    assert suggestions.groups[0][1][0].title == title
    assert suggestions.corrected


def test_no_more_than_asked_for(pages):
    for number in range(20):
        pages(f"Trust {number}", slug=f"trust-{number}")
    assert len(shown("trust")) == 8
    assert len(shown("trust", limit=3)) == 3
    assert shown("trust", limit=0) == []


def test_references_and_tags_are_suggested_too(pages):
    entry = pages("Rogers' six conditions", slug="six-conditions", type="framework")
    tag = Tag.objects.create(name="core conditions")
    Tag.objects.create(name="core of nothing")
    EntryTag.objects.create(content_object=entry, tag=tag)
    Reference.objects.create(
        key="rogers-1957",
        csl="{}",
        title="The necessary and sufficient conditions",
        short="Rogers, 1957",
    )
    assert dict(search.suggest("rogers").groups).keys() == {"frameworks", "references"}
    [one] = dict(search.suggest("rogers 1957").groups)["references"]
    assert one.path == "/references/rogers-1957/"
    # A tag without a page leads nowhere.
    [one] = dict(search.suggest("core").groups)["tags"]
    assert (one.title, one.path) == ("core conditions", "/tags/core-conditions/")
    assert "references" in dict(search.suggest("sufficient").groups)


def test_a_suggestion_takes_few_queries(pages, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        search.suggest("trust")
    with django_assert_max_num_queries(6):
        search.suggest("unconditonal reg")


def test_nothing_typed_nothing_suggested(pages, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert search.suggest("").groups == search.suggest(" . ").groups == []


def test_titles_are_escaped(page):
    page("<script>Trust</script>", slug="trust")
    [(_, [one])] = search.suggest("trust").groups
    assert one.label == "&lt;script&gt;<mark>Trust</mark>&lt;/script&gt;"


def test_the_middle_of_a_word_suggests_after_its_beginning(pages):
    pages("Countertransference", kind="process")
    pages("Non-judgmental attitude", names=[("open acceptance", "same")])
    assert shown("tran") == ["Transference", "Countertransference"]
    assert shown("transf") == ["Transference", "Countertransference"]
    assert shown("judg") == ["Non-judgmental attitude"]
    assert shown("ference")[0] == "Transference"
    lines = [one for _, some in search.suggest("udgm").groups for one in some]
    assert lines[0].label == "Non-<mark>judgmental</mark> attitude"
    [(_, [one])] = search.suggest("ceptan").groups
    assert (one.also, one.also_label) == ("open acceptance", "open ac<mark>ceptan</mark>ce")


def test_two_letters_in_the_middle_suggest_nothing(pages):
    assert shown("fe") == []


def test_the_middle_of_a_common_word_brings_few_pages(page):
    for number in range(60):
        page(f"Countertransference {number}", slug=f"page-{number}")
    assert 0 < len(shown("transf", limit=50)) <= 4


def test_a_name_of_one_word_is_suggested_for_its_parts(pages):
    pages("Countertransference", kind="process")
    for half in ("counter tr", "counter-tr", "countertr", "counter trans"):
        assert shown(half) == ["Countertransference"]
    pages("Role play")
    for half in ("role pl", "role-pl", "rolepl"):
        assert shown(half)[0] == "Role play"


def test_who_asks_in_their_own_voice_is_suggested_questions_first(page):
    page("Therapist friend")
    page("Can my therapist be a friend?", type="question")
    assert shown("my therapist fr")[0] == "Can my therapist be a friend?"
    assert shown("therapist fr")[0] == "Therapist friend"


def test_a_title_with_the_letters_within_a_word_keeps_a_place(world):
    for number in range(9):
        world.page(f"t{number}", title=f"Transition {number}")
    world.page("countertransference")
    titles = [one.title for _, group in search.suggest("trans").groups for one in group]
    assert titles[0].startswith("Transition")
    assert titles[-1] == "Countertransference"
