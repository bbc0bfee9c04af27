"""A database of before, brought to what the models are now."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import worlds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
BEFORE = [("concepts", "0008_evidence")]


def newest():
    return MigrationExecutor(connection).loader.graph.leaf_nodes("concepts")


@pytest.fixture
def migrate():
    """Goes to the state of `targets`, and in the end to that of the models."""

    def go(targets):
        executor = MigrationExecutor(connection)
        executor.migrate(targets)
        return MigrationExecutor(connection).loader.project_state(targets).apps

    yield go
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_each_finding_gets_its_first_edition_without_a_day(migrate, client):
    trust = worlds.page("trust")
    reference, other = worlds.reference(), worlds.reference("bordin-1979")
    old = migrate(BEFORE)
    finding = old.get_model("concepts", "Finding").objects.create(
        key="it-helps",
        kind="quantitative",
        claim="It helps.",
        caveat="Few studies.",
        basis="meta-analysis",
        primary_studies="correlational",
        read="full",
        country="UK",
        reference_id=reference.pk,
    )
    finding.concepts.set([trust.pk]), finding.also.set([other.pk])
    finding.statistics.create(
        position=1, of="alliance", measure="r", value=".28", low=".2", high=".3", studies="295",
        people="30,000", year=2018, details="as d: 0.58\nas printed\nroughly",
    )  # fmt: skip
    finding.statistics.create(position=2, measure="d", value=".4")
    migrate(newest())

    from concepts.models import Finding, FindingEdition
    from concepts.models.finding_data import finding_data

    edition = FindingEdition.objects.get()
    assert edition.data == finding_data(Finding.objects.get())
    assert (edition.number, edition.published_at, edition.publisher) == (1, None, None)
    assert list(edition.concepts.all()) == [trust]
    assert worlds.change_finding("it-helps") is None
    assert "Evidence changed" not in client.get("/concepts/trust/").content.decode()
    assert "It helps." in client.get("/concepts/trust/v1/").content.decode()


def test_a_database_without_findings_is_brought_up_too(migrate):
    migrate(BEFORE)
    migrate(newest())
