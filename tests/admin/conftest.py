"""Editors and pages."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

from concepts import publishing, search
from concepts.contentfile import Content, dump
from concepts.models import Entry, Passage, Source, Tag

POLICY = re.compile("Content Security Policy|Refused to|Blocked script", re.IGNORECASE)

WHOLE = {
    "concept": {"kind": "quality"},
    "framework": {},
    "question": {"category": "for clients"},
}


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
    acts = [f"{act}_{type}" for act in ("add", "change", "view") for type in WHOLE]
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
    """Writes pages through the door, as drafts."""

    def write(slug, type="concept", author=None, **parts):
        parts = {"title": slug.replace("-", " ").capitalize(), **WHOLE[type], **parts}
        entry = Entry.objects.filter(slug=slug).first()
        text = parts.pop("text", None) or dump(Content(type=type, **parts))
        revision = publishing.save_draft(entry, text, author or boss, type=type, slug=slug)
        return Entry.objects.get(pk=revision.entry_id)

    return write


@pytest.fixture
def publish(write, boss):
    """Writes pages and publishes them."""

    def publish(slug, type="concept", **parts):
        entry = write(slug, type, **parts)
        publishing.publish(entry, boss, note="First written")
        entry.refresh_from_db()
        return entry

    return publish


@pytest.fixture
def source(db):
    source = Source.objects.create(key="meaning", title="What it means")
    for position, heading in enumerate(("Open Communication", "Why: it matters"), 1):
        passage = Passage(
            source=source,
            key=f"M{position}",
            heading=heading,
            summary="Says so.",
            position=position,
        )
        passage.full_clean()
        passage.save()
    return source


@pytest.fixture
def vocabulary(db):
    for name in ("ethics", "listening", "trust and safety"):
        Tag.objects.create(name=name, planned=True)


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
