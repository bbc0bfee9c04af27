import pytest
from django.db import transaction
from django.test import Client

from tests.views.world import World


@pytest.fixture
def world(db):
    return World()


@pytest.fixture(scope="module")
def standing_world(django_db_setup, django_db_blocker):
    """A world that is built once for a module whose tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def reader():
    return Client()
