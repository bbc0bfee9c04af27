"""Who is answered in the event loop, who waits for a page that is being made, and who goes on."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import connection

from concepts.finished import Answer, Keeper, Store
from concepts.finished.stamps import PostgresStamps, SqliteStamps, stamps_of
from concepts.management.finished import FinishedPages
from concepts.management.front import Front

HOST = ("host", "127.0.0.1")


class Headers:
    def __init__(self, *pairs):
        self.pairs = pairs

    def items(self):
        return list(self.pairs)

    def get(self, name, default=None):
        return next((value for known, value in self.pairs if known == name), default)

    def get_all(self, name):
        return [value for known, value in self.pairs if known == name]

    def __contains__(self, name):
        return any(known == name for known, _ in self.pairs)


class Connection:
    def response_bytes(self, status, headers, body):
        self.status, self.headers, self.body = status, dict(headers), body

    def response_empty(self, status, headers):
        self.response_bytes(status, headers, b"")

    def response_str(self, status, headers, body):
        self.response_bytes(status, headers, body.encode())


class Stamps:
    """The stamp is what the test says."""

    waits = False
    value = "a"

    def now(self):
        return self.value


def scope(*headers, path="/about/", **values):
    return SimpleNamespace(
        **{
            "method": "GET",
            "path": path,
            "query_string": "",
            "server": "127.0.0.1:8000",
            "client": "192.0.2.7:51000",
            "http_version": "1.1",
            "scheme": "http",
            "authority": None,
            "headers": Headers(*(headers or [HOST])),
        }
        | values
    )


class Site:
    """A front whose Django counts what it makes, and keeps it as the middleware does."""

    def __init__(self, keeper, stamps=None, keeps=True):
        self.pages = FinishedPages(keeper, stamps or Stamps())
        self.keeper, self.keeps, self.made = keeper, keeps, []

    def django(self, environ, start):
        path = environ["PATH_INFO"]
        self.made.append(path)
        page = f"{path} {len(self.made)}".encode()
        if self.keeps:
            self.keeper.keep(Answer(path, self.pages.stamps.value, None, [], {"identity": page}))
        start("200 OK", [])
        return Body([page])

    def asked(self, *scopes):
        """The connections of those who ask at once."""

        async def run():
            front = Front(self.django, finished=self.pages)
            front.__rsgi_init__(asyncio.get_running_loop())
            connections = [Connection() for _ in scopes]
            await asyncio.gather(*map(front.__rsgi__, scopes, connections))
            return connections

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, run()).result()


class Body(list):
    def close(self):
        pass


@pytest.fixture
def keeper(tmp_path):
    keeper = Keeper(Store(tmp_path / "x.sqlite3", 10))
    yield keeper
    keeper.rest()


def test_a_page_that_everybody_asks_for_is_made_once(keeper):
    site = Site(keeper)
    connections = site.asked(*[scope() for _ in range(40)])
    assert site.made == ["/about/"]
    assert {each.body for each in connections} == {b"/about/ 1"}


def test_who_waited_for_a_page_that_was_not_kept_has_it_made(keeper):
    site = Site(keeper, keeps=False)
    connections = site.asked(*[scope() for _ in range(5)])
    assert len(site.made) == 5
    assert {each.status for each in connections} == {200}
    assert site.pages.being_made == {}


def test_who_waits_never_gets_what_an_edit_has_changed_meanwhile(keeper):
    site = Site(keeper, keeps=False)
    make = site.django

    def edited_meanwhile(environ, start):
        answer = make(environ, start)
        site.pages.stamps.value = "b"
        keeper.keep(Answer("/about/", "a", None, [], {"identity": b"as before the edit"}))
        return answer

    site.django = edited_meanwhile
    answers = {each.body for each in site.asked(*[scope() for _ in range(4)])}
    assert answers == {b"/about/ 1", b"/about/ 2", b"/about/ 3", b"/about/ 4"}


def test_what_is_not_kept_is_not_waited_for(keeper):
    site = Site(keeper)
    for path in ("/help/", "/nowhere/", "/search/", "/compare/a/b/"):
        with site.pages.making(path, path):
            assert site.pages.being_made == {}


def test_a_page_whose_making_fails_leaves_nobody_waiting(keeper):
    site = Site(keeper)

    def fail(environ, start):
        raise RuntimeError

    site.django = fail
    assert {each.status for each in site.asked(scope(), scope())} == {500}
    assert site.pages.being_made == {}


@pytest.mark.parametrize(
    ("headers", "parts"),
    [
        ([HOST], {"method": "POST"}),
        ([HOST], {"method": "OPTIONS"}),
        ([HOST], {"query_string": "x=1"}),
        ([HOST, ("cookie", "a=b")], {}),
        ([HOST, ("authorization", "Basic eDp5")], {}),
        ([("host", "elsewhere.example")], {}),
        ([HOST, HOST], {}),
        ([("accept", "text/html")], {}),
        ([HOST, ("accept", "text/markdown")], {}),
        ([HOST, ("accept", "text/html;q=0.5, text/markdown")], {}),
        ([HOST, ("accept", "text/html;q=0.5"), ("accept", "text/markdown")], {}),
        ([HOST], {"path": "/static/css/main.css"}),
        ([HOST], {"path": "/admin/"}),
        ([HOST], {"path": "/" + "x" * 5_000}),
    ],
)
def test_whoever_may_get_something_else_goes_on_to_django(keeper, headers, parts):
    asked = scope(*headers, **parts)
    assert Site(keeper).pages.key_of(asked, asked.headers) is None


@pytest.mark.parametrize(
    "headers",
    [
        [HOST],
        [HOST, ("accept", "*/*")],
        [HOST, ("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")],
        [("host", "127.0.0.1:9000")],
        [("host", "LOCALHOST")],
        [HOST, ("range", "bytes=0-5")],
    ],
)
def test_a_reader_does_not(keeper, headers):
    asked = scope(*headers)
    assert Site(keeper).pages.key_of(asked, asked.headers) == "/about/"


def test_on_https_plain_requests_go_on_to_be_sent_there(keeper, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    key_of = Site(keeper).pages.key_of
    for proto in ((), ("http",), ("http, https",), ("http", "https")):
        asked = scope(HOST, *[("x-forwarded-proto", value) for value in proto])
        assert key_of(asked, asked.headers) is None
    asked = scope(HOST, ("x-forwarded-proto", "https"))
    assert key_of(asked, asked.headers) == "s/about/"


def test_without_a_stamp_django_answers(keeper):
    stamps = Stamps()
    site = Site(keeper, stamps)
    site.asked(scope())
    stamps.value = None
    site.keeps = False
    (answer,) = site.asked(scope())
    assert answer.body == b"/about/ 2"


def in_a_loop(ask):
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, ask()).result()


def test_one_look_does_for_those_who_are_there_and_for_nobody_who_comes_later(tmp_path):
    stamps = SqliteStamps(tmp_path / "no file")
    looks = iter(["a", "b"])
    stamps.read = lambda: next(looks)

    async def ask():
        now = [stamps.now(), stamps.now()]
        later = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(lambda: later.set_result(stamps.now()))
        return [*now, await later]

    assert in_a_loop(ask) == ["a", "a", "b"]


def test_a_database_that_is_not_there_has_no_stamp(tmp_path):
    async def sqlite():
        return SqliteStamps(tmp_path / "no file").now()

    async def postgresql():
        stamps = PostgresStamps({"host": str(tmp_path), "dbname": "none"})
        return [await stamps.now(), await stamps.now()]

    assert in_a_loop(sqlite) is None
    assert in_a_loop(postgresql) == [None, None]


def test_the_stamp_is_that_of_the_database(transactional_db):
    from concepts.middleware.finished import read_stamp

    async def ask():
        stamps = stamps_of(connection)
        found = stamps.now()
        found = await found if stamps.waits else found
        closed = stamps.close()
        if stamps.waits:
            await closed
        return found

    assert in_a_loop(ask) == read_stamp()


def test_who_comes_while_postgresql_is_asked_waits_for_the_next_question():
    stamps = PostgresStamps({})
    answers, asked = [], []

    async def read():
        answer = asyncio.get_running_loop().create_future()
        asked.append(answer)
        return await answer

    stamps.read = read

    async def ask():
        first = [asyncio.ensure_future(stamps.now()) for _ in range(3)]
        while len(asked) < 1:
            await asyncio.sleep(0)
        later = [asyncio.ensure_future(stamps.now()) for _ in range(3)]
        await asyncio.sleep(0)
        asked[0].set_result("a")
        answers.extend(await asyncio.gather(*first))
        while len(asked) < 2:
            await asyncio.sleep(0)
        asked[1].set_result("b")
        answers.extend(await asyncio.gather(*later))

    in_a_loop(ask)
    assert answers == ["a"] * 3 + ["b"] * 3
    assert len(asked) == 2
