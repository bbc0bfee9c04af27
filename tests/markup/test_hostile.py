"""Whatever is typed, no page runs it and no text takes forever."""

import re
import time
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from concepts import markup
from concepts.markup.document import ALLOWED_ATTRIBUTES, ALLOWED_CLASSES, ALLOWED_TAGS

pytestmark = pytest.mark.slow

# What `link` and `cite` below put in, besides what the sanitiser lets through.
OURS = {"wiki", "cite"}
VOID = {"br", "hr"}
RUNS = re.compile(r'href="\s*(?:javascript|vbscript|data|file|blob|view-source)\s*:', re.IGNORECASE)
SAFE = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)


class Reader(HTMLParser):
    """Collects what is not allowed, as a browser would read it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong, self.open, self.ids = [], [], []

    def handle_starttag(self, tag, attributes):
        ours = tag == "wiki-link" or tag == "cite-link"
        if tag not in ALLOWED_TAGS and not ours:
            self.wrong.append(f"<{tag}>")
        for name, value in attributes:
            if name == "id" and tag in {"h2", "h3", "h4"}:
                self.ids.append(value)
            elif name == "class":
                if not set(value.split()) <= ALLOWED_CLASSES.get(tag, set()):
                    self.wrong.append(f"<{tag} class={value!r}>")
            elif name not in ALLOWED_ATTRIBUTES.get(tag, set()):
                self.wrong.append(f"<{tag} {name}>")
            elif name == "href":
                # Browsers drop these before they look for a scheme.
                bare = re.sub(r"[\t\n\r]", "", re.sub(r"\A[\x00-\x20]+", "", value))
                if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", bare) and not SAFE.match(bare):
                    self.wrong.append(f"href {value!r}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> out of place")

    def handle_comment(self, data):
        self.wrong.append(f"<!--{data}-->")

    handle_decl = handle_pi = unknown_decl = handle_comment


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.wrong == []
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    return reader


def rendered(text):
    document = markup.parse(text)
    html = markup.render(
        document,
        lambda mark: "<wiki-link></wiki-link>",
        lambda mark: "<cite-link></cite-link>",
    )
    read(html)
    assert not re.search("[\ue000-\uf8ff]", html)
    return document, html


SCRIPTS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import 'x'</style>",
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<scr<script>ipt>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "```html onload=alert(1)\n<b>\n```",
    "```{.x onclick=alert(1)}\n<b>\n```",
    "    <script>alert(1)</script>",
    "## <script>alert(1)</script>",
    '## "><img src=x onerror=alert(1)>',
    "> [!example] <script>alert(1)</script>\n> x",
    "> [!example]\n> **<img src=x onerror=alert(1)>:** x",
    "| <script> | x |\n|---|---|\n| <img src=x onerror=alert(1)> | y |",
    '| a |\n|:-" onclick=alert(1)|\n| b |',
    "{: onclick=alert(1)}",
    "# Title {#id onclick=alert(1)}",
    "[[<script>alert(1)</script>]]",
    "[[a|<img src=x onerror=alert(1)>]]",
    '[[a#" onmouseover=alert(1) x="]]',
    "[@<script>]",
    "[@rogers-1957, <img src=x onerror=alert(1)>]",
    "[@meaning: <script>alert(1)</script>]",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 `a`",
    "&#xE000;0&#xE001; [[a]] &#57344;9&#57345;",
    "\ue0000\ue001 [[a]]",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    "java&Tab;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file:///etc/passwd",
    "blob:x",
    "view-source:x",
    "javascript://x.example/%0aalert(1)",
    "[[javascript:alert(1)]]",
    "java[[script:]]alert(1)",
)
AS_LINKS = (
    "[x]({})",
    "[x](<{}>)",
    '[x]({} "title")',
    "[x]( {} )",
    "<{}>",
    "[x][1]\n\n[1]: {}",
    "[1]: {}\n\n[1]",
    "![x]({})",
    "[![x]({0})]({0})",
    "[[x|[y]({})]]",
    "> [!example] [x]({})\n> y",
    "| a |\n|---|\n| [x]({}) |",
    "## [x]({})",
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_shown_and_not_run(script):
    for text in (
        script,
        f"a {script} b",
        f"- {script}",
        f"> {script}\n\n{script}",
        f"**{script}**",
    ):
        rendered(text)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_could_run_is_no_link(address):
    for pattern in AS_LINKS:
        _, html = rendered(pattern.format(address))
        assert not RUNS.search(unescape(html))


def test_addresses_that_help_are_links():
    for address in (
        "https://a.example/?b=c&d=e#f",
        "http://a.example",
        "mailto:a@b.example",
        "/help/",
        "#x",
    ):
        _, html = rendered(f"[x]({address})")
        assert f'<a href="{address.replace("&", "&amp;")}">x</a>' in html


PIECES = some.sampled_from([
    *SCRIPTS, *ADDRESSES, "[x](", ")", "](", "[", "]", "[[", "]]", "[@", "|", "\n", "\n\n",
    "    ", "- ", "1. ", "> ", "#", "##", "*", "**", "_", "`", "```\n", "~~~\n", "<", ">", "/>",
    "\"", "'", "=", "&", "&#", ";", "\\", "|---|---|\n", ":", "  \n", "***\n", "===\n", "---\n",
    "> [!example]", "> [!suggestion] ", "> **A:** ", "[[Trust]]", "[@rogers-1957]", "![",
    "<a title=\"", "--", "\u202e", "\x00", "\x1a", "🙂",
])  # fmt: skip


@settings(derandomize=True, database=None, deadline=None, max_examples=500)
@given(some.lists(some.one_of(PIECES, some.text(max_size=5)), max_size=30).map("".join))
def test_no_text_yields_a_tag_or_attribute_that_is_not_allowed(text):
    document, _ = rendered(text)
    assert all(
        heading.anchor == markup.marks.anchor_of(heading.anchor) for heading in document.headings
    )
    assert "\ue000" not in document.text
    for anchor, heading, prose, others in document.sections:
        assert bool(anchor) == bool(
            (anchor, heading) in [(h.anchor, h.text) for h in document.headings]
        )
        assert "\ue000" not in prose + others
    for piece in markup.paragraphs(text):
        markup.sentences(piece.text)
        assert "\ue000" not in piece.text


@settings(derandomize=True, database=None, deadline=None, max_examples=100)
@given(some.lists(some.one_of(PIECES, some.text(max_size=5)), max_size=8).map("".join))
def test_a_text_of_one_line_has_no_tag_at_all(text):
    html = markup.render(markup.parse_inline(text), lambda mark: "", lambda mark: "")
    assert "<" not in html and not re.search("[\ue000-\uf8ff]", html)


# Texts as long as a page may be, each once a way to keep the parser busy for minutes.
LONG = 200_000
BUSY = {
    "an open link and spaces": lambda n: "[[" + " " * n,
    "an open link and lines": lambda n: "[[a" + "\n" * n,
    "open links": lambda n: "[[" * (n // 2),
    "brackets": lambda n: "[ " * 390 + "a" * n,
    "open addresses": lambda n: "[a](" * 390 + " " * n,
    "open pointed addresses": lambda n: "[a](<" * 390 + "b" * n,
    "open titles": lambda n: "[a](b '" + "'" * n,
    "citations in one pair of brackets": lambda n: "[@" + "a;" * (n // 2) + "]",
    "a citation with spaces": lambda n: "[@a" + " " * n + "x]",
    "emphasis": lambda n: "*a* " * (n // 4),
    "strength": lambda n: "**a* " * (n // 5),
    "stars and strokes": lambda n: "*_" * (n // 2),
    "backticks": lambda n: "`a " * (n // 3),
    "backslashes": lambda n: "\\*" * (n // 2),
    "entities": lambda n: "&#x41;" * (n // 6),
    "a long entity": lambda n: "&#" + "1" * n + ";",
    "line breaks": lambda n: "a  \n" * (n // 4),
    "headings": lambda n: "## a\n" * (n // 5),
    "underlined headings": lambda n: "a\n---\n" * (n // 6),
    "headings between empty lines": lambda n: "## a\n\n" * (n // 12),
    "quotations between empty lines": lambda n: "> a\n\n" * (n // 10),
    "fences of many lengths": lambda n: "".join("`" * (3 + i) + "\n" for i in range(int(n**0.5))),
    "rules": lambda n: "---\n" * (n // 4),
    "deep lists": lambda n: "".join("    " * i + "- a\n" for i in range(int((n / 2) ** 0.5))),
    "deep quotations": lambda n: ">" * n + " a",
    "deep quotations with spaces": lambda n: "> " * (n // 2) + "a",
    "a block with a busy title": lambda n: "> [!example] " + "*a* " * (n // 4) + "\n> y",
    "a fence and spaces": lambda n: "```" + " " * n + "a b",
    "open fences": lambda n: "```x\n" * (n // 5),
    "a title of a block and spaces": lambda n: "> >  [!example]" + " " * n + "a\n> > b",
    "no-break spaces": lambda n: "a" + "\xa0" * n + "b",
    "fences": lambda n: "```\n" * (n // 4),
}  # fmt: skip

# Seconds of this process, not of the clock: each of these took from 20 seconds to hours before it
# was bounded, and takes about one now. A machine ten times slower still passes.
SOON = 15


@pytest.mark.slow
@pytest.mark.parametrize("name", BUSY)
def test_no_text_keeps_the_parser_busy(name):
    text = BUSY[name](LONG)[:LONG]
    begin = time.process_time()
    document, _ = rendered(text)
    markup.paragraphs(text)
    assert time.process_time() - begin < SOON
    assert document.text or not text.strip()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[ " * 401, "the text has 401 brackets [; 400 is the most."),
        ("[[a]] " * 2001, "the text has 2001 links and citations; 2000 is the most."),
        ("[@" + "a; " * 2000 + "a]", "the text has 2001 links and citations; 2000 is the most."),
        ("> " * 21 + "a", "lists or quotations are nested 21 deep; 20 is the most."),
        ("## a\n\n" * 501, "the text has 501 headings; 500 is the most."),
        ("a\n\n" * 10_000, "the text has 20,001 lines; 20,000 is the most."),
        ("a\n\n|" + " b |" * 500, "the line has 501 strokes |; 500 is the most."),
        (
            "> > > > > a\n\n" * 8_001,
            "the lines in lists and quotations have 40,005 signs before their words;"
            " 40,000 is the most.",
        ),
    ],
)
def test_a_text_beyond_the_bounds_is_shown_as_typed_and_says_so(text, sentence):
    document, html = rendered(text)
    assert sentence in [fault.message for fault in document.faults]
    assert html.strip()


def test_the_lines_that_are_too_busy_are_named():
    calm = "Calm.\n\n" * 10
    document, html = rendered(f"{calm}{'*a* ' * 50_000}\n\n{calm}")
    [fault] = document.faults
    assert (fault.line, fault.message[:20]) == (21, "these lines are too ")
    assert html.startswith("<p>Calm.</p>")


def test_within_the_bounds_there_is_no_fault():
    article = (
        "## A\n\nSome *words* of [[Trust]], [@rogers-1957, p. 9] and `code`.\n\n- one\n- two\n\n"
    )
    table = "| a | b |\n|---|---|\n" + "| some words | others |\n" * 200
    columns = "|" + " a |" * 499 + "\n|" + "---|" * 499 + "\n|" + " b |" * 499 + "\n"
    talk = "> **A:** Some words are said here.\n>\n" * 20 + "\n"
    for text in (
        article * 300,
        table,
        columns,
        talk * 200,
        "- an item of a long list, with words\n" * 500,
        "[ " * 400,
    ):
        assert rendered(text)[0].faults == ()
