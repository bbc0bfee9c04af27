"""Everything that is derived is made again."""

from concepts import contentfile, search
from concepts.models import Entry

from .findings import rebuild_findings
from .keeping import keep_article
from .keys import renew_keys
from .locking import alone, lock
from .projection import (
    Projection,
    project,
    project_columns,
    release_names,
    release_relations,
    unproject,
)
from .references import rebuild_references


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
        renewed += rebuild_references() + rebuild_findings()
    pks = list(entries.order_by("pk").values_list("pk", flat=True))
    changed = set()
    # All give up first what is not theirs, so that each finds its own names free.
    for step in (_release, _project):
        for pk in pks:
            entry = Entry.objects.select_related("live__revision").get(pk=pk)
            if entry.live_id:  # fills the caches outside the transaction
                Projection.of(entry.live.revision.text, entry.type, entry)
            with alone():
                entry = lock(entry)
                if (step if entry.is_published else _unproject)(entry):
                    changed.add(pk)
    for pk in pks:
        with alone():
            if keep_article(pk):
                changed.add(pk)
    strays = search.indexed() - set(Entry.objects.published().values_list("pk", flat=True))
    return len(changed) + renewed + sum(bool(search.remove(pk)) for pk in strays)


def _release(entry):
    content = contentfile.parse(entry.live.revision.text, entry.type)
    names = release_names(entry, content)
    return bool(release_relations(entry, content)) or names


def _project(entry):
    """Projects a page with what its earlier editions leave to it."""
    projection = Projection.of(entry.live.revision.text, entry.type, entry)
    return project(entry, projection, is_new=False)


def _unproject(entry):
    changed = unproject(entry)
    if entry.live_id is None:
        return changed
    projection = Projection.of(entry.live.revision.text, entry.type, entry)
    return project_columns(entry, projection) or changed
