"""The passages of a source document, and who carries them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from concepts import markup
from concepts.models import Citation, Passage, Source, published

from .entry import listed


@dataclass
class Difference:
    """A point in which research and the field say otherwise than a passage. `anchor` is its place
    on the page of all of them; `html` is its text, once a view has rendered it."""

    passage: Passage
    text: str
    anchor: str
    html: str = ""

    @property
    def names(self):
        """The folded names that its links may mean: it is about what it links to."""
        return {key for link in markup.parse_inline(self.text).links for key in link.keys}


def differences_from(passage):
    """The Differences of a passage."""
    anchor = f"{passage.source_id}--{passage.anchor}"
    return [
        Difference(passage, text, f"{anchor}-{number}" if number > 1 else anchor)
        for number, text in enumerate(passage.points, 1)
    ]


def differences_about(slug, content, passages):
    """Those Differences of the passages that a page cites or carries which link to it, by any of
    its names."""
    names = {markup.fold(name) for name in (slug, content.title, *content.aliases)}
    points = (point for passage in passages for point in differences_from(passage))
    return [point for point in points if point.names & names]


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
