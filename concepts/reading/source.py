"""The passages of a source document, and who carries them."""

from concepts.models import Citation, Passage, Source, published

from .entry import listed


def passages_of(source):
    """The passages in order, each with the published `pages` that carry it: two queries."""
    passages = list(Passage.objects.filter(source=source).order_by("position"))
    by_id = {passage.pk: passage for passage in passages}
    for passage in passages:
        passage.pages = []
    rows = (
        Citation.objects.filter(published("entry__"), passage__in=by_id)
        .select_related("entry")
        .only("passage_id", *listed("entry__"))
        .order_by("entry__sort_key", "entry__slug")
    )
    for row in rows:
        pages = by_id[row.passage_id].pages
        if row.entry not in pages:
            pages.append(row.entry)
    return passages


def source_titles():
    """The titles of the source documents by their ids."""
    return dict(Source.objects.values_list("key", "title"))
