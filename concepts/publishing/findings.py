"""Findings and their editions: whoever changes one says what changed, and what it said before is
kept.
"""

from django.utils import timezone

from concepts.models import Entry, Finding, FindingEdition, Reference, Slug, Statistic
from concepts.models.finding_data import finding_columns, finding_data, statistics_from
from concepts.models.finding_edition import TAKEN_AWAY

from .inputs import LONGEST_NOTE, one_line
from .locking import alone, writing


def save_finding(data, author, *, note, at=None):
    """Writes the finding that `data` tells of (a record of its file) and returns it."""
    with writing():
        finding, _ = Finding.objects.update_or_create(
            key=data["id"],
            defaults={
                **finding_columns(data),
                "reference": Reference.objects.get(key=data["reference"]),
            },
        )
        finding.also.set(Reference.objects.filter(key__in=data.get("also", [])))
        finding.concepts.set(_entries(data))
        finding.statistics.all().delete()
        Statistic.objects.bulk_create(statistics_from(data, finding))
        keep_finding(finding, author, note=note, at=at)
    return finding


def keep_finding(finding, author, *, note, at=None):
    """Makes what the database says of a finding its next edition, as of `at` (now, if not given);
    returns None where it says what it said before, however its spaces and lines are written.
    """
    note = one_line(note, "in a few words what changed", LONGEST_NOTE, "change_note")
    with writing():
        finding = Finding.objects.get(pk=finding.pk)
        data, last = finding_data(finding), _last(finding.key)
        if last is not None and _same(last.data, data):
            return None
        edition = _append(finding.key, last, data, author, note, at)
        _date(finding, edition)
    return edition


def remove_finding(key, author, *, note=TAKEN_AWAY, at=None):
    """Takes a finding away; its editions stay, and the last of them says so."""
    with writing():
        deleted, _ = Finding.objects.filter(key=key).delete()
        last = _last(key)
        if deleted and last is not None and last.data is not None:
            _append(key, last, None, author, note, at)


def rebuild_findings():
    """Makes again what is derived of editions: whose pages they were shown on, and when a finding
    was last changed. Returns how many had to change."""
    changed = 0
    for edition in FindingEdition.objects.order_by("pk").prefetch_related("concepts"):
        wanted = _entries(edition.data or {})
        if {entry.pk for entry in edition.concepts.all()} != {entry.pk for entry in wanted}:
            edition.concepts.set(wanted)
            changed += 1
    for finding in Finding.objects.order_by("pk"):
        with alone():
            changed += _date(finding, _last(finding.key))
    return changed


def _last(key):
    return FindingEdition.objects.filter(key=key).order_by("-number").first()


def _append(key, last, data, author, note, at):
    edition = FindingEdition.objects.create(
        key=key,
        number=last.number + 1 if last else 1,
        data=data,
        change_note=note,
        published_at=at or timezone.now(),
        publisher=author,
    )
    edition.concepts.set(_entries(data or {}))
    return edition


def _date(finding, edition):
    """Dates a finding by its last edition, whose first changed nothing; says whether it had
    another date."""
    at = edition.published_at if edition and edition.number > 1 else None
    return Finding.objects.filter(pk=finding.pk).exclude(changed_at=at).update(changed_at=at)


def _entries(data):
    """The pages that a finding is about, by the slugs that they have or had."""
    return Entry.objects.filter(slugs__slug__in=data.get("concepts", [])).distinct()


def _same(old, new):
    """Whether two findings say the same. A page that got another slug is the same page."""
    if old is None:
        return False
    slugs = {*old.get("concepts", []), *new.get("concepts", [])}
    pages = dict(Slug.objects.filter(slug__in=slugs).values_list("slug", "entry_id"))
    return _folded(old, pages) == _folded(new, pages)


def _folded(data, pages):
    """What counts of a finding: texts without how their spaces are written, pages as a set."""
    concepts = frozenset(pages.get(slug, slug) for slug in data.get("concepts", []))
    return _spaced({**data, "concepts": sorted(concepts, key=str)})


def _spaced(value):
    if isinstance(value, dict):
        return {name: _spaced(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_spaced(each) for each in value]
    return " ".join(value.split()) if isinstance(value, str) else value
