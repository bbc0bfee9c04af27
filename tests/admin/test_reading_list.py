"""Reading lists in the admin: their address stays, and so does what readers have seen."""

import pytest

from concepts.models import ReadingList
from tests.admin.reading import errors, filled

ADD = "/admin/concepts/readinglist/add/"


@pytest.fixture
def pages(publish):
    return [publish(slug) for slug in ("trust", "hope")]


def typed(form, pages, **parts):
    form |= {"title": "Week 3", "slug": "week-3", "is_published": "on", **parts}
    for number, page in enumerate(pages):
        form |= {f"items-{number}-position": number + 1, f"items-{number}-entry": page.pk}
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


def test_a_page_stands_once_and_at_one_place(desk, pages):
    form = typed(filled(desk.get(ADD)), [pages[0], pages[0]])
    assert desk.post(ADD, form).status_code == 200
    form = typed(filled(desk.get(ADD)), pages) | {"items-1-position": 1}
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
