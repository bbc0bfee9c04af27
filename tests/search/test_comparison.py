"""Who asks for a difference is offered both concepts side by side."""

import pytest

from concepts import search
from concepts.search import comparison


@pytest.fixture
def pages(page):
    page("Empathy", names=[("being with", "same")])
    page("Sympathy")
    page("Countertransference")
    page("Transference")
    page("Power and difference")
    page("Unconditional positive regard", names=[("UPR", "same")])
    page("Client and patient", names=[("client", "search"), ("patient", "search")])
    page("Why empathy?", type="question")
    return page


def path(text):
    pair = comparison.find_pair(text)
    return pair and pair.path


@pytest.mark.parametrize(
    "text",
    [
        "difference between empathy and sympathy",
        "What is the difference between empathy and sympathy?",
        "differences between sympathy & empathy in counselling",
        "empathy vs sympathy",
        "Empathy VS. Sympathy",
        "sympathy versus empathy",
        "empathy or sympathy",
        "is it empathy or sympathy?",
        "empathy v. sympathy",
        "empathy v sympathy",
        "how do empathy and sympathy differ",
        "how does empathy differ from sympathy",
        "how is empathy different from sympathy?",
        "difference empathy sympathy",
        "empathy sympathy difference",
        "empathy/sympathy difference",
        "empathy compared to sympathy",
        "compare empathy with sympathy",
        "distinguish between empathy and sympathy",
        "is empathy the same as sympathy",
        "being with vs sympathy",
        "empathy\u200b vs sympa\u00adthy",
    ],
)
def test_two_concepts_are_known_however_they_are_asked_for(pages, text):
    assert path(text) == "/compare/empathy/sympathy/"


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("UPR vs empathy", "empathy/unconditional-positive-regard"),
        ("counter transference vs transference", "countertransference/transference"),
        ("counter-transference or transference", "countertransference/transference"),
        ("power and difference vs empathy", "empathy/power-and-difference"),
        ("difference between power and difference and empathy", "empathy/power-and-difference"),
    ],
)
def test_names_may_be_aliases_spelt_apart_or_have_such_words_themselves(pages, text, slugs):
    assert path(text) == f"/compare/{slugs}/"


@pytest.mark.parametrize(
    "text",
    [
        "empathy",
        "empathy sympathy",
        "empathy and sympathy",
        "power and difference",
        "difference",
        "vs",
        "empathy vs",
        "vs sympathy",
        "empathy vs empathy",
        "UPR vs unconditional positive regard",
        "client or patient",
        "difference between client and patient",
        "empathy vs zebras",
        "difference between zebras and sympathy",
        "empathy vs why empathy",
        "can I show empathy or do I need more",
        "",
        " or ".join("abcdefghijkl"),
    ],
)
def test_nothing_is_offered_where_not_two_are_known(pages, text):
    assert path(text) is None


def test_the_first_pair_is_offered_of_three(pages):
    assert path("difference between empathy, sympathy and transference") is not None


def test_it_comes_with_results_and_suggestions_misspelt_words_mended(pages):
    assert search.find("empahty vs sympaty").compared.path == "/compare/empathy/sympathy/"
    [pair] = search.suggest("empathy vs sympathy").compared
    assert (pair.first, pair.second) == ("Empathy", "Sympathy")


def test_a_text_that_compares_nothing_asks_nothing(pages, django_assert_num_queries):
    with django_assert_num_queries(0):
        comparison.find_pair("how to show empathy and warmth")
    with django_assert_num_queries(1):
        comparison.find_pair("difference between " + "one two and " * 80)
