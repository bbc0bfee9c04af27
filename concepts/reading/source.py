"""The passages of a source document, and who carries them."""

from django.db.models import Prefetch

from concepts.models import Citation, Passage, Source, published

from .entry import listed


def passages_of(source):
    """The passages in order, each with the Citations of published pages that carry it as
    `carriers`: two queries."""
    carriers = (
        Citation.objects.filter(published("entry__"))
        .select_related("entry")
        .only("passage_id", *listed("entry__"))
        .order_by("entry__sort_key", "entry__slug")
    )
    passages = Passage.objects.filter(source=source).order_by("position")
    return list(passages.prefetch_related(Prefetch("citations", carriers, to_attr="carriers")))


def source_titles():
    """The titles of the source documents by their ids."""
    return dict(Source.objects.values_list("key", "title"))
