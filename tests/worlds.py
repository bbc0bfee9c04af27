"""Small worlds: pages made as editors make them, through the write door, and what they have about
them; and pictures of everything that is derived. The fixture `world` is this module.
"""

from datetime import date

from django.contrib.auth import get_user_model
from django.db import connection

from concepts import contentfile, publishing, search
from concepts.contentfile import Content, ContrastRow, Member, PassageName, RelationLine
from concepts.models import (
    About,
    Alias,
    Citation,
    Entry,
    EntryTag,
    Finding,
    Heading,
    HelpService,
    HelpWord,
    KeptArticle,
    Membership,
    Name,
    Passage,
    Relation,
    Review,
    Source,
    Statistic,
    Tag,
    WikiLink,
)

# What a page of each type can't be published without.
NEEDED = {
    "concept": {"kind": "quality"},
    "framework": {},
    "question": {"category": "for clients"},
}
DERIVED = (
    About,
    Alias,
    Citation,
    EntryTag,
    Heading,
    KeptArticle,
    Membership,
    Name,
    Relation,
    WikiLink,
)
# What a page is whatever its text says; all other columns are projected from the text.
GIVEN = {
    "id",
    "type",
    "slug",
    "head",
    "live",
    "withdrawn_at",
    "withdrawn_reason",
    "successor",
    "created_at",
}
COLUMNS = tuple(field.attname for field in Entry._meta.concrete_fields if field.name not in GIVEN)
# Not `search_spelling`: it is a word list of the whole site, and no row of it belongs to a page.
SEARCH = ("search_page", "search_posting", "search_name")


# People


def editor(name="ada"):
    user, _ = get_user_model().objects.get_or_create(username=name)
    return user


# Pages


def text(type="concept", title="Trust", **parts):
    """The canonical text of a page; `parts` are those of a Content."""
    return contentfile.dump(Content(type, title, **{**NEEDED[type], **parts}))


def title_of(slug):
    return slug.replace("-", " ").capitalize()


def draft(slug, type="concept", *, author=None, **parts):
    """A draft: of a new page, or of the page that has this slug. `text` stands for all parts."""
    written = parts.pop("text", None) or text(type, **{"title": title_of(slug), **parts})
    entry = Entry.objects.filter(slug=slug).first()
    saved = publishing.save_draft(entry, written, author or editor(), type=type, slug=slug)
    return fresh(saved.entry)


def page(
    slug,
    type="concept",
    *,
    note="First written",
    kind_of_change="wording",
    author=None,
    at=None,
    **parts,
):
    """A published page, or the next edition of the one that has this slug."""
    entry = draft(slug, type, author=author, **parts)
    publishing.publish(entry, author or editor(), note=note, kind=kind_of_change, at=at)
    return fresh(entry)


def framework(slug, members, **parts):
    """A published framework; a slug will do for a member."""
    members = tuple(each if isinstance(each, Member) else member(each) for each in members)
    return page(slug, "framework", members=members, **parts)


def question(slug, **parts):
    return page(slug, "question", **parts)


def save(entry, **parts):
    """Another revision of `entry`: its newest text with these parts changed."""
    content = contentfile.parse(fresh(entry).head.text, entry.type)
    names = set(content.__dataclass_fields__) - {"lines"}
    changed = Content(**{**{name: getattr(content, name) for name in names}, **parts})
    return publishing.save_draft(entry, contentfile.dump(changed), editor())


def edit(entry, *, note="Changed", kind="wording", at=None, **parts):
    """Saves and publishes `entry` with these parts changed; returns the edition."""
    return publishing.publish(save(entry, **parts).entry, editor(), note=note, kind=kind, at=at)


def withdraw(slug, reason="It said too little.", successor=None):
    successor = Entry.objects.get(slug=successor) if successor else None
    entry = Entry.objects.get(slug=slug)
    publishing.withdraw(entry, editor(), reason=reason, successor=successor)


def rename(slug, new):
    publishing.rename(Entry.objects.get(slug=slug), new, editor())


def fresh(entry):
    return Entry.objects.get(pk=entry.pk)


# Parts of a page


def relation(to, type="builds", reason="They belong together.", basis="practice", **more):
    return RelationLine(type, to, reason, basis, **more)


def contrasted(to, *, written=True):
    """A relation that tells two pages apart; `written` out point by point."""
    rows = (ContrastRow("Whose feeling", "The client's", "One's own"),) if written else ()
    return relation(to, "confused-with", "They differ.", "theory", contrast=rows)


def member(entry="", label="", note=""):
    return Member(entry, label, note)


def passage_name(heading="Open Communication", source="meaning"):
    return PassageName(source, heading)


# What pages lean on, and what stands beside them


def source(key="meaning", *headings, title="What it means"):
    """A source document with a passage for each of `headings`."""
    made = Source.objects.create(
        key=key, title=title, note="An unsigned web article.", body="Text.\n"
    )
    for position, heading in enumerate(headings or ("Open Communication", "Trust"), 1):
        passage = Passage(
            source=made,
            key=f"M{position}",
            heading=heading,
            summary="Says so.",
            position=position,
        )
        passage.full_clean()
        passage.save()
    return made


def reference(key="rogers-1957", title="A study of two people", **csl):
    """A scholarly work, whose author is called as its key says."""
    return publishing.save_reference(
        {
            "id": key,
            "type": "article-journal",
            "title": title,
            "author": [{"family": key.split("-")[0].capitalize(), "given": "A."}],
            "issued": {"date-parts": [[1957]]},
            "container-title": "Journal of Talking",
            "DOI": "10.1037/h0045357",
            **csl,
        }
    )


def finding(key, concepts, reference, numbers=(), *, at=None, **values):
    """A finding with its first edition, as of `at`."""
    values = {
        "kind": "quantitative",
        "claim": "The two go together.",
        "caveat": "It can't tell what comes first.",
        "basis": "meta-analysis",
        "primary_studies": "correlational",
        "read": "abstract",
        **values,
    }
    made = Finding.objects.create(key=key, reference=reference, **values)
    made.concepts.set(Entry.objects.filter(slug__in=concepts))
    for position, number in enumerate(numbers, 1):
        Statistic.objects.create(finding=made, position=position, **number)
    publishing.keep_finding(made, editor(), note="First written", at=at)
    return made


def change_finding(key, *, note="Counted again", at=None, value=None, **columns):
    """The next edition of a finding with other columns, or another value of its first number."""
    Finding.objects.filter(key=key).update(**columns)
    if value is not None:
        Statistic.objects.filter(finding__key=key, position=1).update(value=value)
    return publishing.keep_finding(fresh_finding(key), editor(), note=note, at=at)


def fresh_finding(key):
    return Finding.objects.get(key=key)


def review(slug, **values):
    values = {
        "reviewer": "Ama Boateng",
        "consented_on": date(2026, 11, 1),
        "role": "counsellor",
        "checked": "The example and the advice.",
        "reviewed_on": date(2026, 11, 14),
        "recorded_by": editor(),
        **values,
    }
    return Review.objects.create(edition=Entry.objects.get(slug=slug).live, **values)


def service(key, **values):
    values = {
        "group": "listening",
        "country": "UK",
        "name": "Samaritans",
        "purpose": "anyone struggling to cope",
        "phone": "116 123",
        "position": HelpService.objects.count() + 1,
        "read_on": date(2026, 11, 22),
        **values,
    }
    return HelpService.objects.create(key=key, **values)


def help_word(words):
    word = HelpWord(words=words)
    word.clean()
    if not HelpWord.objects.filter(pk=word.pk).exists():
        word.full_clean()
        word.save()


def planned(*names):
    for name in names:
        Tag.objects.create(name=name, slug=name.replace(" ", "-"), planned=True)


# Pictures of what is derived


def rows(model, *, keys=False):
    """What the table of `model` says, in an order of its own; with `keys` also in which rows."""
    names = [field.attname for field in model._meta.concrete_fields]
    if not keys and model._meta.pk.name == "id":
        names.remove("id")
    return sorted(model.objects.values_list(*names), key=repr)


def derived(*, keys=False):
    """A picture of everything that is derived; with `keys`, also of whether a row was made anew."""
    seen = {model.__name__: rows(model, keys=keys) for model in DERIVED}
    seen["Entry"] = sorted(Entry.objects.values_list("slug", *COLUMNS), key=repr)
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
