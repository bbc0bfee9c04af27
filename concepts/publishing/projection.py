"""From the text of a live edition to the rows that readers query. All of them can be made again
from the text.
"""

from dataclasses import asdict, dataclass

from django.db.models import Q

from concepts import contentfile, markup, search
from concepts.contentfile import SYMMETRIC_TYPES, Content
from concepts.contentfile.page import FIELDS
from concepts.models import (
    About,
    Alias,
    Citation,
    Entry,
    EntryTag,
    Heading,
    KeptArticle,
    Membership,
    Name,
    Reference,
    Relation,
    Slug,
    Tag,
    WikiLink,
)
from concepts.models.entry import sort_key
from concepts.models.tag import tag_slug
from concepts.rendering import find_passages

from .anchors import former_anchors
from .locking import lock
from .validation import documents_of, names_of

# Columns that can't have the name of their part: Django gives that to what leads back from others.
_PART_OF = {"first_findings": "findings"}
# Each part of a text that is a column of the page too: its name, the column's, and what stands
# there for nothing.
COLUMNS = tuple(
    (part, field.attname, None if field.is_relation else field.get_default())
    for field in Entry._meta.concrete_fields
    if (part := _PART_OF.get(field.name, field.name)) in {*FIELDS, "body"}
)


@dataclass
class Projection:
    """What a text says, worked out before the transaction begins: parsing is the slow part."""

    content: Content
    document: markup.Document
    documents: list
    former_anchors: dict | None = None

    @classmethod
    def of(cls, text, type, entry=None):
        """With the `entry` whose text becomes or is live, also where its former anchors lead: they
        change with its editions alone."""
        content = contentfile.parse(text, type)
        documents = [document for document, _ in documents_of(content)]
        anchors = None if entry is None else former_anchors(entry, text)
        return cls(content, documents[0], documents, anchors)


def sync(queryset, wanted, fields):
    """Makes the rows of `queryset` those of `wanted` (unsaved objects, in order) and says whether
    that changed anything.

    Rows are deleted and made again rather than updated: positions that swap would collide row by
    row.
    """
    model = queryset.model
    held = list(queryset.order_by("pk").values_list(*fields))
    if held == [tuple(getattr(row, name) for name in fields) for row in wanted]:
        return False
    queryset.delete()
    model.objects.bulk_create(wanted)
    return True


def project(entry, projection, *, is_new=True):
    """Writes what `projection` says of a published entry; returns whether anything changed.

    A new text takes its names or is refused. One that is projected again leaves to other pages what
    they have: where the rule by which names are folded changes, two may become one, and
    `shared_names` tells.
    """
    content = projection.content
    changed = [
        project_columns(entry, projection),
        _names(entry, projection, is_new),
        _aliases(entry, content),
        _tags(entry, content),
        _relations(entry, content),
        _members(entry, content),
        _about(entry, content),
        _citations(entry, projection),
        _links(entry, projection),
        _headings(entry, projection),
        _search_rows(entry, projection),
    ]
    return any(changed)


def unproject(entry):
    """Removes what was derived from an entry that readers no longer see; returns whether anything
    changed.
    """
    rows = [
        Name.objects.filter(entry=entry),
        EntryTag.objects.filter(content_object=entry),
        Relation.objects.filter(entry=entry),
        Membership.objects.filter(framework=entry),
        About.objects.filter(question=entry),
        Citation.objects.filter(entry=entry),
        WikiLink.objects.filter(entry=entry),
        Heading.objects.filter(entry=entry),
        KeptArticle.objects.filter(entry=entry),
    ]
    deleted = sum(queryset.delete()[0] for queryset in rows)
    return bool(search.remove(entry.pk)) or deleted > 0


def project_again(entry, is_new=False):
    """Projects a published page whose text has not changed, but where its links lead has."""
    return project(entry, Projection.of(entry.live.revision.text, entry.type), is_new=is_new)


def project_others(pks):
    """Projects again those of these pages that are published."""
    for pk in sorted(pks):
        page = lock(Entry(pk=pk))
        if page.is_published:
            project_again(page)


def tied_to(entry):
    """Ids of the pages whose relations, members or concepts lead to `entry`, or to which its own
    relations lead.
    """
    return {
        *entry.relations_in.values_list("entry", flat=True),
        *entry.relations.values_list("target", flat=True),
        *entry.memberships.values_list("framework", flat=True),
        *entry.questions.values_list("question", flat=True),
    }


def project_columns(entry, projection):
    """Writes the live columns alone, which a withdrawn page keeps; returns whether anything
    changed.
    """
    content, anchors = projection.content, projection.former_anchors
    values = {column: getattr(content, name) or empty for name, column, empty in COLUMNS}
    values |= {
        "first_findings": list(content.findings),
        "sort_key": sort_key(content.title),
        "ordered": content.ordered or content.steps,
        "former_anchors": entry.former_anchors if anchors is None else anchors,
    }
    if all(getattr(entry, name) == value for name, value in values.items()):
        return False
    Entry.objects.filter(pk=entry.pk).update(**values)
    for name, value in values.items():
        setattr(entry, name, value)
    return True


def former_slugs(entry):
    """Every slug that leads to `entry`: its own, and those of the pages whose place it took."""
    slugs = Slug.objects.filter(Q(entry=entry) | Q(entry__successor=entry))
    return set(slugs.values_list("slug", flat=True))


def wanted_names(entry, content):
    keys = {key for key, _, _ in names_of(content, entry.slug)}
    return keys | former_slugs(entry)


def release_names(entry, content):
    """Gives up the names that `entry` will no longer have, so that others of the same batch can
    take them.

    Returns whether there were any.
    """
    held = Name.objects.filter(entry=entry)
    return held.exclude(key__in=wanted_names(entry, content)).delete()[0] > 0


def release_relations(entry, content):
    """Takes back the symmetric relations that `entry` will no longer state, so that the other page
    can state them.

    Returns the ids of those other pages.
    """
    held = list(Relation.objects.filter(entry=entry, type__in=SYMMETRIC_TYPES))
    if not held:
        return set()
    stated = {(row.target_id, row.type) for row in _wanted_relations(entry, content)}
    gone = [row for row in held if (row.target_id, row.type) not in stated]
    Relation.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return {row.target_id for row in gone}


def _names(entry, projection, is_new):
    wanted = wanted_names(entry, projection.content)
    held = set(Name.objects.filter(entry=entry).values_list("key", flat=True))
    if not is_new and wanted - held:
        wanted -= set(Name.objects.filter(key__in=wanted - held).values_list("key", flat=True))
    if held == wanted:
        return False
    Name.objects.filter(entry=entry, key__in=held - wanted).delete()
    Name.objects.bulk_create(Name(key=key, entry=entry) for key in sorted(wanted - held))
    return True


def _aliases(entry, content):
    own = set(Name.objects.filter(entry=entry).values_list("key", flat=True))
    wanted = {}
    for role, texts in (("same", content.aliases), ("search", content.search)):
        for text in texts:
            if (key := markup.fold(text)) in own:
                wanted.setdefault(key, Alias(entry=entry, name_id=key, text=text, role=role))
    rows = Alias.objects.filter(entry=entry)
    return sync(rows, list(wanted.values()), ("name_id", "text", "role"))


def _tags(entry, content):
    slugs = {}
    for name in content.tags:
        slugs.setdefault(tag_slug(name), name)
    tags = {tag.slug: tag for tag in Tag.objects.filter(slug__in=slugs)}
    for slug, name in slugs.items():
        if slug not in tags:
            tags[slug], _ = Tag.objects.get_or_create(slug=slug, defaults={"name": name})
    wanted = [EntryTag(content_object=entry, tag=tags[slug]) for slug in slugs]
    return sync(EntryTag.objects.filter(content_object=entry), wanted, ("tag_id",))


def _entries(slugs):
    """Slug, present or former, to the entry that it leads to now, and whether through a page whose
    place it took.
    """
    rows = Slug.objects.filter(slug__in=set(slugs)).select_related("entry__successor")
    return {
        row.slug: (row.entry.successor or row.entry, row.entry.successor is not None)
        for row in rows
    }


def _relations(entry, content):
    wanted = _wanted_relations(entry, content)
    fields = (
        "target_id", "type", "reason", "basis", "direction", "contrast", "example", "position",
    )  # fmt: skip
    return sync(Relation.objects.filter(entry=entry), wanted, fields)


def _wanted_relations(entry, content):
    targets = _entries(relation.to for relation in content.relations)
    wanted, seen = [], set()
    for position, relation in enumerate(content.relations):
        target, inherited = targets.get(relation.to, (None, False))
        # After a merge two targets can have become one, or the page itself, or a page that says the
        # same of this one.
        if target is None or target.pk == entry.pk or (target.pk, relation.type) in seen:
            continue
        if target.type != "concept" or (inherited and _says_the_same(target, entry, relation.type)):
            continue
        seen.add((target.pk, relation.type))
        wanted.append(
            Relation(
                entry=entry,
                target=target,
                type=relation.type,
                reason=relation.reason,
                basis=relation.basis,
                direction=relation.direction,
                contrast=[asdict(row) for row in relation.contrast],
                example=relation.example and asdict(relation.example),
                position=position,
            )
        )
    return wanted


def _says_the_same(other, entry, type):
    """Whether `other` states the symmetric relation `type` to `entry` with a better right.

    The better right is to have named the page itself; where both lead there through another page,
    the older one has it. Only texts and slugs decide, so that pages can be projected in any order.
    """
    if type not in SYMMETRIC_TYPES or not other.is_published:
        return False
    content = contentfile.parse(other.live.revision.text, other.type)
    targets = _entries(relation.to for relation in content.relations if relation.type == type)
    return any(
        target.pk == entry.pk and (not inherited or other.pk < entry.pk)
        for target, inherited in targets.values()
    )


def _members(entry, content):
    targets = _entries(member.entry for member in content.members if member.entry)
    wanted, seen = [], set()
    for member in content.members:
        target, _ = targets.get(member.entry, (None, False))
        if member.entry and (target is None or target.pk == entry.pk or target.pk in seen):
            continue
        seen.add(target and target.pk)
        wanted.append(
            Membership(
                framework=entry,
                entry=target,
                label=member.label,
                note=member.note,
                position=len(wanted) + 1,
            )
        )
    fields = ("entry_id", "label", "note", "position")
    return sync(Membership.objects.filter(framework=entry), wanted, fields)


def _about(entry, content):
    targets = _entries(content.concepts)
    wanted, seen = [], set()
    for slug in content.concepts:
        target, _ = targets.get(slug, (None, False))
        if target is None or target.pk == entry.pk or target.pk in seen:
            continue
        if target.type != "concept":
            continue
        seen.add(target.pk)
        wanted.append(About(question=entry, concept=target, position=len(wanted)))
    return sync(About.objects.filter(question=entry), wanted, ("concept_id", "position"))


def _citations(entry, projection):
    found = [
        citation
        for document in projection.documents
        for cite in document.cites
        for citation in cite.citations
    ]
    places = {(c.key, markup.fold(c.heading)) for c in found if c.heading}
    carried = [(name.source, markup.fold(name.heading)) for name in projection.content.sources]
    passages = find_passages(places | set(carried))
    cited = Reference.objects.filter(key__in={c.key for c in found if not c.heading})
    references = dict(cited.values_list("key", "pk"))
    rows = {}
    for citation in found:
        if citation.heading:
            passage = passages.get((citation.key, markup.fold(citation.heading)))
            if passage:
                rows.setdefault((None, passage.pk, ""))
        elif citation.key in references:
            rows.setdefault((references[citation.key], None, citation.locator))
    for place in carried:
        if place in passages:
            rows.setdefault((None, passages[place].pk, ""))
    wanted = [
        Citation(
            entry=entry,
            reference_id=reference,
            passage_id=passage,
            locator=locator,
            position=position,
        )
        for position, (reference, passage, locator) in enumerate(rows)
    ]
    fields = ("reference_id", "passage_id", "locator", "position")
    return sync(Citation.objects.filter(entry=entry), wanted, fields)


def _links(entry, projection):
    first, names = {}, _names_in_use(projection.documents)
    for document in projection.documents:
        for link in document.links:
            link = link.among(names)
            if not link.is_own and not link.is_path and len(link.key) <= 300:
                first.setdefault(link.key, link)
    wanted = [
        WikiLink(entry=entry, key=key, text=link.target[:300], line=link.line)
        for key, link in first.items()
    ]
    return sync(WikiLink.objects.filter(entry=entry), wanted, ("key", "text", "line"))


def _names_in_use(documents):
    """Of the names that links with # or | or a path may mean, those that pages have."""
    keys = {
        key
        for document in documents
        for link in document.links
        if len(link.readings) > 1
        for key in link.keys
    }
    return set(Name.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()


def _headings(entry, projection):
    wanted = [
        Heading(
            entry=entry,
            position=position,
            level=heading.level,
            anchor=heading.anchor[:500],
            text=heading.text[:500],
        )
        for position, heading in enumerate(projection.document.headings)
    ]
    fields = ("position", "level", "anchor", "text")
    return sync(Heading.objects.filter(entry=entry), wanted, fields)


def _sections(projection):
    """The stretches of the text, and the members of a framework that have no page of their own."""
    described = [
        f"{member.label}: {markup.parse_inline(member.note).text}"
        for member in projection.content.members
        if member.label
    ]
    sections = projection.document.sections
    return [*sections, ("", "", "\n".join(described))] if described else sections


def _search_rows(entry, projection):
    content = projection.content
    names = [(text, "same") for text in content.aliases]
    names += [(text, "search") for text in content.search]
    return search.index(
        entry.pk,
        type=content.type,
        kind=content.kind,
        title=content.title,
        slug=entry.slug,
        names=names,
        summary=content.summary,
        sections=_sections(projection),
        tags=list(content.tags),
    )
