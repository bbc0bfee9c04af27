"""What is kept is what would be made now, whatever happened in between."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve

from concepts import finished, publishing
from concepts.middleware.finished import KEPT, read_stamp
from concepts.models import (
    Edition,
    Entry,
    Finding,
    HelpService,
    ReadingList,
    Source,
    Tag,
)
from concepts.views import concept
from tests.finished import kept_world

# Headers of a page that is kept alone.
OWN = {"etag", "cache-control", "content-length"}


def get(address, **headers):
    return Client().get(address, headers=headers)


def elsewhere(act):
    """Has another connection do something, in a transaction that ends before this returns."""
    faults = []

    def run():
        try:
            act()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert faults == []


def seen(response):
    """What a reader has of an answer, without what is said of keeping it."""
    headers = {name.lower(): value for name, value in response.items()}
    headers = {name: value for name, value in headers.items() if name not in OWN}
    vary = {each.strip().lower() for each in headers.pop("vary", "").split(",")}
    vary -= {"accept-encoding", ""}
    return response.status_code, headers, vary, response.content


def test_each_kept_route_is_one_of_the_site(world):
    kept_world.make(world)
    names = {resolve(address).url_name for address in kept_world.addresses()}
    assert names == KEPT


def test_the_second_reader_gets_what_the_first_got_and_nothing_is_made(
    world, keeper, monkeypatch, django_assert_num_queries
):
    kept_world.make(world)
    first = {address: get(address) for address in kept_world.addresses()}
    keeper.rest()
    assert {response.status_code for response in first.values()} == {200}
    for address, response in first.items():
        with django_assert_num_queries(1):  # for the stamp
            again = get(address)
        assert again.content == response.content, address
        assert again.headers == response.headers, address


def test_what_is_kept_says_all_that_would_be_said_without(world, keeper, monkeypatch):
    kept_world.make(world)
    for address in kept_world.addresses():
        get(address)
        kept = get(address)
        with monkeypatch.context() as without:
            without.setattr(finished, "keeper", lambda: None)
            made = get(address)
        assert seen(kept) == seen(made), address


ACTS = {
    "an edit": lambda world: world.edit(
        Entry.objects.get(slug="empathy"), title="Empathic listening", note="Renamed"
    ),
    "a relation": lambda world: world.edit(
        Entry.objects.get(slug="trust"), relations=(world.relation("warmth"),)
    ),
    "a new page": lambda world: world.page("hope", body="As in [[Empathic listening]].\n"),
    "a rename": lambda world: world.rename("empathy", "attunement"),
    "a merge": lambda world: publishing.merge(
        Entry.objects.get(slug="hope"), Entry.objects.get(slug="trust"), world.editor()
    ),
    "a withdrawal": lambda world: world.withdraw("warmth"),
    "a restored text": lambda world: publishing.publish(
        publishing.restore(
            Entry.objects.get(slug="trust"),
            Edition.objects.get(entry__slug="trust", number=1).revision,
            world.editor(),
        ).entry,
        world.editor(),
        note="Back",
        kind="wording",
    ),
    "a finding": lambda world: world.change_finding("empathy-outcome", claim="They differ."),
    "a number": lambda world: world.change_finding("empathy-outcome", value="0.31"),
    "a reference": lambda world: world.reference(title="A study of three people"),
    "a review": lambda world: world.review("attunement", reviewer="Bo Lind"),
    "a help line": lambda world: HelpService.objects.update(name="Another"),
    "a word of distress": lambda world: world.help_word("i am lost"),
    "a list": lambda world: ReadingList.objects.update(title="Week two"),
    "a place in a list": lambda world: ReadingList.objects.get().items.create(
        entry=Entry.objects.get(slug="trust"), position=2
    ),
    "a source": lambda world: Source.objects.update(title="What it does not mean"),
    "a tag": lambda world: Tag.objects.filter(name="alliance").update(name="alliances"),
    "many at once": lambda world: Entry.objects.bulk_update(
        [Entry(pk=entry.pk, summary="Alike.") for entry in Entry.objects.all()], ["summary"]
    ),
    "an SQL prompt": lambda world: connection.cursor().execute(
        "UPDATE concepts_entry SET title = 'By hand'"
    ),
    "what is derived, made again": lambda world: call_command("rebuild", verbosity=0),
    "a list that goes": lambda world: ReadingList.objects.all().delete(),
    "a finding that goes": lambda world: Finding.objects.all().delete(),
    "what is derived, lost": lambda world: world.forget(),
}


# What stands beside the page of an entry, and is looked at after the acts that concern it most.
NEAR_A_PAGE = {"embed", "embed_edition", "edition", "changes", "page_text"}
AT_EACH_ADDRESS = {"an edit", "a rename", "a merge", "an SQL prompt"}


def test_after_each_act_everybody_sees_what_it_left(world, keeper, monkeypatch):
    """One act after another on one site, each address kept before it."""
    kept_world.make(world)
    addresses = set(kept_world.addresses())
    for address in addresses:
        get(address)
    for name, act in ACTS.items():
        act(world)
        addresses |= {*kept_world.addresses()}
        for address in sorted(addresses):
            if name not in AT_EACH_ADDRESS and resolve(address).url_name in NEAR_A_PAGE:
                continue
            kept = get(address)
            with monkeypatch.context() as without:
                without.setattr(finished, "keeper", lambda: None)
                made = get(address)
            assert seen(kept) == seen(made), f"{address} after {name}"


def test_a_draft_changes_nothing_and_is_never_kept(world, keeper):
    kept_world.make(world)
    get("/concepts/empathy/")
    stamp = read_stamp()
    world.save(Entry.objects.get(slug="empathy"), summary="A draft that nobody sees.")
    assert read_stamp() == stamp
    assert b"nobody sees" not in get("/concepts/empathy/").content


def test_what_is_taken_back_changes_nothing(world, keeper):
    kept_world.make(world)
    stamp = read_stamp()
    with pytest.raises(RuntimeError), transaction.atomic():
        world.edit(Entry.objects.get(slug="empathy"), summary="Taken back.")
        assert read_stamp() != stamp
        raise RuntimeError
    assert read_stamp() == stamp


def during_the_page(monkeypatch, act):
    """While a concept's page is made, after it was read from the database, this happens once."""
    left = [act]
    make = concept.context_of

    def context_of(entry):
        context = make(entry)
        if left:
            elsewhere(left.pop())
        return context

    monkeypatch.setattr(concept, "context_of", context_of)


def test_what_was_read_before_an_edit_is_not_kept_after_it(world, keeper, monkeypatch):
    entry = world.page("empathy", summary="The former words.")
    during_the_page(monkeypatch, lambda: world.edit(entry, summary="The words of now."))
    assert b"The former words." in get("/concepts/empathy/").content  # who asked before the edit
    assert keeper.held == {}
    keeper.rest()
    assert keeper.store.find("/concepts/empathy/", read_stamp()) is None
    assert b"The words of now." in get("/concepts/empathy/").content


def test_an_edit_between_the_last_look_and_the_keeping_makes_it_worthless(
    world, keeper, monkeypatch
):
    entry = world.page("empathy", summary="The former words.")
    keep = keeper.keep

    def late(answer):
        monkeypatch.setattr(keeper, "keep", keep)
        elsewhere(lambda: world.edit(entry, summary="The words of now."))
        keep(answer)

    monkeypatch.setattr(keeper, "keep", late)
    assert b"The former words." in get("/concepts/empathy/").content
    keeper.rest()
    for _ in range(2):
        assert b"The words of now." in get("/concepts/empathy/").content


def test_an_edit_that_has_not_ended_is_seen_by_nobody_and_then_by_all(world, keeper):
    entry = world.page("empathy", summary="The former words.")
    written, may_end = threading.Event(), threading.Event()

    def act():
        try:
            with transaction.atomic():
                world.edit(entry, summary="The words of now.")
                written.set()
                assert may_end.wait(60)
        finally:
            connection.close()

    editor = threading.Thread(target=act)
    editor.start()
    assert written.wait(60)
    for _ in range(2):  # made, then kept
        assert b"The former words." in get("/concepts/empathy/").content
    keeper.rest()
    assert keeper.store.find("/concepts/empathy/", read_stamp()) is not None
    may_end.set()
    editor.join()
    assert b"The words of now." in get("/concepts/empathy/").content


def test_the_day_ends_what_shows_the_day(world, keeper, monkeypatch):
    from concepts.middleware import finished as middleware

    kept_world.make(world)
    monkeypatch.setattr(middleware, "today", lambda: 20_000)
    get("/")
    get("/about/")
    keeper.rest()
    stamp = read_stamp()
    assert keeper.find("/", stamp, 20_000) is not None
    assert keeper.find("/", stamp, 20_001) is None
    assert keeper.find("/about/", stamp, 20_001) is not None


def test_a_page_that_is_made_over_midnight_is_not_kept(world, keeper, monkeypatch):
    from concepts.middleware import finished as middleware

    kept_world.make(world)
    days = iter([20_000, 20_001])
    monkeypatch.setattr(middleware, "today", lambda: next(days))
    get("/")
    assert keeper.held == {}
