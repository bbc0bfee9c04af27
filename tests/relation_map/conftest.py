from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """All the content that the site comes with, for a module whose tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_content", str(FIXTURES), verbosity=0)
        yield
        transaction.set_rollback(True)
