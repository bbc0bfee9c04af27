"""The content in numbers."""

from collections import Counter
from dataclasses import dataclass

from concepts.contentfile import RELATION_TYPES, TYPES
from concepts.models import Citation, Entry, Passage, Reference, Relation, WikiLink

from .checking import check_folder
from .exporting import export_folder


@dataclass(frozen=True)
class ContentReport:
    """Counts of what is published, as (name, value) pairs in groups."""

    groups: dict


def content_report():
    """The ContentReport of what readers see now."""
    _, measured = check_folder(export_folder())
    groups = sum(page.groups for page in measured)
    lengths = [length for page in measured for length in page.sentences]
    longest = max(measured, key=lambda page: max(page.sentences, default=0), default=None)
    live = Entry.objects.published()
    relations = Relation.objects.published()
    cited = Citation.objects.filter(entry__in=live)
    types = Counter(relations.values_list("type", flat=True))
    bases = Counter(relations.values_list("basis", flat=True))
    used = cited.filter(reference__isnull=False).values("reference").distinct().count()
    carried = cited.filter(passage__isnull=False).values("passage").distinct().count()
    return ContentReport(
        {
            "Pages": [
                *((f"{type}s", live.filter(type=type).count()) for type in TYPES),
                ("of them instruments", live.filter(kind="instrument").count()),
                ("words", f"{sum(lengths):,}"),
                ("sentences", f"{len(lengths):,}"),
                ("mean sentence (words)", f"{sum(lengths) / len(lengths):.1f}" if lengths else "0"),
                (
                    "longest sentence (words)",
                    f"{max(longest.sentences)} in {longest.path}" if lengths else "0",
                ),
                ("links between pages", WikiLink.objects.filter(entry__in=live).count()),
                ("links to nothing", WikiLink.objects.filter(entry__in=live).broken().count()),
            ],
            "Citations": [
                ("citations in the texts", sum(page.citations for page in measured)),
                ("paragraphs cited", share(sum(page.cited_groups for page in measured), groups)),
                (
                    "references used",
                    f"{used} of {Reference.objects.count()}",
                ),
                ("passages carried", f"{carried} of {Passage.objects.count()}"),
                (
                    "pages naming a document outside its block",
                    sum(not page.is_silent_of_documents for page in measured),
                ),
            ],
            "Relations by type": [
                *((type.words, types[name]) for name, type in RELATION_TYPES.items()),
                ("all", sum(types.values())),
            ],
            "Relations by basis": [
                (name, share(count, sum(bases.values()))) for name, count in bases.most_common()
            ],
        }
    )


def share(part, whole):
    """A count with what part of all it is."""
    return f"{part:,} of {whole:,} ({100 * part / whole:.1f} %)" if whole else "0"
