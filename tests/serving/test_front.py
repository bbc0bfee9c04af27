"""What a request becomes on its way to Django, and which bodies never get there."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from concepts.management import front
from concepts.management.front import Front, environ_of


class Headers:
    """As granian gives them: names in small letters, and one name may come twice."""

    def __init__(self, *pairs):
        self.pairs = pairs

    def items(self):
        return list(self.pairs)

    def get(self, name, default=None):
        return dict(self.pairs).get(name, default)

    def __contains__(self, name):
        return name in dict(self.pairs)


class Connection:
    """granian's end of a connection: the sender sends these pieces, and with None falls silent."""

    def __init__(self, *pieces):
        self.pieces = iter(pieces)
        self.taken = 0
        self.answers = []

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            piece = next(self.pieces)
        except StopIteration:
            raise StopAsyncIteration from None
        if piece is None:
            await asyncio.Event().wait()
        self.taken += len(piece)
        return piece

    def response_str(self, status, headers, body):
        # As granian does: who is answered twice hears the first.
        self.answers.append((status, dict(headers), body))

    response_bytes = response_str

    @property
    def status(self):
        return self.answers[0][0]

    @property
    def said(self):
        return self.answers[0][2]


def scope(*headers, **values):
    return SimpleNamespace(
        **{
            "method": "POST",
            "path": "/",
            "query_string": "",
            "server": "127.0.0.1:8000",
            "client": "192.0.2.7:51000",
            "http_version": "1.1",
            "scheme": "http",
            "authority": None,
            "headers": Headers(*headers),
        }
        | values
    )


def environ(*headers, body=b"", **values):
    asked = scope(*headers, **values)
    return environ_of(asked, asked.headers, body)


class Answer(list):
    def close(self):
        self.append(b"closed")


def echo(environ, start):
    """An application that says what it was sent."""
    start("200 OK", [("content-type", "text/plain"), ("set-cookie", "a"), ("set-cookie", "b")])
    return Answer([b"got ", environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))])


def run(connection, *headers, application=echo, prepare=lambda front: None):
    async def run():
        site = Front(application)
        site.__rsgi_init__(asyncio.get_running_loop())
        prepare(site)
        await site.__rsgi__(scope(*headers), connection)
        return site

    # In a thread of its own: in that of the tests Playwright may have a loop already.
    with ThreadPoolExecutor(1) as thread:
        site = thread.submit(asyncio.run, run()).result()
    assert site.held == 0
    assert not site.limits
    return site


def test_a_form_reaches_django_whole():
    connection = Connection(b"name=", b"Anna", b"")
    run(connection, ("content-length", "9"))
    assert connection.status == 200
    assert connection.said == b"got name=Anna"


def test_a_request_without_a_body_waits_for_none():
    for headers in ((), (("content-length", "0"),)):
        connection = Connection(None)
        run(connection, *headers)
        assert connection.said == b"got "


def test_a_body_in_chunks_has_its_length_when_it_reaches_django():
    connection = Connection(b"name=", b"Anna", b"")
    run(connection, ("transfer-encoding", "chunked"))
    assert connection.said == b"got name=Anna"


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_read():
    connection = Connection()
    run(connection, ("content-length", str(front.LARGEST + 1)))
    assert connection.status == 413
    assert connection.said == (
        "What was sent is larger than 4 MB, and nothing of it was kept. "
        "Go back, make it shorter, and send it again.\n"
    )


def test_the_largest_body_is_taken():
    connection = Connection(b"x" * front.LARGEST, b"")
    run(connection, ("content-length", str(front.LARGEST)))
    assert connection.status == 200


def test_a_body_in_chunks_is_cut_where_it_is_too_large():
    connection = Connection(*[b"x" * front.MEGABYTE] * 5, b"")
    run(connection, ("transfer-encoding", "chunked"))
    assert connection.status == 413


def test_who_sends_too_much_is_listened_to_for_a_while_and_not_for_ever():
    endless = (b"x" * front.MEGABYTE for _ in range(1_000))
    connection = Connection(*endless)
    run(connection, ("content-length", "1000000000"))
    assert connection.status == 413
    assert front.MOST_THROWN_AWAY < connection.taken <= front.MOST_THROWN_AWAY + front.MEGABYTE


def test_a_body_that_comes_byte_by_byte_is_refused(monkeypatch):
    monkeypatch.setattr(front, "MOST_PIECES", 10)
    connection = Connection(*[b"x"] * 11, b"")
    run(connection, ("content-length", "11"))
    assert connection.status == 413


def test_a_body_that_does_not_come_is_refused():
    def impatient(site):
        site.seconds = 0.01

    for pieces in ((None,), (b"x", None)):
        connection = Connection(*pieces)
        run(connection, ("content-length", "11"), prepare=impatient)
        assert connection.status == 408
        assert "did not arrive within 20 seconds" in connection.said


def test_a_body_that_is_being_read_does_not_keep_the_server_from_ending(monkeypatch):
    monkeypatch.setattr(front, "LAST_SECONDS", 0.01)

    def hurried(site):
        site.loop.call_soon(site.hurry)

    connection = Connection(b"x", None)
    run(connection, ("content-length", "11"), prepare=hurried)
    assert connection.status == 408


def test_many_bodies_together_are_bounded(monkeypatch):
    monkeypatch.setattr(front, "MOST_HELD", 10)
    connection = Connection(b"x" * 11, b"")
    run(connection, ("content-length", "11"))
    assert connection.status == 503
    assert connection.answers[0][1]["retry-after"] == "20"


@pytest.mark.parametrize("headers", [("content-length", "20"), ("transfer-encoding", "chunked")])
def test_half_a_form_is_never_taken_for_a_whole_one(headers):
    """granian says of a sender who has gone only that the body ends, with one more empty piece."""
    connection = Connection(b"title=Trust&body=To tr", b"", b"")
    run(connection, headers)
    assert connection.status == 400
    connection = Connection(b"title=Trust&body", b"")
    run(connection, ("content-length", "20"))
    assert connection.status == 400


def test_an_application_that_fails_is_said_and_logged(caplog):
    def failing(environ, start):
        raise ValueError("a fault")

    connection = Connection()
    run(connection, application=failing)
    assert connection.status == 500
    assert "a fault" in caplog.text


def test_headers_of_the_answer_may_repeat_and_the_answer_is_closed_after_it_is_sent():
    answers = []

    def keeping(environ, start):
        answers.append(echo(environ, start))
        return answers[0]

    class Exact(Connection):
        def response_bytes(self, status, headers, body):
            assert answers[0][-1] != b"closed"
            self.answers.append((status, headers, body))

    connection = Exact()
    run(connection, application=keeping)
    assert [value for name, value in connection.answers[0][1] if name == "set-cookie"] == ["a", "b"]
    assert answers[0][-1] == b"closed"


def test_the_environment_is_that_of_wsgi():
    found = environ(
        ("host", "kb.example"),
        ("content-type", "text/plain"),
        ("content-length", "3"),
        ("accept", "a"),
        ("accept", "b"),
        ("cookie", "a=1"),
        ("cookie", "b=2"),
        body=b"abc",
        query_string="q=1",
        server="[::1]:8000",
        client="[2001:db8::7]:51000",
    )
    assert found["REQUEST_METHOD"] == "POST"
    assert found["QUERY_STRING"] == "q=1"
    assert (found["SERVER_NAME"], found["SERVER_PORT"]) == ("::1", "8000")
    assert found["REMOTE_ADDR"] == "2001:db8::7"
    assert found["SERVER_PROTOCOL"] == "HTTP/1.1"
    assert found["HTTP_HOST"] == "kb.example"
    assert (found["CONTENT_TYPE"], found["CONTENT_LENGTH"]) == ("text/plain", "3")
    assert found["HTTP_ACCEPT"] == "a,b"
    assert found["HTTP_COOKIE"] == "a=1; b=2"
    assert found["wsgi.input"].read() == b"abc"
    assert "HTTP_CONTENT_TYPE" not in found


def test_letters_beyond_ascii_stand_as_bytes_in_an_address():
    found = environ(path="/concepts/é/", query_string="q=é")
    assert found["PATH_INFO"].encode("latin-1").decode() == "/concepts/é/"
    assert found["QUERY_STRING"].encode("latin-1").decode() == "q=é"


@pytest.mark.parametrize("name", ["x_forwarded_proto", "x_forwarded-for", "content_length"])
def test_a_header_that_wsgi_would_take_for_another_is_dropped(name):
    found = environ((name, "https"))
    assert not [key for key in found if key.startswith(("HTTP_X_", "CONTENT_"))]
