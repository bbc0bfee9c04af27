"""No two pages have names that look the same; a site that was folded otherwise follows."""

import pytest
from django.core.management import call_command

from concepts import contentfile, publishing, reading
from concepts.contentfile import Faulty
from concepts.models import Alias, HelpWord, Name, Passage, WikiLink
from concepts.rendering import render
from tests import worlds

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "title",
    ["Peplau’s phases", "Peplau´s phases", "Pep\u00adlau's phases", "Peplau's\u200b phases\u200e"],
)
def test_a_name_that_looks_like_another_pages_is_refused(title):
    worlds.page("phases", "framework", title="Peplau's phases")
    with pytest.raises(Faulty, match="is a name of the framework 'phases' already"):
        worlds.page("twin", "framework", title=title)
    with pytest.raises(Faulty, match="is a name of the framework 'phases' already"):
        worlds.page("other", search=(title,))


@pytest.mark.parametrize("text", ["\u200b\u200b", "\u00ad", "\u2060\u200e", "\u2800", "\u3164"])
def test_a_name_that_shows_nothing_is_refused(text):
    with pytest.raises(Faulty, match="the title shows nothing; write it in letters"):
        worlds.page("empty", title=text)
    with pytest.raises(Faulty, match="this other name shows nothing"):
        worlds.page("other", aliases=(text,))
    with pytest.raises(Faulty, match="this search word shows nothing"):
        worlds.page("third", search=(text,))


def test_two_names_of_one_page_that_look_the_same_are_refused():
    with pytest.raises(Faulty, match="stands twice among the names of this page"):
        worlds.page("phases", aliases=("Peplau's phases", "Peplau’s phases"))


def test_links_and_lists_find_a_name_however_its_signs_are_typed_and_the_bytes_stay():
    phases = worlds.page("peplau-phases", "framework", title="Peplau's phases")
    trust = worlds.page("trust")
    names = ["Peplau’s phases", "Pep\u00adlau`s phases", "\u200etrust\u200b", "peplau‑phases"]
    found = reading.pages_called(names)
    assert [found[name] for name in names] == [phases, phases, trust, phases]
    body = "See [[Peplau’s phases]], [[Trust\u200b]] and [[\u200eTrust]].\n"
    page = worlds.page("curly", title="Em\u00adpathy", body=body)
    assert render(body).html.count("<a ") == 3
    assert set(WikiLink.objects.filter(entry=page).values_list("key", flat=True)) == {
        "peplau's phases",
        "trust",
    }
    assert contentfile.parse(page.head.text, "concept").body == body
    assert page.title == "Em\u00adpathy"


def earlier(entry, key, old):
    """Gives a name the key that an earlier rule folded it to."""
    Name.objects.create(key=old, entry=entry)
    Alias.objects.filter(name=key).update(name=old)
    Name.objects.filter(key=key).delete()
    WikiLink.objects.filter(key=key).update(key=old)


def test_a_site_that_was_folded_by_an_earlier_rule_is_folded_again():
    worlds.source()
    phases = worlds.page("phases", aliases=("Peplau’s phases",))
    worlds.page("page", body="[[Peplau’s phases]]\n")
    HelpWord.objects.create(key="don’t", words="Don’t")
    right = worlds.derived()
    earlier(phases, "peplau's phases", "peplau’s phases")
    Passage.objects.filter(heading="Trust").update(heading_key="an older key")
    assert publishing.rebuild() > 0
    assert worlds.derived() == right
    assert [word.key for word in HelpWord.objects.all()] == ["don't"]
    assert "an older key" not in Passage.objects.values_list("heading_key", flat=True)
    assert publishing.rebuild() == 0


def test_where_two_names_became_one_the_page_that_has_it_keeps_it_and_it_is_said(capsys):
    first = worlds.page("first", aliases=("Peplau phases", "Only mine"))
    second = worlds.page("second", title="Peplau's phases")
    # As they stood when the two were two.
    text = first.live.revision.text.replace("Peplau phases", "Peplau’s phases")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("concepts.markup.fold", lambda name: name.casefold())
        publishing.save_draft(first, text, worlds.editor())
        publishing.publish(worlds.fresh(first), worlds.editor(), note="Earlier")
    publishing.rebuild()
    assert Name.objects.get(key="peplau's phases").entry == second
    assert Name.objects.get(key="only mine").entry == first
    assert [alias.text for alias in first.aliases.all()] == ["Only mine"]
    call_command("rebuild")
    said = capsys.readouterr()
    assert "0 pages had to change." in said.out
    assert said.err.startswith("'Peplau’s phases' is a name of /concepts/first/ and of /concepts/s")
    # A page beside it can still be published, and this one only with another name.
    worlds.edit(second, summary="Others.")
    with pytest.raises(Faulty, match="is a name of the concept 'second' already"):
        worlds.edit(first, summary="Again.")
    worlds.edit(first, aliases=("Only mine",))
    assert publishing.shared_names() == []
