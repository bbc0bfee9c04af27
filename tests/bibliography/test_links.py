"""DOIs in the forms that people paste."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concepts.bibliography import apa, bibtex, csl_json, parse, ris
from concepts.bibliography.links import LONGEST_DOI, doi, link
from concepts.contentfile import Faulty

NAME = "10.1037/h0045357"
WILEY = "10.1002/(SICI)1097-4679(199911)55:11<1369::AID-JCLP5>3.0.CO;2-T"
SHARP = "10.1002/(SICI)1099-1379(199601)17:1<1::AID-JOB731>3.3.CO;2-#"
FORMS = """
10.1037/h0045357
10.1037%2Fh0045357
doi:10.1037/h0045357
doi: 10.1037/h0045357.
DOI 10.1037/h0045357
DOI10.1037/h0045357
DOI: https://doi.org/10.1037/h0045357
doi:https://doi.org/10.1037/h0045357
doi: doi:10.1037/h0045357
info:doi/10.1037/h0045357
urn:doi:10.1037/h0045357
doi.org/10.1037/h0045357
//doi.org/10.1037/h0045357
http://doi.org/10.1037/h0045357
https://doi.org/10.1037/h0045357
https://doi.org/10.1037%2Fh0045357
https://doi.org/10.1037%252Fh0045357
https://doi.org/10.1037/h0045357/
https://doi.org/10.1037/h0045357?utm_source=post
https://doi.org/10.1037/h0045357#section
https://doi.org/ 10.1037/h0045357
https://doi.org/doi:10.1037/h0045357
https://doi.org/https://doi.org/10.1037/h0045357
https://www.doi.org/10.1037/h0045357
http://dx.doi.org/10.1037/h0045357
HTTPS://DX.DOI.ORG/10.1037/h0045357
https://hdl.handle.net/10.1037/h0045357
https://doi-org.ezproxy.lib.example.edu/10.1037/h0045357
https://dx-doi-org.libproxy.example.ac.uk/10.1037/h0045357
https://doi.org.proxy.example.edu:2443/10.1037/h0045357
https://0-doi-org.catalogue.example.ac.uk/10.1037/h0045357
https://login.proxy.example.edu/login?url=https://doi.org/10.1037/h0045357
https://login.proxy.example.edu/login?qurl=https%3A%2F%2Fdoi.org%2F10.1037%252Fh0045357&x=1
https://psycnet.apa.org/doi/10.1037/h0045357
https://psycnet.apa.org/doiLanding?doi=10.1037%2Fh0045357
https://journals.example.org/doi/full/10.1037/h0045357?src=recsys
https://journals-example-org.proxy.example.edu/doi/10.1037/h0045357/abstract
Retrieved from https://doi.org/10.1037/h0045357
(10.1037/h0045357)
(https://doi.org/10.1037/h0045357).
[doi:10.1037/h0045357]
<https://doi.org/10.1037/h0045357>
"10.1037/h0045357",
“https://doi.org/10.1037/h0045357”
""".strip().split("\n")
NO_DOI = """
see publisher
10.1/x
10.1037
10.1037/
10.1037/ h0045357
10.1037/a and more
10.1037/a; 10.1037/b
10.1037/a;10.1037/b
10.1037/a,https://doi.org/10.1037/b
210.1037/x
10.1037/h%20x
10.1037/h%FF
https://notdoi.org/10.1037/x
https://example.org/10.1037/x
https://example.org/doi/suppl/10.1037/x/file/y.pdf
javascript:alert(1)//doi.org/10.1037/x
""".strip("\n").split("\n")


def work(**fields):
    return {"id": "x", "type": "book", "title": "On listening"} | fields


def test_a_doi_is_read_in_any_form():
    for form in (*FORMS, "10.1037/\u200bh0045357", "\u00a010.1037/h0045357"):
        item = work(DOI=form)
        link = f'<a href="https://doi.org/{NAME}">https://doi.org/{NAME}</a>'
        assert link in apa(item), form
        assert f"doi = {{{NAME}}}" in bibtex([item]), form
        assert f"DO  - {NAME}\r\n" in ris([item]), form
        assert json.loads(csl_json([item]))[0]["DOI"] == NAME, form
        assert parse(json.dumps([item])) == [item], form


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (WILEY, WILEY),
        (WILEY.replace("<", "%3C").replace(">", "%3E"), WILEY),
        (f"https://doi.org/{WILEY.replace('<', '%3C').replace('>', '%3E')}", WILEY),
        (f"<https://doi.org/{WILEY}>.", WILEY),
        (f"https://doi.org/{SHARP}", SHARP),
        (f"https://doi.org/{SHARP[:-1]}%23", SHARP),
        ("10.1016/0022-006X(95)90001-2", "10.1016/0022-006X(95)90001-2"),
        ("(10.1016/S0140-6736(05))", "10.1016/S0140-6736(05)"),
        ("10.1002/jclp\u201010155", "10.1002/jclp-10155"),
        ("10.1037/a?b#c<d>%e", "10.1037/a?b#c<d>%e"),
    ],
)
def test_a_doi_keeps_its_own_signs(form, name):
    assert doi(form) == name


def test_brackets_of_a_doi_are_encoded_once_in_its_address():
    place = link(WILEY.replace("<", "%3C").replace(">", "%3E"), "")
    assert place.text == f"https://doi.org/{WILEY}"
    assert place.address == f"https://doi.org/{WILEY.replace('<', '%3C').replace('>', '%3E')}"


def test_what_can_not_be_read_for_sure_is_refused_with_its_line():
    for form in NO_DOI:
        assert doi(form) == "", form
        with pytest.raises(Faulty) as caught:
            parse(json.dumps([work(DOI=form)], indent=1))
        [fault] = caught.value.faults
        assert (fault.place, fault.line) == ("0.DOI", 6), form
        assert fault.message.startswith('The DOI of "x", '), form
        assert "10.1037/h0045357" in fault.message, form


@pytest.mark.parametrize("value", [10.1037, ["10.1037/x"], {}, True, "x" * 100_000])
def test_what_is_no_text_is_refused_in_one_short_sentence(value):
    with pytest.raises(Faulty) as caught:
        parse(json.dumps([work(DOI=value)]))
    [fault] = caught.value.faults
    assert len(fault.message) < 200


@pytest.mark.parametrize("value", ["", None])
def test_a_doi_may_be_left_empty(value):
    assert parse(json.dumps([work(DOI=value)])) == [work(DOI=value)]


@pytest.mark.parametrize("url", ["doi:10.1037/h0045357", "https://www.doi.org/10.1037%2Fh0045357"])
def test_a_doi_as_url_is_a_doi(url):
    assert link("", url).address == f"https://doi.org/{NAME}"


def test_a_publishers_address_as_url_stays_what_it_is():
    url = "https://psycnet.apa.org/doi/10.1037/h0045357"
    assert link("", url).address == url


@given(st.sampled_from(FORMS), st.text("()<>[]./;% \"'x10", max_size=6))
def test_reading_again_changes_nothing(form, after):
    name = doi(form + after)
    assert doi(name) == name
    assert doi("9" * LONGEST_DOI + form) == ""
