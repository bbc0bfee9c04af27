"""A page is taken away from readers."""

from django.utils import timezone

from .inputs import LONGEST_REASON, one_line
from .keeping import keeping
from .locking import lock, writing
from .projection import project_again, project_others, tied_to, unproject
from .refusals import refuse


def withdraw(entry, author, *, reason, successor=None):
    """Takes a published page away: its address answers 410 with `reason`, or 301 to `successor` if
    one is given.

    Its editions stay readable. Raises Faulty for a page that is not published and for a successor
    that readers do not see.
    """
    reason = one_line(reason, "why the page is withdrawn", LONGEST_REASON, "reason")
    with writing():
        entry = lock(entry)
        withdraw_inside(entry, reason, successor)
    return entry


def withdraw_inside(entry, reason, successor):
    """Withdraws a locked entry inside a transaction."""
    if not entry.is_published:
        refuse(f"'{entry}' is not published, so there is nothing to withdraw.")
    if successor is not None:
        successor = lock(successor)
        if successor.pk == entry.pk:
            refuse("A page can't be its own successor; choose another page.", "successor")
        if not successor.is_published:
            refuse(
                f"'{successor}' is not published; choose a page that readers can see.", "successor"
            )
    with keeping(entry.pk, *([successor.pk] if successor else [])):
        _withdraw(entry, reason, successor)


def _withdraw(entry, reason, successor):
    tied = tied_to(entry)
    # What the page stood in for leads to whoever takes its place, or to nobody: so one step always
    # leads to a page that readers see.
    entry.predecessors.update(successor=successor)
    entry.withdrawn_at, entry.withdrawn_reason, entry.successor = timezone.now(), reason, successor
    entry.save(update_fields=["withdrawn_at", "withdrawn_reason", "successor"])
    unproject(entry)
    if successor is not None:
        project_again(successor)
    project_others(tied)
