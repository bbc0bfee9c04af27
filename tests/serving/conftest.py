"""Data folders and servers for the tests of serving."""

import shutil

import pytest

from tests.serving.running import Site, free_port


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def site(served):
    """The one server of all tests that only ask; tests/conftest.py has its address by this name."""
    return served


@pytest.fixture
def data_dir(prepared, tmp_path):
    """A data folder for one test, as the first start leaves it."""
    return shutil.copytree(prepared[0], tmp_path / "data")


@pytest.fixture
def start(data_dir, port, tmp_path):
    """Starts servers; whatever still runs when the test ends is killed."""
    sites = []

    def start(wait=True, **variables):
        log = tmp_path / f"log-{len(sites)}"
        site = Site(log, **{"DATA_DIR": data_dir, "PORT": port} | variables)
        sites.append(site)
        return site.wait_until_it_answers() if wait else site

    yield start
    for site in sites:
        site.kill()


@pytest.fixture
def administrator(data_dir, with_administrator):
    """The name and the password of an administrator in the data folder and on the one server."""
    shutil.copy(with_administrator / "db.sqlite3", data_dir)
    return "anna", "correct horse"
