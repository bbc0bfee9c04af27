"""Where every test runs: a data folder of its own, never the developer's."""

import os
import shutil
import socket
import tempfile
from pathlib import Path

import django
import hypothesis
import pytest
from django.conf import settings
from django.db import transaction

if settings.configured:
    pytest.exit("Unset DJANGO_SETTINGS_MODULE: the tests choose their settings.", returncode=4)

# A test must not depend on what somebody's shell exports. Only the database is theirs to choose.
for name in (
    "ALLOWED_HOSTS",
    "CONTENT_LICENCE",
    "CONTENT_LICENCE_URL",
    "DEBUG",
    "HOST",
    "PORT",
    "SECRET_KEY",
    "SITE_NAME",
    "SITE_TAGLINE",
    "SITE_URL",
    "TRUST_PROXY",
):
    os.environ.pop(name, None)

DATA_DIR = Path(tempfile.mkdtemp(prefix="withness-tests-"))
os.environ["DATA_DIR"] = str(DATA_DIR)
os.environ["DJANGO_SETTINGS_MODULE"] = "therapy_kb.settings"
settings.DATA_DIR.mkdir(exist_ok=True)  # reads the settings, now that the variables are right
# A process that the tests start reads them for itself, and pytest-xdist's workers come by here.
del os.environ["DJANGO_SETTINGS_MODULE"]

# WhiteNoise warns when the folder is missing; the tests read plain file names, not hashed ones.
settings.STATIC_ROOT.mkdir()
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# Hashing a password slowly protects nobody here.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, since threads lock one another out of a database in memory.
    settings.DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}

django.setup()

# How long an example takes says more about the machine than about the code.
hypothesis.settings.register_profile(
    "patient",
    hypothesis.settings.default,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("patient")


# What a test needs besides Python is seen by where it stands.
MARKS = {
    "accessibility": "browser",
    "benchmarks": "bench",
    "browser": "browser",
    "serving": "serving",
}


def pytest_collection_modifyitems(items):
    for item in items:
        folder, name = item.path.parent.name, item.path.stem
        if mark := "browser" if name.endswith("in_a_browser") else MARKS.get(folder):
            item.add_marker(mark)


def pytest_unconfigure():
    shutil.rmtree(DATA_DIR, ignore_errors=True)


@pytest.fixture(scope="module")
def browser():
    """Chromium, as the distribution has it. Its pages are tested in a module of their own."""
    from playwright.sync_api import sync_playwright

    # Playwright's synchronous interface runs an event loop in this thread, where Django would
    # refuse to use the database; nothing here is asynchronous.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        # Its sandbox refuses to work for root, and shared memory is small in containers.
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def world(db):
    """The maker of pages, and a database to make them in."""
    from tests import worlds

    return worlds


@pytest.fixture(scope="module")
def standing_world(django_db_setup, django_db_blocker):
    """The same for a module whose tests only read: what is made stays until its end."""
    from tests import worlds

    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a server as `make run` starts it, with all the content."""
    from tests.serving.running import Site, until

    folder = tmp_path_factory.mktemp("site")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Site(folder / "log", DATA_DIR=folder / "data", PORT=port)
    try:
        until(server.answers, "an answer")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()


@pytest.fixture
def window(browser, site):
    """Opens windows on the site; `faults` has what went wrong there, `asked` what was loaded."""
    contexts = []

    def open_window(width=1280, height=900, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=site, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.faults, page.asked = [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: line.type == "error" and page.faults.append(line.text))
        page.on("request", lambda request: page.asked.append(request.url))
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def foreign(site, request):
    """Another site: makes a page there that has a page of this one in a frame, and gives its
    address. `headers` are those of that page, `sandbox` that of the frame."""
    from tests.foreign import ForeignSite

    elsewhere = ForeignSite(site)
    request.addfinalizer(elsewhere.close)
    return elsewhere.page
