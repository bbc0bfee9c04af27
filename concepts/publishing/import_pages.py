"""The pages of a folder, saved and published together."""

from dataclasses import dataclass

from concepts.models import Entry

from .draft import append_revision, create_entry
from .inputs import check_slug
from .locking import lock, writing
from .publish import publish_all
from .refusals import refuse


@dataclass(frozen=True)
class PageText:
    """A page's new text. `entry` is None for a page that is new; `seen` is the id of the newest
    revision that the caller saw."""

    type: str
    slug: str
    text: str
    entry: Entry | None = None
    seen: int | None = None


def save_all(pages, author, *, note, folder="", known=None, at=None):
    """Saves and publishes PageTexts together, or none of them, as of `at` (now, if not given);
    returns their editions."""
    with writing():
        saved = []
        for page in pages:
            if page.entry is None:
                check_slug(page.slug)
                entry = create_entry(page.type, page.slug)
            else:
                entry = lock(page.entry)
            if entry.head_id != page.seen:
                refuse(f"Somebody saved '{entry}' during the import; run it again.")
            saved.append((entry, append_revision(entry, page.text, author, "import", folder)))
        return publish_all(saved, author, note=note, known=known, at=at)
