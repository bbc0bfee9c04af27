"""Small worlds: pages made through the write door, and pictures of everything that is derived."""

from django.contrib.auth import get_user_model
from django.db import connection

from concepts import contentfile, publishing, search
from concepts.contentfile import Content, Member, PassageName, RelationLine
from concepts.models import (
    About,
    Alias,
    Citation,
    Entry,
    EntryTag,
    Heading,
    Membership,
    Name,
    Passage,
    Relation,
    Source,
    Tag,
    WikiLink,
)

NEEDED = {
    "concept": {"kind": "idea"},
    "framework": {},
    "question": {"category": "in the room"},
}
DERIVED = (About, Alias, Citation, EntryTag, Heading, Membership, Name, Relation, WikiLink)
COLUMNS = (
    "title",
    "sort_key",
    "summary",
    "body",
    "kind",
    "category",
    "ordered",
    "steps",
    "former_anchors",
)
# Not `search_spelling`: it is a word list of the whole site, and no row of it belongs to a page.
SEARCH = ("search_page", "search_posting", "search_name")


def editor(name="ada"):
    user, _ = get_user_model().objects.get_or_create(username=name)
    return user


def text(type="concept", title="Trust", **parts):
    """The canonical text of a page; `parts` are those of a Content."""
    return contentfile.dump(Content(type, title, **{**NEEDED[type], **parts}))


def title_of(slug):
    return slug.replace("-", " ").capitalize()


def draft(slug, type="concept", **parts):
    """A page that nobody has published."""
    parts = {"title": title_of(slug), **parts}
    return publishing.save_draft(None, text(type, **parts), editor(), type=type, slug=slug).entry


def page(slug, type="concept", **parts):
    """A published page."""
    entry = draft(slug, type, **parts)
    publishing.publish(entry, editor(), note="First")
    return fresh(entry)


def save(entry, **parts):
    """Another revision of `entry`: its newest text with these parts changed."""
    content = contentfile.parse(fresh(entry).head.text, entry.type)
    names = set(content.__dataclass_fields__) - {"lines"}
    changed = Content(**{**{name: getattr(content, name) for name in names}, **parts})
    return publishing.save_draft(entry, contentfile.dump(changed), editor())


def edit(entry, *, note="Changed", kind="wording", **parts):
    """Saves and publishes `entry` with these parts changed; returns the edition."""
    return publishing.publish(save(entry, **parts).entry, editor(), note=note, kind=kind)


def fresh(entry):
    return Entry.objects.get(pk=entry.pk)


def relation(to, type="builds", reason="Because it does.", basis="practice"):
    return RelationLine(type, to, reason, basis)


def member(entry="", label="", note=""):
    return Member(entry, label, note)


def passage_name(heading="Open Communication", source="meaning"):
    return PassageName(source, heading)


def source(key="meaning", headings=("Open Communication", "Trust")):
    """A source document with a passage for each of `headings`."""
    made = Source.objects.create(key=key, title=key.capitalize(), body="Text.\n")
    for position, heading in enumerate(headings, 1):
        passage = Passage(
            source=made,
            key=f"P{position}",
            heading=heading,
            summary="It says so.",
            position=position,
        )
        passage.clean()
        passage.save()
    return made


def reference(key="rogers-1957", **fields):
    return publishing.save_reference(
        {
            "id": key,
            "type": "article-journal",
            "title": "The necessary and sufficient conditions",
            "author": [{"family": "Rogers", "given": "Carl R."}],
            "issued": {"date-parts": [[1957]]},
            **fields,
        }
    )


def planned(*names):
    for name in names:
        Tag.objects.create(name=name, slug=name.replace(" ", "-"), planned=True)


def rows(model, *, keys=False):
    """What the table of `model` says, in an order of its own; with `keys` also in which rows."""
    names = [field.attname for field in model._meta.concrete_fields]
    if not keys and model._meta.pk.name == "id":
        names.remove("id")
    return sorted(model.objects.values_list(*names), key=repr)


def derived(*, keys=False):
    """A picture of everything that is derived; with `keys`, also of whether a row was made anew."""
    seen = {model.__name__: rows(model, keys=keys) for model in DERIVED}
    seen["Entry"] = sorted(Entry.objects.values_list("slug", *COLUMNS, "source_id"), key=repr)
    with connection.cursor() as cursor:
        for table in SEARCH:
            cursor.execute(f"SELECT * FROM {table}")
            seen[table] = sorted(cursor.fetchall(), key=repr)
    return seen


def forget():
    """Deletes everything that is derived and spoils the live columns."""
    for model in DERIVED:
        model.objects.all().delete()
    search.clear()
    spoilt = dict.fromkeys(("title", "summary", "body"), "Spoilt")
    Entry.objects.exclude(title="").update(**spoilt, former_anchors={"spoilt": ""})


def sentences(refused):
    """The messages of what pytest caught."""
    return [fault.message for fault in refused.value.faults]
