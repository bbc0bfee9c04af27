"""Finished pages as a real server answers them."""

import itertools
import os
import re
import shutil
import signal
import socket
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from tests.serving.running import until

PAGE = "/concepts/empathy/"
TAGS = "/tags/"
READS = 10_000


def text_of(answer):
    coding = answer.headers.get("Content-Encoding")
    return brotli.decompress(answer.body) if coding == "br" else answer.body


def said(answer):
    """All but what the server says of the moment and of the coding."""
    own = {"date", "content-length", "content-encoding", "etag", "cache-control", "vary"}
    return {
        name.lower(): value for name, value in answer.headers.items() if name.lower() not in own
    }


def test_the_next_reader_gets_what_the_first_got(site):
    first = site.get(PAGE, Accept_Encoding="gzip, deflate, br")
    # The other worker makes its own, and the small body comes later; all are the same page.
    for _ in range(20):
        again = site.get(PAGE, Accept_Encoding="gzip, deflate, br")
        assert again.status == 200
        assert said(again) == said(first)
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Vary"] == first.headers["Vary"]
        assert text_of(again) == text_of(first)
    plain = site.get(PAGE, Accept_Encoding="identity")
    assert plain.body == text_of(first)
    assert "Content-Encoding" not in plain.headers


def test_bodies_become_as_small_as_can_be(site):
    site.get(PAGE, Accept_Encoding="br")

    def small():
        body = site.get(PAGE, Accept_Encoding="br").body
        return body == brotli.compress(brotli.decompress(body), quality=11)

    until(small, "the smallest body", site)


def test_who_has_the_page_is_told_so_in_a_few_bytes(site):
    page = site.get(PAGE)
    for known in (page.headers["ETag"], page.headers["ETag"][2:], f'"x", {page.headers["ETag"]}'):
        answer = site.get(PAGE, If_None_Match=known)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["ETag"] == page.headers["ETag"]
        assert answer.headers["Vary"] == page.headers["Vary"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert site.get(PAGE, If_None_Match='"something else"').status == 200


def test_the_head_of_a_page_is_that_of_the_page(site):
    page = site.get(PAGE, Accept_Encoding="identity")
    head = site.request("HEAD", PAGE, headers={"Accept-Encoding": "identity"})
    assert head.status == 200
    assert head.body == b""
    assert said(head) == said(page)
    assert head.headers["Content-Length"] == str(len(page.body))
    assert head.headers["ETag"] == page.headers["ETag"]


@pytest.mark.parametrize(
    "headers",
    [{"Cookie": "sessionid=x"}, {"Cookie": "theme=dark"}, {"Authorization": "Basic eDp5"}],
)
def test_who_is_somebody_is_answered_by_django(site, headers):
    page = site.get(PAGE)
    answer = site.get(PAGE, **headers)
    assert answer.status == 200
    assert "ETag" not in answer.headers
    assert text_of(answer) == text_of(page)


def test_a_query_is_answered_by_django(site):
    site.get(PAGE)
    assert "ETag" not in site.get(f"{PAGE}?print=research").headers


def test_a_program_gets_the_text_also_when_the_page_is_there(site):
    site.get(PAGE)
    answer = site.get(PAGE, Accept="text/markdown")
    assert answer.headers["Content-Type"].startswith("text/markdown")
    assert site.get(PAGE, Accept="text/html").headers["Content-Type"].startswith("text/html")


def test_what_is_sent_to_a_page_is_refused_as_ever(site):
    site.get(PAGE)
    for method, body in (("POST", "x"), ("PUT", "x"), ("DELETE", None), ("OPTIONS", None)):
        answer = site.request(method, PAGE, body)
        assert answer.status == site.request(method, f"{PAGE}?x", body).status >= 400
        assert "ETag" not in answer.headers


def test_an_unknown_host_gets_no_page(site):
    site.get(PAGE)
    for host in ("elsewhere.example", "", "127.0.0.1.elsewhere.example", "a" * 5_000):
        assert site.get(PAGE, Host=host).status == 400
    assert raw(site, f"GET {PAGE} HTTP/1.1\r\n\r\n".encode()).startswith(b"HTTP/1.1 400")
    twice = (
        f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n"
    )
    assert raw(site, twice.encode()).startswith(b"HTTP/1.1 400")


STRANGE = [
    b"/concepts%2Fempathy/",
    b"//concepts/empathy/",
    b"/concepts//empathy/",
    b"/concepts/../concepts/empathy/",
    b"/concepts/%2e%2e/concepts/empathy/",
    b"/concepts/empathy/%00",
    b"/concepts/%00/",
    b"/concepts/%ff%fe/",
    b"/concepts/\xff\xfe/",
    b"/concepts/caf%C3%A9/",
    b"/concepts/Empathy/",
    b"/concepts/empathy",
    b"/concepts/empathy/;x=1",
    b"/tags/" + b"x" * 20_000 + b"/",
    b"/concepts/" + b"a/" * 5_000,
]


@pytest.mark.parametrize("path", STRANGE, ids=lambda path: repr(path[:40]))
def test_a_strange_path_is_answered_as_without_kept_pages(site, path):
    """A query keeps a request from the pages that are kept."""
    for _ in range(2):
        kept, made = asked(site, path), asked(site, path + b"?x")
        assert kept[0] == made[0]
        assert kept[1].removesuffix("?x") == made[1].removesuffix("?x")


def asked(site, path):
    answer = raw(
        site,
        b"GET " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    )
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    status = head.split(" ", 2)[1] if head else "closed"
    location = re.search(r"(?im)^location: (\S+)", head)
    return status, location[1] if location else ""


def raw(site, request):
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as connection:
        connection.sendall(request)
        answer = b""
        try:
            while piece := connection.recv(65_536):
                answer += piece
                if answer.startswith(b"HTTP/1.1 4") and b"\r\n\r\n" in answer:
                    break
        except ConnectionResetError:
            pass
        return answer


def stale_reads(sites, write, reads):
    """How many of so many readers were told something that was no more when they asked. `write`
    makes a page say a number and returns when that is said and done."""
    done, ended = [0], threading.Event()

    def writer():
        for number in itertools.count(1):
            if ended.is_set():
                return
            write(number)
            done[0] = number
            ended.wait(0.02)  # most readers get what is kept, some what is made

    def read(place):
        before = done[0]
        page = text_of(sites[place % len(sites)].get(TAGS)).decode()
        return int(re.search(r"Said (\d+) times", page)[1]) < before

    write(0)
    thread = threading.Thread(target=writer)
    thread.start()
    try:
        with ThreadPoolExecutor(8) as readers:
            stale = sum(readers.map(read, range(reads)))
    finally:
        ended.set()
        thread.join()
    return stale, done[0]


def sqlite_writer(path):
    def write(number):
        connection = sqlite3.connect(path, timeout=60)
        with connection:
            connection.execute(
                "UPDATE concepts_tag SET name = ?"
                " WHERE id = (SELECT min(tag_id) FROM concepts_entrytag)",
                [f"Said {number} times"],
            )
        connection.close()

    return write


def test_nobody_reads_what_was_changed_before(start, data_dir):
    stale, written = stale_reads([start()], sqlite_writer(data_dir / "db.sqlite3"), READS)
    assert stale == 0
    assert written > 20


def test_what_is_kept_may_go_at_any_time_and_the_site_may_be_killed(start, data_dir):
    site = start()
    folder = data_dir / "finished"
    pages = [PAGE, "/", "/concepts/", "/map/", "/tags/"]
    before = {page: text_of(site.get(page)) for page in pages}
    until(folder.is_dir, "a kept page", site)
    shutil.rmtree(folder)
    assert {page: text_of(site.get(page)) for page in pages} == before
    with ThreadPoolExecutor(4) as readers:
        asked_for = [readers.submit(site.get, f"/concepts/empathy/v1/?{n}") for n in range(8)]
        asked_for += [readers.submit(site.get, page) for page in pages]
        os.killpg(site.process.pid, signal.SIGKILL)
        for each in asked_for:
            each.exception()
    site.kill()
    again = start()
    assert {page: text_of(again.get(page)) for page in pages} == before


def test_an_upgrade_begins_with_nothing_kept(start, data_dir):
    first = start()
    first.get("/about/")
    kept = data_dir / "finished"
    until(lambda: list(kept.glob("*.sqlite3")), "a kept page", first)
    (name,) = kept.glob("*.sqlite3")
    first.stop()
    second = start(CONTACT="anna@kb.example")
    assert b"anna@kb.example" in text_of(second.get("/about/"))
    until(lambda: not name.exists(), "the end of the former file", second)


def test_none_is_kept_where_none_is_wanted(start, data_dir):
    site = start(FINISHED_MEGABYTES=0)
    assert "ETag" not in site.get(PAGE).headers
    assert not (data_dir / "finished").exists()
