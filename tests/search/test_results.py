"""A student types something, and lands on the right page."""

import pytest

from concepts import search

from .conftest import slugs


def test_a_title_stands_before_an_alias_a_name_a_definition_and_a_text(page):
    page("On speech", body="Listening, listening and listening again.")
    page("On hearing", summary="What listening needs.")
    page("The art of listening")
    page("Listening skills")
    page("Attention", names=[("listening", "same")])
    page("Listening")
    assert slugs(search.find("listening"), 6) == [
        "listening",
        "attention",
        "listening-skills",
        "the-art-of-listening",
        "on-hearing",
        "on-speech",
    ]


def test_an_abbreviation_finds_its_page_and_says_why(page):
    page("Unconditional positive regard", names=[("UPR", "same"), ("warmth", "search")])
    [hit] = search.find("what is UPR?").hits
    assert (hit.slug, hit.also) == ("unconditional-positive-regard", "UPR")
    # A search word is no name of the page, and is not shown as one.
    [hit] = search.find("warmth").hits
    assert hit.also == ""


def test_initials_find_a_title_of_several_words(page):
    page("Routine outcome monitoring")
    assert slugs(search.find("ROM")) == ["routine-outcome-monitoring"]


def test_words_may_stand_in_any_order(page):
    page("Unconditional positive regard")
    page("Positive psychology", body="No regard for anything unconditional.")
    assert slugs(search.find("regard unconditional positive"))[0] == "unconditional-positive-regard"


def test_pages_with_all_words_stand_before_pages_with_some(page):
    page("Grief", summary="Losing somebody.")
    page("Anger", body="Anger may come with grief and with shame.")
    results = search.find("shame grief anger")
    assert results.showing == "all"
    assert slugs(results)[0] == "anger"


def test_a_page_named_by_the_least_of_the_query_stands_behind_those_with_all_of_it(page):
    page("Therapist")
    for number in range(60):
        page(f"Therapist {number}", slug=f"therapist-{number}")
    page("Transference", body="Somebody is falling in love with a therapist.")
    assert slugs(search.find("falling in love with my therapist"))[0] == "transference"
    # Most of the query stands before that.
    page("Love")
    assert slugs(search.find("love for my therapist"))[0] == "love"


def test_a_tag_counts_as_a_word_of_the_page(page):
    page("Gift", tags=["boundaries"], body="A small present once.")
    assert search.find("boundaries present").showing == "all"


def test_if_no_page_has_all_words_those_with_some_are_shown(page):
    page("Grief", summary="Losing somebody.")
    results = search.find("grief volcano")
    assert (results.showing, slugs(results)) == ("some", ["grief"])
    assert results.hits[0].missing == ("volcano",)


def test_nothing_is_found_where_nothing_is(page):
    page("Grief")
    results = search.find("volcano")
    assert (results.showing, results.hits, results.total) == ("", [], 0)


def test_an_empty_query_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        for text in ("", "   ", None, '"', "*", "...", "🙂"):
            assert search.find(text).hits == []


def test_a_quoted_phrase_has_its_words_in_a_row(page):
    page("Holding", body="A safe place to be held.")
    page("Places", body="This place is safe.")
    assert slugs(search.find('"safe place"')) == ["holding"]
    assert set(slugs(search.find("safe place"))) == {"holding", "places"}


def test_no_phrase_reaches_from_one_name_or_section_into_the_next(page):
    page("Warm regard", names=[("cold comfort", "same")], body="One end.\n\n## Begin here\n\nTwo.")
    for phrase in ('"regard cold"', '"end begin"', '"comfort warm"'):
        assert search.find(phrase).showing != "all"


def test_a_phrase_that_stands_nowhere_falls_back_to_its_words(page):
    page("Places", body="This place is safe.")
    results = search.find('"safe place"')
    assert (results.showing, slugs(results)) == ("some", ["places"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind:skill listening", ["active-listening"]),
        ("KIND:Skill listening", ["active-listening"]),
        ("type:question listening", ["why-listen"]),
        ("tag:ethics listening", ["duty-to-listen"]),
        ('tag:"core conditions" listening', ["active-listening"]),
        ("tag:core-conditions listening", ["active-listening"]),
        ("tag:ethics", ["duty-to-listen"]),
        ("kind:skill tag:ethics", []),
        ("tag:volcano listening", []),
    ],
)
def test_filters_narrow_the_answers(page, query, expected):
    page("Active listening", kind="skill", tags=["core conditions"])
    page("Duty to listen", kind="safeguard", tags=["ethics"])
    page("Why listen?", type="question", tags=["feelings"])
    assert slugs(search.find(query)) == expected


def test_filters_may_be_given_beside_the_text(page):
    page("Active listening", kind="skill", tags=["feelings"])
    page("Duty to listen", kind="safeguard", tags=["feelings"])
    assert slugs(search.find("listen", kind="skill")) == ["active-listening"]
    assert slugs(search.find("", tag="feelings", kind="safeguard")) == ["duty-to-listen"]
    assert search.find("listen", type="framework").hits == []


def test_an_unknown_kind_is_only_a_word(page):
    page("Kind words", body="A kind volcano.")
    assert slugs(search.find("kind:volcano")) == ["kind-words"]


def test_answers_are_counted_by_type_kind_and_tag(page):
    page("Active listening", kind="skill", tags=["feelings", "ethics"])
    page("Duty to listen", kind="safeguard", tags=["ethics"])
    page("Why listen?", type="question", tags=["ethics"])
    results = search.find("listen")
    assert results.types == [("concept", 2), ("question", 1)]
    assert results.kinds == [("safeguard", 1), ("skill", 1)]
    assert results.tags == [("ethics", 3), ("feelings", 1)]
    assert results.total == 3


def test_a_misspelt_word_is_mended_and_said(page):
    page("Countertransference")
    page("Unconditional positive regard")
    results = search.find("Countertranserfence?")
    assert (slugs(results), results.corrected) == (["countertransference"], "countertransference?")
    results = search.find("unconditonal regard")
    assert slugs(results) == ["unconditional-positive-regard"]
    assert (results.query, results.corrected) == ("unconditonal regard", "unconditional regard")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("zoom therapy", "room therapy"), ("hugging therapy", "judging therapy")],
)
def test_a_word_that_may_be_right_is_only_asked_about_where_others_are_found(page, typed, meant):
    page("Therapy")
    page("Room")
    page("Judging")
    results = search.find(typed)
    assert (results.corrected, results.meant) == (None, meant)
    assert (results.showing, slugs(results)) == ("some", ["therapy"])
    assert search.find(f"theraqy {typed}").meant == f"therapy {meant}"


def test_rather_than_an_empty_page_a_guess_is_answered(page):
    page("Room")
    results = search.find("zoom")
    assert (results.corrected, results.meant, slugs(results)) == ("room", None, ["room"])


def test_a_word_is_mended_to_what_a_text_only_mentions(page):
    page("Secure base", body="A word about attachment.")
    results = search.find("attatchment")
    assert (results.corrected, slugs(results)) == ("attachment", ["secure-base"])


def test_what_pages_are_about_is_meant_before_what_a_text_mentions(page):
    page("Empathy")
    page("Chairs", body="One was empty.")
    assert search.find("emphty").corrected == "empathy"


def test_asking_for_a_difference_asks_for_both(page):
    page("Bond")
    page("Alliance", summary="Work with a bond.")
    page("Power and difference")
    results = search.find("What is the difference between bond and alliance?")
    assert (results.showing, slugs(results)) == ("all", ["alliance", "bond"])
    assert slugs(search.find("difference"))[0] == "power-and-difference"


def test_a_word_that_stands_in_a_text_is_not_mended(page):
    page("Bond", body="He was fond of her.")
    results = search.find("fond")
    assert (results.corrected, slugs(results)) == (None, ["bond"])


def test_a_word_that_only_a_filter_keeps_away_is_not_mended(page):
    page("Confidentiality", kind="safeguard", body="What is held back.")
    page("Confidence", kind="skill")
    for query in ("confidentiality kind:skill", "held kind:skill", '"held confidentiality"'):
        assert search.find(query).corrected is None


def test_short_words_are_not_guessed(page):
    page("Bond")
    assert search.find("bnd").corrected is None


def test_words_may_be_written_apart_or_as_one(page):
    page("Countertransference")
    page("Self-disclosure")
    page("Active listening")
    assert slugs(search.find("counter transference")) == ["countertransference"]
    assert slugs(search.find("selfdisclosure")) == ["self-disclosure"]
    assert slugs(search.find("activelistening")) == ["active-listening"]
    page("Dropout")
    assert slugs(search.find("dropping out"))[0] == "dropout"


def test_a_snippet_shows_the_passage_and_leads_to_it(page):
    page(
        "Trust",
        body="Nothing here.\n\n## In practice\n\nSay what you do about **secrets** & promises.\n\n"
        "## Later\n\nMore.",
    )
    [hit] = search.find("promise").hits
    assert (hit.anchor, hit.heading) == ("in-practice", "In practice")
    assert hit.address == "/concepts/trust/#in-practice"
    assert hit.snippet == "Say what you do about secrets &amp; <mark>promises</mark>."


def test_a_number_in_a_snippet_keeps_its_space(page):
    page("Alliance", body="It went with outcome (r = .28), and so on [@someone-2018] .")
    [hit] = search.find("outcome").hits
    assert "(r = .28), and so on" in hit.snippet


def test_a_phrase_is_shown_where_it_stands(page):
    page(
        "Trust",
        body="## Safe\n\nSafe, safe: a place, a safe one.\n\n## Place\n\nIt is a safe place.",
    )
    [hit] = search.find('"safe place"').hits
    assert hit.anchor == "place"


def test_a_snippet_is_cut_around_its_words(page):
    page("Trust", body="Before. " * 60 + "Here stands the needle. " + "After. " * 60)
    [hit] = search.find("needle").hits
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert "<mark>needle</mark>" in hit.snippet
    assert len(hit.snippet) < 300


def test_nothing_typed_or_written_becomes_html(page):
    page("<b>Trust</b>", slug="trust", body='Say "<script>alert(1)</script>" & smile.')
    [hit] = search.find('<script>alert "trust"').hits
    assert "<script" not in hit.snippet
    assert "&lt;<mark>script</mark>&gt;" in hit.snippet
    assert "<b>" not in hit.label


def test_pages_of_answers_follow_one_another(page):
    for number in range(7):
        page(f"Grief {number}", slug=f"grief-{number}")
    whole = slugs(search.find("grief"), 10)
    parts = [slugs(search.find("grief", limit=3, offset=at), 10) for at in (0, 3, 6, 9)]
    assert [slug for part in parts for slug in part] == whole
    assert parts[3] == []
    assert search.find("grief", limit=3, offset=6).total == 7


def test_a_page_of_answers_takes_two_queries_and_one_for_words_that_may_be_one(
    page, django_assert_num_queries
):
    for number in range(30):
        page(
            f"Grief {number}",
            slug=f"grief-{number}",
            body="Loss and grief. " * 20,
            tags=["feelings"],
        )
    asked = {"grief": 2, '"loss and grief"': 2, "tag:feelings grief": 2, "grief and loss": 3}
    for query, number in asked.items():
        with django_assert_num_queries(number):
            assert len(search.find(query).hits) == 20


def test_words_that_are_one_nowhere_are_words_of_their_own(page):
    page("Fit", body="The client-therapist fit.")
    page("Power", body="A therapist has power over a client.")
    for text in ("client-therapist", "client therapist", "clienttherapist"):
        assert set(slugs(search.find(text))) == {"fit", "power"}


def test_a_cry_is_not_put_together_into_another_word(page):
    page("Therapist")
    page("Assault", body="What the rapist did.")
    assert slugs(search.find("the rapist"))[0] == "assault"
    page("Together")
    assert "together" not in slugs(search.find("to get her"))


def test_a_compound_is_marked_where_it_stands_however_it_is_spelt(page):
    page("Visits", body="## One\n\nNothing.\n\n## Two\n\nThen comes a follow-up visit, well.\n")
    for text in ("followup", "follow-up", "follow up"):
        [hit] = search.find(text).hits
        assert hit.anchor == "two"
        assert "<mark>follow-up</mark>" in hit.snippet or "<mark>follow</mark>" in hit.snippet
    page("Non-judgmental attitude")
    assert search.find("nonjudgmental").hits[0].label.startswith("<mark>Non</mark>-<mark>judg")


def test_an_invisible_sign_hides_no_word_and_is_marked_with_it(page):
    page("Odd", body="Before it a coun\u00adter\u00adwom\u200bbat stands.")
    [hit] = search.find("counterwombat").hits
    assert "<mark>coun\u00adter\u00adwom\u200bbat</mark>" in hit.snippet


def test_letters_with_strokes_are_found_without_them_and_nothing_is_mended(page):
    page("Stroke", body="Søren Ødegård and Paweł wrote it with regard.")
    for text in ("Odegard", "Soren", "Pawel"):
        results = search.find(text)
        assert (slugs(results), results.corrected, results.meant) == (["stroke"], None, None)


def test_a_word_within_chinese_or_japanese_is_found_and_others_are_not(page):
    page("Nihongo", body="共感は大切です。心理治療関係は重要。")
    for text in ("共感", "治療", "関係は", "大切", '"共感"'):
        assert slugs(search.find(text)) == ["nihongo"]
    assert search.find("猫").hits == []


def test_a_joiner_still_parts_words_where_a_script_needs_it(page):
    page("Farsi", body="او می\u200cخواهد برود.")
    for text in ("می\u200cخواهد", "می خواهد", "خواهد"):
        assert slugs(search.find(text)) == ["farsi"]


HELP = ["self harm", "my therapist touched me", "rape"]


@pytest.mark.parametrize(
    "text",
    [
        "self harm",
        "Self-harm",
        "i self harm",
        "slef harm",
        "therapist touched me",
        "my therapst touched me",
        "RAPE",
    ],
)
def test_help_goes_before_everything(db, text):
    assert search.find(text, help_words=HELP).distress
    assert search.suggest(text, help_words=HELP).distress


@pytest.mark.parametrize("text", ["my therapist touc", "self har", "selfharm now self har"])
def test_help_comes_while_somebody_is_still_typing(db, text):
    assert search.suggest(text, help_words=HELP).distress
    assert search.suggest(text[:4], help_words=HELP).distress is None


ALONE = ["cutting myself", "don't want to live", "hotline", "hot line"]


def test_a_help_word_of_one_subject_needs_its_small_words_too(db):
    assert search.find("i want to dei", help_words=["want to die"]).distress
    for text in ("cutting myself", "i was cuting myself", "dont want to live", "hot line"):
        assert search.find(text, help_words=ALONE).distress
    for text in ("cutting costs", "live supervision", "lives of clients", "hot"):
        assert search.find(text, help_words=ALONE).distress is None


@pytest.mark.parametrize("text", ["self", "harm", "my therapist", "trust", ""])
def test_help_stays_away_from_other_questions(db, text):
    assert search.find(text, help_words=HELP).distress is None


def test_a_word_of_a_page_is_no_misspelt_word_of_help(page):
    page("Power", names=[("race", "search")])
    assert search.find("race", help_words=HELP).distress is None
