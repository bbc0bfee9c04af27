"""What a page does not say: that it was made from documents, how works were read; and how it does
not say things: in one short sentence after another.
"""

import re

from concepts import markup

SHORT_SENTENCE, RUN = 5, 4

# The two documents that the knowledge base began with have one place, folded at the foot.
DOCUMENTS = re.compile(
    r"\b(?:(?:source|starting|both|two|neither|either|these|this|first|second|other|one) "
    r"(?:source |starting )?documents?|web articles?|unsigned articles?|general article"
    r"|question-led article)\b",
    re.IGNORECASE,
)
READING = re.compile(
    r"\b(?:not (?:read|seen) here|gathered for this|in our copy|none of the (?:works|reviews) "
    r"(?:read|gathered|here)|read here|we read|was not (?:read|checked|verified)|this site"
    r"|this page leaves|not on a page)\b|\bMind:",
    re.IGNORECASE,
)


def faults(page):
    """(place, sentence, line) of words about its making, and of short sentences in a row."""
    for place, word, line in documents_named(page):
        message = f"'{word}': a page is about its concept; documents stand in their block."
        yield place, message, line
    for place, text, line in _texts(page):
        if found := READING.search(text):
            message = (
                f"'{found.group()}' is about how the page was made; readers came for the concept."
            )
            yield place, message, line
    for piece in page.pieces:
        if piece.kind in ("paragraph", "item", "short", "suggestion", "hundred"):
            yield from _runs(page, piece)


def documents_named(page):
    """(place, words, line) of each mention of a document outside the block for them."""
    for place, text, line in _texts(page):
        if found := DOCUMENTS.search(text):
            yield place, found.group(), line


def _texts(page):
    """(place, words, line) of all that readers see, but the documents' block and code."""
    content = page.content
    yield "title", content.title, None
    yield "summary", content.summary, None
    for number, text in enumerate(content.aliases):
        yield f"aliases.{number}", text, None
    for place, text in content.texts():
        if place != "body":
            yield place, markup.plain(text), None
    for piece in page.pieces:
        if piece.kind not in ("documents", "code"):
            yield "body", piece.text, page.line(piece)


def _runs(page, piece):
    run = 0
    for sentence in markup.sentences(piece.text):
        run = run + 1 if len(sentence.split()) <= SHORT_SENTENCE else 0
        if run == RUN:
            message = f"{RUN} short sentences follow one another: '... {sentence}'; join some."
            yield "body", message, page.line(piece)
