"""Editors and pages."""

import re
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

from concepts import search
from concepts.contentfile import TYPES
from tests import worlds

POLICY = re.compile("Content Security Policy|Refused to|Blocked script", re.IGNORECASE)


def person(name, *permissions, **values):
    user = get_user_model().objects.create_user(name, password="correct horse", is_staff=True)
    codes = [code.removeprefix("concepts.") for code in permissions]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    return user


@pytest.fixture
def boss(db):
    return get_user_model().objects.create_superuser("miriam", password="correct horse")


@pytest.fixture
def editor(db):
    """Somebody who writes and may not publish."""
    acts = [f"{act}_{type}" for act in ("add", "change", "view") for type in TYPES]
    return person("tomasz", *acts)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(boss):
    """A browser in which an administrator is signed in."""
    return signed_in(boss)


@pytest.fixture
def write(boss):
    """Writes pages as drafts of the administrator."""
    return partial(worlds.draft, author=boss)


@pytest.fixture
def publish(boss):
    """Writes pages and publishes them."""
    return partial(worlds.page, author=boss)


@pytest.fixture
def source(db):
    return worlds.source("meaning", "Open Communication", "Why: it matters")


@pytest.fixture
def vocabulary(db):
    worlds.planned("ethics", "listening", "trust and safety")


@pytest.fixture
def window(browser, live_server, boss):
    """Opens windows in which an administrator is signed in; what failed there is in `faults`."""
    windows = []

    def window(**options):
        context = browser.new_context(**options)
        windows.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "console",
            lambda message: POLICY.search(message.text) and page.faults.append(message.text),
        )
        page.goto(f"{live_server.url}/admin/")
        page.fill("#id_username", "miriam")
        page.fill("#id_password", "correct horse")
        page.click("[type=submit]")
        assert "Withness administration" in page.inner_text("#header")
        page.at = lambda path: page.goto(f"{live_server.url}{path}")
        return page

    yield window
    for context in windows:
        context.close()
    # The tables of full-text search are not Django's to empty.
    for pk in search.indexed():
        search.remove(pk)
