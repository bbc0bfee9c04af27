"""Answers are kept here, in a file of the test's own."""

import pytest

from concepts import finished
from concepts.finished import Keeper, Store


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "finished" / "build.sqlite3", megabytes=10)


@pytest.fixture
def keeper(store, monkeypatch):
    keeper = Keeper(store)
    monkeypatch.setattr(finished, "keeper", lambda: keeper)
    yield keeper
    keeper.rest()


@pytest.fixture
def world(transactional_db):
    """The maker of pages, whose transactions end: another stamp comes with each."""
    from tests import worlds

    return worlds
