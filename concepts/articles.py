"""An article as readers see it, made of the text of an edition.

Most of it depends on that text and on what its links and citations lead to. This is made when the
page is published, and kept (`KeptArticle`) with a hash of all that it was made of. Whoever shows
the page asks what the links and citations lead to now, and makes it anew where the hash says that
something has changed: so nothing stale is shown, whoever forgot to keep it again.
"""

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from django.utils.safestring import mark_safe

from concepts import markup
from concepts.contentfile import Content
from concepts.markup import Heading
from concepts.reading import content_of
from concepts.rendering import Renderer, Wanted, find, render
from concepts.typesetting import explained, linked_headings, typeset

# Stands beside numbers. Where the page does not exist, it is plain text, as every link is.
HOW_TO_READ = "[[reading-research-numbers|How to read these numbers]]"
# The section there that says what each sign of statistics stands for.
SIGNS = "the-signs"
# The section at whose end findings and their numbers stand.
RESEARCH = "What research says"
# In an article that is longer than this, in letters, these sections are folded, with the examples
# after the first, what is said of them, and what stands below the verdict of research: what a thing
# is, how it sounds in the room and what is known of it can then be seen in a few screens.
LONG = 5_000
FOLDED = (
    "Where it comes from",
    "How approaches see it",
    "Argued about",
    "Doing it",
    "To think and try",
    "Key works",
)
# What an article is made by: other code or another library may make another of the same text.
MAKERS = (
    "articles.py",
    "contentfile",
    "hundred.py",
    "locators.py",
    "markup",
    "models/entry.py",
    "quotation_marks.py",
    "rendering.py",
    "typesetting.py",
)
LIBRARIES = ("Django", "Markdown", "nh3")

_ADDRESS = re.compile('href="([^"]+)"')


@dataclass
class Parts:
    """What is made of the text of an edition: HTML as it is sent.

    `text` goes to the end of the section on research, whose `detail` is folded, `rest` from there.
    `cited` has the key of each work, or the source and the folded heading of each passage, in the
    order of their numbers, and the ids of the first marks that cite it.
    """

    short: str
    text: str
    detail: str
    rest: str
    documents: str
    has_research: bool
    how_to_read: str
    numbers_page: str
    headings: list
    cited: list

    @classmethod
    def loaded(cls, data):
        return cls(**data | {"headings": [Heading(*each) for each in data["headings"]]})

    def dumped(self):
        headings = [[each.level, each.anchor, each.text] for each in self.headings]
        return asdict(self) | {"headings": headings}


@dataclass
class Article:
    """What a page shows of an edition. `inline` maps the lines beside the text to their HTML; their
    sources are numbered on from those of the text, in `cited`."""

    content: Content
    parts: Parts
    inline: dict
    cited: tuple


def article_of(entry, edition, inline=(), is_pinned=False):
    """The Article of an edition, with these one-line texts beside it: two queries, or four where
    what is kept is of another text. Where it is pinned, the anchors of earlier editions lead
    nowhere."""
    content = content_of(edition.revision.text, entry)
    kept = None if is_pinned else _kept(entry)
    former = {} if is_pinned else entry.former_anchors
    lines = {text: markup.parse_inline(text) for text in inline}
    beside = Wanted.by(lines.values())
    wanted = kept.wanted if kept else _wanted(content)
    found = find(wanted | beside)
    if kept and kept.made_of == _made_of(entry, edition, former, wanted, found):
        parts = kept.parts
    else:
        now = _wanted(content)
        if now != wanted:  # another text, or other code, wanted something else
            found = find(now | beside)
        parts = _made(entry, content, former, found)
    renderer = Renderer(found, entry.slug)
    renderer.sources.restore(parts.cited)
    html = {text: renderer.line(line) for text, line in lines.items()}
    renderer.carry(content.sources)
    return Article(content, parts, html, tuple(renderer.sources.cited))


def to_keep(entry, held=""):
    """(made_of, parts) of the live edition, as a KeptArticle has them; None where that is made of
    what is `held`. Two queries."""
    content = content_of(entry.live.revision.text, entry)
    wanted = _wanted(content)
    found = find(wanted)
    made_of = _made_of(entry, entry.live, entry.former_anchors, wanted, found)
    if made_of == held:
        return None
    parts = _made(entry, content, entry.former_anchors, found)
    data = {"wanted": wanted.dumped(), "parts": parts.dumped()}
    return made_of, json.dumps(data, ensure_ascii=False)


@dataclass
class Kept:
    made_of: str
    wanted: Wanted
    parts: Parts


def _kept(entry):
    """What is kept of an entry, or None."""
    row = getattr(entry, "kept_article", None)
    if row is None:
        return None
    try:
        data = json.loads(row.parts)
        return Kept(row.made_of, Wanted.loaded(data["wanted"]), Parts.loaded(data["parts"]))
    except (KeyError, TypeError, ValueError):  # of other code, which kept other parts
        return None


def _wanted(content):
    documents = [markup.parse(content.body), markup.parse_inline(HOW_TO_READ)]
    return Wanted.by(documents, content.sources)


def _made_of(entry, edition, former, wanted, found):
    """A hash of all that the parts depend on: the text, by its edition, and what it refers to."""
    pages = {name: found.pages[name] for name in wanted.names if name in found.pages}
    made_of = [
        makers(),
        edition.pk,
        entry.slug,
        sorted(former.items()),
        sorted((name, page.type, page.slug, page.title) for name, page in pages.items()),
        sorted(
            (key, work.is_rule)
            for key, work in found.references.items()
            if key in wanted.references
        ),
        sorted(wanted.passages & found.passages.keys()),
    ]
    return blake2b(json.dumps(made_of).encode(), digest_size=32).hexdigest()


@cache
def makers():
    """A hash of the code that makes articles."""
    here, hashed = Path(__file__).parent, blake2b(digest_size=16)
    for name in MAKERS:
        files = [here / name] if name.endswith(".py") else sorted((here / name).glob("*.py"))
        for file in files:
            hashed.update(file.read_bytes())
    hashed.update(" ".join(map(version, LIBRARIES)).encode())
    return hashed.hexdigest()


def _made(entry, content, former, found):
    document = markup.parse(content.body)
    renderer = Renderer(found, entry.slug)
    whole = markup.parts_of(renderer.body(document))
    how_to_read = renderer.line(markup.parse_inline(HOW_TO_READ))
    numbers = about_numbers(how_to_read)
    page = numbers["numbers_page"]
    sections = {each.text: each.anchor for each in document.headings if each.level == 2}
    research = sections.get(RESEARCH, "")
    text, rest = whole.around(research)
    detail = ""
    if len(content.body) > LONG:
        folded = {sections[words] for words in FOLDED if words in sections}
        text, detail = markup.verdict_and_detail(text, research)
        text, rest = (
            markup.with_folded(markup.with_folded_blocks(html), folded) for html in (text, rest)
        )
    return Parts(
        short=_set(whole.short),
        text=linked_headings(explained(_set(text), page), former),
        detail=linked_headings(explained(_set(detail), page), former),
        rest=linked_headings(_set(rest), former),
        documents=_set(whole.documents),
        has_research=bool(research),
        **numbers,
        headings=list(document.headings),
        cited=[source.dumped() for source in renderer.sources.cited],
    )


def about_numbers(how_to_read):
    """What templates need to explain numbers: the link to the page on reading them, given as HTML,
    and the address of its section on signs. Where the page does not exist, both lead nowhere."""
    address = "".join(_ADDRESS.findall(how_to_read))
    return {"how_to_read": how_to_read, "numbers_page": address and f"{address}#{SIGNS}"}


def numbers_explained():
    """The same for a page without an article: one query."""
    return about_numbers(render("", inline=[HOW_TO_READ]).inline[HOW_TO_READ])


def _set(html):
    return typeset(mark_safe(html))  # noqa: S308 (rendering made it safe)
