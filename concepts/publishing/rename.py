"""A page gets another slug."""

from concepts.models import Slug

from .draft import check_is_free
from .inputs import check_slug
from .keeping import keeping
from .locking import lock, writing
from .projection import project_again, project_others


def rename(entry, slug, author):
    """Gives `entry` another slug. The former one stays its own and redirects; going back to it is
    allowed.

    Raises Faulty for a slug that is or was another page's, or that is none.
    """
    check_slug(slug)
    with writing():
        entry = lock(entry)
        if slug == entry.slug:
            return entry
        check_is_free(slug, entry)
        with keeping(entry.pk):
            _rename(entry, slug)
    return entry


def _rename(entry, slug):
    Slug.objects.filter(entry=entry, is_current=True).update(is_current=False)
    Slug.objects.update_or_create(slug=slug, entry=entry, defaults={"is_current": True})
    entry.slug = slug
    entry.save(update_fields=["slug"])
    if entry.is_published:
        project_again(entry, is_new=True)
    elif entry.successor_id is not None:
        project_others({entry.successor_id})
