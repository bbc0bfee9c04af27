"""What Markdown becomes: each `golden/*.md` beside the HTML that readers get.

To look at a change, run this with REWRITE_GOLDEN=1 and read the difference.
"""

import os
from html import escape
from pathlib import Path

import pytest

from concepts import markup

FOLDER = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))


def link(mark):
    anchor = f"#{mark.anchor}" if mark.anchor else ""
    return f'<a href="{escape(mark.key)}{escape(anchor)}">{escape(mark.text)}</a>'


def cite(mark):
    parts = (
        " | ".join(filter(None, (each.key, each.heading, each.locator))) for each in mark.citations
    )
    return f"<sup>{escape('; '.join(parts))}</sup>"


def shown(text):
    document = markup.parse(text)
    html = markup.render(document, link, cite)
    faults = "".join(f"<!-- {fault.line}: {fault.message} -->\n" for fault in document.faults)
    return f"{html.strip()}\n{faults}"


def test_there_is_a_page_for_each_part_of_the_format():
    assert NAMES == [
        "blocks",
        "citations",
        "code",
        "dialogues",
        "headings",
        "links",
        "plain",
        "tables",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_markdown_becomes_this(name):
    golden = FOLDER / f"{name}.html"
    html = shown((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    if os.environ.get("REWRITE_GOLDEN"):
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")
