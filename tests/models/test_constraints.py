"""Every constraint refuses in its sentence, on a form and in the database."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from concepts.contentfile import Faulty
from concepts.models import (
    About,
    Alias,
    Citation,
    Concept,
    Edition,
    Entry,
    EntryTag,
    Finding,
    FindingEdition,
    Heading,
    HelpService,
    HelpWord,
    Membership,
    Name,
    Passage,
    ReadingList,
    ReadingListItem,
    Reference,
    Relation,
    Review,
    Revision,
    Slug,
    Source,
    Stamp,
    Statistic,
    Tag,
    WikiLink,
)
from concepts.publishing.refusals import refusal
from tests import worlds

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CONSTRAINTS = {
    constraint.name: constraint
    for model in apps.get_app_config("concepts").get_models()
    for constraint in model._meta.constraints
}


class World:
    """What the rows of the cases point at."""

    def __init__(self):
        self.editor = worlds.editor()
        self.trust = Entry.objects.create(type="concept", slug="trust", title="Trust")
        self.hope = Entry.objects.create(type="concept", slug="hope", title="Hope")
        self.frame = Entry.objects.create(type="framework", slug="frame", title="Frame")
        self.why = Entry.objects.create(type="question", slug="why", title="Why?")
        self.revision = Revision.objects.create(
            entry=self.trust, text="---\n", author=self.editor, origin="editor"
        )
        self.edition = Edition.objects.create(
            entry=self.trust,
            number=1,
            revision=self.revision,
            change_note="First",
            change_kind="wording",
            publisher=self.editor,
        )
        self.source = worlds.source()
        self.passage = self.source.passages.first()
        self.reference = worlds.reference()
        self.tag = Tag.objects.create(name="ethics", slug="ethics")
        self.name = Name.objects.create(key="trust", entry=self.trust)
        self.finding = Finding.objects.create(**self.finding_values(key="one"))
        FindingEdition.objects.create(key="one", number=1, data={}, change_note="First")

    def finding_values(self, **values):
        return {
            "key": "two",
            "kind": "quantitative",
            "claim": "It goes with it.",
            "caveat": "Few studies.",
            "basis": "trial",
            "read": "full",
            "reference": self.reference,
            **values,
        }

    def entry(self, **values):
        return Entry, {"type": "concept", "slug": "new", "title": "New", **values}

    def published(self, **values):
        return self.entry(live=self.edition, kind="idea", **values)

    def alias(self, **values):
        return Alias, {
            "entry": self.trust,
            "name": self.name,
            "text": "Trust",
            "role": "same",
            **values,
        }

    def relation(self, **values):
        return Relation, {
            "entry": self.trust,
            "target": self.hope,
            "type": "builds",
            "reason": "So it is.",
            "basis": "theory",
            **values,
        }

    def list_item(self, **values):
        reading_list, _ = ReadingList.objects.get_or_create(slug="week", title="Week")
        return ReadingListItem, {
            "reading_list": reading_list,
            "entry": self.trust,
            "position": 1,
            **values,
        }

    def new_edition(self, **values):
        return Edition, {
            "entry": self.trust,
            "number": 2,
            "revision": self.revision,
            "change_note": "Second",
            "change_kind": "meaning",
            "publisher": self.editor,
            **values,
        }

    def finding_edition(self, **values):
        return FindingEdition, {
            "key": "one",
            "number": 2,
            "data": {"id": "one"},
            "change_note": "Second",
            "published_at": timezone.now(),
            "publisher": self.editor,
            **values,
        }

    def statistic(self, **values):
        return Statistic, {
            "finding": self.finding,
            "position": 2,
            "measure": "r",
            "value": ".28",
            **values,
        }

    def service(self, **values):
        return HelpService, {
            "key": "new",
            "group": "emergency",
            "country": "UK",
            "name": "Ambulance",
            "purpose": "danger",
            "position": 2,
            "read_on": date(2026, 1, 1),
            **values,
        }

    def new_passage(self, **values):
        return Passage, {
            "source": self.source,
            "key": "P9",
            "heading": "New",
            "heading_key": "new",
            "summary": "It says so.",
            "position": 9,
            **values,
        }

    def review(self, **values):
        return Review, {
            "edition": self.edition,
            "reviewer": "A. Person",
            "consented_on": date(2026, 1, 1),
            "role": "counsellor",
            "checked": "all of it",
            "reviewed_on": date(2026, 1, 2),
            "recorded_by": self.editor,
            **values,
        }

    def new_reference(self, **values):
        return Reference, {
            "key": "new-2020",
            "csl": "{}",
            "type": "book",
            "title": "New",
            "short": "New (2020)",
            "sort_key": "new",
            **values,
        }

    def membership(self, **values):
        return Membership, {
            "framework": self.frame,
            "entry": self.trust,
            "position": 1,
            **values,
        }


def there(made, **changes):
    """A row that stands in the table already; `changes` make a colliding one of it."""
    model, values = made
    model.objects.bulk_create([model(**values)])
    return model, values | changes


def alone(made):
    """A row in place of those that the table has."""
    made[0].objects.all().delete()
    return made


# Name of the constraint: a row that the database takes, and what makes it one that it refuses.
CASES = {
    "about_stands_once": lambda w: (
        there((About, {"question": w.why, "concept": w.trust}), concept=w.hope),
        {"concept": w.trust},
    ),
    "about_is_not_itself": lambda w: (
        (About, {"question": w.why, "concept": w.trust}),
        {"concept": w.why},
    ),
    "alias_role_is_known": lambda w: (w.alias(), {"role": "nick"}),
    "alias_is_not_empty": lambda w: (w.alias(), {"text": ""}),
    "citation_is_of_one_thing": lambda w: (
        (Citation, {"entry": w.trust, "position": 0, "passage": w.passage}),
        {"reference": w.reference},
    ),
    "citation_position_is_unique": lambda w: (
        there((Citation, {"entry": w.trust, "position": 0, "passage": w.passage}), position=1),
        {"position": 0},
    ),
    "edition_number_is_unique": lambda w: (w.new_edition(), {"number": 1}),
    "edition_number_from_one": lambda w: (w.new_edition(entry=w.hope, number=1), {"number": 0}),
    "edition_has_change_note": lambda w: (w.new_edition(), {"change_note": ""}),
    "edition_change_kind_is_known": lambda w: (w.new_edition(), {"change_kind": "mood"}),
    "entry_type_is_known": lambda w: (w.entry(), {"type": "person"}),
    "entry_slug_is_plain": lambda w: (w.entry(), {"slug": "New-"}),
    "entry_published_has_title": lambda w: (w.published(), {"title": ""}),
    "entry_kind_is_a_concepts": lambda w: (w.entry(type="question"), {"kind": "skill"}),
    "entry_concept_has_kind": lambda w: (w.published(), {"kind": ""}),
    "entry_category_is_a_questions": lambda w: (w.entry(), {"category": "frameworks"}),
    "entry_question_has_category": lambda w: (
        w.entry(type="question", live=w.edition, category="frameworks"),
        {"category": ""},
    ),
    "entry_steps_are_ordered": lambda w: (w.entry(type="framework"), {"steps": True}),
    "entry_source_is_a_frameworks": lambda w: (w.entry(), {"source": w.source}),
    "entry_withdrawal_has_reason": lambda w: (w.entry(), {"withdrawn_at": timezone.now()}),
    "entry_is_not_its_own_successor": lambda w: (
        w.entry(
            id=999, withdrawn_at=timezone.now(), withdrawn_reason="Gone", successor_id=w.hope.pk
        ),
        {"successor_id": 999},
    ),
    "entrytag_stands_once": lambda w: (
        there((EntryTag, {"content_object": w.trust, "tag": w.tag}), content_object=w.hope),
        {"content_object": w.trust},
    ),
    "finding_has_caveat": lambda w: ((Finding, w.finding_values()), {"caveat": ""}),
    "finding_basis_is_known": lambda w: ((Finding, w.finding_values()), {"basis": "hearsay"}),
    "finding_reading_is_known": lambda w: ((Finding, w.finding_values()), {"read": "title"}),
    "finding_kind_is_known": lambda w: ((Finding, w.finding_values()), {"kind": "rumour"}),
    "finding_edition_number_is_unique": lambda w: (w.finding_edition(), {"number": 1}),
    "finding_edition_number_from_one": lambda w: (
        w.finding_edition(key="two", number=1),
        {"number": 0},
    ),
    "finding_edition_has_change_note": lambda w: (w.finding_edition(), {"change_note": ""}),
    "finding_edition_begins_with_data": lambda w: (
        w.finding_edition(key="two", number=1),
        {"data": None},
    ),
    "finding_edition_is_dated": lambda w: (w.finding_edition(), {"published_at": None}),
    "heading_anchor_is_unique": lambda w: (
        there(
            (Heading, {"entry": w.trust, "position": 0, "level": 2, "anchor": "a", "text": "A"}),
            anchor="b",
        ),
        {"anchor": "a"},
    ),
    "helpservice_has_country": lambda w: (w.service(), {"country": ""}),
    "helpservice_group_is_known": lambda w: (w.service(), {"group": "sport"}),
    "helpservice_position_is_unique": lambda w: (
        there(w.service(position=1), key="other", position=2),
        {"position": 1},
    ),
    "helpword_is_not_empty": lambda w: (
        (HelpWord, {"key": "lost", "words": "lost"}),
        {"words": ""},
    ),
    "membership_position_is_unique": lambda w: (
        there(w.membership(), entry=w.hope, position=2),
        {"position": 1},
    ),
    "membership_stands_once": lambda w: (
        there(w.membership(), entry=w.hope, position=2),
        {"entry": w.trust},
    ),
    "membership_position_from_one": lambda w: (w.membership(), {"position": 0}),
    "membership_is_page_or_label": lambda w: (w.membership(), {"label": "And a label"}),
    "membership_is_not_of_itself": lambda w: (w.membership(), {"entry": w.frame}),
    "name_is_not_empty": lambda w: ((Name, {"key": "faith", "entry": w.trust}), {"key": ""}),
    "passage_key_is_unique": lambda w: (w.new_passage(), {"key": "M1"}),
    "passage_heading_is_unique": lambda w: (
        w.new_passage(),
        {"heading_key": "open communication"},
    ),
    "passage_position_is_unique": lambda w: (w.new_passage(), {"position": 1}),
    "passage_key_is_plain": lambda w: (w.new_passage(), {"key": "P 9"}),
    "passage_has_heading": lambda w: (w.new_passage(), {"heading": ""}),
    "reference_key_is_plain": lambda w: (w.new_reference(), {"key": "New_2020"}),
    "reference_has_title": lambda w: (w.new_reference(), {"title": ""}),
    "relation_stands_once": lambda w: (
        there(w.relation(), type="protects"),
        {"type": "builds"},
    ),
    "relation_symmetric_stands_once": lambda w: (
        there(w.relation(type="goes-with"), entry=w.hope, target=w.trust, type="related-to"),
        {"type": "goes-with"},
    ),
    "relation_is_not_to_itself": lambda w: (w.relation(), {"target": w.trust}),
    "relation_type_is_known": lambda w: (w.relation(), {"type": "likes"}),
    "relation_basis_is_known": lambda w: (w.relation(), {"basis": "hope"}),
    "relation_direction_is_a_correlations": lambda w: (w.relation(), {"direction": "more"}),
    "relation_has_reason": lambda w: (w.relation(), {"reason": ""}),
    "review_says_who_and_what": lambda w: (w.review(), {"reviewer": ""}),
    "review_next_is_later": lambda w: (w.review(), {"next_due": date(2026, 1, 2)}),
    "revision_has_text": lambda w: (
        (Revision, {"entry": w.hope, "text": "x", "author": w.editor, "origin": "editor"}),
        {"text": ""},
    ),
    "readinglist_slug_is_plain": lambda w: (
        (ReadingList, {"slug": "new", "title": "New"}),
        {"slug": "New_List"},
    ),
    "readinglist_has_title": lambda w: (
        (ReadingList, {"slug": "new", "title": "New"}),
        {"title": ""},
    ),
    "readinglistitem_position_is_unique": lambda w: (
        there(w.list_item(entry=w.hope), entry=w.trust, position=2),
        {"position": 1},
    ),
    "readinglistitem_stands_once": lambda w: (
        there(w.list_item(), entry=w.hope, position=2),
        {"entry": w.trust},
    ),
    "readinglistitem_position_from_one": lambda w: (w.list_item(), {"position": 0}),
    "revision_origin_is_known": lambda w: (
        (Revision, {"entry": w.hope, "text": "x", "author": w.editor, "origin": "editor"}),
        {"origin": "rumour"},
    ),
    "slug_one_is_current": lambda w: (
        there((Slug, {"slug": "trust", "entry": w.trust}), slug="faith", is_current=False),
        {"is_current": True},
    ),
    "slug_is_plain": lambda w: ((Slug, {"slug": "faith", "entry": w.trust}), {"slug": "fa--ith"}),
    "source_key_is_plain": lambda w: ((Source, {"key": "new", "title": "New"}), {"key": "né"}),
    "source_has_title": lambda w: ((Source, {"key": "new", "title": "New"}), {"title": ""}),
    "statistic_position_is_unique": lambda w: (
        there(w.statistic(position=1), position=2),
        {"position": 1},
    ),
    "stamp_is_one": lambda w: (alone((Stamp, {"id": 1, "value": "one"})), {"id": 2}),
    "statistic_is_whole": lambda w: (w.statistic(), {"value": ""}),
    "statistic_interval_has_two_ends": lambda w: (w.statistic(), {"low": ".2"}),
    "tag_is_not_empty": lambda w: ((Tag, {"name": "new", "slug": "new"}), {"slug": ""}),
    "wikilink_has_name": lambda w: (
        (WikiLink, {"entry": w.trust, "key": "faith", "text": "Faith", "line": 1}),
        {"key": ""},
    ),
    "wikilink_stands_once": lambda w: (
        there((WikiLink, {"entry": w.trust, "key": "faith", "text": "F", "line": 1}), key="love"),
        {"key": "faith"},
    ),
}


def test_each_constraint_has_a_case():
    assert CASES.keys() == CONSTRAINTS.keys()


@pytest.fixture
def world():
    return World()


@pytest.fixture(params=sorted(CONSTRAINTS))
def case(request, world):
    """A constraint, its model, values that it takes, and those among them that it does not."""
    (model, good), bad = CASES[request.param](world)
    return CONSTRAINTS[request.param], model, good, bad


def refused_by_the_database(write):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    faulty = refusal(refused.value)
    assert isinstance(faulty, Faulty), f"no sentence for: {refused.value}"
    return [fault.message for fault in faulty.faults]


def test_a_form_is_told_in_the_sentence(case):
    constraint, model, good, bad = case
    sentence = str(constraint.violation_error_message)
    model(**good).validate_constraints()
    with pytest.raises(ValidationError) as refused:
        model(**good | bad).validate_constraints()
    assert sentence in refused.value.messages
    assert sentence[0].isupper() and sentence.endswith(".")


def test_the_database_refuses_a_new_row(case):
    constraint, model, good, bad = case
    sentence = str(constraint.violation_error_message)
    assert refused_by_the_database(lambda: model.objects.bulk_create([model(**good | bad)])) == [
        sentence
    ]
    model.objects.bulk_create([model(**good)])


# Editions and revisions are never changed at all: test_triggers.
KEPT = ("edition_", "finding_edition_", "revision_")
CHANGEABLE = [name for name in sorted(CASES) if not name.startswith(KEPT)]


@pytest.mark.parametrize("case", CHANGEABLE, indirect=True)
def test_the_database_refuses_a_changed_row(case):
    constraint, model, good, bad = case
    row = model(**good)
    model.objects.bulk_create([row])
    held = model.objects.filter(**good)
    assert held.count() == 1
    assert refused_by_the_database(lambda: held.update(**bad)) == [
        str(constraint.violation_error_message)
    ]


def test_a_concept_is_held_to_the_constraints_of_a_page(world):
    with pytest.raises(ValidationError) as refused:
        Concept(type="concept", slug="No Slug").validate_constraints()
    assert "single hyphens" in str(refused.value)


@pytest.mark.parametrize(
    ("write", "part"),
    [
        (lambda w: Name.objects.bulk_create([Name(key="trust", entry=w.hope)]), "these names"),
        (
            lambda w: Slug.objects.bulk_create(
                [Slug(slug="x", entry=w.trust), Slug(slug="x", entry=w.hope)]
            ),
            "another page's address",
        ),
        (
            lambda w: Entry.objects.bulk_create([Entry(type="question", slug="trust")]),
            "another page's address",
        ),
        (
            lambda w: Tag.objects.bulk_create([Tag(name="ethics", slug="other")]),
            "There is a tag with that name already",
        ),
        (
            lambda w: Tag.objects.bulk_create([Tag(name="other", slug="ethics")]),
            "There is a tag with that slug already",
        ),
        (
            lambda w: Finding.objects.bulk_create([Finding(**w.finding_values(key="one"))]),
            "There is a finding with that key already",
        ),
        (
            lambda w: Source.objects.bulk_create([Source(key="meaning", title="Again")]),
            "There is a source with that key already",
        ),
    ],
)
def test_primary_keys_and_unique_columns_refuse_in_a_sentence(world, write, part):
    [message] = refused_by_the_database(lambda: write(world))
    assert part in message


def test_what_is_none_of_ours_stays_the_error_that_it_was():
    error = IntegrityError("UNIQUE constraint failed: auth_user.username")
    assert refusal(error) is error


@pytest.mark.parametrize("slug", ["a", "a1", "1", "trust-and-hope", "a" * 200])
def test_a_plain_slug_is_taken(slug):
    Entry.objects.create(type="concept", slug=slug)


@pytest.mark.parametrize("slug", ["", "-", "a-", "-a", "a--b", "A", "é", "a b", "a\n", "a_b", "ａ"])
def test_no_other_slug_is(slug):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(type="concept", slug=slug)


def test_related_to_is_refused_from_the_other_side_too_but_builds_is_not(world):
    model, values = world.relation(type="related-to")
    model.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values | {"entry": world.hope, "target": world.trust})
    model.objects.create(**values | {"type": "builds"})
    model.objects.create(**values | {"entry": world.hope, "target": world.trust, "type": "builds"})


def test_many_members_may_be_labels_without_a_page(world):
    for position in (1, 2):
        Membership.objects.create(
            framework=world.frame, label="Warmth", note="A tone.", position=position
        )
