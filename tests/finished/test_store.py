"""The file of answers may be lost, damaged, full or written by two; nobody is answered wrongly."""

import os
import sqlite3
import subprocess
import sys

import brotli
import pytest

from concepts.finished import Answer, Keeper, Store
from concepts.finished.answer import BEST, compressed

HEADERS = [("content-type", "text/html; charset=utf-8")]
PAGE = b"<p>Empathy builds trust, and trust builds empathy.</p>" * 40


def answer(key="/", stamp="a", day=None, plain=PAGE):
    return Answer(key, stamp, day, HEADERS, {"identity": plain})


def random_page(number):
    return f"<p>{number}</p>".encode() + os.urandom(60_000)


def test_an_answer_is_found_as_it_was_kept(store):
    assert store.put(answer(day=20_000))
    found = store.find("/", "a")
    assert found.plain() == PAGE
    assert brotli.decompress(found.body("br")) == PAGE
    assert found.headers_in("br") == answer().headers_in("br")
    assert found.etag == answer().etag
    assert found.is_current("a", 20_000)
    assert not found.is_current("a", 20_001)
    assert not found.is_current("b", 20_000)


def test_an_answer_under_another_stamp_is_not_found(store):
    store.put(answer(stamp="a"))
    assert store.find("/", "b") is None


def test_the_same_answer_made_again_keeps_its_small_bodies(keeper):
    keeper.keep(answer(stamp="a"))
    keeper.rest()
    small = keeper.find("/", "a", 0).body("br")
    assert small == brotli.compress(PAGE, quality=11)
    keeper.keep(answer(stamp="b"))
    keeper.rest()
    found = keeper.find("/", "b", 0)
    assert found.is_best
    assert found.body("br") == small


def test_the_first_reader_waits_for_no_small_body(keeper):
    first = answer()
    assert first.body("br") == brotli.compress(PAGE, quality=4)
    keeper.keep(first)
    assert keeper.find("/", "a", 0).plain() == PAGE  # at once, whatever is in the file


def test_each_coding_comes_at_its_best_from_the_file(keeper):
    keeper.keep(answer())
    keeper.rest()
    keeper.held.clear()
    for coding, best in BEST.items():
        found = keeper.find("/", "a", 0, coding)
        assert found.body(coding) == compressed(PAGE, coding, BEST), best
    assert found.plain() == PAGE


def test_an_answer_made_small_never_replaces_a_newer_one(store):
    old = answer(stamp="a", plain=b"old")
    store.put(old)
    store.put(answer(stamp="b", plain=b"new"))
    assert not store.improve(old.at_its_best())
    assert store.find("/", "b").plain() == b"new"


def test_the_file_may_be_deleted_at_any_time(keeper):
    keeper.keep(answer())
    keeper.rest()
    for path in keeper.store.path.parent.iterdir():
        path.unlink()
    keeper.held.clear()
    still_open = keeper.find("/", "a", 0)
    assert still_open is None or still_open.plain() == PAGE
    keeper.store.close()
    again = Keeper(keeper.store)
    assert again.find("/", "a", 0) is None
    again.keep(answer())
    again.rest()
    assert Store(keeper.store.path, 10).find("/", "a").plain() == PAGE


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 5_000, None])
def test_a_damaged_file_is_begun_again(store, damage):
    store.put(answer())
    store.close()
    for path in store.path.parent.glob("*-*"):
        path.unlink()
    whole = store.path.read_bytes()
    # Or a page in the middle went wrong.
    store.path.write_bytes(
        whole[:16_384] + b"\xff" * 16_384 + whole[32_768:] if damage is None else damage
    )
    assert store.find("/", "a") is None
    store.put(answer(stamp="b"))
    store.put(answer(stamp="b"))
    assert store.find("/", "b").plain() == PAGE


def test_a_body_that_the_disk_has_changed_is_not_given(store):
    store.put(answer())
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE answer SET br = x'00'")
    connection.close()
    assert store.find("/", "a") is None


def test_a_full_file_is_begun_again(tmp_path):
    store = Store(tmp_path / "x.sqlite3", megabytes=1)
    for number in range(40):
        assert store.put(answer(f"/{number}", plain=random_page(number)))
        assert store.path.stat().st_size <= 1024 * 1024
    assert store.find("/39", "a") is not None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "x.sqlite3", megabytes=1)
    assert not store.put(answer())
    assert store.find("/", "a") is None


def test_a_reader_never_waits_for_a_writer(store):
    store.put(answer())
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    other.execute("DELETE FROM answer")
    assert store.find("/", "a").plain() == PAGE
    other.execute("ROLLBACK")
    other.close()


def test_memory_holds_so_much_and_no_more(store):
    keeper = Keeper(store, most_held=200_000)
    for number in range(20):
        keeper.keep(answer(f"/{number}", plain=random_page(number)))
        assert keeper.bytes <= 200_000
    keeper.rest()
    assert keeper.bytes <= 200_000
    assert keeper.find("/3", "a", 0).plain().startswith(b"<p>3</p>")


def test_more_than_can_be_written_is_passed_over(store, monkeypatch):
    keeper = Keeper(store)
    monkeypatch.setattr(keeper, "work", lambda: None)
    for number in range(3_000):
        keeper.later("write", answer(f"/{number}", plain=b"x"))
    assert keeper.waiting.qsize() == 1_000


WRITER = """
import sys
from pathlib import Path
from concepts.finished.answer import Answer
from concepts.finished.store import Store
store = Store(Path(sys.argv[1]), 50)
number = 0
while True:
    page = (b"<p>%d</p>" % number) * 2000
    store.put(Answer("/%d" % (number % 50), "a", None, [("link", "x")], {"identity": page}))
    number += 1
    print(number, flush=True)
"""


def test_a_writer_that_is_killed_leaves_whole_answers(store):
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store.path)], stdout=subprocess.PIPE, text=True
        )
        for line in writer.stdout:
            if int(line) == 70:
                break
        writer.kill()
        writer.wait()
        writer.stdout.close()
        found = [store.find(f"/{number}", "a") for number in range(50)]
        for each in found:
            assert brotli.decompress(each.body("br")) == each.plain()
            assert len(set(each.plain().split(b"</p>")[:-1])) == 1
    assert store.put(answer())
