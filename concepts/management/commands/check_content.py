"""manage.py check_content DIR"""

from django.core.management.base import BaseCommand, CommandError

from concepts.contentfile import Faulty
from concepts.transfer import Folder
from concepts.transfer.checking import check_folder


class Command(BaseCommand):
    help = "Holds what can be counted in a folder of content files; see docs/writing.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder")

    def handle(self, *, folder, **options):
        try:
            faults, measured = check_folder(Folder.read(folder))
        except Faulty as refused:
            raise CommandError(str(refused)) from None
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} to mend in {len(measured)} pages.")
        self.stdout.write(f"{len(measured)} pages, nothing to mend.")
