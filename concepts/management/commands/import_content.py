"""manage.py import_content DIR"""

from django.core.management.base import BaseCommand, CommandError

from concepts.contentfile import Faulty
from concepts.models import Entry
from concepts.transfer import Conflicts, Folder, import_folder


class Command(BaseCommand):
    help = "Imports a folder of content files: all of it, or nothing if anything is wrong."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="the folder that holds concepts/, frameworks/ ...")
        parser.add_argument(
            "--force",
            action="store_true",
            help="also replace what was edited here since; that text still stands in a revision",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if there is any page already"
        )

    def handle(self, *, folder, force, dry_run, if_empty, verbosity, **options):
        if if_empty and Entry.objects.exists():
            return
        try:
            report = import_folder(Folder.read(folder), force=force, dry_run=dry_run)
        except Faulty as refused:
            for fault in refused.faults:
                self.stderr.write(str(fault))
            count = len(refused.faults)
            raise CommandError(
                f"{count} {'fault' if count == 1 else 'faults'}; nothing was imported."
            ) from None
        except Conflicts as refused:
            for name in refused.report.conflicts:
                self.stderr.write(
                    f"{name}: was edited here since; export it first, or use --force."
                )
            raise CommandError("Nothing was imported.") from None
        for warning in report.warnings:
            self.stderr.write(f"warning: {warning}")
        for name in report.conflicts:
            self.stderr.write(f"{name}: replaced what was edited here since.")
        if verbosity > 1:
            for what in ("created", "changed", "removed"):
                for name in getattr(report, what):
                    self.stdout.write(f"{what}: {name}")
        counts = ", ".join(
            f"{len(getattr(report, what))} {what}"
            for what in ("created", "changed", "unchanged", "removed", "conflicts")
        )
        self.stdout.write(f"{'Would be: ' if dry_run else ''}{counts}.")
