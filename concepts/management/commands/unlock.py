"""manage.py unlock"""

from django.core.management.base import BaseCommand

from concepts.throttling import unlock


class Command(BaseCommand):
    help = "Lets people sign in again at once who failed too often: those named, or else everybody."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="*", help="The name of an account.")

    def handle(self, name, **options):
        unlock(name)
        self.stdout.write(f"{' and '.join(name) or 'Everybody'} may try to sign in again.")
