"""manage.py content_report"""

from django.core.management.base import BaseCommand

from concepts.transfer.report import content_report


class Command(BaseCommand):
    help = (
        "Prints what is published in numbers: words, citations, references, relations, sentences."
    )

    def handle(self, **options):
        for name, pairs in content_report().groups.items():
            self.stdout.write(name)
            for what, count in pairs:
                self.stdout.write(f"  {what:<41} {count}")
