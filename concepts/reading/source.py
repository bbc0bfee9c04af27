"""The passages of a source document, and who carries them."""

from django.db.models import Prefetch

from concepts.models import Citation, Passage, Source, published

from .entry import listed


def passages_of(source=None):
    """The passages of a source in order, or those of all, each with the Citations of published
    pages that carry it as `carriers`: two queries."""
    found = Passage.objects.filter(source=source) if source else Passage.objects.all()
    return list(_with_carriers(found).order_by("source", "position"))


def _with_carriers(passages):
    carriers = (
        Citation.objects.filter(published("entry__"))
        .select_related("entry")
        .only("passage_id", *listed("entry__"))
        .order_by("entry__sort_key", "entry__slug")
    )
    return passages.prefetch_related(Prefetch("citations", carriers, to_attr="carriers"))


def source_titles():
    """The titles of the source documents by their ids."""
    return dict(Source.objects.values_list("key", "title"))


def differing_passages():
    """The passages from which research differs, in their order, each with its carriers: two
    queries."""
    found = _with_carriers(Passage.objects.exclude(differs="").select_related("source"))
    return list(found.order_by("source__key", "position"))
