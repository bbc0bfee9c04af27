"""The doors themselves. Each parses and validates outside the transaction and writes briefly inside
it.

Whoever is inside keeps every other writer waiting, on PostgreSQL too (`alone`). The entry's row is
locked besides: without that, concurrent publishes lost 221 of 400 edition numbers there.
"""

from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from concepts import contentfile, markup, search
from concepts.contentfile import Fault, Faulty
from concepts.models import CHANGE_KINDS, Edition, Entry, Revision, Slug

from .keys import renew_keys
from .projection import (
    Projection,
    project,
    project_columns,
    release_names,
    release_relations,
    unproject,
)
from .references import rebuild_references
from .refusals import refusal
from .validation import known_for, names_of, validate

LONGEST_NOTE = 300
LONGEST_REASON = 500
LONGEST_SLUG = 200
# The number of the lock that writers take on PostgreSQL: any, so long as nothing else takes it.
DOOR = 1957


@contextmanager
def alone():
    """A transaction in which nobody else writes pages.

    What is derived from a page depends on others: names, successors, symmetric relations. Two that
    were written at once would each see the other as it was, or wait for each other for ever.
    SQLite's IMMEDIATE transactions admit one writer at a time; PostgreSQL is asked to.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DOOR])
        yield


def _locked(entry):
    """The entry as it is now, its row locked until the transaction ends."""
    return Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)


def _refuse(message, field=""):
    raise Faulty([Fault(field, message)])


def _one_line(text, name, longest, field):
    text = " ".join((text or "").split())
    if not text:
        _refuse(f"Say {name}.", field)
    if len(text) > longest:
        _refuse(f"That is {len(text)} characters; {longest} is the most.", field)
    faults = contentfile.check_characters(text)
    if faults:
        raise Faulty([Fault(field, faults[0].message)])
    return text


def _check_slug(slug):
    """Refuses what is no slug before a database is asked: they differ on overlong texts and NUL."""
    if not markup.is_reference_key(slug):
        _refuse(
            "A slug has lower-case letters a to z and digits, in words joined by single hyphens.",
            "slug",
        )
    if len(slug) > LONGEST_SLUG:
        _refuse(f"The slug has {len(slug)} characters; {LONGEST_SLUG} is the most.", "slug")


def save_draft(entry, text, author, *, origin="editor", type="", slug="", base=None, folder=""):
    """Appends `text` (a whole content file) as the newest revision of `entry` and returns it;
    readers do not see it.

    With `entry` None a page is made: `type` is concept, framework or question, `slug` its address.
    `base` is the id of the revision that the author began from: if somebody has saved since,
    nothing is written. Raises Faulty for a text that can't be read, a slug that is taken, and a
    `base` that is no longer the newest. A draft may still cite and link what does not exist;
    `publish` refuses that.
    """
    contentfile.parse(text, entry.type if entry else type)
    if entry is None:
        _check_slug(slug)
    try:
        with alone():
            if entry is None:
                entry = Entry.objects.create(type=type, slug=slug)
                Slug.objects.create(slug=slug, entry=entry)
            entry = _locked(entry)
            if base is not None and entry.head_id != base:
                head = entry.head
                _refuse(
                    f"{head.author} saved this page on {head.saved_at:%-d %B %Y at %H:%M} UTC, "
                    "after you opened it."
                    " Compare the two, then save again to put yours on top; both are kept."
                )
            revision = Revision.objects.create(
                entry=entry, text=text, author=author, origin=origin, folder=folder
            )
            entry.head = revision
            entry.save(update_fields=["head"])
    except IntegrityError as error:
        if Slug.objects.filter(slug=slug).exists():
            _refuse(f"The slug '{slug}' is or was another page's address; choose another.", "slug")
        raise refusal(error) from error
    return revision


def publish(entry, author, *, note, kind="wording"):
    """Makes the newest revision of `entry` its next edition and returns it. A withdrawn page comes
    back by it.

    `note` says in a few words what changed, `kind` is wording or meaning. Raises Faulty with
    everything that readers must not get: names that are taken, relations and citations of nothing,
    texts beyond the bounds.
    """
    [edition] = publish_all([(entry, entry.head)], author, note=note, kind=kind)
    return edition


def publish_all(pages, author, *, note, kind="wording", known=None):
    """Publishes several pages together, or none of them. `pages` are (entry, revision) pairs;
    returns their editions.

    `known` is given by a caller that has validated the pages already; without it they are validated
    here.
    """
    note = _one_line(note, "in a few words what changed", LONGEST_NOTE, "change_note")
    if kind not in CHANGE_KINDS:
        _refuse(f"A change is one of {' or '.join(CHANGE_KINDS)}.", "change_kind")
    ready = []
    for entry, revision in pages:
        if revision is None:
            _refuse("There is nothing to publish yet; save a text first.")
        ready.append((entry, revision, Projection.of(revision.text, entry.type, entry)))
    if known is None:
        contents = {entry.slug: projection.content for entry, _, projection in ready}
        known = known_for(contents)
        faults = [
            fault
            for slug, content in contents.items()
            for fault in validate(content, slug, known)[0]
        ]
        if faults:
            raise Faulty(faults)
    try:
        with alone():
            return _publish_inside(ready, author, note, kind)
    except IntegrityError as error:
        raise refusal(error) from error


def _publish_inside(ready, author, note, kind):
    editions, locked, touched = [], [], set()
    for entry, revision, projection in sorted(ready, key=lambda page: page[0].pk):
        entry = _locked(entry)
        if entry.head_id != revision.pk:
            _refuse(f"Somebody saved '{entry}' just now; look at the newest text, then publish.")
        if entry.live_id and entry.live.revision_id == revision.pk and entry.withdrawn_at is None:
            _refuse(
                f"Nothing has changed since edition {entry.live.number}; there is nothing to "
                "publish."
            )
        release_names(entry, projection.content)
        touched |= release_relations(entry, projection.content)
        locked.append((entry, revision, projection))
    for entry, revision, projection in locked:
        last = entry.editions.order_by("-number").values_list("number", flat=True).first() or 0
        edition = Edition.objects.create(
            entry=entry,
            number=last + 1,
            revision=revision,
            change_note=note,
            change_kind=kind,
            publisher=author,
        )
        stood_in = entry.successor
        content = projection.content
        # A published page must have these columns; the rest follows when all pages of the batch are
        # live.
        values = {
            "live": edition,
            "withdrawn_at": None,
            "withdrawn_reason": "",
            "successor": None,
            "title": content.title,
            "kind": content.kind,
            "category": content.category,
        }
        for name, value in values.items():
            setattr(entry, name, value)
        entry.save(update_fields=list(values))
        if stood_in is not None and stood_in.is_published:
            _project_others({stood_in.pk})
            touched |= {stood_in.pk, *_tied_to(stood_in)}
        editions.append(edition)
    for entry, _, projection in locked:
        project(entry, projection)
    _project_others(touched - {entry.pk for entry, _, _ in locked})
    order = {edition.entry_id: edition for edition in editions}
    return [order[entry.pk] for entry, _, _ in ready]


def save_all(pages, author, *, note, folder="", known=None):
    """Saves and publishes the pages of an import together, or none of them; returns their editions.

    `pages` are (entry or None, type, slug, text, id of the newest revision that the caller saw or
    None).
    """
    try:
        with alone():
            saved = []
            for entry, type, slug, text, seen in pages:
                if entry is None:
                    _check_slug(slug)
                    entry = Entry.objects.create(type=type, slug=slug)
                    Slug.objects.create(slug=slug, entry=entry)
                else:
                    entry = _locked(entry)
                if entry.head_id != seen:
                    _refuse(f"Somebody saved '{entry}' during the import; run it again.")
                revision = Revision.objects.create(
                    entry=entry, text=text, author=author, origin="import", folder=folder
                )
                entry.head = revision
                entry.save(update_fields=["head"])
                saved.append((entry, revision))
            return publish_all(saved, author, note=note, known=known)
    except IntegrityError as error:
        raise refusal(error) from error


def withdraw(entry, author, *, reason, successor=None):
    """Takes a published page away: its address answers 410 with `reason`, or 301 to `successor` if
    one is given.

    Its editions stay readable. Raises Faulty for a page that is not published and for a successor
    that leads back to it.
    """
    reason = _one_line(reason, "why the page is withdrawn", LONGEST_REASON, "reason")
    try:
        with alone():
            entry = _locked(entry)
            _withdraw_inside(entry, reason, successor)
    except IntegrityError as error:
        raise refusal(error) from error
    return entry


def _withdraw_inside(entry, reason, successor):
    if not entry.is_published:
        _refuse(f"'{entry}' is not published, so there is nothing to withdraw.")
    if successor is not None:
        successor = _locked(successor)
        if successor.pk == entry.pk:
            _refuse("A page can't be its own successor; choose another page.", "successor")
        if not successor.is_published:
            _refuse(
                f"'{successor}' is not published; choose a page that readers can see.", "successor"
            )
    tied = _tied_to(entry)
    entry.withdrawn_at, entry.withdrawn_reason, entry.successor = timezone.now(), reason, successor
    entry.save(update_fields=["withdrawn_at", "withdrawn_reason", "successor"])
    unproject(entry)
    # Links to the former names lead to whoever took the page's place, or to nobody.
    Entry.objects.filter(successor=entry).update(successor=successor)
    if successor is not None:
        _project_again(successor)
    _project_others(tied)


def _tied_to(entry):
    """Ids of the pages whose relations, members or concepts lead to `entry`, or to which its own
    relations lead.
    """
    return {
        *entry.relations_in.values_list("entry", flat=True),
        *entry.relations.values_list("target", flat=True),
        *entry.memberships.values_list("framework", flat=True),
        *entry.questions.values_list("question", flat=True),
    }


def _project_others(pks):
    """Projects published pages again whose texts have not changed, but where their relations and
    members lead has.
    """
    for pk in sorted(pks):
        page = _locked(Entry(pk=pk))
        if page.is_published:
            _project_again(page)


def rename(entry, slug, author):
    """Gives `entry` another slug. The former one stays its own and redirects; going back to it is
    allowed.

    Raises Faulty for a slug that is or was another page's, or that is none.
    """
    _check_slug(slug)
    try:
        with alone():
            entry = _locked(entry)
            if slug == entry.slug:
                return entry
            held = Slug.objects.filter(slug=slug).first()
            if held is not None and held.entry_id != entry.pk:
                _refuse(
                    f"The slug '{slug}' is or was another page's address; choose another.", "slug"
                )
            Slug.objects.filter(entry=entry, is_current=True).update(is_current=False)
            if held is None:
                Slug.objects.create(slug=slug, entry=entry)
            else:
                Slug.objects.filter(slug=slug).update(is_current=True)
            entry.slug = slug
            entry.save(update_fields=["slug"])
            if entry.is_published:
                _project_again(entry, is_new=True)
            elif entry.successor_id is not None:
                _project_others({entry.successor_id})
    except IntegrityError as error:
        raise refusal(error) from error
    return entry


def merge(entry, into, author, *, reason=""):
    """Lets `into` take the place of `entry`: its address redirects there, and its names find that
    page.

    `into` gets a new edition whose search words include the names of `entry`; the texts of other
    pages are not touched, their relations, memberships and links lead to `into` from now on. Raises
    Faulty if either is not published.
    """
    reason = reason or f"Merged with {into.title}."
    if entry.pk == into.pk:
        _refuse("A page can't be merged with itself; choose another page.", "into")
    if entry.type != into.type:
        _refuse(
            f"A {entry.type} can't be merged into a {into.type}; withdraw it with a successor.",
            "into",
        )
    for page in (entry, into):
        if not page.is_published:
            _refuse(f"'{page}' is not published; only published pages can be merged.", "into")
    if into.head_id != into.live.revision_id:
        _refuse(f"'{into}' has a draft that is not published; publish it first.", "into")
    text = _with_names(entry, into)
    projection = Projection.of(text, into.type, into)
    try:
        with alone():
            first, second = sorted((entry, into), key=lambda page: page.pk)
            _locked(first), _locked(second)
            entry, into_now = Entry.objects.get(pk=entry.pk), Entry.objects.get(pk=into.pk)
            if into_now.head_id != into.head_id:
                _refuse(f"Somebody saved '{into}' just now; look at it, then merge.", "into")
            _withdraw_inside(entry, _one_line(reason, "why", LONGEST_REASON, "reason"), into_now)
            revision = Revision.objects.create(
                entry=into_now, text=text, author=author, origin="merge"
            )
            into_now.head = revision
            into_now.save(update_fields=["head"])
            note = f"Took in the names of {entry.title}."[:LONGEST_NOTE]
            [edition] = _publish_inside([(into_now, revision, projection)], author, note, "wording")
    except IntegrityError as error:
        raise refusal(error) from error
    return edition


def _with_names(entry, into):
    """The live text of `into` with the names of `entry` among its search words."""
    content = contentfile.parse(into.live.revision.text, into.type)
    other = contentfile.parse(entry.live.revision.text, entry.type)
    held = {key for key, _, _ in names_of(content, into.slug)}
    added = []
    for key, text, _ in names_of(other, entry.slug):
        if key not in held and text != entry.slug:
            held.add(key)
            added.append(text)
    return contentfile.dump(
        contentfile.Content(
            **{
                **{
                    name: getattr(content, name)
                    for name in content.__dataclass_fields__
                    if name != "lines"
                },
                "search": (*content.search, *added),
            }
        )
    )


def restore(entry, revision, author):
    """Appends the text of a former `revision` of `entry` as its newest one and returns it;
    publishing is a step of its own.
    """
    if revision.entry_id != entry.pk:
        _refuse("That text belongs to another page.")
    return save_draft(entry, revision.text, author, origin="restore")


def rebuild(entries=None):
    """Makes everything that is derived again, of all entries or of those given; returns how many of
    them had to change.

    Run twice, the second run changes nothing.
    """
    renewed = 0
    if entries is None:
        entries = Entry.objects.all()
        with alone():
            renewed = renew_keys()
        renewed += rebuild_references()
    pks = list(entries.order_by("pk").values_list("pk", flat=True))
    changed = set()
    # All give up first what is not theirs, so that each finds its own names free.
    for step in (_release, _project_whole):
        for pk in pks:
            entry = Entry.objects.select_related("live__revision").get(pk=pk)
            if entry.live_id:  # fills the caches outside the transaction
                Projection.of(entry.live.revision.text, entry.type, entry)
            with alone():
                entry = _locked(entry)
                if (step if entry.is_published else _unproject_again)(entry):
                    changed.add(pk)
    strays = search.indexed() - set(Entry.objects.published().values_list("pk", flat=True))
    return len(changed) + renewed + sum(bool(search.remove(pk)) for pk in strays)


def _unproject_again(entry):
    changed = unproject(entry)
    if entry.live_id is None:
        return changed
    projection = Projection.of(entry.live.revision.text, entry.type, entry)
    return project_columns(entry, projection) or changed


def _release(entry):
    content = contentfile.parse(entry.live.revision.text, entry.type)
    names = release_names(entry, content)
    return bool(release_relations(entry, content)) or names


def _project_again(entry, is_new=False):
    revision = entry.live.revision
    return project(entry, Projection.of(revision.text, entry.type), is_new=is_new)


def _project_whole(entry):
    """Projects a page with what its earlier editions leave to it."""
    projection = Projection.of(entry.live.revision.text, entry.type, entry)
    return project(entry, projection, is_new=False)
