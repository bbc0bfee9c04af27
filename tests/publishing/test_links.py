"""What an editor is told of the links and signs of a text that is about to be published."""

import pytest

from concepts import publishing, rendering
from concepts.contentfile import parse
from concepts.models import WikiLink
from tests import worlds

pytestmark = pytest.mark.django_db


def warnings(body, slug="empathy", **parts):
    """(place, code) of the warnings about a page with this body."""
    content = parse(worlds.text("concept", "Empathy", body=body, **parts), "concept")
    known = publishing.known_for({slug: content})
    faults, found = publishing.validate(content, slug, known)
    assert faults == []
    return [(each.place, each.code) for each in found]


@pytest.fixture
def trust():
    worlds.page("ethics", "framework", body="## A heading\n")
    return worlds.page("trust", body="## In practice\n\n## Limits\n", aliases=("reliance",))


@pytest.mark.parametrize(
    "typed",
    [
        "[[Trust#in practice]]",
        "[[trust#In-Practice]]",
        "[[Reliance#Limits]]",
        "[[Trust#In practice#Limits]]",
        "[[concepts/trust#limits]]",
        "[[Trust|so]]",
        "[words](trust.md#in-practice)",
        "[words](../frameworks/ethics.md#a-heading)",
        "[words](/concepts/trust/#limits)",
        "[words](/concepts/trust#page--sources)",
        "[words](/concepts/trust/v1/)",
        "[[#Here]] [[#here]] [words](#here)",
        "[[Empathy#Here]]",
        "[words](/help/) [words](/search/?q=a) [words](/)",
        "`[[Trust#nowhere]]`",
    ],
)
def test_a_link_that_leads_somewhere_is_not_told(trust, typed):
    assert warnings(f"{typed}\n\n## Here\n") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("[[Trust#nowhere]]", "broken-anchor"),
        ("[[Reliance#nowhere|so]]", "broken-anchor"),
        ("[[Trust#Limits#nowhere]]", "broken-anchor"),
        ("[[Trust#^limits]]", "broken-anchor"),
        ("[[#nowhere]]", "broken-anchor"),
        ("[[Empathy#nowhere]]", "broken-anchor"),
        ("[words](#nowhere)", "broken-anchor"),
        ("[words](trust.md#nowhere)", "broken-anchor"),
        ("[words](/concepts/trust/#nowhere)", "broken-anchor"),
        ("[[Nothing]]", "broken-link"),
        ("[[Nothing#limits]]", "broken-link"),
        ("[[Trust^limits]]", "broken-link"),
        ("[words](nothing.md)", "broken-link"),
        ("[words](example.org)", "broken-link"),
        ("[words](/concepts/nothing/)", "broken-address"),
        ("[words](/helpp/)", "broken-address"),
        ("[words](/references/nobody-1900/)", "broken-address"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_line(trust, typed, code):
    assert warnings(f"Text.\n\n{typed}\n") == [("body.3", code)]


def test_a_picture_and_a_page_that_is_put_in_are_told_though_they_lead_somewhere(trust):
    assert warnings("A ![[Trust]].\n") == [("body.1", "raw-sign")]
    assert set(warnings("A ![alt](a.png).\n")) == {("body.1", "raw-sign")}


def test_anchors_that_a_page_had_still_lead_there(trust):
    worlds.edit(trust, body="## In the room\n\n## Limits\n")
    assert warnings("[[Trust#in practice]], [[Trust#in the room]]\n") == []


def test_the_anchors_of_pages_that_are_saved_together_are_those_that_they_will_have(trust):
    one = parse(
        worlds.text("concept", "One", body="[[Two#b]] [[Trust#new]] [[Two#a]]\n"), "concept"
    )
    two = parse(worlds.text("concept", "Two", body="## B\n"), "concept")
    newer = parse(worlds.text("concept", "Trust", body="## New\n"), "concept")
    pages = {"one": one, "two": two, "trust": newer}
    _, found = publishing.validate(one, "one", publishing.known_for(pages))
    assert [each.message for each in found] == [
        "[[Two#a]]: 'two' has no heading 'a'. Readers are led to the beginning of the page."
    ]


def test_a_heading_that_is_nearly_right_is_named(trust):
    content = parse(worlds.text("concept", "Empathy", body="[[Trust#In practise]]\n"), "concept")
    _, [found] = publishing.validate(content, "empathy", publishing.known_for({"empathy": content}))
    assert "has no heading 'In practise'; perhaps #in-practice is meant." in found.message


def test_a_reason_stands_on_two_pages_so_its_links_name_a_page(trust):
    relations = (worlds.relation("trust", reason="See [[#Here]] and [[Trust#limits]]."),)
    assert warnings("## Here\n", relations=relations) == [("relations.0.reason", "broken-address")]
    relations = (worlds.relation("trust", reason="It **is** so, [[Trust#no]]."),)
    assert warnings("", relations=relations) == [
        ("relations.0.reason", "raw-sign"),
        ("relations.0.reason", "broken-anchor"),
    ]


def test_a_summary_is_plain_text(trust):
    assert warnings("", summary="What [[Trust]] is.") == [("summary", "raw-sign")]


def test_titles_with_signs_of_links_can_be_linked():
    worlds.page("c-first", title="C# first")
    worlds.page("this-that", title="this|that")
    worlds.page("c", title="C", body="## First\n")
    body = "[[C# first]], [[this|that]], [[C#first]], [[C# first|so]].\n"
    assert warnings(body) == []
    worlds.page("empathy", body=body)
    html = rendering.render(body).html
    assert [part.split('"')[0] for part in html.split('href="')[1:]] == [
        "/concepts/c-first/", "/concepts/this-that/", "/concepts/c/#first", "/concepts/c-first/"
    ]  # fmt: skip
    assert ">C# first</a>" in html and ">this|that</a>" in html and ">so</a>" in html
    links = WikiLink.objects.filter(entry__slug="empathy")
    assert set(links.values_list("key", flat=True)) == {"c# first", "this|that", "c"}
    assert not links.broken().exists()


def test_a_name_with_brackets_is_told():
    content = parse(worlds.text("concept", "What [is] it"), "concept")
    _, found = publishing.validate(content, "what", publishing.known_for({"what": content}))
    assert [(each.place, each.code) for each in found] == [("title", "unlinkable-name")]


def test_a_key_that_is_not_read_as_a_citation_is_told_where_it_is_known():
    worlds.reference("rogers-1957")
    assert warnings("As @rogers-1957 [p. 3] says.\n") == [("body.1", "bare-citation")]
    assert warnings("As @Rogers\N{NON-BREAKING HYPHEN}1957 says.\n") == [
        ("body.1", "bare-citation")
    ]
    assert warnings("As @somebody says, a@rogers-1957 and `@rogers-1957`.\n") == []
    assert warnings("[see @rogers-1957] [-@rogers-1957] [ @ROGERS-1957 p. 3 ]\n") == []


def test_a_list_that_comes_out_otherwise_is_told_and_one_that_does_not_is_not():
    assert warnings("- a\n  - b\n\n1) c\n\nText\n| a | b |\n|---|---|\n| 1 | 2 |\n") == []
    assert warnings("Text\n2) b\n") == [("body.2", "raw-sign")]


@pytest.mark.parametrize("nothing", ["\u200b", "\u00ad\u2060", "\ufe0f", "\U000e0041", "\u2800"])
def test_what_shows_nothing_is_refused(nothing):
    for parts, place in (
        ({"body": f"Text.\n\n## {nothing}\n"}, "body.3"),
        ({"tags": (nothing,)}, "tags.0"),
        ({"aliases": (nothing,)}, "aliases.0"),
        ({"search": (nothing,)}, "search.0"),
        ({"title": nothing}, "title"),
    ):
        content = parse(worlds.text("concept", **{"title": "A", **parts}), "concept")
        faults, _ = publishing.validate(content, "a", publishing.known_for({"a": content}))
        assert place in [fault.place for fault in faults], parts


def test_reading_what_may_be_linked_takes_two_queries_more(trust, django_assert_max_num_queries):
    body = " ".join(f"[[Trust#a {number}]] [[Nothing {number}]]" for number in range(300))
    content = parse(worlds.text("concept", "Empathy", body=body), "concept")
    with django_assert_max_num_queries(12):
        known = publishing.known_for({"empathy": content})
    _, found = publishing.validate(content, "empathy", known)
    assert len(found) == 600
