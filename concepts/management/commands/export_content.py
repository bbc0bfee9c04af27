"""manage.py export_content DIR"""

from django.core.management.base import BaseCommand, CommandError

from concepts.transfer import export_with_warnings


class Command(BaseCommand):
    help = "Writes everything that is published to a folder of content files."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="where to write; it is made if it is not there")

    def handle(self, *, folder, **options):
        exported, warnings = export_with_warnings()
        try:
            exported.write(folder)
        except OSError as error:
            raise CommandError(f"'{folder}' can't be written: {error.strerror}.") from None
        for warning in warnings:
            self.stderr.write(f"warning: {warning}")
        self.stdout.write(f"{len(exported.files) - 1} files and a manifest written to {folder}.")
