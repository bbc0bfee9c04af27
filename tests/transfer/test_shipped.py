"""The shipped content carries what it must: every page, name, passage and question."""

import re
from pathlib import Path

import pytest
import yaml

from concepts import publishing
from concepts.markup import fold
from concepts.models import (
    About,
    Citation,
    Edition,
    Entry,
    Membership,
    Name,
    Passage,
    Relation,
    WikiLink,
)
from concepts.reading.courses import ROUTES
from concepts.transfer import Folder, export_folder, import_folder
from tests import worlds
from tests.transfer.folders import content_of, counts

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "fixtures"
pytestmark = pytest.mark.django_db
INVENTORY = yaml.safe_load((HERE / "inventory.yaml").read_text())


# Names that lead to pages of their own, or to nearer ones, since these were written.
MOVED = {
    "warmth": "warmth",
    "personal growth": "personal-growth",
    "coping skills": "personal-growth",
    "coping strategies": "personal-growth",
    "self-discovery": "self-exploration",
    "culture": "cultural-humility",
    "race": "broaching",
    "microaggressions": "microaggressions",
}


def test_every_concept_is_there_under_its_name_and_kind(shipped):
    """A page that has another title since keeps the former one as another name."""
    live = {entry.slug: entry for entry in Entry.objects.published().filter(type="concept")}
    names = dict(Name.objects.values_list("key", "entry__slug"))
    for slug, concept in INVENTORY["concepts"].items():
        assert live[slug].kind == concept["kind"], slug
        assert names[fold(concept["title"])] == slug
    assert len(live) >= 100
    assert Entry.objects.published().filter(kind="instrument").count() == 18


def test_every_other_name_leads_to_its_page(shipped):
    """Its own, or that of the page which has been made of the name since."""
    held = dict(Name.objects.values_list("key", "entry__slug"))
    for slug, concept in INVENTORY["concepts"].items():
        for name in (*concept.get("aliases", []), *concept.get("search", [])):
            assert held.get(fold(name)) == MOVED.get(name, slug), name


def test_every_framework_has_its_members_in_their_order(shipped):
    for slug, framework in INVENTORY["frameworks"].items():
        entry = Entry.objects.published().get(type="framework", slug=slug)
        assert entry.title == framework["title"]
        assert (entry.ordered, entry.steps) == (
            framework.get("ordered", False),
            framework.get("steps", False),
        )
        assert (entry.source_id or "") == framework.get("source", "")
        members = Membership.objects.filter(framework=entry).order_by("position")
        assert members.count() >= 3
        if "members" in framework:
            slugs = list(members.values_list("entry__slug", flat=True))
            assert slugs == framework["members"]


def test_every_question_is_asked_and_is_about_its_concepts(shipped):
    for wanted in INVENTORY["questions"]:
        question = Entry.objects.published().get(type="question", title=wanted["question"])
        about = About.objects.filter(question=question).values_list("concept__slug", flat=True)
        assert set(wanted["concepts"]) <= set(about), wanted["question"]
    assert Entry.objects.published().filter(type="question").count() >= 45


@pytest.mark.parametrize("key", INVENTORY["passages"])
def test_every_passage_is_carried_by_the_pages_it_belongs_to(shipped, key):
    wanted = INVENTORY["passages"][key]
    passage = Passage.objects.get(source=wanted["source"], key=key)
    assert passage.heading == wanted["heading"]
    assert passage.summary
    carrying = Citation.objects.filter(passage=passage).values_list("entry__slug", flat=True)
    assert set(wanted["in"]) <= set(carrying)


def test_no_passage_is_left_out(shipped):
    carried = Citation.objects.filter(passage__isnull=False).values("passage")
    assert list(Passage.objects.exclude(pk__in=carried)) == []


def test_every_concept_has_two_relations_and_three_links_at_least(shipped):
    for concept in Entry.objects.published().filter(type="concept"):
        ties = Relation.objects.published().filter(entry=concept).count()
        ties += Relation.objects.published().filter(target=concept).count()
        assert ties >= 2, concept.slug
        assert concept.wikilinks.count() >= 3, concept.slug


def test_every_concept_is_within_three_links_of_the_home_page(shipped):
    """By the frameworks and routes that the home page shows, without the list from A to Z."""
    names = dict(Name.objects.values_list("key", "entry_id"))
    leads = {}
    for entry, key in WikiLink.objects.values_list("entry_id", "key"):
        leads.setdefault(entry, set()).add(names.get(key))
    for one, other in Relation.objects.values_list("entry_id", "target_id"):
        leads.setdefault(one, set()).add(other)
        leads.setdefault(other, set()).add(one)
    for framework, member in Membership.objects.values_list("framework_id", "entry_id"):
        leads.setdefault(framework, set()).add(member)
    frameworks = Entry.objects.published().filter(type="framework")
    routes = Entry.objects.filter(slug__in=[slug for route in ROUTES for slug, _ in route.stops])
    reached = {*frameworks.values_list("pk", flat=True), *routes.values_list("pk", flat=True)}
    for _ in range(2):  # a framework is one link away; two more
        reached |= {page for entry in reached for page in leads.get(entry, ())}
    concepts = Entry.objects.published().filter(type="concept")
    assert [concept.slug for concept in concepts if concept.pk not in reached] == []


@pytest.mark.parametrize("words", ["suicidal", "self harm", "my therapist touched me"])
def test_help_stands_before_every_other_answer(shipped, client, words):
    main = client.get("/search/", {"q": words}).content.decode().partition("<main")[2]
    links = re.findall(r'href="(/(?:help|concepts|questions|frameworks)/[^"]*)"', main)
    assert links[0].partition("#")[0] == "/help/"


def test_it_comes_out_as_it_went_in(shipped):
    assert content_of(export_folder()) == Folder.read(FIXTURES).files


@pytest.mark.parametrize("again", [lambda: Folder.read(FIXTURES), export_folder])
def test_a_second_import_of_it_or_of_its_export_changes_nothing(shipped, again):
    before = worlds.derived(keys=True), Edition.objects.count()
    report = import_folder(again())
    created, changed, unchanged, removed, conflicts = counts(report)
    assert (created, changed, removed, conflicts) == (0, 0, 0, 0)
    assert unchanged > 300
    assert report.warnings == []
    assert (worlds.derived(keys=True), Edition.objects.count()) == before


def test_nothing_that_is_derived_of_it_is_made_otherwise_by_a_rebuild(shipped):
    before = worlds.derived(keys=True)
    assert publishing.rebuild() == 0
    assert worlds.derived(keys=True) == before
