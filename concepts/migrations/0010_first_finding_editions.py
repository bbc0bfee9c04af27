"""Gives each finding that is there its first edition. When it was published nobody kept."""

from django.db import migrations

# The columns of a finding and of a number under their names in a file, as of this migration.
COLUMNS = (
    "kind",
    "claim",
    "direction",
    "basis",
    "primary_studies",
    "read",
    "country",
    "profession",
    "caveat",
)
FIGURE_COLUMNS = {
    "of": "of",
    "measure": "measure",
    "value": "value",
    "k_studies": "studies",
    "n": "people",
}
FIGURES = {
    "as d": "d_equivalent",
    "I2 (percent)": "i2_percent",
    "100 r² (our arithmetic, disputed)": "variance_pct_derived",
    "p": "p",
    "significant": "significant",
}


def finding_data(finding):
    data = {
        "id": finding.key,
        **{name: getattr(finding, name) for name in COLUMNS},
        "concepts": sorted(entry.slug for entry in finding.concepts.all()),
        "statistics": [figure_data(row) for row in finding.statistics.order_by("position")],
        "reference": finding.reference.key,
        "also": sorted(reference.key for reference in finding.also.all()),
    }
    return {name: value for name, value in data.items() if value}


def figure_data(row):
    data = {name: getattr(row, column) for name, column in FIGURE_COLUMNS.items()}
    data |= {"ci95": [row.low, row.high] if row.low else None, "year": str(row.year or "")}
    for line in row.details.splitlines():
        words, colon, value = line.partition(": ")
        if colon and words in FIGURES:
            data[FIGURES[words]] = value
        else:
            data["note"] = f"{data['note']}\n{line}" if "note" in data else line
    return {name: value for name, value in data.items() if value}


def fill(apps, schema_editor):
    database = schema_editor.connection.alias
    editions = apps.get_model("concepts", "FindingEdition").objects.using(database)
    findings = apps.get_model("concepts", "Finding").objects.using(database)
    for finding in findings.select_related("reference").order_by("pk"):
        edition = editions.create(
            key=finding.key,
            number=1,
            data=finding_data(finding),
            change_note="Kept since editions of findings are",
        )
        edition.concepts.set(finding.concepts.all())


class Migration(migrations.Migration):
    dependencies = [("concepts", "0009_finding_editions")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
