"""Articles are kept as readers see them, and what is kept is shown only while it is right."""

import json

import pytest

from concepts import articles, publishing
from concepts.models import Citation, Entry, KeptArticle, Passage, Reference
from tests import worlds

pytestmark = pytest.mark.django_db

BODY = """\
> [!short]
> It's what [[hope|one]] leans on.

[[Hope]] and [[Later]] [@rogers-1957, p. 9] [@meaning: Trust].

## What research says

The link is r = .28 [@rogers-1957].

## Where it *comes* from

Elsewhere.
"""


@pytest.fixture
def trust():
    worlds.source()
    worlds.reference()
    worlds.page("hope")
    return worlds.page("trust", body=BODY)


@pytest.fixture
def made(monkeypatch):
    """The slugs of the pages whose article was made and not found."""
    slugs, make = [], articles._made

    def told(entry, *rest):
        slugs.append(entry.slug)
        return make(entry, *rest)

    monkeypatch.setattr(articles, "_made", told)
    return slugs


def shown(client, slug="trust"):
    return client.get(f"/concepts/{slug}/").content.decode()


def test_what_is_kept_is_what_would_be_made(trust, client, made):
    kept = shown(client)
    assert made == []
    KeptArticle.objects.all().delete()
    assert shown(client) == kept
    assert made == ["trust"]
    assert KeptArticle.objects.count() == 0  # reading writes nothing


def test_a_page_that_comes_is_linked_at_once_and_kept(trust, client, made):
    assert "/concepts/later/" not in shown(client)
    worlds.page("later")
    made.clear()
    assert "/concepts/later/" in shown(client)
    assert made == []


def test_a_page_that_gets_another_address_or_title_or_goes(trust, client, made):
    hope = Entry.objects.get(slug="hope")
    publishing.rename(hope, "hopes", worlds.editor())
    made.clear()
    assert 'href="/concepts/hopes/"' in shown(client)
    publishing.withdraw(worlds.fresh(hope), worlds.editor(), reason="Wrong")
    made.clear()
    assert "/concepts/hope" not in shown(client)
    assert made == []


def break_the_digest():
    KeptArticle.objects.update(made_of="of something else")


def other_code_kept_other_parts():
    KeptArticle.objects.update(
        made_of="by others", parts=json.dumps({"wanted": [[], [], []], "parts": {"old": 1}})
    )


def take_a_work_away():
    Citation.objects.all().delete()
    Reference.objects.all().delete()


def take_a_passage_away():
    Citation.objects.all().delete()
    Passage.objects.all().delete()


def rename_without_the_door():
    Entry.objects.filter(slug="hope").update(title="Another")


@pytest.mark.parametrize(
    "change",
    [
        break_the_digest,
        other_code_kept_other_parts,
        take_a_work_away,
        take_a_passage_away,
        rename_without_the_door,
    ],
)
def test_what_changed_behind_the_door_is_not_shown_as_it_was(trust, client, made, change):
    change()
    seen = shown(client)
    assert made == ["trust"]
    assert publishing.rebuild() > 0
    made.clear()
    assert shown(client) == seen
    assert made == []


def test_other_former_anchors_make_another_article(trust, client, made):
    Entry.objects.filter(slug="trust").update(former_anchors={"old": "what-research-says"})
    assert '<span id="old"></span>' in shown(client)
    assert made == ["trust"]


def test_an_edition_is_made_of_its_own_text(trust, client):
    worlds.edit(worlds.fresh(trust), body="Anew.\n")
    assert "Anew." in shown(client)
    assert "Elsewhere." in client.get("/concepts/trust/v1/").content.decode()


def test_what_is_withdrawn_is_not_kept(trust):
    publishing.withdraw(trust, worlds.editor(), reason="Wrong")
    assert not KeptArticle.objects.filter(entry=trust).exists()
