"""Where every test runs: a data folder of its own, never the developer's."""

import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import django
import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

if settings.configured:
    pytest.exit("Unset DJANGO_SETTINGS_MODULE: the tests choose their settings.", returncode=4)

# A test must not depend on what somebody's shell exports. Only the database is theirs to choose.
for name in (
    "ALLOWED_HOSTS",
    "CONTACT",
    "CONTENT_LICENCE",
    "CONTENT_LICENCE_URL",
    "DEBUG",
    "FINISHED_MEGABYTES",
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
# Each test sees its own pages made; those that are about finished ones keep them (tests/finished).
settings.FINISHED_MEGABYTES = 0
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


# What a test needs besides Python is seen by what it asks for, or by where it stands.
MARK_OF_FIXTURE = {
    "browser": "browser",
    "served": "serving",
    "prepared": "serving",
    "shipped_file": "slow",  # to import all the content takes half a minute
}
MARK_OF_FOLDER = {"admin": "slow", "benchmarks": "bench", "serving": "serving"}


def pytest_collection_modifyitems(items):
    for item in items:
        marks = {MARK_OF_FIXTURE.get(name) for name in item.fixturenames}
        marks.add(MARK_OF_FOLDER.get(item.path.parent.name))
        for mark in sorted(filter(None, marks)):
            item.add_marker(mark)


def pytest_unconfigure():
    shutil.rmtree(DATA_DIR, ignore_errors=True)


# Milliseconds that a browser is given for what a test waits for. Only a test that fails waits so
# long: the machine may be busy with other things.
PATIENCE = 120_000


@pytest.fixture(scope="session")
def browser():
    """Chromium, as the distribution has it. Each test opens windows of its own."""
    from playwright.sync_api import expect, sync_playwright

    # Playwright's synchronous interface runs an event loop in this thread, where Django would
    # refuse to use the database; nothing here is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        # Its sandbox refuses to work for root, and shared memory is small in containers.
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
            timeout=PATIENCE,
        )
        open_context = chromium.new_context

        def new_context(**options):
            context = open_context(**options)
            context.set_default_timeout(PATIENCE)
            return context

        chromium.new_context = new_context
        yield chromium
        chromium.close()
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


FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture(scope="session")
def shipped_file(request, django_db_setup, tmp_path_factory):
    """A SQLite database of this worker's own with all the content, as the first start left it."""
    if connection.vendor != "sqlite":
        return None
    prepared = request.getfixturevalue("prepared")
    return shutil.copy(prepared[0] / "db.sqlite3", tmp_path_factory.mktemp("shipped"))


@contextmanager
def using(file):
    """Lets Django work on another SQLite file."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


@pytest.fixture(scope="module")
def shipped(shipped_file, django_db_blocker):
    """All the content that the site comes with, for a module whose tests only read."""
    with django_db_blocker.unblock():
        if shipped_file:
            with using(shipped_file):
                yield
        else:
            with transaction.atomic():
                call_command("import_content", str(FIXTURES), verbosity=0)
                yield
                transaction.set_rollback(True)


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """`once(name, make)` is a folder that `make(folder)` has filled, once for all workers."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name, make):
        folder, made = base / name, base / f"{name}.made"
        with (base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed here
                folder.mkdir()
                make(folder)
                made.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def prepared(once):
    """A data folder as the first start of the server leaves it, and what that start printed."""
    from tests.serving.running import Site

    def start(folder):
        site = Site(folder / "log", DATA_DIR=folder / "data")
        try:
            assert site.wait_until_it_answers().stop() == 0, site.output
        finally:
            site.kill()

    folder = once("prepared", start)
    return folder / "data", (folder / "log").read_text()


@pytest.fixture(scope="session")
def with_administrator(once, prepared):
    """A copy of that folder in which there is an administrator."""
    from tests.serving.running import make_administrator

    def add(folder):
        shutil.copytree(prepared[0], folder, dirs_exist_ok=True)
        make_administrator(folder)

    return once("with-administrator", add)


@pytest.fixture(scope="session")
def served(with_administrator, tmp_path_factory):
    """A server as `make run` starts it, with all the content, for tests that only ask."""
    from tests.serving.running import Site

    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(with_administrator, folder / "data")
    server = Site(folder / "log", DATA_DIR=folder / "data")
    try:
        yield server.wait_until_it_answers()
    finally:
        server.kill()


@pytest.fixture(scope="session")
def site(served):
    """Its address."""
    return served.address


@pytest.fixture(scope="session")
def context_of(browser, site):
    """The context of windows with these options, made once: a new one costs a second of processor
    time, most of it for fonts, styles and scripts that the others have long since had.
    """
    contexts = {}

    def context_of(**options):
        key = repr(sorted(options.items()))
        if key not in contexts:
            contexts[key] = browser.new_context(base_url=site, **options)
        return contexts[key]

    yield context_of
    for context in contexts.values():
        context.close()


@pytest.fixture
def window(browser, site, context_of):
    """Opens windows on the site; `faults` has what went wrong there, `asked` what was loaded.

    Nothing is left from the windows of other tests but the files that a browser keeps. What changes
    the context itself, such as a clock, is for an `own` one.
    """
    opened = {}

    def open_window(width=1280, height=900, own=False, permissions=(), **options):
        context = browser.new_context(base_url=site, **options) if own else context_of(**options)
        opened[context] = own
        context.grant_permissions(permissions)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.faults, page.asked = [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: line.type == "error" and page.faults.append(line.text))
        page.on("request", lambda request: page.asked.append(request.url))
        return page

    yield open_window
    for context, own in opened.items():
        context.close() if own else clear(context, site)


def clear(context, site):
    """Closes the windows of a context and takes from it what its pages and a test have left."""
    context.clear_cookies()
    context.clear_permissions()
    pages = context.pages or [context.new_page()]
    stored = {"origin": site, "storageTypes": "all"}
    context.new_cdp_session(pages[0]).send("Storage.clearDataForOrigin", stored)
    for page in pages:
        page.close()


@pytest.fixture
def foreign(site, request):
    """Another site: makes a page there that has a page of this one in a frame, and gives its
    address. `headers` are those of that page, `sandbox` that of the frame."""
    from tests.foreign import ForeignSite

    elsewhere = ForeignSite(site)
    request.addfinalizer(elsewhere.close)
    return elsewhere.page
