"""Reading lists in the admin: their address stays, and so does what readers have seen."""

import pytest

from concepts.admin.positions import CHANGED
from concepts.models import ReadingList
from tests.admin.reading import errors, filled

ADD = "/admin/concepts/readinglist/add/"


@pytest.fixture
def pages(publish):
    return [publish(slug) for slug in ("trust", "hope")]


def typed(form, pages, **parts):
    form |= {"title": "Week 3", "slug": "week-3", "is_published": "on", **parts}
    for number, page in enumerate(pages):
        form |= {f"items-{number}-place": number + 1, f"items-{number}-entry": page.pk}
    return form


def address(found):
    return f"/admin/concepts/readinglist/{found.pk}/change/"


def test_a_list_is_made_with_its_pages_in_order(desk, client, pages):
    response = desk.post(ADD, typed(filled(desk.get(ADD)), pages, questions="One?\r\nTwo?"))
    assert response.status_code == 302
    found = ReadingList.objects.get()
    assert [item.entry for item in found.items.all()] == pages
    assert found.questions == "One?\nTwo?"
    assert client.get("/lists/week-3/").status_code == 200


def test_a_page_stands_once(desk, pages):
    form = typed(filled(desk.get(ADD)), [pages[0], pages[0]])
    assert desk.post(ADD, form).status_code == 200
    assert not ReadingList.objects.exists()


def test_the_address_of_a_list_stays(desk, pages):
    desk.post(ADD, typed(filled(desk.get(ADD)), pages))
    found = ReadingList.objects.get()
    form = filled(desk.get(address(found)))
    assert "slug" not in form
    desk.post(address(found), form | {"title": "Week 4", "slug": "week-4"})
    found.refresh_from_db()
    assert (found.title, found.slug) == ("Week 4", "week-3")


def test_what_readers_see_is_taken_back_before_it_is_deleted(desk, pages):
    desk.post(ADD, typed(filled(desk.get(ADD)), pages))
    found = ReadingList.objects.get()
    delete = f"/admin/concepts/readinglist/{found.pk}/delete/"
    assert desk.post(delete, {"post": "yes"}).status_code == 403
    form = filled(desk.get(address(found)))
    form.pop("is_published")
    desk.post(address(found), form)
    assert desk.post(delete, {"post": "yes"}).status_code == 302
    assert not ReadingList.objects.exists()


def test_a_control_character_is_refused_in_a_sentence(desk, pages):
    response = desk.post(ADD, typed(filled(desk.get(ADD)), pages, intro="a\x1bb"))
    assert "U+001B" in " ".join(errors(response))
    assert not ReadingList.objects.exists()


@pytest.fixture
def week(desk, publish):
    """A list of three pages."""
    pages = [publish(slug) for slug in ("trust", "hope", "care")]
    desk.post(ADD, typed(filled(desk.get(ADD)), pages))
    return ReadingList.objects.get()


def standing(found):
    return [item.entry.slug for item in found.items.order_by("position")]


def test_pages_of_a_list_swap_places(desk, week):
    form = filled(desk.get(address(week)))
    assert (
        desk.post(address(week), form | {"items-0-place": 2, "items-1-place": 1}).status_code == 302
    )
    assert standing(week) == ["hope", "trust", "care"]
    form = filled(desk.get(address(week)))
    form |= {"items-0-place": 3, "items-1-place": 1, "items-2-place": 2}
    assert desk.post(address(week), form).status_code == 302
    assert standing(week) == ["trust", "care", "hope"]
    assert list(week.items.values_list("position", flat=True)) == [1, 2, 3]


def test_rows_that_swap_their_pages_are_asked_to_swap_places(desk, week):
    form = filled(desk.get(address(week)))
    form["items-0-entry"], form["items-1-entry"] = form["items-1-entry"], form["items-0-entry"]
    response = desk.post(address(week), form)
    assert "This page stands in the list already; keep one." in errors(response)
    assert standing(week) == ["trust", "hope", "care"]


def test_a_row_takes_the_page_of_one_that_is_removed(desk, week):
    form = filled(desk.get(address(week)))
    form |= {"items-0-DELETE": "on", "items-2-entry": form["items-0-entry"]}
    assert desk.post(address(week), form).status_code == 302
    assert standing(week) == ["hope", "trust"]


def test_positions_near_the_end_of_their_range_are_given_anew(desk, week):
    for position, item in zip((32_767, 32_766, 2), week.items.all(), strict=True):
        week.items.filter(pk=item.pk).update(position=position)
    form = filled(desk.get(address(week)))
    assert desk.post(address(week), form | {"items-2-place": 1}).status_code == 302
    assert list(week.items.values_list("position", flat=True)) == [1, 2, 3]
    assert standing(week)[0] == "trust"


@pytest.mark.parametrize(
    "theirs",
    [
        {"items-0-place": 2, "items-1-place": 1},
        {"items-1-DELETE": "on"},
    ],
)
def test_the_second_of_two_who_order_a_list_is_told(desk, week, theirs):
    mine = filled(desk.get(address(week)))
    assert desk.post(address(week), mine | theirs).status_code == 302
    after = standing(week)
    response = desk.post(address(week), mine | {"items-2-place": 0, "intro": "Mine."})
    assert response.status_code == 200
    assert CHANGED in errors(response)
    assert filled(response)["intro"] == "Mine."
    assert standing(week) == after


def test_two_who_add_a_page_at_once(desk, week, publish):
    page = publish("silence")
    mine = filled(desk.get(address(week)))
    week.items.create(entry=page, position=9)
    response = desk.post(address(week), mine | {"items-3-entry": page.pk})
    assert response.status_code == 200 and CHANGED in errors(response)


@pytest.mark.parametrize("value", ["nope", "- a", "&a", "9" * 30, "1\0", "0"])
def test_a_page_that_is_none_is_named_beside_its_field(desk, week, value):
    form = filled(desk.get(address(week))) | {"items-3-entry": value, "title": "Another"}
    response = desk.post(address(week), form)
    assert response.status_code == 200
    assert any("Choose a page from the list: “" in each for each in errors(response)), errors(
        response
    )
    assert filled(response)["title"] == "Another"
