import pytest

from tests.views.world import World


@pytest.fixture
def world(db):
    return World()
