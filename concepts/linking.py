"""What an editor should know of a text's links: which lead to pages that readers do not see, and
who mentions a page without linking to it. Reads the database, writes nothing.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Exists, OuterRef, Q

from concepts import contentfile, markup
from concepts.models import Entry, Heading, Name, Slug, WikiLink, in_state, published

# Names that are looked up among unseen pages at once, and such pages that are read for it: a
# draft's names stand nowhere but in its text. No page has a longer name, and SQLite refuses to look
# for much longer ones.
MOST_NAMES = 40
LONGEST_NAME = 300
MOST_READ = 100

# Names that are compared with a misspelt one, all of which begin as it does; how many letters that
# is; and how alike two names must be, from 0 to 1.
MOST_COMPARED = 300
BEGINNING = 3
ALIKE = 0.7

# What stands in brackets or in code is no mention, though links read on as part of the sentence.
_NO_PROSE = re.compile(r"\[\[(?:[^\[\]\n|]*\|)?([^\[\]\n|]*)\]\]|\[@[^\[\]\n]*\]|`[^`\n]*`")
_JOINER = "\u2060"
_AROUND = 45


def unknown_names(links, known):
    """The names, as they were typed, of the links that lead to none of the pages `known`: first the
    usual ones, then those that a title with # or | would have.
    """
    links = [link for link in links if link.target and link.among(known).key not in known]
    readings = [target for link in links for target, _, _ in link.readings]
    return list(dict.fromkeys([link.target for link in links] + readings))


def unseen_pages(names):
    """Folded name to the page that will bear it once it is published (again), for those of `names`,
    as they were typed, that a draft or a withdrawn page has.
    """
    typed = {markup.fold(name): name for name in names if len(name) <= LONGEST_NAME}
    keys = list(typed)[:MOST_NAMES]
    if not keys:
        return {}
    named = Exists(Slug.objects.filter(entry=OuterRef("pk"), slug__in=keys))
    for key in keys:
        named |= Q(head__text__icontains=_steady(typed[key]))
    unseen = Entry.objects.filter(in_state("draft", "withdrawn"), named)
    found = {}
    for entry in unseen.select_related("head")[:MOST_READ]:
        content = contentfile.parse_or_none(entry.head.text, entry.type)
        own = (content.title, *content.aliases, *content.search) if content else ()
        for name in (entry.slug, *own):
            found.setdefault(markup.fold(name), entry)
    return {key: found[key] for key in keys if key in found}


def _steady(name):
    """The longest stretch of a name that is spelt in one way only: without apostrophes, hyphens and
    spaces."""
    return max(re.split(r"[^\w]+", markup.plain_signs(markup.seen(name))), key=len) or name


def anchors_of(slugs):
    """Slug to all anchors of that published page that lead to a place on it: of its headings, and
    of those that it had.
    """
    pages = Entry.objects.published().filter(slug__in=slugs)
    found = {slug: set(former) for slug, former in pages.values_list("slug", "former_anchors")}
    headings = Heading.objects.filter(entry__slug__in=found)
    for slug, anchor in headings.values_list("entry__slug", "anchor"):
        found[slug].add(anchor)
    return found


def own_anchors(document, former=()):
    """The anchors that the page of a Document has, or will lead on from."""
    return {heading.anchor for heading in document.headings} | set(former)


def has_heading(link, anchors):
    """Whether a link's anchor is among `anchors`; what a template made is known to no text."""
    if link.heading.startswith("^"):
        return False
    return not link.anchor or "--" in link.anchor or link.anchor in anchors


def nearest_anchor(link, anchors):
    """The anchor that was likely meant, or nothing."""
    near = get_close_matches(link.anchor, sorted(anchors), n=1, cutoff=ALIKE)
    return near[0] if near else ""


def nearest_page(name):
    """The published page with the name that is most like a misspelt one, or None."""
    key = markup.fold(name)
    names = Name.objects.filter(published("entry__"), key__startswith=key[:BEGINNING])
    names = names.order_by("key")[:MOST_COMPARED]
    pages = dict(names.values_list("key", "entry"))
    near = get_close_matches(key, pages, n=1, cutoff=ALIKE)
    return Entry.objects.get(pk=pages[near[0]]) if near else None


def are_alike(one, other):
    return bool(get_close_matches(markup.fold(one), [markup.fold(other)], cutoff=ALIKE))


@dataclass(frozen=True)
class Mention:
    """A page in whose text a title stands; `before`, `words` and `after` are how."""

    entry: Entry
    before: str
    words: str
    after: str


def unlinked_mentions(entry, title, candidates, most):
    """The first `most` of the published pages `candidates` (ids, in their order) that have `title`
    in their prose and do not link to `entry`.
    """
    names = Name.objects.filter(entry=entry).values_list("key", flat=True)
    keys = {markup.fold(title), entry.slug, *names}
    linking = WikiLink.objects.filter(key__in=keys).values("entry")
    pages = Entry.objects.published().filter(pk__in=candidates).exclude(pk__in=linking)
    pages = pages.exclude(pk=entry.pk).only("type", "slug", "title", "body").in_bulk()
    found = []
    for pk in candidates:
        mention = pk in pages and _mention(pages[pk], title)
        if mention:
            found.append(mention)
        if len(found) == most:
            break
    return found


def _mention(page, title):
    prose = _NO_PROSE.sub(_set_apart, markup.seen(page.body))
    edge = rf"[\w{_JOINER}-]"
    spelt = markup.spelt(title)
    place = re.search(rf"(?<!{edge}){spelt}(?!{edge})", prose, re.IGNORECASE)
    if place is None:
        return None
    before = _plain(prose[: place.start()].rpartition("\n")[2])
    after = _plain(prose[place.end() :].partition("\n")[0])
    # Cut at words, not within them.
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return Mention(page, before, place.group(), after)


def _set_apart(match):
    """A link's words, of which none begins or ends as a word of the prose does."""
    return re.sub(r"\b", _JOINER, match[1] or " ")


def _plain(text):
    """A stretch of a line without the signs of Markdown, and without gaps where brackets stood."""
    text = text.replace(_JOINER, "")
    text = re.sub(r"^\s*(?:>|#+|[-*+]|\d+[.)])\s+|[*_]", "", text)
    return re.sub(r"\s+([,;:?!)]|\.(?!\d))", r"\1", re.sub(r"\s+", " ", text))
