"""References are typed as CSL-JSON, checked, and saved through the door."""

import json

import pytest
from django.contrib.admin.models import LogEntry

from concepts import publishing
from concepts.models import Reference
from tests.admin.reading import errors, filled, words

ADD = "/admin/concepts/reference/add/"
ROGERS = {
    "id": "rogers-1957",
    "type": "article-journal",
    "title": "The necessary and sufficient conditions",
    "author": [{"family": "Rogers", "given": "Carl R."}],
    "issued": {"date-parts": [[1957]]},
    "container-title": "Journal of Consulting Psychology",
}


@pytest.fixture
def rogers(db):
    return publishing.save_reference(ROGERS)


def change(reference):
    return f"/admin/concepts/reference/{reference.pk}/change/"


def test_a_work_is_added_and_what_is_derived_is_derived(desk):
    text = json.dumps(ROGERS, indent=1).replace("\n", "\r\n")
    response = desk.post(ADD, {"csl": text})
    assert response.status_code == 302
    reference = Reference.objects.get()
    assert json.loads(reference.csl) == ROGERS
    assert (reference.key, reference.year, reference.short) == ("rogers-1957", 1957, "Rogers, 1957")
    assert reference.sort_key
    assert LogEntry.objects.get().object_id == str(reference.pk)
    said = words(desk.get(change(reference)))
    assert "Rogers, C. R. (1957). The necessary and sufficient conditions." in said
    assert "No published page yet." in said


def test_a_work_is_changed(desk, rogers):
    form = filled(desk.get(change(rogers)))
    assert json.loads(form["csl"]) == ROGERS
    work = ROGERS | {"issued": {"date-parts": [[1958]]}, "DOI": "10.1037/x"}
    desk.post(change(rogers), {"csl": json.dumps(work)})
    rogers.refresh_from_db()
    assert rogers.year == 1958
    assert json.loads(rogers.csl) == work
    assert Reference.objects.count() == 1


@pytest.mark.parametrize(
    "pasted", ["https://www.doi.org/10.1037%2Fh0045357", "DOI 10.1037/h0045357.", "", None]
)
def test_a_doi_is_read_in_any_form_or_left_out(desk, pasted):
    desk.post(ADD, {"csl": json.dumps(ROGERS | {"DOI": pasted})})
    reference = Reference.objects.get()
    page = desk.get(change(reference))
    assert json.loads(filled(page)["csl"])["DOI"] == pasted
    assert ("https://doi.org/10.1037/h0045357" in words(page)) == bool(pasted)


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "required"),
        ("{", "Line 1"),
        ('{"id": "a",\n"type": "x"}', "Line 2"),
        ("[]", "not an object"),
        (f"{json.dumps(ROGERS)}, {json.dumps(ROGERS | {'id': 'b'})}", "Write one work"),
        (json.dumps(ROGERS | {"id": "Not plain"}), "lower-case letters and digits"),
        (json.dumps(ROGERS | {"id": "a" * 101}), "lower-case letters and digits"),
        (json.dumps({k: v for k, v in ROGERS.items() if k != "title"}), "no title"),
        (json.dumps(ROGERS).replace("Carl", "Ca\x07rl"), "U+0007"),
        (json.dumps(ROGERS).replace("Carl", "Ca\\u0000rl"), "Line 1"),
        ("[" * 5000, "Line 1"),
        (
            json.dumps(ROGERS | {"DOI": "see publisher"}, indent=1),
            'Line 19: The DOI of "rogers-1957", "see publisher", can\'t be read;',
        ),
    ],
)
def test_what_is_no_work_is_refused_with_its_line_and_kept(desk, text, sentence):
    response = desk.post(ADD, {"csl": text})
    assert response.status_code == 200
    assert any(sentence in each for each in errors(response)), errors(response)
    assert filled(response)["csl"].replace("\r", "").strip() == text.strip()
    assert not Reference.objects.exists()


@pytest.mark.parametrize("doi", [{}, {"DOI": "10.1037/h0045357"}])
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "ftp://example.org/x", "http://",
        "www.example.org", "http://[", "https://example.org/a b", "  ", 5, ["x"], False,
    ],
)  # fmt: skip
def test_a_url_that_nobody_could_follow_is_refused(desk, url, doi):
    response = desk.post(ADD, {"csl": json.dumps(ROGERS | {"URL": url} | doi)})
    [sentence] = errors(response)
    assert sentence.startswith("Readers can't follow the URL “")
    assert not Reference.objects.exists()


@pytest.mark.parametrize(
    "url", ["https://example.org/ü", " http://example.org ", "doi:10.1037/h0045357", "", None]
)
def test_a_url_that_can_be_followed_is_kept_as_it_was_typed(desk, url):
    desk.post(ADD, {"csl": json.dumps(ROGERS | {"URL": url})})
    assert json.loads(Reference.objects.get().csl)["URL"] == url


def test_an_id_is_not_given_twice_and_stays(desk, rogers):
    response = desk.post(ADD, {"csl": json.dumps(ROGERS | {"title": "Other"})})
    assert errors(response) == ["There is a reference 'rogers-1957' already; change that one."]
    response = desk.post(change(rogers), {"csl": json.dumps(ROGERS | {"id": "rogers-1958"})})
    assert "The id stays 'rogers-1957'" in errors(response)[0]
    assert Reference.objects.get().title == ROGERS["title"]


def test_hostile_works_are_only_text(desk):
    work = ROGERS | {
        "title": "</textarea><script>alert(1)</script>",
        "DOI": '10.1000/"onload="x',
    }
    desk.post(ADD, {"csl": json.dumps(work)})
    reference = Reference.objects.get()
    for address in (change(reference), "/admin/concepts/reference/"):
        assert b"<script>alert" not in desk.get(address).content
    assert json.loads(filled(desk.get(change(reference)))["csl"]) == work


def test_only_an_unused_work_can_be_deleted(desk, rogers, publish, write):
    address = change(rogers).replace("change", "delete")
    assert desk.get(address).status_code == 200
    entry = write("draft", body="A draft cites it [@rogers-1957].\n")
    assert desk.get(address).status_code == 403
    publish("empathy", body="A sentence [@rogers-1957].\n")
    assert desk.post(address, {"post": "yes"}).status_code == 403
    assert Reference.objects.exists()
    assert "Empathy" in words(desk.get(change(rogers)))
    assert entry.live is None
    found = desk.get("/admin/concepts/reference/", {"cited": "yes"})
    assert b"Rogers, 1957" in found.content
    assert b"Rogers, 1957" not in desk.get("/admin/concepts/reference/", {"cited": "no"}).content


def test_two_works_may_share_the_beginning_of_an_id(desk, rogers, write):
    other = publishing.save_reference(ROGERS | {"id": "rogers-19"})
    write("draft", body="A draft [@rogers-1957].\n")
    assert desk.get(change(other).replace("change", "delete")).status_code == 200
