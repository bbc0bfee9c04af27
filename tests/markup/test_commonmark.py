"""Texts as Obsidian and GitHub accept them come out as there, or their writer is told of it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from concepts import markup

pytestmark = pytest.mark.slow

# Another program's reading of the same texts: all of CommonMark, with GitHub's tables.
OTHER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])

KINDS = {
    "aside": "blockquote",
    "s": "del",
    **dict.fromkeys(("h1", "h5", "h6"), "h"),
    "h2": "h",
    "h3": "h",
    "h4": "h",
}
SHAPES = {
    "ul", "ol", "li", "blockquote", "pre", "hr", "table", "tr", "th", "td", "h", "br", "del",
}  # fmt: skip


def structure(html):
    """The elements that a reader sees, without the words: `ul(li li(ul(li)))`."""
    found = []
    for closing, tag in re.findall(r"<(/?)(\w+)", html):
        tag = KINDS.get(tag, tag)
        if tag not in SHAPES:
            continue
        if tag in ("hr", "br"):
            found.append(f" {tag}")
        else:
            found.append(")" if closing else f" {tag}(")
    return re.sub(r"\( ", "(", "".join(found)).replace("()", "").strip()


def ours(text):
    return structure(markup.parse(text).html)


def oddities(text):
    return [(odd.line, odd.message) for odd in markup.parse(text).oddities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Lists in lists, by as many spaces as the words of the item above begin with
        ("- a\n  - b\n  - c\n- d", "ul(li(ul(li li)) li)"),
        ("- a\n   - b", "ul(li(ul(li)))"),
        ("- a\n    - b", "ul(li(ul(li)))"),
        ("- a\n\t- b", "ul(li(ul(li)))"),
        ("* a\n  * b\n    * c\n* d", "ul(li(ul(li(ul(li)))) li)"),
        ("1. a\n   - b\n   - c\n2. d", "ol(li(ul(li li)) li)"),
        ("- a\n  1. b\n  2. c", "ul(li(ol(li li)))"),
        ("10. a\n    - b", "ol(li(ul(li)))"),
        ("- a\n\n  - b\n\n- c", "ul(li(ul(li)) li)"),
        ("- - a\n  - b\n- c", "ul(li(ul(li li)) li)"),
        ("- a\n  b\n- c", "ul(li li)"),
        ("- a\nb\n- c", "ul(li li)"),
        ("- a\n\n  b\n- c", "ul(li li)"),
        # What makes a list, and what ends one
        ("1) a\n2) b", "ol(li li)"),
        ("1) a\n   1) b", "ol(li(ol(li)))"),
        ("+ a\n+ b", "ul(li li)"),
        ("Text\n- a\n- b", "ul(li li)"),
        ("Text\n1. a\n2. b", "ol(li li)"),
        ("**Bold**\n- a", "ul(li)"),
        ("- a\n- b\n\n1. c\n2. d", "ul(li li) ol(li li)"),
        ("- a\n* b", "ul(li) ul(li)"),
        ("1. a\n2) b", "ol(li) ol(li)"),
        ("- a\n\n\n- b", "ul(li li)"),
        ("-\n- a", "ul(li li)"),
        ("- a\n## B", "ul(li) h"),
        ("- a\n\nText\n\n- b", "ul(li) ul(li)"),
        ("- [ ] a\n- [x] b", "ul(li li)"),
        ("- ## A\n  b", "ul(li(h))"),
        # Tables
        ("Text\n| a | b |\n|---|---|\n| 1 | 2 |", "table(tr(th th) tr(td td))"),
        ("| a |\n|---|\n| 1 |", "table(tr(th) tr(td))"),
        ("a | b\n--|--\n1 | 2", "table(tr(th th) tr(td td))"),
        ("| a | b |\n|---|---|\n| 1 |", "table(tr(th th) tr(td td))"),
        ("- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |", "ul(li(table(tr(th th) tr(td td))))"),
        ("- | a | b |\n  |---|---|\n  | 1 | 2 |", "ul(li(table(tr(th th) tr(td td))))"),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 |", "blockquote(table(tr(th th) tr(td td)))"),
        ("| a | b |\n|---|---|\n| 1 \\| 2 | 3 |", "table(tr(th th) tr(td td))"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n> c", "table(tr(th th) tr(td td)) blockquote"),
        # Code
        ("1. Say:\n\n   ```\n   a\n   b\n   ```\n2. c", "ol(li(pre) li)"),
        ("- a\n  ```\n  b\n  ```\n- c", "ul(li(pre) li)"),
        ("- ```\n  a\n  ```", "ul(li(pre))"),
        ("> ```\n> a\n> ```", "blockquote(pre)"),
        ("Text\n```\na\n```\nText", "pre"),
        (" ```\n a\n ```", "pre"),
        ("~~~ python title\na\n~~~~", "pre"),
        ("- a\n\n      code", "ul(li(pre))"),
        ("    code\n\n    code", "pre"),
        ("Text\n    no code", ""),
        # Quotations
        ("> a\n> > b\n> c", "blockquote(blockquote)"),
        ("> a\n>\n> > b", "blockquote(blockquote)"),
        ("> - a\n>   - b\n> - c", "blockquote(ul(li(ul(li)) li))"),
        ("- > a\n  > b\n- c", "ul(li(blockquote) li)"),
        ("> a\nb", "blockquote"),
        ("> a\n\n> b", "blockquote blockquote"),
        ("Text\n> a", "blockquote"),
        ("- a\n\n  > [!example] b\n  > c\n- d", "ul(li(blockquote) li)"),
        ("- a\n\n    > [!example] b\n    > c", "ul(li(blockquote))"),
        ("> a\n>\n> > [!reflection]\n> > b", "blockquote(blockquote)"),
        # Headings, rules and lines
        ("## A ##", "h"),
        ("A\n===\n\nB\n---", "h h"),
        ("Two\nlines\n---", "h"),
        ("a\n\n---\n\nb\n\n***\n\n___", "hr hr hr"),
        ("- a\n---\n- b", "ul(li) hr ul(li)"),
        ("a  \nb", "br"),
        ("a\\\nb", "br"),
        ("- a  \n  b", "ul(li(br))"),
        ("~~a~~", "del"),
    ],
)
def test_blocks_are_what_they_are_elsewhere(text, expected):
    assert structure(OTHER.render(text)) == expected
    assert ours(text) == expected
    assert oddities(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("## Notes on C#", "Notes on C#"),
        ("1957\\. A year", "1957. A year"),
        ("\\- no item\n\\1", "- no item\n\\1"),
        ("\\# no heading", "# no heading"),
        ('\\"quoted\\" \\@name \\~\\~', '"quoted" @name ~~'),
        ("12345678901. no item", "12345678901. no item"),
    ],
)
def test_what_is_no_sign_stays_as_it_is(text, words):
    document = markup.parse(text)
    assert document.text == words and document.oddities == ()


def test_a_backslash_is_shown_in_code():
    html = markup.parse("`a\\*b\\|c` and `C:\\`\n\n```\n\\[[a]]\n```\n\n    \\#\n").html
    assert [markup.render(markup.parse("`a\\*b`"), str, str)] == ["<p><code>a\\*b</code></p>"]
    for typed in ("<code>a\\*b\\|c</code>", "<code>C:\\</code>", "\\[[a]]", "\\#"):
        assert typed in html


def test_numbers_go_on_where_a_list_begins_with_another():
    assert '<ol start="3">' in markup.parse("3. a\n4. b").html
    assert '<ol start="7">' in markup.parse("7) a").html


def test_a_block_may_be_typed_as_obsidian_has_it():
    for sign in ("[!EXAMPLE]", "[!Example]-", "[!example]+"):
        html = markup.parse(f"> {sign} A title\n> Words.\n").html
        assert '<aside class="block block-example">' in html, sign
        assert ">Our example: A title</p>" in html, sign


def test_a_task_is_a_box():
    assert markup.parse("- [ ] one\n- [X] two\n").text == "☐ one\n☑ two"


@pytest.mark.parametrize(
    ("text", "line", "sign"),
    [
        ("Text\n2) a", 2, "2)"),
        ("One:\n\nText\n2. a\n3. b", 4, "2."),
        ("Text\n• a\n• b", 2, "•"),
        ("#tag #other", 1, "#tag #other"),
        ("a\n\n| a | b |\n| 1 | 2 |", 3, "| a | b |"),
        ("| a | b |\n|---|", 1, "| a | b |"),
        ("a\n\n```\nb\n\nc", 3, "```"),
        ("a ** b** c", 1, "**"),
        ("==marked==", 1, "==marked=="),
        ("a\n\n![alt](a.png)", 3, "!"),
        ("a ![[Trust]]", 1, "!"),
        ("a [[Trust b", 1, "[["),
        ("a [[Tr\nust]]", 1, "[["),
        ("[words] (https://a.example)", 0, ""),
        ("[words][1]\n\n[1]: https://a.example", 3, "[1]:"),
        ("a[^1]\n\n[^1]: b", 1, "[^1]"),
        ("> [!note] a\n> b", 1, "[!note]"),
        ("> [!exampel]\n> b", 1, "[!exampel]"),
        ("[ ] a", 1, "[ ]"),
        ("a <b>b</b>", 1, "<b>"),
        ("<!-- a -->", 1, "<!--"),
        ("a %%b%%", 1, "%%"),
        ("a ^a1b2", 1, "^a1b2"),
        ("## A {#b}", 1, "{#b}"),
        ("One [see\n\n@rogers-1957].", 0, ""),
        ("| a |\n|---|\n| [see (a)@rogers-1957] |", 3, "[see (a)@rogers-1957]"),
        ("a [Trust]] b", 1, "[Trust]]"),
        ("- a\n  - [^2]", 2, "[^2]"),
        ("> [!example]\n> **A:** b\n> **B:** ==c==", 3, "==c=="),
    ],
)
def test_a_sign_that_readers_see_raw_is_told_with_its_line(text, line, sign):
    found = [odd for odd in markup.parse(text).oddities if odd.code == markup.RAW_SIGN]
    if not sign:
        assert found == []
        return
    assert (line, f"'{sign}'") in [
        (odd.line, odd.message.partition(" is shown")[0]) for odd in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A year such as\n1957. Then another.",
        "## 1. What it is",
        "| - | 1. a | > b |\n|---|---|---|\n| 1) | - | # |",
        "A price of 5 < 6 > 4, p < .05, 2 * 3 * 4, this|that, a_b_c, ____ and ***.",
        "Mail a@b.example, [a@b.example], (x) [y] and {z}.",
        "Say `**a**`, `[[b`, `- c` and `<d>`.",
        "```\n- a\n| b |\n<c> [^1] ![d](e)\n```",
        "\\[[a]] \\*\\*b\\*\\* \\<b\\> \\!\\[c\\](d)",
        "[words](https://a.example/_a_**b**) and <https://a.example/**>",
        "> [!example] Title\n> **Client:** I said 1) and 2).",
        "5 %, 50% and C# or F#, a^2",
        "Great! [Read](https://a.example) on.",
    ],
)
def test_nothing_is_told_of_what_is_meant_so(text):
    assert oddities(text) == []


def test_an_entity_of_thousands_of_digits_is_read_as_an_unknown_sign():
    for digits in ("&#" + "1" * 9_000 + ";", "&#x" + "f" * 9_000):
        assert oddities(f"a {digits} ==b==") == [
            (1, "'==b==' is shown as it is typed: write **bold**.")
        ]


def test_a_reason_has_no_markdown_but_links_and_citations():
    for typed in ("It *is* so.", "It **is** so.", "See [it](https://a.example).", "`Code` is."):
        assert markup.parse_inline(typed).oddities, typed
    for typed in ("2 * 3 * 4 [[Trust]] [@a].", "- no list", "snake_case_name"):
        assert markup.parse_inline(typed).oddities == (), typed


LINES = some.sampled_from([
    "a", "b", "", "", "- a", "  - b", "   - c", "    - d", "\t- e", "* a", "+ b", "1. a", "2. b",
    "1) a", "   2) b", "> a", ">", "> - a", ">> b", "  > c", "```", "  ```", "> ```", "~~~",
    "## A", "  ## B", "===", "---", "    code", "  code", "| a | b |", "|---|---|", "| 1 | 2 |",
    "  | c | d |", "> | a | b |", "> |---|---|", "> [!example] a", "  > [!reflection]",
    "> **A:** b", "- > a", "- ```", "1. - a", "-", "- [ ] a", "#tag", "##b", "***",
])  # fmt: skip


@settings(derandomize=True, database=None, deadline=None, max_examples=1500)
@given(some.lists(LINES, max_size=9))
def test_any_text_comes_out_as_elsewhere_or_its_writer_is_told(lines):
    text = "\n".join(lines)
    document = markup.parse(text)
    # Two blocks without a gap are one quotation elsewhere, and a fence without an end hides all.
    known = "[!" in text or text.count("```") % 2 or text.count("~~~") % 2
    if not known and ours(text) != structure(OTHER.render(text)):
        assert document.oddities, text
