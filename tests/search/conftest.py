"""Pages for the tests of search: small invented ones, and all of `fixtures/`."""

from pathlib import Path

import pytest
from django.db import transaction

from concepts import contentfile, markup, search
from concepts.models import FOLDERS, Entry

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def page(db):
    """Makes a page with its search rows; `page("Trust", body="...")` is enough."""

    def make(
        title, *, slug="", type="concept", kind="idea", names=(), summary="", body="", tags=()
    ):
        slug = slug or "-".join(title.lower().replace("?", "").split())
        entry, _ = Entry.objects.get_or_create(slug=slug, defaults={"type": type})
        search.index(
            entry.pk,
            type=type,
            kind=kind if type == "concept" else "",
            title=title,
            slug=slug,
            names=names,
            summary=summary,
            sections=markup.parse(body).sections,
            tags=tags,
        )
        return entry

    return make


def index_fixtures():
    """The rows of every page in `fixtures/`, without what else publishing does."""
    for type, folder in FOLDERS.items():
        for path in sorted((FIXTURES / folder).glob("*.md")):
            content = contentfile.parse(path.read_text(), type)
            entry = Entry.objects.create(slug=path.stem, type=type)
            search.index(
                entry.pk,
                type=type,
                kind=content.kind,
                title=content.title,
                slug=path.stem,
                names=[
                    *((text, "same") for text in content.aliases),
                    *((text, "search") for text in content.search),
                ],
                summary=content.summary,
                sections=markup.parse(content.body).sections,
                tags=content.tags,
            )


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker):
    """All pages of `fixtures/`, once for a module whose tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        index_fixtures()
        yield
        transaction.set_rollback(True)


def slugs(results, count=5):
    return [hit.slug for hit in results.hits[:count]]
