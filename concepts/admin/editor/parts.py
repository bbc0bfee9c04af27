"""A page's parts in words, by the schema: for its preview and its history."""

from concepts.contentfile import RELATION_TYPES, page, schema
from concepts.differences import line_differences
from concepts.models import Slug

from .fields import entry_label
from .form import label_of

# What the head of a page shows.
IN_THE_HEAD = ("title", "kind", "summary", "aliases", "tags", "category")


def connections(content, html):
    """((type, words before the other page, what the other page is called), HTML of its text) of
    each relation and member; `html` maps texts to theirs.
    """
    names = entry_names(
        [relation.to for relation in content.relations]
        + [member.entry for member in content.members if member.entry]
    )
    for relation in content.relations:
        words = RELATION_TYPES[relation.type].words
        yield (relation.type, words, names[relation.to]), html[relation.reason]
    for member in content.members:
        name = names[member.entry] if member.entry else member.label
        yield ("", "", name), html[member.note]


def entry_names(slugs):
    """Slug to what its page is called where one chooses it."""
    rows = Slug.objects.filter(slug__in=slugs).select_related("entry__head", "entry__live")
    names = {row.slug: entry_label(row.entry, row.slug) for row in rows}
    return {slug: names.get(slug, f"{slug} (no such page)") for slug in slugs}


def facts(content, without=()):
    """(label, words) of each part of a page that has a value and is neither its article nor a list
    of relations or members; `without` are keys that are shown elsewhere.
    """
    for key in page.KEYS[content.type]:
        value = getattr(content, key)
        if value and key not in (*without, "relations", "members"):
            yield label_of(content.type, key), _words(key, value)


def _words(key, value):
    declared = page.FIELDS[key]
    if isinstance(declared, schema.Flag):
        return "yes"
    if key == "concepts":
        return ", ".join(entry_names(value).values())
    if isinstance(declared, page.Passages):
        return "; ".join(f"{name.source}: {name.heading}" for name in value)
    return value if isinstance(value, str) else ", ".join(value)


def difference(old, new):
    """The changes that lead from one text to another; empty where at most empty lines differ."""
    changes = line_differences(old, new)
    return changes if any(change.sign not in ("same", "gap") for change in changes) else []
