"""A page takes the place of another."""

from dataclasses import replace

from concepts import contentfile
from concepts.models import Entry

from .draft import append_revision
from .inputs import LONGEST_NOTE, LONGEST_REASON, one_line
from .locking import lock, writing
from .projection import Projection
from .publish import publish_inside
from .refusals import refuse
from .validation import names_of
from .withdraw import withdraw_inside


def merge(entry, into, author, *, reason=""):
    """Lets `into` take the place of `entry`: its address redirects there, and its names find that
    page.

    `into` gets a new edition whose search words include the names of `entry`; the texts of other
    pages are not touched, their relations, memberships and links lead to `into` from now on. Raises
    Faulty if either is not published.
    """
    reason = reason or f"Merged with {into.title}."
    if entry.pk == into.pk:
        refuse("A page can't be merged with itself; choose another page.", "into")
    if entry.type != into.type:
        refuse(
            f"A {entry.type} can't be merged into a {into.type}; withdraw it with a successor.",
            "into",
        )
    for page in (entry, into):
        if not page.is_published:
            refuse(f"'{page}' is not published; only published pages can be merged.", "into")
    if into.head_id != into.live.revision_id:
        refuse(f"'{into}' has a draft that is not published; publish it first.", "into")
    text = _with_names(entry, into)
    projection = Projection.of(text, into.type, into)
    with writing():
        first, second = sorted((entry, into), key=lambda page: page.pk)
        lock(first), lock(second)
        entry, into_now = Entry.objects.get(pk=entry.pk), Entry.objects.get(pk=into.pk)
        if into_now.head_id != into.head_id:
            refuse(f"Somebody saved '{into}' just now; look at it, then merge.", "into")
        withdraw_inside(entry, one_line(reason, "why", LONGEST_REASON, "reason"), into_now)
        revision = append_revision(into_now, text, author, "merge")
        note = f"Took in the names of {entry.title}."[:LONGEST_NOTE]
        [edition] = publish_inside([(into_now, revision, projection)], author, note, "wording")
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
    return contentfile.dump(replace(content, search=(*content.search, *added)))
