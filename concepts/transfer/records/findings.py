"""Research findings, each with its numbers."""

import re

from concepts import contentfile, publishing
from concepts.contentfile import Fault
from concepts.contentfile.schema import Choice, Free, Table, Texts
from concepts.models import IMPORTED, Finding, Slug, Statistic
from concepts.models.finding import FINDING_BASES, FINDING_KINDS, READINGS
from concepts.models.finding_data import FIGURES, figure_data, finding_data, statistic_from

from .base import Kind, Record, columns, read_table, unique

STATISTICS = Table(
    "statistic",
    columns(Statistic, measure="measure", value="value"),
    columns(Statistic, of="of", k_studies="studies", n="people")
    | {"ci95": Texts("ci95", Statistic._meta.get_field("low").max_length), "year": Free("year")}
    | {name: Free(name) for name in FIGURES},
)
TABLE = Table(
    "finding",
    columns(Finding, id="key")
    | {
        "kind": Choice("the kind", FINDING_KINDS),
        "concepts": Texts("concepts"),
        "claim": Free("claim"),
        "reference": Free("reference"),
        "basis": Choice("the basis", FINDING_BASES),
        "read": Choice("the read", READINGS),
        "caveat": Free("caveat"),
    },
    {"statistics": STATISTICS, "also": Texts("also")}
    | columns(
        Finding,
        primary_studies="primary_studies",
        country="country",
        profession="profession",
        direction="direction",
    ),
)


class Findings(Kind):
    path = "findings.yaml"
    after_pages = True

    def read_text(self, text):
        reader, rows = read_table(text, TABLE)
        for _, _, data in rows:
            for place, figure in data.get("statistics", []):
                if message := _figure_fault(figure):
                    reader.refuse([Fault(place, message)])
            if "statistics" in data:
                data["statistics"] = [figure for _, figure in data["statistics"]]
        return unique([Record(data["id"], line, data) for _, line, data in rows], reader)

    def held(self):
        rows = Finding.objects.select_related("reference").prefetch_related(
            "also", "concepts", "statistics"
        )
        return {row.key: finding_data(row) for row in rows}

    def ordered(self, data):
        """Concepts and references count as sets."""
        return {
            name: sorted(set(value)) if name in ("concepts", "also") else value
            for name, value in data.items()
        }

    def make_known(self, known, records, leaving):
        slugs = {slug for record in records for slug in record.data["concepts"]}
        for row in Slug.objects.filter(slug__in=slugs).select_related("entry"):
            known.slugs.setdefault(row.slug, (row.entry.slug, row.entry.type))
        for key in leaving:
            known.findings.pop(key, None)
        known.findings |= {record.key: tuple(record.data["concepts"]) for record in records}

    def check(self, records, known):
        faults = []
        for record in records:
            for key in (record.data["reference"], *record.data.get("also", [])):
                if key not in known.references:
                    faults.append((record, f"there is no reference '{key}'."))
            for slug in record.data["concepts"]:
                if slug not in known.slugs:
                    faults.append((record, f"there is no page '{slug}'."))
        return [
            Fault(record.key, message, line=record.line, path=self.path)
            for record, message in faults
        ]

    def save(self, record, by):
        publishing.save_finding(record.data, by.author, note=IMPORTED, at=by.at)

    def delete(self, key, by):
        publishing.remove_finding(key, by.author, at=by.at)

    def write(self, records):
        return contentfile.dump_yaml(sorted(records, key=lambda data: data["id"]))


def _figure_fault(figure):
    """What the columns could not give back as it stands."""
    interval = figure.get("ci95", ["low", "high"])
    if len(interval) != 2 or not all(interval):
        return "ci95 is a lower and an upper end, such as [0.23, 0.33]."
    if not re.fullmatch(r"[0-9]{1,4}", figure.get("year", "1")):
        return "the year must be a number."
    if figure_data(statistic_from(figure)) != figure:
        words = ", ".join(filter(None, FIGURES.values()))
        return f"the note can't begin with the words of another figure ({words})."
    return ""
