"""What stands where in an article: what it says in short, its headings in their order, and what
the starting documents say.
"""

from concepts import markup

SHORT = (55, 99)
# The headings that an article may have, in their order; it leaves out what it does not need.
HEADINGS = (
    "What it is",
    "Where it comes from",
    "In the room",
    "How approaches see it",
    "What research says",
    "Argued about",
    "Doing it",
    "To think and try",
    "Key works",
)
HEADINGS_OF = {
    "instrument": (
        "What it measures",
        "How it is used",
        "What it can and cannot tell",
        "Where to get it",
        "Key works",
    ),
    "question": ("Why", "For an essay", "If you are a client"),
}


def faults(page):
    """(place, sentence, line) of what stands elsewhere than readers look for it."""
    content = page.content
    pieces = page.pieces
    if content.type != "question":
        yield from _short(page, pieces)
    if content.type != "framework":
        yield from _headings(page, HEADINGS_OF.get(content.kind or content.type, HEADINGS))
    kinds = [piece.kind for piece in pieces]
    if "documents" in kinds:
        first = kinds.index("documents")
        after = [piece for piece in pieces[first:] if piece.kind != "documents"]
        if after:
            message = "what the starting documents say stands last; nothing follows it."
            yield "body", message, page.line(after[0])


def _short(page, pieces):
    first = pieces[0].kind if pieces else ""
    if first != "short":
        yield "body", "an article begins with `> [!short]`, what it says in short.", None
        return
    short = [piece for piece in pieces if piece.kind == "short"]
    words = sum(len(piece.text.split()) for piece in short)
    if not SHORT[0] <= words <= SHORT[1]:
        message = f"in short has {words} words; 60 to 90 are right."
        yield "body", message, page.line(short[0])


def _headings(page, allowed):
    last = -1
    for heading in markup.parse(page.content.body).headings:
        if heading.level != 2:
            continue
        if heading.text not in allowed:
            known = ", ".join(allowed)
            message = f"'{heading.text}' is no heading of such a page; use one of: {known}."
            yield "body", message, None
            continue
        place = allowed.index(heading.text)
        if place <= last:
            message = f"'{heading.text}' stands below '{allowed[last]}'; it comes before."
            yield "body", message, None
        last = max(last, place)
