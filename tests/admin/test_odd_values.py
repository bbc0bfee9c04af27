"""Whatever is typed or crafted in a form or an address of the admin, a sentence answers it.

Every admin that is registered is walked, by the addresses that it has: views that are added later
are walked as well. Each answer's harm is undone at once, so one world serves for all.
"""

import logging
import re
import zlib
from contextlib import suppress

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.template import Template
from django.test import Client
from django.urls import NoReverseMatch, reverse

from concepts.contentfile import PassageName
from concepts.models import Entry, ReadingList, Tag
from tests import odd, worlds
from tests.worlds import member, relation

pytestmark = pytest.mark.django_db

# Parameters that Django's lists and forms read, besides those that a page's own links carry.
PARAMETERS = (
    "q", "o", "p", "all", "e", "_to_field", "_popup", "_changelist_filters", "next", "from", "to",
    "term", "app_label", "model_name", "field_name", "page", "type", "for", "title", "id__exact",
    "pk__in", "id__isnull", "password__startswith", "entry__title__regex",
)  # fmt: skip
ROW = re.compile(r"(.+)-(\d+)-(.+)")
BARE = (b"<h1>Server Error", b"<h1>Bad Request (400)</h1>", b"<h1>403 Forbidden</h1>",
        b"<h1>Not Found</h1>")  # fmt: skip


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """One of everything, and an administrator."""
    with django_db_blocker.unblock(), transaction.atomic():
        for name in ("ethics", "listening"):
            Tag.objects.create(name=name, slug=name, planned=True)
        worlds.source("meaning", "Open Communication", "Why it matters")
        works = [worlds.reference("rogers-1957"), worlds.reference("bordin-1979")]
        worlds.page("hope")
        worlds.page(
            "trust",
            summary="It is slow.",
            aliases=("confidence",),
            tags=("ethics",),
            body="## One\n\nSee [[hope]] and [[nothing]] [@rogers-1957].\n",
            relations=(relation("hope", "builds"),),
            sources=(PassageName("meaning", "Open Communication"),),
        )
        worlds.draft("trust", title="Trust", body="A newer draft, of [[hope]].\n")
        worlds.framework("three", [member("trust"), member("hope"), member(label="A", note="B.")])
        worlds.question("why-trust", concepts=("trust",))
        numbers = [{"measure": "r", "value": ".28"}, {"measure": "d", "value": ".6"}]
        worlds.finding("empathy", ["trust"], works[0], numbers)
        worlds.review("trust")
        worlds.service("samaritans")
        worlds.help_word("self harm")
        reading = ReadingList.objects.create(slug="week-1", title="Week 1")
        for position, slug in enumerate(("trust", "hope"), 1):
            page = Entry.objects.get(slug=slug)
            reading.items.create(entry=page, position=position, note="Read it slowly.")
        Group.objects.create(name="Writers")
        boss = get_user_model().objects.create_superuser("miriam", password="correct horse")
        boss.last_login = boss.date_joined
        boss.save()
        client = Client(raise_request_exception=False)
        client.force_login(boss)
        client.cookies["csrftoken"] = "a" * 32
        yield client
        transaction.set_rollback(True)


class Walk:
    """Asks and posts, undoes what that did, and remembers what was answered badly."""

    def __init__(self, client):
        self.client, self.faults, self.asked = client, [], 0

    def send(self, how, address, data="", what=""):
        self.asked += 1
        with transaction.atomic():
            if how == "GET":
                response = self.client.get(f"{address}?{data}" if data else address)
            elif how == "FILE":
                response = self.client.post(address, data)
            else:
                response = self.client.post(
                    address, data, content_type="application/x-www-form-urlencoded"
                )
            transaction.set_rollback(True)
        error = getattr(response, "exc_info", None)
        if response.status_code >= 500 or error:
            said = f"{error[0].__name__}: {str(error[1])[:200]}" if error else ""
            self.faults.append(f"{how} {address} {what}: {response.status_code} {said}")
        elif any(bare in response.content for bare in BARE):
            self.faults.append(f"{how} {address} {what}: a bare {response.status_code}")
        return response

    def address(self, address, names):
        """An odd value for each of `names`; which one depends on the address."""
        for name in names:
            value = turn(f"{address}?{name}", odd.VALUES)
            self.send("GET", address, odd.encoded([(name, value)]), f"{name}={odd.shown(value)}")

    def form(self, address, valid):
        """Odd values in the fields of a form, in all of them at once and in one after the other."""
        names = list(valid)
        start = {name: odd.as_posted(values) for name, values in valid.items()}
        counts = [name for name in names if name.endswith(("_FORMS", "-id"))]
        for number in range(turn(address, range(9)), len(odd.VALUES), 9):
            data = {
                name: odd.VALUES[(number + 7 * place) % len(odd.VALUES)]
                for place, name in enumerate(names)
            }
            # With rows that can't be counted none would be read.
            rows = {name: start[name] for name in counts if name.endswith("_FORMS")}
            self.send("POST", address, odd.encoded((data | rows).items()), f"rotated by {number}")
        for name in unlike(names):
            for value in odd.VALUES[turn(f"{address}{name}", range(STEP)) :: STEP]:
                data = start | {name: value}
                what = f"{name}={odd.shown(value)}"
                response = self.send("POST", address, odd.encoded(data.items()), what)
                self.kept(response, start, name, f"POST {address} {what}")

    def kept(self, response, posted, odd_one, what):
        """A form that comes back holds the other fields as they were posted."""
        if response.status_code != 200 or odd_one.endswith(("_FORMS", "-id")):
            return
        again = [found for _, found in odd.forms(response) if set(found) & set(posted)]
        if not again:
            return
        for name, values in posted.items():
            # Rows that are not there yet, and what a page gives out anew.
            anew = name in (odd_one, "revision", "base", "action") or name.startswith("initial-")
            if "__prefix__" in name or anew:
                continue
            now = odd.as_posted(again[-1].get(name, []))
            if [each.strip() for each in now] != [each.strip() for each in values]:
                self.faults.append(f"{what}: {name} was {values} and is {now}")


def unlike(names):
    """The names of fields, and of those that stand in each row of a table its first and last."""
    rows = {}
    for name in names:
        row = ROW.fullmatch(name)
        kind, number = (row.group(1, 3), int(row[2])) if row else (name, 0)
        rows.setdefault(kind, []).append((number, name))
    return [name for alike in rows.values() for _, name in sorted({min(alike), max(alike)})]


def turn(text, values):
    """One of `values`, always the same for a text."""
    return values[zlib.crc32(text.encode()) % len(values)]


# Each field gets every so manieth value alone.
STEP = 27
ODD_KEYS = (
    "nope", "- a", "0", "-1", "9223372036854775808", "9" * 5000, "_00", "١٢", "\0", "a/../b"
)  # fmt: skip
ADMINS = {
    f"{model._meta.app_label}.{model._meta.model_name}": model for model in admin.site._registry
}


def addresses(model):
    """(name, address) of each view of a model's admin, with an object where it asks for one."""
    model_admin = admin.site.get_model_admin(model)
    thing = model._default_manager.order_by("-pk").first()
    if model._meta.model_name in ("concept", "framework", "question"):
        thing = model._default_manager.order_by("slug").last()
    for pattern in model_admin.get_urls():
        if not pattern.name:
            continue
        keys = dict.fromkeys(pattern.pattern.converters, thing.pk)
        if "revision_id" in keys:
            keys["revision_id"] = thing.revisions.order_by("pk").first().pk
        yield pattern.name, reverse(f"admin:{pattern.name}", kwargs=keys)
        for name in keys:
            for more in "ab":
                value = turn(f"{pattern.name}{name}{more}", ODD_KEYS)
                with suppress(NoReverseMatch):
                    yield "", reverse(f"admin:{pattern.name}", kwargs=keys | {name: value})


@pytest.fixture
def unlogged():
    """What is said of each refusal is not what is tested, and takes the longest."""
    # By this door alone: each logger remembers whether it may speak, and is told here to forget.
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


# The two great forms of each, and the rest.
FORMS = ("_add", "_change")


@pytest.mark.parametrize("views", [*FORMS, ""])
@pytest.mark.parametrize("name", ADMINS)
def test_odd_values_are_answered_by_sentences(
    made, unlogged, django_db_blocker, monkeypatch, name, views
):
    with django_db_blocker.unblock():
        walk = Walk(made)
        # Nor what each template was given, which the test client would copy.
        monkeypatch.setattr(Template, "_render", lambda self, given: self.nodelist.render(given))
        for view, address in addresses(ADMINS[name]):
            if views != next(filter(view.endswith, FORMS), ""):
                continue
            response = walk.send("GET", address)
            walk.send("POST", address)
            if not view:
                continue
            parameters = {turn(f"{address}{each}", PARAMETERS) for each in range(2)}
            if view.endswith("changelist"):
                parameters = {*PARAMETERS}
            if response.status_code == 200 and b"<html" in response.content:
                for link in odd.page(response).xpath("//main//a/@href"):
                    if link.startswith("?"):
                        parameters |= {part.partition("=")[0] for part in link[1:].split("&")}
                for action, valid in odd.forms(response):
                    if "logout" not in action:
                        walk.form(action or address, valid)
            walk.address(address, sorted(parameters))
        assert not walk.faults, "\n".join(walk.faults)


def site_addresses():
    """The address of each view that belongs to no model, right and odd."""
    content_type = ContentType.objects.get_for_model(Entry).pk
    right = {"app_label": "concepts", "content_type_id": content_type, "object_id": 1}
    for pattern in admin.site.get_urls():
        name = getattr(pattern, "name", None)
        if not name or name == "logout":
            continue
        keys = {part: right[part] for part in pattern.pattern.regex.groupindex if part in right}
        with suppress(NoReverseMatch):
            yield reverse(f"admin:{name}", kwargs=keys)
        for part in keys:
            for value in ODD_KEYS:
                with suppress(NoReverseMatch):
                    yield reverse(f"admin:{name}", kwargs=keys | {part: value})


CHOICES = {"app_label": b"concepts", "model_name": b"finding", "field_name": b"concepts"}


def test_odd_values_are_answered_where_no_model_is(made, unlogged, django_db_blocker):
    with django_db_blocker.unblock():
        walk = Walk(made)
        for address in site_addresses():
            response = walk.send("GET", address)
            walk.address(address, [turn(f"{address}{each}", PARAMETERS) for each in range(3)])
            if response.status_code == 200 and b"<html" in response.content:
                for action, valid in odd.forms(response):
                    if "logout" not in action:
                        walk.form(action or address, valid)
        for name in (*CHOICES, "term", "page"):
            for value in odd.VALUES[turn(name, range(3)) :: 3]:
                what = f"{name}={odd.shown(value)}"
                query = odd.encoded((CHOICES | {name: value}).items())
                walk.send("GET", reverse("admin:autocomplete"), query, what)
        nobody = Walk(Client(raise_request_exception=False))
        address = reverse("admin:login")
        [(_, valid)] = odd.forms(nobody.send("GET", address))
        nobody.form(address, valid)
        nobody.address(address, ["next", "next"])
        faults = walk.faults + nobody.faults
        assert not faults, "\n".join(faults)


def test_a_text_of_a_million_characters_and_a_file_where_text_is_asked_for(made, django_db_blocker):
    with django_db_blocker.unblock():
        walk = Walk(made)
        address = reverse("admin:concepts_concept_add")
        huge = {"title": "x" * 1_000_000, "slug": "x" * 100, "body": "y" * 1_000_000}
        assert walk.send("FILE", address, huge).status_code == 200
        file = SimpleUploadedFile("title.txt", b"\0\xff" * 100)
        assert walk.send("FILE", address, {"title": file, "slug": "care"}).status_code == 200
        service = reverse("admin:concepts_helpservice_add")
        assert walk.send("FILE", service, {"name": file, "details": "z" * 1_000_000})
        assert not walk.faults
