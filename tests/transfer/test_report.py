"""What `content_report` counts of the pages that readers see."""

import pytest

from concepts.transfer.report import content_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def count(world):
    """The world's counts by what they count."""

    def of(group):
        return dict(content_report().groups[group])

    return of


def test_paragraphs_are_counted_with_those_that_cite(world, count):
    world.reference()
    world.page("hope", body="Rogers says so [@rogers-1957].\n\n> [!suggestion]\n> And you?\n")
    world.page("trust", body="It is so.\n\nThese help:\n\n- time [@rogers-1957];\n- a year.\n")
    assert count("Citations")["paragraphs cited"] == "2 of 3 (66.7 %)"


def test_a_page_that_speaks_of_the_documents_is_counted_once(world, count):
    world.page("hope", body="> [!documents]\n> Both documents say so.\n")
    world.page("trust", summary="What both documents mean.", body="One document says more.\n")
    assert count("Citations")["pages naming a document outside its block"] == 1


def test_instruments_are_counted_among_concepts(world, count):
    world.page("trust")
    world.page("scale", kind="instrument")
    pages = count("Pages")
    assert (pages["concepts"], pages["of them instruments"]) == (2, 1)


def test_relations_are_told_by_what_they_rest_on(world, count):
    world.page("hope")
    world.page("trust", relations=[world.relation("hope", basis="practice")])
    world.page("care", relations=[world.relation("hope", type="protects", basis="theory")])
    assert count("Relations by basis") == {
        "practice": "1 of 2 (50.0 %)",
        "theory": "1 of 2 (50.0 %)",
    }


def test_an_empty_site_has_a_report_too(count):
    assert count("Pages")["words"] == "0"
    assert count("Citations")["paragraphs cited"] == "0"
