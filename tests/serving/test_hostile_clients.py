"""Strangers who want to stop the site only keep themselves busy; so `make bench-pressure` in short.

Each attack is kept up while 200 pages are asked for, and while the server is told to stop.
"""

import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.serving.hostile import COOKIE, EVERY_ATTACK, HOST, Connections, head, sign_ins
from tests.serving.running import DEADLINE, signed_in, until

READERS = 200


def read(site):
    """How long it takes until 200 pages that are not there have been answered, four at a time."""
    begun = time.monotonic()
    with ThreadPoolExecutor(4) as readers:
        statuses = readers.map(lambda _: site.get("/nowhere/").status, range(READERS))
        assert set(statuses) == {404}
    return time.monotonic() - begun


@pytest.mark.parametrize("attack", EVERY_ATTACK)
def test_readers_are_answered_and_the_server_stops(start, administrator, attack):
    site = start()
    cookies = signed_in(site, *administrator) if "preview" in attack else ""
    undisturbed = read(site)
    with EVERY_ATTACK[attack](site, cookies):
        # However busy the machine is: who waits for a stranger waits for ever, or for a time limit.
        assert read(site) < 10 * undisturbed + 10
        begun = time.monotonic()
        assert site.stop() == 0
        assert time.monotonic() - begun < 10 + undisturbed


def test_an_editor_signs_in_while_strangers_try_passwords(start, administrator):
    site = start()
    signed_in(site, *administrator)
    with sign_ins(site, 40) as strangers:
        until(lambda: 429 in strangers.statuses, "a refusal", site)
        # Known here, so the lock of the address is not for her; she may have to wait for her turn.
        until(lambda: entered(site, administrator), "the sign-in", site)
    assert set(strangers.statuses) <= {200, 429, 503}
    assert strangers.statuses.count(200) <= 20


def entered(site, administrator):
    try:
        return signed_in(site, *administrator)
    except AssertionError:
        return None


def test_a_form_that_is_too_large_is_answered_with_a_sentence(site):
    """All of it is sent before the answer is read, as a browser does."""
    for path in ("/admin/login/", "/concepts/trust/", "/nowhere/"):
        answer = site.request("POST", path, b"x" * 5_000_000)
        assert answer.status == 413
        assert answer.body.decode() == (
            "What was sent is larger than 4 MB, and nothing of it was kept. "
            "Go back, make it shorter, and send it again.\n"
        )
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_form_in_chunks_is_cut_where_it_is_too_large(site):
    answer = site.request("POST", "/admin/login/", iter([b"x" * 1_000_000] * 5))
    assert answer.status == 413


def test_the_largest_honest_form_reaches_django(site):
    """It says that the form's token is missing, so it has read the form to its end."""
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": COOKIE.decode()[8:]}
    body = b"body=" + b"%F0%9F%8C%B1" * 200_000
    assert site.request("POST", "/admin/login/", body, form).status == 403
    assert site.request("POST", "/admin/login/", iter([body]), form).status == 403


def test_half_a_form_is_not_taken_for_a_whole_one(site):
    """Its sender goes away in the middle; what it would have done is not done."""
    before = site.output
    token = "a" * 32
    form = f"csrfmiddlewaretoken={token}&username=somebody&password=wrong"
    for length in (b"Content-Length: 1000", b"Transfer-Encoding: chunked"):
        body = form.encode()
        if b"chunked" in length:
            body = b"%x\r\n%s\r\n" % (len(body), body)
        said = head(
            site,
            b"POST /admin/login/",
            COOKIE,
            b"Content-Type: application/x-www-form-urlencoded",
            length,
            b"",
            body,
        )
        with Connections(site, 1, said):
            pass
    whole = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": COOKIE.decode()[8:]}
    assert site.request("POST", "/admin/login/", form, whole).status == 200
    assert site.output.removeprefix(before).count("Sign-in failed") == 1


def test_a_header_with_an_underscore_is_not_taken_for_the_proxys(start):
    site = start(SITE_URL="https://kb.example", TRUST_PROXY="1")
    with socket.create_connection((HOST, site.port), timeout=DEADLINE) as connection:
        connection.sendall(
            b"GET /concepts/trust/ HTTP/1.1\r\nHost: kb.example\r\n"
            b"X_Forwarded_Proto: https\r\nConnection: close\r\n\r\n"
        )
        assert connection.makefile("rb").readline().split()[1] == b"301"
