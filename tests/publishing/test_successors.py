"""Whoever takes a page's place is a page that readers see, whatever was done in whatever order: so
one step leads there."""

import pytest
from django.db import transaction
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from concepts import publishing
from concepts.contentfile import Faulty
from concepts.models import Entry, Name, Slug
from tests import worlds

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# The last is a framework: it may follow a concept, and be merged with none.
SLUGS = ("trust", "hope", "faith", "draft", "frame")
pages = st.sampled_from(SLUGS)


def at(slug):
    """The page that began with this slug."""
    return Entry.objects.get(slugs__slug=slug)


def publish(page):
    worlds.edit(page, body=f"Text {page.revisions.count()}.\n")


def publish_again(page):
    publishing.publish(page, worlds.editor(), note="Back")


def restore(page):
    publishing.restore(page, page.revisions.last(), worlds.editor())
    publish_again(worlds.fresh(page))


def rename(page, other):
    publishing.rename(page, f"{other.slug}-{page.slugs.count()}", worlds.editor())


def name_after(page, other):
    """Takes a name that may be another page's."""
    worlds.edit(page, title=f"{other.slug} again")


def withdraw(page):
    publishing.withdraw(page, worlds.editor(), reason="Wrong")


def withdraw_for(page, other):
    publishing.withdraw(page, worlds.editor(), reason="Better there", successor=other)


def merge(page, other):
    publishing.merge(page, other, worlds.editor())


def publish_together(page, other):
    pages = [(each, each.head) for each in (page, other)]
    publishing.publish_all(pages, worlds.editor(), note="Together")


acts = st.one_of(
    st.tuples(st.sampled_from([publish, publish_again, restore, withdraw]), pages),
    st.tuples(st.sampled_from([withdraw_for, merge]), pages, pages),
    st.tuples(st.sampled_from([rename, name_after, publish_together]), pages, pages),
)


class Undo(Exception):
    """Ends an example: nothing of it stays."""


def test_each_successor_is_a_page_that_readers_see():
    for slug in SLUGS:
        worlds.draft(slug, "framework" if slug == "frame" else "concept")
        if slug != "draft":
            publishing.publish(at(slug), worlds.editor(), note="First")

    @settings(max_examples=30)
    @given(st.lists(acts, max_size=10))
    @example([(withdraw_for, "trust", "hope"), (withdraw_for, "hope", "faith"), (publish, "hope")])
    @example([(merge, "trust", "hope"), (merge, "hope", "faith"), (withdraw, "faith")])
    @example([(withdraw_for, "trust", "hope"), (withdraw_for, "hope", "trust")])
    @example([(withdraw_for, "trust", "trust"), (withdraw_for, "trust", "draft")])
    @example([(withdraw_for, "trust", "frame"), (rename, "trust", "hope"), (restore, "trust")])
    def whatever_is_done(chosen):
        with pytest.raises(Undo), transaction.atomic():
            for act, *slugs in chosen:
                try:
                    act(*map(at, slugs))
                except Faulty:
                    event(f"{act.__name__} refused")
                else:
                    event(f"{act.__name__} done")
            assert_one_step_leads_there()
            raise Undo

    whatever_is_done()


def assert_one_step_leads_there():
    for page in Entry.objects.filter(successor__isnull=False).select_related("successor"):
        assert not page.is_published
        assert page.successor.is_published and page.successor.successor_id is None
        led = Name.objects.filter(key__in=page.slugs.values("slug"))
        assert set(led.values_list("entry", flat=True)) == {page.successor_id}
    seen = Slug.objects.filter(entry__in=Entry.objects.published())
    assert not seen.exclude(slug__in=Name.objects.values("key")).exists()
