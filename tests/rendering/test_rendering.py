"""A page's text as its readers see it: links to pages, and a numbered list of what it cites."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concepts import publishing, rendering
from concepts.markup import Superscripts
from concepts.models import Entry, Passage
from tests import worlds

pytestmark = pytest.mark.django_db


def paragraph(html):
    return re.search(r"<p>(.*)</p>", html)[1]


# Links


@pytest.mark.parametrize(
    "name", ["Trust", "TRUST", "trust", "reliance", "ÜBER", "über", "lean  on"]
)
def test_a_link_finds_a_page_by_any_of_its_names(name):
    worlds.page("trust-me", title="Trust", aliases=("Reliance", "Über"), search=("lean on",))
    rendered = rendering.render(f"[[{name}]]")
    assert paragraph(rendered.html) == f'<a class="wiki" href="/concepts/trust-me/">{name}</a>'
    assert rendered.broken == ()


def test_a_link_without_a_label_reads_as_typed_and_a_slug_as_words():
    worlds.page("upr", title="Unconditional positive regard")
    worlds.page("self-determination", title="Self determination")
    worlds.page("finding-a-therapist", title="Finding the right therapist")
    html = rendering.render(
        "[[upr]] [[UPR|acceptance]] [[upr#in-practice]] [[upr#In practice|so]]"
        " [[self-determination]] [[finding-a-therapist]]"
    ).html
    assert re.findall(r'href="([^"]*)">([^<]*)<', html) == [
        ("/concepts/upr/", "upr"),
        ("/concepts/upr/", "acceptance"),
        ("/concepts/upr/#in-practice", "upr"),
        ("/concepts/upr/#in-practice", "so"),
        ("/concepts/self-determination/", "self determination"),
        ("/concepts/finding-a-therapist/", "Finding the right therapist"),
    ]


def test_a_title_stands_for_no_number_of_a_source():
    worlds.reference()
    worlds.page("odd-one", title="A\ue00c0\ue00d, \ue00c99\ue00d")
    html = rendering.render("[[odd-one]] [@rogers-1957].").html
    assert html.count('href="#source--1"') == 1
    assert "A\ufffd0\ufffd" in html


def test_each_type_has_its_folder():
    for slug, type in (("a", "concept"), ("b", "framework"), ("c", "question")):
        worlds.page(slug, type)
    html = rendering.render("[[A]] [[B]] [[C]]").html
    assert re.findall('href="([^"]*)"', html) == ["/concepts/a/", "/frameworks/b/", "/questions/c/"]


def test_a_link_to_nothing_is_plain_text_to_readers_and_told_to_editors():
    worlds.draft("unseen")
    gone = worlds.page("gone")
    publishing.withdraw(gone, worlds.editor(), reason="Wrong")
    rendered = rendering.render("One.\n\n[[Unseen]], [[Gone|that]] and [[Nothing <b>]].")
    assert rendered.html == "<p>One.</p>\n<p>Unseen, that and Nothing &lt;b&gt;.</p>"
    assert [(mark.target, mark.line) for mark in rendered.broken] == [
        ("Unseen", 3),
        ("Gone", 3),
        ("Nothing <b>", 3),
    ]


def test_an_editor_may_be_shown_what_leads_nowhere_and_what_is_unknown():
    worlds.page("trust")
    worlds.source()
    rendered = rendering.render(
        "[[Trust]] [[Nothing|that]] `[[code]]` [@no-1999; @meaning: None] [@Not A Key]",
        inline=["[[Nowhere]]"],
        nowhere=lambda link: f"<u>{link.target}</u>",
        uncited=lambda words: f"<s>{words}</s>",
    )
    assert paragraph(rendered.html) == (
        '<a class="wiki" href="/concepts/trust/">Trust</a> <u>Nothing</u>'
        " <code>[[code]]</code>"
        ' <sup class="cite"><s>no-1999</s>; <s>meaning: None</s>; <s>[@Not A Key]</s></sup>'
    )
    assert rendered.inline == {"[[Nowhere]]": "<u>Nowhere</u>"}


def test_the_words_before_a_citation_stand_in_its_mark():
    worlds.reference("rogers-1957")
    rendered = rendering.render("One [see @rogers-1957, p. 9; and cf. -@Rogers-1957].")
    assert paragraph(rendered.html) == (
        'One.<sup class="cite">&nbsp;see <a href="#source--1" id="cite--1"'
        ' aria-label="Research 1">1</a><span>, p. 9</span>;'
        ' and cf. <a href="#source--1" id="cite--1-2" aria-label="Research 1">1</a></sup>'
    )
    [[html], _, _] = rendering.render_by_name(["One [see @rogers-1957]."])
    assert ">Rogers, 1957</a>)" in html and "(see <a" in html


def test_a_link_within_the_page_reads_as_its_heading():
    body = "[[#In practice]] [[#in-practice]] [[#in-practice|below]] [*so*](#in-practice)\n"
    rendered = rendering.render(f"{body}\n## In *practice*\n", inline=["[[#In practice]]"])
    within = '<a class="wiki" href="#in-practice">'
    assert rendered.html.startswith(
        f"<p>{within}In practice</a> {within}In practice</a> {within}below</a>"
        ' <a href="#in-practice"><em>so</em></a></p>'
    )
    assert rendered.inline == {"[[#In practice]]": "In practice"}
    assert rendered.broken == ()


def test_an_address_of_a_page_that_is_not_there_leaves_its_words():
    worlds.page("trust")
    rendered = rendering.render("[a](trust.md#b) [c *d*](nothing.md) [e](/concepts/no/)")
    assert paragraph(rendered.html) == (
        '<a href="/concepts/trust/#b">a</a> c <em>d</em> <a href="/concepts/no/">e</a>'
    )
    assert [link.source for link in rendered.broken] == ["nothing.md"]


def test_a_new_page_mends_the_links_of_others():
    text = "[[Trust]]"
    assert rendering.render(text).broken
    worlds.page("trust")
    assert rendering.render(text).broken == ()


def test_links_to_a_merged_or_renamed_page_lead_where_it_went():
    trust, hope = worlds.page("trust"), worlds.page("hope")
    publishing.rename(hope, "hopefulness", worlds.editor())
    publishing.merge(worlds.fresh(trust), worlds.fresh(hope), worlds.editor())
    html = rendering.render("[[Trust]] [[trust]] [[hope]]").html
    assert set(re.findall('href="([^"]*)"', html)) == {"/concepts/hopefulness/"}


def test_a_page_does_not_link_to_itself_but_to_its_parts():
    worlds.page("trust")
    html = rendering.render("[[Trust]] [[Trust#more]]", own="trust").html
    assert paragraph(html) == 'Trust <a class="wiki" href="/concepts/trust/#more">Trust</a>'


def test_nothing_typed_in_a_link_becomes_markup():
    worlds.page("trust", title='<b> "x" & y')
    html = rendering.render(
        '[[<b> "x" & y]] [[trust]] [[trust#"><script>|<i>]] [[trust|"\'>]]'
    ).html
    assert "<b>" not in html and "<i>" not in html and "<script>" not in html
    assert set(re.findall('href="([^"]*)"', html)) == {
        "/concepts/trust/",
        "/concepts/trust/#script",
    }


# Citations


@pytest.fixture
def works():
    worlds.source()
    for key in ("a-2001", "b-2002", "c-2003"):
        worlds.reference(key, title=f"Title of {key}")


def test_works_are_numbered_as_they_are_first_cited(works):
    rendered = rendering.render("[@b-2002] [@a-2001, p. 9; @b-2002] [@meaning: open COMMUNICATION]")
    assert re.sub(r' aria-label="\w+ \d"', "", paragraph(rendered.html)) == (
        '<sup class="cite"><a href="#source--1" id="cite--1">1</a>; '
        '<a href="#source--1" id="cite--1-2">1</a>; '
        '<a href="#source--2" id="cite--2">2</a><span>, p. 9</span>; '
        '<a href="#source--3" id="cite--3">3</a></sup>'
    )
    assert [each.places for each in rendered.cited] == [
        ["cite--1", "cite--1-2"],
        ["cite--2"],
        ["cite--3"],
    ]
    assert [(each.number, each.is_passage, str(each.item)) for each in rendered.cited] == [
        (1, False, "B, 1957"),
        (2, False, "A, 1957"),
        (3, True, "What it means: Open Communication"),
    ]
    assert "<i>" in rendered.cited[0].html and "Title of b-2002" in rendered.cited[0].html
    assert "Unsigned web article, no date" in rendered.cited[2].html


def test_reasons_share_the_numbers_of_the_body_and_passages_close_the_list(works):
    rendered = rendering.render(
        "[@a-2001]",
        inline=["See [@b-2002] and [[Trust]].", "See [@a-2001]."],
        passages=[worlds.passage_name("Trust"), worlds.passage_name("Nowhere")],
    )
    assert [re.findall("#source--([0-9])", line) for line in rendered.inline.values()] == [
        ["2"],
        ["1"],
    ]
    assert [str(each.item) for each in rendered.cited][2:] == ["What it means: Trust"]
    assert [mark.target for mark in rendered.broken] == ["Trust"]


def test_a_citation_of_nothing_is_left_out_and_told_with_its_line(works):
    rendered = rendering.render("One [@ghost-1900].\n\nTwo [@ghost-1900; @a-2001] [@meaning: No].")
    assert [(citation.key, line) for citation, line in rendered.unknown] == [
        ("ghost-1900", 1),
        ("ghost-1900", 3),
        ("meaning", 3),
    ]
    assert rendered.html.startswith("<p>One.</p>")
    assert [each.item.key for each in rendered.cited] == ["a-2001"]


def test_nothing_typed_in_a_citation_or_source_becomes_markup(works):
    Passage.objects.filter(heading="Trust").update(heading="<b>Trust</b>", heading_key="trust")
    rendered = rendering.render("[@a-2001, <script>; @meaning: Trust]")
    assert "&lt;script&gt;" in rendered.html
    assert "&lt;b&gt;Trust&lt;/b&gt;" in rendered.cited[1].html


def test_headings_are_told_with_their_anchors():
    rendered = rendering.render("## One\n\n### Two\n")
    assert [(each.level, each.anchor, each.text) for each in rendered.headings] == [
        (2, "one", "One"),
        (3, "two", "Two"),
    ]


# Cost


def test_however_many_links_there_are_queries_are_two(works):
    for number in range(12):
        worlds.page(f"page-{number}", summary=f"Page {number}.")
    body = " ".join(f"[[Page {number}]] [@a-2001] [@meaning: Trust]" for number in range(12))
    with CaptureQueriesContext(connection) as queries:
        rendered = rendering.render(body, passages=[worlds.passage_name()])
        [each.html for each in rendered.cited]
    assert len(queries) == 2 and rendered.broken == ()
    with CaptureQueriesContext(connection) as queries:
        rendering.render("No link, no citation.")
    assert len(queries) == 0


def test_rendering_writes_nothing(works):
    worlds.page("trust", body="[[Trust]] [@a-2001]\n")
    before = worlds.derived(keys=True)
    rendering.render(Entry.objects.get().body)
    with CaptureQueriesContext(connection) as queries:
        rendering.render("[[Trust]] [@a-2001] [@ghost-1900]")
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert worlds.derived(keys=True) == before


def test_no_heading_can_have_the_anchor_of_a_source(works):
    rendered = rendering.render("## Source 1\n\n## source--1\n\n## Source  -- 1\n\n[@a-2001]")
    [anchor] = re.findall(r'href="#([^"]*)"', rendered.html)
    assert anchor not in [heading.anchor for heading in rendered.headings]


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("One [@a-2001].", "One.¹"),
        ("One [@a-2001], two [@b-2002]!", "One,¹ two!²"),
        ("One [@a-2001] [@b-2002]. Two", "One.¹; ² Two"),
        ("One [@a-2001]. Two [@c-2003; @b-2002] [@a-2001].", "One.¹ Two.¹; ²; ³"),
        ("“One [@a-2001].” Two", "“One.”¹ Two"),
        ('"One [@a-2001]". Two', '"One".¹ Two'),
        ("'One [@a-2001]?' Two", "'One?'¹ Two"),
        ('One [@a-2001] "two".', 'One ¹ "two".'),
        ("*One [@a-2001].* Two", "One.¹ Two"),
        ("- One [@a-2001].\n- Two [@a-2001]", "One.¹ Two ¹"),
        ("One [@a-2001]; two", "One ¹; two"),
        ("(one [@a-2001]).", "(one ¹)."),
        ("One[@a-2001] two", "One¹ two"),
        ("One is [@a-2001] .28, two [@b-2002] .3.", "One is ¹ .28, two ² .3."),
        ("`One [@a-2001].`", "One [@a-2001]."),
    ],
)
def test_a_mark_is_set_after_the_stop_of_its_sentence(works, typed, set_):
    assert as_set(typed) == set_


def as_set(typed):
    """The words of a text as it is set, with raised numbers of sources."""
    html = rendering.render(typed).html
    words = re.sub("<[^>]*>", "", re.sub(r'<a href="#source--(\d)".*?</a>', r"#\1", html))
    for number, sign in (("#1", "¹"), ("#2", "²"), ("#3", "³")):
        words = words.replace(number, sign)
    return " ".join(words.split())


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("One (p. 9) [@a-2001]. Two", "One.¹, p. 9 Two"),
        ("One (p. 9). [@a-2001] Two", "One.¹, p. 9 Two"),
        ("One [@a-2001] (pp. 9-12). Two", "One.¹, pp. 9-12 Two"),
        ("One (chapter 4) [@a-2001]. Two", "One.¹, chapter 4 Two"),
        ("“One” (p. xi) [@a-2001]? Two", "“One”?¹, p. xi Two"),
        ("One [@a-2001, p. 9].", "One.¹, p. 9"),
        ("- One (p. 9) [@a-2001]", "One¹, p. 9"),
        # A page alone, of a work that is named in the sentence.
        ("Rogers wrote one (p. 9). Two", "Rogers wrote one.p. 9 Two"),
        ("Rogers wrote one (p. 9) and two.", "Rogers wrote one (p. 9) and two."),
        # Of which of several works it is the page, or which of two pages, is not guessed.
        ("One (p. 9) [@a-2001; @b-2002]. Two", "One (p. 9).¹; ² Two"),
        ("One [@a-2001; @b-2002] (p. 9). Two", "One ¹; ² (p. 9). Two"),
        ("One (p. 9) [@a-2001, p. 3]. Two", "One (p. 9).¹, p. 3 Two"),
        ("One (p. 9) [@a-2001] (p. 3). Two", "One (p. 9)¹ (p. 3). Two"),
        # No page: what else stands in brackets, and code.
        ("One (p = .04) [@a-2001]. Two", "One (p = .04).¹ Two"),
        ("One (p.03) [@a-2001]. Two", "One (p.03).¹ Two"),
        ("It was chance (p.03). Two", "It was chance (p.03). Two"),
        ("One (2001) [@a-2001]. Two", "One (2001).¹ Two"),
        ("`One (p. 9).` Two", "One (p. 9). Two"),
    ],
)
def test_the_page_in_a_work_is_set_quietly_behind_its_number(works, typed, set_):
    assert as_set(typed) == set_


def test_what_is_quiet_is_the_page_alone(works):
    html = rendering.render("One (p. 9) [@a-2001]. Rogers wrote two (p. 3).").html
    assert re.findall(r"<span>(.*?)</span>", html) == [", p. 9", "p. 3"]
    assert html.endswith('two.<sup class="cite"><span>p. 3</span></sup></p>')


def test_a_page_in_the_title_of_a_link_stays_there():
    html = rendering.render('[One](https://example.org "two > one (p. 3).") (p. 4).').html
    assert 'title="two &gt; one (p. 3)."' in html
    assert re.findall(r"<span>(.*?)</span>", html) == ["p. 4"]


def test_thousands_of_pages_in_brackets_take_no_longer_than_they_are(works):
    once, often = (
        Superscripts().set_in(f"<p>{'(p. 9 ' * number}{'(p. 9) ' * number}</p>")
        for number in (1, 20_000)
    )
    assert (once.count("(p. 9)"), often.count("(p. 9)")) == (1, 20_000)


def test_what_is_cited_is_told_apart_by_kind():
    worlds.source()
    worlds.reference("a-2001")
    worlds.reference("b-2002", custom={"role": "ethics code, superseded"})
    worlds.reference("c-2003", type="legislation", title="An Act")
    worlds.reference("d-2004", custom={"role": "standard deviation"})
    worlds.reference("e-2005", custom={"role": "guidance for clients"})
    worlds.reference("f-2006", custom={"role": ["law"]})
    typed = "[@a-2001; @b-2002; @c-2003; @d-2004; @e-2005; @f-2006; @meaning: Trust]"
    rendered = rendering.render(typed)
    kinds = ["Research", "Code", "Code", "Research", "Code", "Research", "Document"]
    spoken = [f"{kind} {number}" for number, kind in enumerate(kinds, 1)]
    assert re.findall('aria-label="(.*?)"', rendered.html) == spoken
    assert [each.kind.word for each in rendered.cited] == kinds


def test_a_work_knows_how_closely_it_was_read():
    about = worlds.reference("a-2001"), worlds.reference("b-2002"), worlds.reference("c-2003")
    for number, (reference, read) in enumerate(
        [
            (about[0], "second-hand"),
            (about[0], "full"),
            (about[0], "abstract"),
            (about[1], "abstract"),
        ]
    ):
        worlds.finding(f"finding-{number}", [], reference, read=read)
    rendered = rendering.render("[@a-2001; @b-2002; @c-2003]")
    assert [each.read for each in rendered.cited] == ["full", "abstract", None]


def test_a_source_leads_back_to_the_first_of_many_marks(works):
    rendered = rendering.render("[@a-2001] " * 9)
    assert rendered.cited[0].places == ["cite--1", "cite--1-2", "cite--1-3"]
    assert re.findall('id="([^"]+)"', rendered.html) == rendered.cited[0].places
