"""What must be true of a page before readers may see it. The one validator: import, admin and
commands all ask it.
"""

from collections import ChainMap
from dataclasses import dataclass, field

from django.urls import Resolver404, resolve

from concepts import linking, markup, rendering
from concepts.contentfile import SYMMETRIC_TYPES, Fault
from concepts.models import Finding, Name, Passage, Reference, Relation, Slug, Source, Tag
from concepts.models.tag import tag_slug

LONGEST_NAME = 300
LONGEST_TAG = 100
LONGEST_LOCATOR = 300
_NAMED = {"title": "the title", "aliases": "this other name", "search": "this search word"}
# The codes of the warnings about a link to a name that no page has, to a heading that its page does
# not have, and to another address where nothing is; and about a name that can't stand in a link.
BROKEN_LINK, BROKEN_ANCHOR, BROKEN_ADDRESS = "broken-link", "broken-anchor", "broken-address"
UNLINKABLE = "unlinkable-name"
# And about a finding that is not there, or is about other pages.
ODD_FINDING = "odd-finding"
_SIZE = 500


@dataclass
class Known:
    """What pages may refer to.

    `names` maps a folded name, and `slugs` a present or former slug, to (slug, type) of the page
    that bears it; `stated` maps (type, two slugs) of a symmetric relation to the slugs of the pages
    that state it; `inherited` are the slugs that lead to a page which took another's place,
    `withdrawn` those of pages that nothing took the place of. `anchors` maps the slug of a page
    that is linked to, or saved, to those that lead to a place on it; `findings` a finding's
    key to the slugs of the pages that it is about.
    """

    names: dict = field(default_factory=dict)
    slugs: dict = field(default_factory=dict)
    stated: dict = field(default_factory=dict)
    inherited: set = field(default_factory=set)
    withdrawn: set = field(default_factory=set)
    anchors: dict = field(default_factory=dict)
    references: set = field(default_factory=set)
    passages: set = field(default_factory=set)
    sources: set = field(default_factory=set)
    tags: set = field(default_factory=set)
    findings: dict = field(default_factory=dict)

    def page(self, link):
        """A link as it is meant, and (slug, type) of the page that it leads to, or None."""
        link = link.among(ChainMap(self.names, self.slugs))
        return link, self.names.get(link.key) or self.slugs.get(link.key)


def names_of(content, slug):
    """(folded name, text, place in the file) of each name that a page bears."""
    yield markup.fold(content.title), content.title, "title"
    yield slug, slug, "title"
    for place, texts in (("aliases", content.aliases), ("search", content.search)):
        for number, text in enumerate(texts):
            yield markup.fold(text), text, f"{place}.{number}"


def documents_of(content):
    """(document, place) of each text of a page that may link and cite."""
    for place, text in content.texts():
        yield (markup.parse if place == "body" else markup.parse_inline)(text), place


def _symmetric(type, one, other):
    return (type, *sorted((one, other)))


def _found(queryset, field, values):
    """Rows of `queryset` whose `field` is among `values`, asked in portions that every database
    takes.
    """
    values = sorted(values)
    for start in range(0, len(values), _SIZE):
        yield from queryset.filter(**{f"{field}__in": values[start : start + _SIZE]})


def known_for(pages):
    """Known for validating `pages`, a mapping of slug to Content that are about to be saved
    together.

    A page of the batch is known by the names that it will have, not by those that it has now.
    """
    known = Known()
    keys, slugs = set(), set(pages)
    for slug, content in pages.items():
        keys.update(key for key, _, _ in names_of(content, slug))
        keys.update(rendering.names_in(document for document, _ in documents_of(content)))
        slugs.update(relation.to for relation in content.relations)
        slugs.update(member.entry for member in content.members if member.entry)
        slugs.update(content.concepts)
    slugs.update(keys)
    stood_in = {}
    for row in _found(Slug.objects.select_related("entry__successor"), "slug", slugs):
        page = row.entry.successor or row.entry
        if row.entry.slug in pages:  # it stays, or comes back
            stood_in[row.slug] = page.pk
            known.slugs[row.slug] = (row.entry.slug, row.entry.type)
        elif page.withdrawn_at is None:
            known.slugs[row.slug] = (page.slug, page.type)
            if page != row.entry:
                known.inherited.add(row.slug)
        else:
            known.withdrawn.add(row.slug)
    for row in _found(Name.objects.select_related("entry"), "key", keys):
        # A page that comes back takes its own slug from the page that stood in for it.
        if row.entry.slug not in pages and stood_in.get(row.key) != row.entry.pk:
            known.names[row.key] = (row.entry.slug, row.entry.type)
    for slug, content in pages.items():
        known.slugs[slug] = (slug, content.type)
        known.inherited.discard(slug)
        known.withdrawn.discard(slug)
    for slug, content in pages.items():
        for key, _, _ in names_of(content, slug):
            known.names.setdefault(key, (slug, content.type))
        for relation in content.relations:
            if relation.type in SYMMETRIC_TYPES and relation.to not in known.inherited:
                target, _ = known.slugs.get(relation.to, (relation.to, ""))
                pair = _symmetric(relation.type, slug, target)
                known.stated.setdefault(pair, []).append(slug)
    related = Relation.objects.filter(type__in=SYMMETRIC_TYPES).select_related("entry", "target")
    for row in _found(related, "target__slug", pages):
        if row.entry.slug not in pages:
            pair = _symmetric(row.type, row.entry.slug, row.target.slug)
            known.stated.setdefault(pair, []).append(row.entry.slug)
    known.anchors = _anchors(pages, known)
    known.references = set(Reference.objects.values_list("key", flat=True))
    known.passages = set(Passage.objects.values_list("source_id", "heading_key"))
    known.sources = set(Source.objects.values_list("key", flat=True))
    known.findings = _findings(pages)
    known.tags = set(Tag.objects.filter(planned=True).values_list("slug", flat=True))
    return known


def _findings(pages):
    """Key to slugs: of the findings that these pages show first."""
    keys = {key for content in pages.values() for key in content.findings}
    if not keys:
        return {}
    found = dict.fromkeys(Finding.objects.filter(key__in=keys).values_list("key", flat=True), ())
    about = Finding.objects.filter(key__in=keys, concepts__isnull=False)
    for key, slug in about.values_list("key", "concepts__slug"):
        found[key] = (*found[key], slug)
    return found


def _anchors(pages, known):
    """Slug to anchors: of the pages that are saved, and of those whose headings they link to."""
    links = (
        link
        for content in pages.values()
        for document, _ in documents_of(content)
        for link in document.links
        if link.heading
    )
    targets = {page[0] for _, page in map(known.page, links) if page}
    anchors = linking.anchors_of(targets | set(pages))
    for slug, content in pages.items():
        former = anchors.get(slug, ())
        anchors[slug] = linking.own_anchors(markup.parse(content.body), former)
    return anchors


def validate(content, slug, known):
    """Faults (it can't be published) and warnings (an editor should look) of a page, with their
    lines.

    The page itself, and whatever is saved with it, must be in
    `known`.
    """
    faults, warnings = [], []

    def note(found, place, message, code=""):
        found.append(Fault(place, message, code, content.line(place)))

    def fault(place, message):
        note(faults, place, message)

    def moved(name, place, message):
        """A fault; but only a warning where a merge or withdrawal of another page made it, which
        left this text alone.
        """
        is_moved = name in known.inherited or name in known.withdrawn
        note(warnings if is_moved else faults, place, message)

    def warn(place, message, code):
        note(warnings, place, message, code)

    _check_names(content, slug, known, fault, warn)
    _check_relations(content, slug, known, fault, moved)
    _check_lists(content, slug, known, fault, moved)
    for document, place in documents_of(content):
        for found in document.faults:
            fault(_within(place, found.line), found.message)
        for cite in document.cites:
            for citation in cite.citations:
                message = _citation_fault(citation, known)
                if message:
                    fault(_within(place, cite.line), message)
    for place, message, code in text_warnings(content, slug, known):
        note(warnings, place, message, code)
    for place, message in finding_warnings(content, slug, known):
        note(warnings, place, message, ODD_FINDING)
    for number, name in enumerate(content.tags):
        if len(name) > LONGEST_TAG or len(tag_slug(name)) > LONGEST_TAG:
            fault(f"tags.{number}", f"the tag '{name[:40]}...' is too long; shorten it.")
        elif markup.shows_nothing(name):
            fault(f"tags.{number}", "this tag shows nothing; write it in letters.")
        elif tag_slug(name) not in known.tags:
            message = f"the tag '{name}' is outside the planned vocabulary; use a planned one."
            note(warnings, f"tags.{number}", message)
    return sorted(faults), sorted(warnings)


def _within(place, line):
    """The place of a line of a text: only the body has more than one."""
    return f"body.{max(line, 1)}" if place == "body" else place


def text_warnings(content, slug, known):
    """(place, sentence, code) of what an editor should look at in the texts of a page: links, and
    what readers would see otherwise than it was meant.
    """
    for document, place in documents_of(content):
        for link in document.links:
            if found := _link_warning(link, slug, place, known):
                yield _within(place, link.line), *found
        for odd in document.oddities:
            if not odd.key or odd.key in known.references or odd.key in known.sources:
                yield _within(place, odd.line), odd.message, odd.code
    summary = markup.parse_inline(content.summary)
    for mark in summary.placed:
        message = f"'{mark.source}' is shown as it is typed: a summary has no links or citations."
        yield "summary", message, markup.RAW_SIGN
    for odd in summary.oddities:
        if not odd.key:
            yield "summary", odd.message, odd.code


def finding_warnings(content, slug, known):
    """(place, sentence) of each finding that the page would show first and can't. That holds up no
    page: findings are imported after the pages that they are about.
    """
    for number, key in enumerate(content.findings):
        if key not in known.findings:
            yield f"findings.{number}", f"there is no finding '{key}'; nothing is shown for it."
        elif slug not in known.findings[key]:
            message = f"the finding '{key}' is not about this page; add it there, or take it out."
            yield f"findings.{number}", message


def _link_warning(link, slug, place, known):
    """(sentence, code) of what an editor should know of a link, or None."""
    if not link.is_of_page:
        if _is_address(link.target, known):
            return None
        message = f"{link.typed} leads readers to an address that this site does not have."
        return message, BROKEN_ADDRESS
    if link.is_own:
        if place != "body":
            message = f"{link.typed} names no page; only in an article it can do without."
            return message, BROKEN_ADDRESS
        page = (slug, "")
    else:
        link, page = known.page(link)
    if page is None:
        if link.is_path:
            return f"{link.typed} leads readers to a page that is not there.", BROKEN_ADDRESS
        return f"{link.typed} links to nothing; readers see plain text.", BROKEN_LINK
    anchors = known.anchors.get(page[0], ())
    if linking.has_heading(link, anchors):
        return None
    near = linking.nearest_anchor(link, anchors)
    better = f"; perhaps #{near} is meant" if near else ""
    which = "this page" if link.is_own else f"'{page[0]}'"
    return (
        f"{link.typed}: {which} has no heading '{link.heading}'{better}. Readers are led to the"
        " beginning of the page.",
        BROKEN_ANCHOR,
    )


def _is_address(path, known):
    """Whether this site answers at a path; references and sources are looked for."""
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return False
    held = {"reference": known.references, "source": known.sources}.get(found.url_name)
    return held is None or found.kwargs["key"] in held


def _check_names(content, slug, known, fault, warn):
    seen = {}
    for key, text, place in names_of(content, slug):
        if set("[]") & set(text):
            message = (
                f"'{text}' can't stand in a link, which ends at its brackets; link to '{slug}'."
            )
            warn(place, message, UNLINKABLE)
        if len(key) > LONGEST_NAME:
            fault(place, f"the name '{text[:40]}...' is too long to be looked up; shorten it.")
        for owner in filter(None, (known.names.get(key), known.slugs.get(key))):
            if owner[0] != slug:
                message = (
                    f"'{text}' is a name of the {owner[1]} '{owner[0]}' already; choose another,"
                    " or rename or merge the pages."
                )
                fault(place, message)
                break
        if markup.shows_nothing(text):
            fault(place, f"{_NAMED[place.partition('.')[0]]} shows nothing; write it in letters.")
        elif {seen.get(key), place.partition(".")[0]} <= {"aliases", "search"}:
            fault(place, f"'{text}' stands twice among the names of this page; keep one.")
        seen.setdefault(key, place.partition(".")[0])


def _check_relations(content, slug, known, fault, moved):
    seen = {}
    for number, relation in enumerate(content.relations):
        place = f"relations.{number}"
        target = known.slugs.get(relation.to)
        if target is None:
            message = f"the relation leads to '{relation.to}', and there is no such page."
            moved(relation.to, place, message)
            continue
        if target[1] != "concept":
            moved(
                relation.to,
                place,
                f"'{relation.to}' is a {target[1]}; relations hold between concepts.",
            )
        if target[0] == slug:
            moved(relation.to, place, "a page can't be related to itself.")
        elif (relation.type, target[0]) in seen:
            message = f"the relation '{relation.type}' to '{relation.to}' stands twice; keep one."
            first = seen[relation.type, target[0]]
            moved(first if first in known.inherited else relation.to, place, message)
        seen.setdefault((relation.type, target[0]), relation.to)
        if relation.type in SYMMETRIC_TYPES:
            others = known.stated.get(_symmetric(relation.type, slug, target[0]), [])
            if any(other != slug for other in others):
                message = (
                    f"'{target[0]}' states '{relation.type}' already, and it reads the same both"
                    " ways; keep one."
                )
                moved(relation.to, place, message)


def _check_lists(content, slug, known, fault, moved):
    for place, what, slugs in (
        ("members", "member", [member.entry for member in content.members]),
        ("concepts", "concept", list(content.concepts)),
    ):
        seen = {}
        for number, name in enumerate(slugs):
            if not name:
                continue
            target = known.slugs.get(name)
            if target is None:
                message = f"the {what} '{name}' is no page; make it first, or mend the slug."
                moved(name, f"{place}.{number}", message)
                continue
            if target[0] == slug:
                moved(name, f"{place}.{number}", f"a page can't be its own {what}.")
            elif target[0] in seen:
                message = f"the {what} '{name}' stands twice; keep one."
                first = seen[target[0]]
                moved(first if first in known.inherited else name, f"{place}.{number}", message)
            elif what == "concept" and target[1] != "concept":
                moved(name, f"{place}.{number}", f"'{name}' is a {target[1]}, not a concept.")
            seen.setdefault(target[0], name)
    if content.source and content.source not in known.sources:
        fault("source", f"there is no source '{content.source}'.")
    for number, name in enumerate(content.sources):
        if name.source not in known.sources:
            fault(f"sources.{number}", f"there is no source '{name.source}'.")
        elif (name.source, markup.fold(name.heading)) not in known.passages:
            fault(
                f"sources.{number}", f"the source '{name.source}' has no passage '{name.heading}'."
            )


def _citation_fault(citation, known):
    if len(citation.locator) > LONGEST_LOCATOR:
        length = len(citation.locator)
        return (
            f"the place in [@{citation.key}, ...] has {length} characters;"
            f" {LONGEST_LOCATOR} is the most."
        )
    if citation.heading:
        if citation.key not in known.sources:
            sources = ", ".join(sorted(known.sources)) or "none yet"
            return f"the citation [@{citation.key}: ...] is of no source; sources are: {sources}."
        if (citation.key, markup.fold(citation.heading)) not in known.passages:
            return f"the source '{citation.key}' has no passage '{citation.heading}'."
        return ""
    if citation.key in known.references:
        return ""
    if citation.key in known.sources:
        return f"say which passage: [@{citation.key}: its heading]."
    return f"the citation [@{citation.key}] is of no reference; add it to the references first."
