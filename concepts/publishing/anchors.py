"""Where the anchors of earlier editions lead on the live page, so that links to a section that was
renamed or removed still land near its text.

From one edition to the next a heading that is gone leads to the section that took its place, else
to the one above; over several editions one after another. Derived from the editions' texts alone.
"""

import re
from difflib import SequenceMatcher

from concepts import contentfile, markup
from concepts.contentfile import Faulty
from concepts.models import Revision

# Of a page with hundreds of editions: how many are looked at, the newest first; how many letters of
# them are parsed; and how many anchors a page keeps, those that were left last.
MOST_EDITIONS = 500
MOST_LETTERS = 1_000_000
MOST_ANCHORS = 500
# Pairs of sections whose words are compared from one edition to the next, and how much they must
# share, from 0 to 1.
MOST_PAIRS = 2_500
ALIKE = 0.5

# The only lines that can make a heading or hide one; where they are the same, so are the anchors.
_HEADING_LINE = re.compile(r"^.*(?:#|```|~~~).*$|^.*\n[ >]*(?:=+|-+) *$", re.MULTILINE)


def former_anchors(entry, text):
    """Former anchor to the anchor of a heading of `text`, the live one or about to be; "" stands
    for the beginning of the page."""
    document, found = markup.parse(_body(text)), {}
    for old, new in _pairs(_bodies(entry, text)):
        moved = _moved(markup.parse(old), markup.parse(new))
        found = {former: moved.get(to, to) for former, to in found.items() if former not in moved}
        found |= moved  # those that were left last stand last
        found = dict(list(found.items())[-MOST_ANCHORS:])
    for former, to in _before_vowel_signs(document).items():
        found.setdefault(former, to)
    live = {heading.anchor for heading in document.headings}
    kept = [(former, to) for former, to in found.items() if former not in live]
    return dict(sorted(kept[-MOST_ANCHORS:]))


def _body(text):
    try:
        return contentfile.split(text)[1]
    except Faulty:  # an old text that a newer rule refuses has no anchors
        return ""


def _bodies(entry, text):
    """The bodies of the entry's editions in order, and last the one that is live or about to be."""
    texts = Revision.objects.filter(editions__entry=entry).order_by("-editions__number")
    texts = list(texts.values_list("text", flat=True)[:MOST_EDITIONS])
    return [_body(each) for each in [*reversed(texts), text]]


def _pairs(bodies):
    """The editions and their successors whose headings differ, in order, as far back as the letters
    reach."""
    found, letters = [], 0
    for old, new in zip(reversed(bodies[:-1]), reversed(bodies[1:]), strict=True):
        if _HEADING_LINE.findall(old) == _HEADING_LINE.findall(new):
            continue
        letters += len(old) + len(new)
        if letters > MOST_LETTERS and found:
            break
        found.append((old, new))
    return reversed(found)


def _moved(old, new):
    """Anchor to anchor, for the headings of one document that the next has not."""
    before, after = _sections(old), _sections(new)
    stay = before.keys() & after.keys()
    gone = [anchor for anchor in before if anchor not in stay]
    fresh = [anchor for anchor in after if anchor not in stay]
    found = {}
    if len(gone) * len(fresh) <= MOST_PAIRS:
        for anchor in gone:
            likes = {other: _alike(before[anchor], after[other]) for other in fresh}
            best = max(likes, key=likes.get, default=None)
            if best is not None and likes[best] >= ALIKE:
                found[anchor] = best
    first, second = list(before), list(after)
    for step, i1, i2, j1, j2 in SequenceMatcher(None, first, second, False).get_opcodes():
        if step == "equal":
            continue
        places = [anchor for anchor in second[j1:j2] if anchor not in stay]
        for number, anchor in enumerate(first[i1:i2]):
            if anchor in stay or anchor in found:
                continue
            above = next((other for other in reversed(first[:i1]) if other in stay), None)
            below = next((other for other in first[i2:] if other in stay), "")
            near = below if above is None else above
            found[anchor] = places[min(number, len(places) - 1)] if places else near
    return found


def _sections(document):
    return {
        anchor: frozenset(" ".join(texts).casefold().split())
        for anchor, _, *texts in document.sections
        if anchor
    }


def _alike(one, other):
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def _before_vowel_signs(document):
    """The anchors that these headings had when addresses left vowel signs out."""
    found = {}
    for heading in document.headings:
        if not heading.anchor.isascii():
            words = re.sub(r"[^\w\s-]", "", heading.text.casefold())
            former = re.sub(r"[\s_-]+", "-", words).strip("-")[:100].strip("-")
            if former:
                found.setdefault(former, heading.anchor)
    return found
