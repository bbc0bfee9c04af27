"""Data folders and servers for the tests of serving."""

import shutil
import socket

import pytest

from tests.serving.running import Site, manage, until


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A data folder as the first start leaves it, and what that start printed."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = Site(folder.with_name("log"), DATA_DIR=folder, PORT=port)
    try:
        until(site.answers, "an answer")
        assert site.stop() == 0, site.output
    finally:
        site.kill()
    return folder, site.output


@pytest.fixture
def data_dir(prepared, tmp_path):
    """A copy of that folder for one test."""
    return shutil.copytree(prepared[0], tmp_path / "data")


@pytest.fixture
def start(data_dir, port, tmp_path):
    """Starts servers; whatever still runs when the test ends is killed."""
    sites = []

    def start(wait=True, **variables):
        log = tmp_path / f"log-{len(sites)}"
        site = Site(log, **{"DATA_DIR": data_dir, "PORT": port} | variables)
        sites.append(site)
        if wait:
            until(site.answers, "an answer")
        return site

    yield start
    for site in sites:
        site.kill()


@pytest.fixture
def administrator(data_dir):
    """The name and the password of an administrator in the data folder."""
    result = manage(
        "createsuperuser",
        "--noinput",
        "--username=anna",
        "--email=anna@kb.example",
        DATA_DIR=data_dir,
        DJANGO_SUPERUSER_PASSWORD="correct horse",
    )
    assert result.returncode == 0, result.stderr
    return "anna", "correct horse"
