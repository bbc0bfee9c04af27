"""A revision becomes the next edition, which readers see."""

from django.utils import timezone

from concepts.contentfile import Faulty
from concepts.models import CHANGE_KINDS, Edition

from .inputs import LONGEST_NOTE, one_line
from .keeping import keeping
from .locking import lock, writing
from .projection import (
    Projection,
    project,
    project_others,
    release_names,
    release_relations,
    tied_to,
)
from .refusals import refuse
from .validation import known_for, validate


def publish(entry, author, *, note, kind="wording", at=None):
    """Makes the newest revision of `entry` its next edition and returns it. A withdrawn page comes
    back by it.

    `note` says in a few words what changed, `kind` is wording or meaning. Raises Faulty with
    everything that readers must not get: names that are taken, relations and citations of nothing,
    texts beyond the bounds.
    """
    [edition] = publish_all([(entry, entry.head)], author, note=note, kind=kind, at=at)
    return edition


def publish_all(pages, author, *, note, kind="wording", known=None, at=None):
    """Publishes several pages together, or none of them. `pages` are (entry, revision) pairs;
    returns their editions.

    `known` is given by a caller that has validated the pages already; without it they are validated
    here. `at` is the moment of the editions: now, if not given.
    """
    note = one_line(note, "in a few words what changed", LONGEST_NOTE, "change_note")
    if kind not in CHANGE_KINDS:
        refuse(f"A change is one of {' or '.join(CHANGE_KINDS)}.", "change_kind")
    ready = []
    for entry, revision in pages:
        if revision is None:
            refuse("There is nothing to publish yet; save a text first.")
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
    with writing():
        return publish_inside(ready, author, note, kind, at)


def publish_inside(ready, author, note, kind, at=None):
    """Publishes inside a transaction. `ready` are (entry, revision, Projection of its text)."""
    with keeping(*(entry.pk for entry, _, _ in ready)):
        return _publish(ready, author, note, kind, at)


def _publish(ready, author, note, kind, at):
    editions, locked, touched = [], [], set()
    at = at or timezone.now()
    for entry, revision, projection in sorted(ready, key=lambda page: page[0].pk):
        entry = lock(entry)
        if entry.head_id != revision.pk:
            refuse(f"Somebody saved '{entry}' just now; look at the newest text, then publish.")
        if entry.is_published and entry.live.revision_id == revision.pk:
            refuse(
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
            published_at=at,
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
        if stood_in is not None:
            project_others({stood_in.pk})
            touched |= {stood_in.pk, *tied_to(stood_in)}
        editions.append(edition)
    for entry, _, projection in locked:
        project(entry, projection)
    project_others(touched - {entry.pk for entry, _, _ in locked})
    order = {edition.entry_id: edition for edition in editions}
    return [order[entry.pk] for entry, _, _ in ready]
