"""What was saved or published is never changed or deleted; the database itself refuses."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from concepts import publishing
from concepts.models import Edition, Entry, FindingEdition, Revision
from concepts.models.triggers import TRIGGERS, make_triggers
from concepts.publishing.refusals import refusal
from tests import worlds


def execute(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def edition_by_sql(number):
    """Inserts an edition past everything that Django would say."""
    columns = "entry_id, revision_id, change_note, change_kind, published_at, publisher_id"
    execute(
        f"INSERT INTO concepts_edition ({columns}, number)"
        f" SELECT {columns}, {number} FROM concepts_edition WHERE number = 1"
    )


def what_refuses():
    """The sentences in which raw SQL is refused now."""
    found = []
    for statement in (
        "UPDATE concepts_revision SET text = 'other'",
        "UPDATE concepts_revision SET author_id = author_id",
        "UPDATE concepts_edition SET change_note = 'other'",
        "UPDATE concepts_edition SET number = number + 1",
        "UPDATE concepts_findingedition SET data = NULL",
        "UPDATE concepts_findingedition SET number = number + 1",
        "INSERT INTO concepts_findingedition (key, number, change_note)"
        " VALUES ('it-helps', 3, 'More')",
        "UPDATE concepts_entry SET successor_id = (SELECT id FROM concepts_entry"
        " WHERE slug = 'gone') WHERE slug = 'moved'",
        "UPDATE concepts_entry SET withdrawn_at = CURRENT_TIMESTAMP, withdrawn_reason = 'Wrong'"
        " WHERE slug = 'trust'",
        "UPDATE concepts_entry SET live_id = NULL WHERE slug = 'trust'",
    ):
        with pytest.raises(IntegrityError) as refused:
            execute(statement)
        found += [fault.message for fault in refusal(refused.value).faults]
    with pytest.raises(IntegrityError) as refused:
        edition_by_sql(3)
    return found + [fault.message for fault in refusal(refused.value).faults]


ALL = [
    TRIGGERS[name].message
    for name in (
        *["revision_changes"] * 2,
        *["edition_changes"] * 2,
        *["finding_edition_changes"] * 2,
        "finding_edition_gap",
        "entry_successor",
        *["entry_predecessors"] * 2,
        "edition_gap",
    )
]


def world():
    """A page that took another's place, and one that is gone."""
    trust, moved, gone = worlds.page("trust"), worlds.page("moved"), worlds.page("gone")
    publishing.withdraw(moved, worlds.editor(), reason="Better there", successor=trust)
    publishing.withdraw(gone, worlds.editor(), reason="Wrong")
    worlds.finding("it-helps", ["trust"], worlds.reference())


@pytest.mark.django_db
def test_raw_sql_is_refused_in_a_sentence():
    world()
    kept = (Revision, Edition, FindingEdition)
    before = list(map(worlds.rows, kept))
    assert what_refuses() == ALL
    assert list(map(worlds.rows, kept)) == before


@pytest.mark.django_db
def test_the_next_number_is_taken():
    worlds.page("trust")
    edition_by_sql(2)
    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_a_gap_within_one_insert_is_refused_and_a_run_is_not():
    entry = worlds.page("trust")
    [first] = Edition.objects.all()

    def editions(*numbers):
        return [
            Edition(
                entry=entry,
                number=number,
                revision=first.revision,
                change_note="More",
                change_kind="wording",
                publisher=first.publisher,
            )
            for number in numbers
        ]

    with pytest.raises(IntegrityError, match="without gaps"), transaction.atomic():
        Edition.objects.bulk_create(editions(2, 4))
    Edition.objects.bulk_create(editions(2, 3))
    assert sorted(entry.editions.values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.django_db
def test_the_numbers_of_one_page_do_not_count_for_another():
    worlds.edit(worlds.page("trust"), title="Trust again")
    other = worlds.page("hope")
    [edition] = other.editions.all()
    edition.pk, edition.number = None, 3
    with pytest.raises(IntegrityError, match="without gaps"), transaction.atomic():
        edition.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Revision, Edition, FindingEdition])
def test_nothing_is_deleted(model):
    entry = worlds.page("trust")
    worlds.finding("it-helps", ["trust"], worlds.reference())
    for delete in (model.objects.get().delete, model.objects.all().delete, entry.delete):
        with pytest.raises(models.ProtectedError):
            delete()
    assert model.objects.count() == 1


@pytest.mark.django_db
def test_who_wrote_or_published_is_never_deleted():
    worlds.page("trust")
    with pytest.raises(models.ProtectedError):
        worlds.editor().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", TRIGGERS)
def test_migrate_makes_a_lost_trigger_again(name):
    world()
    on = f" ON {TRIGGERS[name].table}" if connection.vendor == "postgresql" else ""
    execute(f"DROP TRIGGER {name}{on}")
    call_command("migrate", verbosity=0)
    assert what_refuses() == ALL


@pytest.mark.django_db(transaction=True)
def test_triggers_survive_a_change_of_their_tables():
    world()
    field = models.CharField(max_length=5, default="x")
    for model in (Revision, Edition, Entry, FindingEdition):
        # SQLite makes the table anew, and its triggers are gone.
        field.set_attributes_from_name("probe")
        with connection.schema_editor() as editor:
            editor.add_field(model, field)
        with connection.schema_editor() as editor:
            editor.remove_field(model, field)
    call_command("migrate", verbosity=0)
    assert what_refuses() == ALL


@pytest.mark.django_db
def test_making_them_twice_is_making_them_once():
    world()
    make_triggers(connection)
    make_triggers(connection)
    assert what_refuses() == ALL
