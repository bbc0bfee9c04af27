"""Fills an empty database with invented pages, to measure how the site does with many."""

import time

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from concepts import contentfile, markup, search
from concepts.models import Alias, Edition, Entry, EntryTag, Name, Revision, Slug, Tag
from tests.benchmarks.generated import TAGS, Generator

BATCH = 500


def fill(count, seed=1):
    """Writes the first `count` pages of a Generator; returns the seconds that their search rows
    took."""
    generator = Generator(seed)
    author, _ = get_user_model().objects.get_or_create(
        username="generator", defaults={"is_active": False}
    )
    tags = {name: Tag.objects.get_or_create(name=name)[0] for name in TAGS}
    spent = 0
    for first in range(0, count, BATCH):
        pages = [generator.page(n) for n in range(first, min(count, first + BATCH))]
        # Not through the write door: that takes its time for each page, and nobody reads these.
        with transaction.atomic():
            entries = write(pages, author, tags)
            parsed = [markup.parse(content.body).sections for _, content in pages]
            began = time.perf_counter()
            for entry, (slug, content), sections in zip(entries, pages, parsed, strict=True):
                index(entry.pk, slug, content, sections)
            spent += time.perf_counter() - began
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return spent


def write(pages, author, tags):
    """The rows of the pages, other than those of search; returns the entries."""
    entries = Entry.objects.bulk_create(
        Entry(
            type=content.type,
            slug=slug,
            kind=content.kind,
            category=content.category,
            title=content.title,
            sort_key=markup.fold(content.title),
            summary=content.summary,
            body=content.body,
        )
        for slug, content in pages
    )
    revisions = Revision.objects.bulk_create(
        Revision(entry=entry, text=contentfile.dump(content), author=author, origin="import")
        for entry, (_, content) in zip(entries, pages, strict=True)
    )
    editions = Edition.objects.bulk_create(
        Edition(
            entry=revision.entry,
            number=1,
            revision=revision,
            change_note="Invented",
            change_kind="wording",
            publisher=author,
        )
        for revision in revisions
    )
    for edition in editions:
        edition.entry.head = edition.revision
        edition.entry.live = edition
    Entry.objects.bulk_update(entries, ["head", "live"])
    Slug.objects.bulk_create(Slug(slug=entry.slug, entry=entry) for entry in entries)
    Name.objects.bulk_create(
        Name(key=markup.fold(text), entry=entry)
        for entry, (slug, content) in zip(entries, pages, strict=True)
        for text in (content.title, slug, *content.aliases)
    )
    Alias.objects.bulk_create(
        Alias(entry=entry, name_id=markup.fold(text), text=text, role="same")
        for entry, (_, content) in zip(entries, pages, strict=True)
        for text in content.aliases
    )
    EntryTag.objects.bulk_create(
        EntryTag(content_object=entry, tag=tags[tag])
        for entry, (_, content) in zip(entries, pages, strict=True)
        for tag in content.tags
    )
    return entries


def index(entry_id, slug, content, sections):
    return search.index(
        entry_id,
        type=content.type,
        kind=content.kind,
        title=content.title,
        slug=slug,
        names=[(text, "same") for text in content.aliases],
        summary=content.summary,
        sections=sections,
        tags=content.tags,
    )
