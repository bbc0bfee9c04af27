"""Under the article stand the links to mend, the worst first, each with what mends it."""

import pytest

from concepts import publishing
from concepts.contentfile import Member, RelationLine
from tests import worlds
from tests.admin.reading import add_address, address, document, filled, text_of


def check(response):
    """The section, as (line, actions) pairs."""
    [section] = [each for each in document(response).iter() if each.get("id") == "link-check"]
    return section


def lines(response):
    return [" ".join(text_of(each).split()) for each in check(response).iter("li")]


def buttons(response, name):
    return [
        (each.get(name), each.get("data-field"))
        for each in check(response).iter("button")
        if each.get(name)
    ]


def links(response):
    return [(text_of(each), each.get("href")) for each in check(response).iter("a")]


def test_broken_links_come_first_then_drafts_then_mentions(desk, publish, write):
    publish("congruence")
    mentioning = publish("trust", body="It grows with empathy.\n")
    draft = write("sympathy")
    entry = publish(
        "empathy",
        body="## What it does\n\nNot [[sympathy]].\n\n## Limits *of* it\n\nA [[Congruance]].\n",
    )
    response = desk.get(address(entry))
    assert lines(response) == [
        "[[Congruance]] in “Limits of it” leads nowhere. Closest match: Congruence. Readers see"
        " plain text until this is mended. Use Congruence Show in text",
        "[[sympathy]] in “What it does” is still a draft. It will appear when the page is"
        " published. Open draft",
        "Trust mentions this page without linking to it. It grows with empathy. Open page",
    ]
    heading = text_of(check(response).find("h2"))
    assert " ".join(heading.split()) == "Link check 1 broken, 2 to look at"
    assert buttons(response, "data-use") == [("[[Congruence]]", "id_body")]
    assert links(response)[0] == ("Open draft", address(draft))
    assert desk.get(links(response)[1][1]).url == address(mentioning)


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("[[congruance]]", "[[congruence]]"),
        ("[[Congruance|being real]]", "[[Congruence|being real]]"),
        ("[[congruance#in practice|so]]", "[[congruence#in practice|so]]"),
    ],
)
def test_a_better_link_keeps_label_anchor_and_case(desk, publish, typed, better):
    publish("congruence")
    entry = publish("empathy", body=f"A {typed}.\n")
    assert buttons(desk.get(address(entry)), "data-use") == [(better, "id_body")]


def test_a_link_to_no_heading_of_its_page_is_told_with_what_mends_it(desk, publish):
    publish("trust", body="## In practice\n")
    entry = publish(
        "empathy",
        body="## Limits\n\n[[Trust#In practise]], [[Trust#in practice]], [[#Limitz|here]],"
        " [[#zxq]].\n",
    )
    response = desk.get(address(entry))
    assert lines(response) == [
        "[[Trust#In practise]] in “Limits” leads to no heading of its page. Closest match:"
        " #in-practice. Readers are led to the beginning of the page until this is mended."
        " Use #in-practice Show in text",
        "[[#Limitz|here]] in “Limits” leads to no heading of its page. Closest match: #limits."
        " Readers are led to the beginning of the page until this is mended. Use #limits Show in"
        " text",
        "[[#zxq]] in “Limits” leads to no heading of its page. Readers are led to the beginning of"
        " the page until this is mended. Show in text",
    ]
    assert buttons(response, "data-use") == [
        ("[[Trust#in-practice]]", "id_body"),
        ("[[#limits|here]]", "id_body"),
    ]
    assert "has no heading" not in text_of(document(response)), "said once, in the link check"


def test_anchors_that_a_page_had_and_those_of_the_newest_text_lead_somewhere(desk, publish, write):
    trust = publish("trust", body="## In practice\n")
    worlds.edit(trust, body="## In the room\n")
    entry = publish("empathy", body="## Old\n\n[[Trust#in practice]]\n")
    worlds.save(entry, body="## New\n\n[[Trust#in practice]], [[#New]], [[Empathy#Old]]\n")
    assert lines(desk.get(address(entry))) == []


def test_paths_and_titles_with_signs_of_links_lead_to_their_pages(desk, publish, write):
    publish("trust")
    publish("c-first", title="C# first")
    write("draft-one", title="A|B")
    entry = publish(
        "empathy", body="[[concepts/trust]], [[C# first]], [a](trust.md), [b](no.md), [[A|B]].\n"
    )
    found = lines(desk.get(address(entry)))
    assert [line.partition(" leads")[0].partition(" is")[0] for line in found] == [
        "no.md in line 1",
        "[[A|B]] in line 1",
    ]


def test_what_resembles_nothing_gets_no_guess(desk, publish):
    publish("congruence")
    entry = publish("empathy", body="A [[zxqvbn]] and a [[con]].\n")
    response = desk.get(address(entry))
    assert buttons(response, "data-use") == []
    assert len(buttons(response, "data-show")) == 2


def test_buttons_that_need_a_script_are_hidden_without_one(desk, publish):
    publish("congruence")
    entry = publish("empathy", body="A [[Congruance]].\n")
    found = list(check(desk.get(address(entry))).iter("button"))
    assert len(found) == 2
    assert all(each.get("hidden") is not None for each in found)


def test_a_link_that_stands_twice_is_told_once_and_in_code_not_at_all(desk, publish):
    entry = publish("empathy", body="[[Nothing]] and [[Nothing]], not `[[code]]`.\n")
    assert len(lines(desk.get(address(entry)))) == 1


def test_reasons_notes_and_rows_are_looked_at(desk, publish, write):
    publish("trust")
    sympathy = write("sympathy")
    entry = publish(
        "empathy",
        relations=(
            RelationLine("builds", "trust", "It [[Nothing]] helps.", "practice"),
            RelationLine("undermines", "sympathy", "It does.", "practice"),
        ),
    )
    response = desk.get(address(entry))
    assert lines(response)[0].startswith("[[Nothing]] in Relations, row 1 leads nowhere.")
    assert buttons(response, "data-show") == [("[[Nothing]]", "id_relations-0-reason")]
    assert lines(response)[1].startswith("Sympathy in Relations, row 2 is still a draft.")
    assert links(response) == [("Open draft", address(sympathy))]
    parts = publish("parts", "framework", members=(Member(entry="sympathy", note="[[No]]."),))
    assert [line[:30] for line in lines(desk.get(address(parts)))] == [
        "[[No]] in Members, row 1 leads",
        "Sympathy in Members, row 1 is ",
    ]


def test_a_withdrawn_page_is_no_draft(desk, publish, boss):
    gone = publish("gone")
    entry = publish("empathy", body="A [[gone]] one.\n")
    publishing.withdraw(gone, boss, reason="Wrong.")
    response = desk.get(address(entry))
    assert lines(response) == [
        "[[gone]] in line 1 is withdrawn."
        " It will appear when the page is published again. Open page"
    ]


def test_a_draft_that_links_to_itself_has_nothing_to_mend(desk, write):
    entry = write("empathy", body="[[Empathy]] is this.\n")
    response = desk.get(address(entry))
    assert lines(response) == []
    assert "nothing to mend" in text_of(check(response))


def test_mentions_are_few_and_those_who_link_are_none(desk, publish):
    entry = publish("empathy")
    for number in range(8):
        publish(f"page-{number}", body="Of empathy.\n")
    publish("linking", body="Of [[empathy]] and empathy.\n")
    found = lines(desk.get(address(entry)))
    assert len(found) == 5
    assert all("without linking" in line for line in found)


def test_the_refused_text_is_checked_as_it_was_typed_and_a_new_page_is_not(desk, publish, write):
    entry = publish("empathy", body="Old.\n")
    form = filled(desk.get(address(entry))) | {"body": "A [[Nothing]].\r\n"}
    write("empathy", body="Somebody else's.\n")
    response = desk.post(address(entry), form)
    assert lines(response)[0].startswith("[[Nothing]] in line 1 leads nowhere.")
    added = desk.get(add_address("concept"))
    assert [each for each in document(added).iter() if each.get("id") == "link-check"] == []


def test_nothing_typed_becomes_markup(desk, write):
    entry = write("empathy", body="[[<img src=x onerror=alert(1)>]] [[\"><b>|'<i>]]\n")
    images = check(desk.get(address(entry))).iter("img")
    assert {each.get("alt") for each in images} == {"Broken"}


def test_hundreds_of_broken_links_cost_a_bounded_number_of_questions(
    desk, publish, django_assert_max_num_queries
):
    publish("congruence")
    body = "\n".join(f"A [[congruance {number}]].\n" for number in range(300))
    entry = publish("empathy", body=body)
    with django_assert_max_num_queries(120):
        response = desk.get(address(entry))
    assert len(lines(response)) == 300
