"""From a folder to the database: everything is read and checked first, then written at once or not
at all.
"""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.utils import timezone

from concepts import publishing
from concepts.models import IMPORTED, Entry, ImportedFile
from concepts.publishing.refusals import refusal

from .conflicts import sort_pages, sort_records
from .plan import Plan
from .records import Signature, is_record_file

ACCOUNT = "content-import"


@dataclass
class Report:
    """What an import did, or would have done: paths (for records: path and key) by what happened to
    them.
    """

    created: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


class Conflicts(Exception):
    """Pages or records were edited since the folder was exported or last imported; nothing was
    written.
    """

    def __init__(self, report):
        self.report = report
        super().__init__(", ".join(report.conflicts))


def account():
    """The inactive account in whose name imports are written."""
    user, _ = get_user_model().objects.get_or_create(
        username=ACCOUNT, defaults={"is_active": False, "password": make_password(None)}
    )
    return user


def import_folder(folder, *, force=False, dry_run=False):
    """Imports a Folder and returns the Report.

    Raises Faulty with all faults of all files, or Conflicts where something was edited since the
    folder was exported or last imported; either way nothing is written. With `force` the folder's
    text is published over what was edited, which still stands in a revision.
    """
    plan = Plan.of(folder)
    report = Report(warnings=plan.warnings)
    pages = sort_pages(plan.pages, plan.entries, plan.manifest, report)
    acts = sort_records(plan.records, report)
    if report.conflicts and not force:
        raise Conflicts(report)
    if not dry_run:
        try:
            with publishing.alone():
                _write(plan, pages, acts)
        except IntegrityError as error:
            raise refusal(error) from error
    return report


def _write(plan, pages, acts):
    by, folder = Signature(account(), timezone.now()), plan.manifest.id
    for act in acts:
        if not act.kind.after_pages:
            act.save(by)
    if pages:
        publishing.save_all(
            pages, by.author, note=IMPORTED, folder=folder, known=plan.known, at=by.at
        )
    for act in acts:
        if act.kind.after_pages:
            act.save(by)
    # Only what nothing needs any more can be removed.
    for act in reversed(acts):
        act.finish(by)
    written = {act.kind.path for act in acts}
    older = {file.kind.path for file in plan.records if file.is_older}
    for path, text in plan.texts.items():
        if is_record_file(path) and path not in older - written:
            values = {"text": text, "folder": folder}
            ImportedFile.objects.update_or_create(path=path, defaults=values)


def is_empty():
    """Whether the database holds no page yet."""
    return not Entry.objects.exists()
