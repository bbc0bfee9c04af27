"""Eight people write at once: nothing is lost, and edition numbers have no gap."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from concepts import publishing
from concepts.contentfile import Faulty
from concepts.models import Edition, Entry, Name, Revision, Slug
from tests import worlds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WRITERS, EACH = 8, 10


def at_once(write):
    """Calls `write(number)` in as many threads as there are writers, all let go together."""
    gate = threading.Barrier(WRITERS)

    def work(number):
        try:
            gate.wait()
            return write(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(work, range(WRITERS)))


@pytest.mark.slow
def test_editions_of_one_page_are_numbered_without_gaps():
    entry, author = worlds.page("trust"), worlds.editor()

    def save_and_publish(text):
        saved = publishing.save_draft(entry, worlds.text(body=f"{text}\n"), author)
        edition = publishing.publish(saved.entry, author, note=text)
        return edition.number, edition.revision_id, text

    def write(number):
        published = []
        for turn in range(EACH):
            with transaction.atomic():
                published.append(save_and_publish(f"Writer {number}, text {turn}."))
            if turn % 3:
                continue
            try:  # as two steps, between which somebody else may save
                published.append(save_and_publish(f"Writer {number}, text {turn} again."))
            except Faulty as refused:
                assert "just now" in str(refused)
        return published

    found = sorted(edition for published in at_once(write) for edition in published)
    assert len(found) >= WRITERS * EACH
    assert [number for number, _, _ in found] == list(range(2, len(found) + 2))
    editions = entry.editions.exclude(number=1).order_by("number")
    assert list(editions.values_list("number", "revision", "change_note")) == found
    assert all(f"\n{edition.change_note}\n" in edition.revision.text for edition in editions)
    assert worlds.fresh(entry).live.number == len(found) + 1
    assert publishing.rebuild() == 0


def test_pages_that_are_published_together_all_come_out():
    entries = [worlds.draft(f"page-{number}") for number in range(WRITERS)]
    author = worlds.editor()

    def write(number):
        entry = entries[number]
        for turn in range(5):
            body = f"[[Page {(number + 1) % WRITERS}]] {turn}\n"
            text = worlds.text(title=f"Page {number}", body=body)
            saved = publishing.save_draft(entry, text, author)
            publishing.publish(saved.entry, author, note="Turn")

    at_once(write)
    assert Edition.objects.count() == WRITERS * 5
    assert Name.objects.count() == 2 * WRITERS
    assert publishing.rebuild() == 0


@pytest.mark.slow
def test_whatever_eight_people_do_at_once_the_pages_agree_afterwards():
    author, count = worlds.editor(), 8
    for number in range(count):
        worlds.page(f"page-{number}")
    done = []

    def publish(entry, others, mark):
        types = ("builds", "goes-with")
        relations = (worlds.relation(f"page-{number}", types[number % 2]) for number in others)
        text = worlds.text(title=entry.title, relations=tuple(relations), body=f"{mark}\n")
        saved = publishing.save_draft(entry, text, author)
        publishing.publish(saved.entry, author, note="Changed")

    acts = {
        "publish": publish,
        "withdraw": lambda entry, others, mark: publishing.withdraw(
            entry, author, reason="Gone", successor=Entry.objects.get(pk=pks[others[0]])
        ),
        "merge": lambda entry, others, mark: publishing.merge(
            entry, Entry.objects.get(pk=pks[others[0]]), author
        ),
        "rename": lambda entry, others, mark: publishing.rename(entry, f"page-{mark}", author),
    }
    pks = list(Entry.objects.order_by("pk").values_list("pk", flat=True))

    def write(writer):
        dice = random.Random(writer)
        for turn in range(8):
            number, *others = dice.sample(range(count), 4)
            act = dice.choice(["publish", "publish", *acts])
            try:
                acts[act](Entry.objects.get(pk=pks[number]), others, f"{writer}-{turn}")
                done.append(act)
            except Faulty as refused:
                assert str(refused)

    at_once(write)
    assert Edition.objects.count() == count + done.count("publish") + done.count("merge")
    assert "publish" in done
    before = worlds.derived(keys=True)
    assert publishing.rebuild() == 0
    assert worlds.derived(keys=True) == before


def test_of_eight_who_take_one_name_one_gets_it():
    entries = [worlds.draft(f"page-{number}", aliases=("the one",)) for number in range(WRITERS)]
    author = worlds.editor()

    def write(number):
        try:
            publishing.publish(entries[number], author, note="First")
        except Faulty as refused:
            return str(refused)

    refusals = [refusal for refusal in at_once(write) if refusal]
    assert len(refusals) == WRITERS - 1
    assert all("name" in refusal for refusal in refusals)
    assert Entry.objects.published().count() == Edition.objects.count() == 1


def test_of_eight_who_take_one_slug_one_gets_it():
    author = worlds.editor()

    def write(number):
        try:
            publishing.save_draft(
                None, worlds.text(title=f"Page {number}"), author, type="concept", slug="trust"
            )
        except Faulty as refused:
            return str(refused)

    refusals = [refusal for refusal in at_once(write) if refusal]
    assert len(refusals) == WRITERS - 1
    assert all("is or was another page's address" in refusal for refusal in refusals)
    assert Revision.objects.count() == Slug.objects.count() == 1


def test_of_eight_who_began_from_one_text_one_saves_and_the_others_are_told():
    entry, author = worlds.page("trust"), worlds.editor()
    base = entry.head_id

    def write(number):
        try:
            publishing.save_draft(entry, worlds.text(body=f"{number}\n"), author, base=base)
        except Faulty as refused:
            return str(refused)

    refusals = [refusal for refusal in at_once(write) if refusal]
    assert len(refusals) == WRITERS - 1
    assert all("ada saved this page on" in refusal for refusal in refusals)
    assert entry.revisions.count() == 2
