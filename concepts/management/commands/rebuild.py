"""manage.py rebuild"""

from django.core.management.base import BaseCommand

from concepts import publishing


class Command(BaseCommand):
    help = "Makes what is derived from the pages' texts again; run twice, it changes nothing."

    def handle(self, **options):
        changed = publishing.rebuild()
        self.stdout.write(f"{changed} {'page' if changed == 1 else 'pages'} had to change.")
        for sentence in publishing.shared_names():
            self.stderr.write(sentence)
