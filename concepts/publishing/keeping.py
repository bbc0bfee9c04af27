"""The articles that are kept as readers see them, so that nobody waits for them to be made."""

from contextlib import contextmanager

from concepts import articles
from concepts.models import Entry, KeptArticle, Name, WikiLink

# So many names are asked for at once.
AT_ONCE = 500


@contextmanager
def keeping(*pks):
    """Keeps, at the end of an act, the articles of these pages, and of those that link to a name
    of theirs that came, went or leads to a page of another title or address."""
    before = _names(pks)
    yield
    keys = sorted({key for key, *_ in before ^ _names(pks)})
    linking = set()
    for first in range(0, len(keys), AT_ONCE):
        links = WikiLink.objects.filter(key__in=keys[first : first + AT_ONCE])
        linking.update(links.values_list("entry", flat=True))
    for pk in sorted(linking.union(pks)):
        keep_article(pk)


def keep_article(pk):
    """Keeps the article of a published page; returns whether it had to change."""
    entry = Entry.objects.published().select_related("live__revision").filter(pk=pk).first()
    if entry is None:
        return False
    held = KeptArticle.objects.filter(pk=pk).values_list("made_of", flat=True).first()
    kept = articles.to_keep(entry, held)
    if kept is None:
        return False
    made_of, parts = kept
    KeptArticle.objects.update_or_create(pk=pk, defaults={"made_of": made_of, "parts": parts})
    return True


def _names(pks):
    """All that a link depends on: the name, and where it leads."""
    rows = set()
    for first in range(0, len(pks), AT_ONCE):
        names = Name.objects.filter(entry__in=pks[first : first + AT_ONCE])
        rows.update(names.values_list("key", "entry__slug", "entry__title"))
    return rows
