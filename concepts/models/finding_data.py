"""A finding as a record of a file: what `findings.yaml` says of it, and what its editions keep."""

from .finding import FINDING_COLUMNS, Finding, Statistic

# Figures that stand in one column, a line each, after these words.
FIGURES = {
    "d_equivalent": "as d",
    "i2_percent": "I2 (percent)",
    "variance_pct_derived": "100 r² (our arithmetic, disputed)",
    "p": "p",
    "significant": "significant",
    "note": "",
}


def finding_data(finding):
    """What a finding says, with all that it is tied to."""
    data = {
        "id": finding.key,
        "kind": finding.kind,
        "concepts": sorted(entry.slug for entry in finding.concepts.all()),
        "claim": finding.claim,
        "direction": finding.direction,
        "statistics": [figure_data(figure) for figure in finding.statistics.all()],
        "reference": finding.reference.key,
        "also": sorted(reference.key for reference in finding.also.all()),
        "basis": finding.basis,
        "primary_studies": finding.primary_studies,
        "read": finding.read,
        "country": finding.country,
        "profession": finding.profession,
        "caveat": finding.caveat,
    }
    return {name: value for name, value in data.items() if value}


def figure_data(row):
    data = {
        "of": row.of,
        "measure": row.measure,
        "value": row.value,
        "ci95": [row.low, row.high] if row.low else None,
        "k_studies": row.studies,
        "n": row.people,
        "year": str(row.year or ""),
    }
    names = {words: name for name, words in FIGURES.items()}
    for line in row.details.splitlines():
        words, colon, value = line.partition(": ")
        if colon and words in names:
            data[names[words]] = value
        else:
            data["note"] = f"{data['note']}\n{line}" if "note" in data else line
    return {name: value for name, value in data.items() if value}


def finding_from(data, reference):
    """The Finding that `data` tells of, with its `numbers`; not saved, and tied to its work."""
    finding = Finding(key=data["id"], reference=reference, **finding_columns(data))
    finding.numbers = statistics_from(data, finding)
    return finding


def finding_columns(data):
    return {name: data.get(name, "") for name in FINDING_COLUMNS}


def statistics_from(data, finding):
    return [
        statistic_from(figure, finding, position)
        for position, figure in enumerate(data.get("statistics", []), 1)
    ]


def statistic_from(figure, finding=None, position=1):
    low, high = figure.get("ci95", ["", ""])
    details = [
        f"{words}: {figure[name]}" if words else figure[name]
        for name, words in FIGURES.items()
        if name in figure
    ]
    return Statistic(
        finding=finding,
        position=position,
        of=figure.get("of", ""),
        measure=figure["measure"],
        value=figure["value"],
        low=low,
        high=high,
        studies=figure.get("k_studies", ""),
        people=figure.get("n", ""),
        year=int(figure["year"]) if figure.get("year") else None,
        details="\n".join(details),
    )
