"""A text that readers do not see yet."""

from concepts import contentfile
from concepts.models import Entry, Revision, Slug

from .inputs import check_slug
from .locking import lock, writing
from .refusals import refuse


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
        check_slug(slug)
    with writing():
        entry = create_entry(type, slug) if entry is None else lock(entry)
        if base is not None and entry.head_id != base:
            head = entry.head
            refuse(
                f"{head.author} saved this page on {head.saved_at:%-d %B %Y at %H:%M} UTC, "
                "after you opened it."
                " Compare the two, then save again to put yours on top; both are kept."
            )
        return append_revision(entry, text, author, origin, folder)


def restore(entry, revision, author):
    """Appends the text of a former `revision` of `entry` as its newest one and returns it;
    publishing is a step of its own.
    """
    if revision.entry_id != entry.pk:
        refuse("That text belongs to another page.")
    return save_draft(entry, revision.text, author, origin="restore")


def create_entry(type, slug):
    """A page without a text, inside a transaction."""
    check_is_free(slug)
    entry = Entry.objects.create(type=type, slug=slug)
    Slug.objects.create(slug=slug, entry=entry)
    return entry


def check_is_free(slug, entry=None):
    """Refuses a slug that is or was another page's than `entry`."""
    if Slug.objects.filter(slug=slug).exclude(entry=entry).exists():
        refuse(f"The slug '{slug}' is or was another page's address; choose another.", "slug")


def append_revision(entry, text, author, origin, folder=""):
    """Makes `text` the newest of a locked entry."""
    entry.head = Revision.objects.create(
        entry=entry, text=text, author=author, origin=origin, folder=folder
    )
    entry.save(update_fields=["head"])
    return entry.head
