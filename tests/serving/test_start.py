"""The second start, the stop and what stays between them."""

import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings

from tests.serving.running import DEADLINE, signed_in, until


def test_first_start_says_where_the_site_is_and_how_to_make_an_administrator(prepared):
    folder, output = prepared
    assert re.search(r"^Withness is at http://127\.0\.0\.1:\d+ ", output, re.M)
    assert re.search(
        rf"DATA_DIR={re.escape(str(folder))} .* manage\.py createsuperuser$", output, re.M
    )
    assert "Traceback" not in output


def test_the_command_for_an_administrator_works_as_printed(prepared, data_dir):
    line = re.search(r"terminal: (.*)$", prepared[1], re.M)[1].replace(
        str(prepared[0]), str(data_dir)
    )
    result = subprocess.run(
        f"{line} --noinput --username=anna --email=anna@kb.example",
        shell=True,
        cwd=settings.BASE_DIR,
        env={"DJANGO_SUPERUSER_PASSWORD": "correct horse", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr


def test_later_start_prepares_nothing_again(start, data_dir):
    key, stamp = (data_dir / "secret-key"), (data_dir / "static-stamp")
    before = key.read_text(), stamp.stat().st_mtime_ns
    site = start()
    assert nothing_but_the_welcome(site), "something was prepared again"
    assert (key.read_text(), stamp.stat().st_mtime_ns) == before


def test_static_files_are_collected_again_when_their_stamp_is_old(start, data_dir):
    (data_dir / "static-stamp").write_text("of another release")
    (data_dir / "static" / "staticfiles.json").unlink()
    site = start()
    assert "Collecting static files" in site.output
    assert (data_dir / "static" / "staticfiles.json").exists()


def test_search_is_made_again_after_an_upgrade_that_makes_it_otherwise(start, data_dir):
    (data_dir / "derived-stamp").write_text("of another release")
    with closing(sqlite3.connect(data_dir / "db.sqlite3")) as database, database:
        database.execute("UPDATE search_page SET digest = 'of another release'")
        database.execute("DELETE FROM search_posting")
    site = start()
    assert "Bringing search and articles up to date" in site.output
    assert "Empathy" in site.get("/search/?q=empathy").body.decode()
    site.stop()
    assert "Bringing" not in start().output


def test_articles_are_kept_again_after_an_upgrade_that_makes_them_otherwise(start, data_dir):
    stamp = data_dir / "derived-stamp"
    stamp.write_text(f"{stamp.read_text().split()[0]} of other code")
    with closing(sqlite3.connect(data_dir / "db.sqlite3")) as database:
        with database:
            database.execute("DELETE FROM concepts_keptarticle")
        start()
        [kept] = database.execute("SELECT count(*) FROM concepts_keptarticle").fetchone()
    assert kept


def test_secret_key_is_readable_for_its_owner_alone(prepared):
    key = prepared[0] / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text().strip()) >= 50


# A supervisor tells the server alone, or everything at once; a terminal's Ctrl-C is for all.
STOPS = [(signal.SIGTERM, False), (signal.SIGTERM, True), (signal.SIGINT, True)]


@pytest.mark.parametrize(("how", "group"), STOPS)
def test_signal_ends_it_cleanly(start, how, group):
    site = start()
    assert site.stop(how, group) == 0
    assert nothing_but_the_welcome(site)


@pytest.mark.parametrize(("how", "group"), STOPS)
def test_signal_during_the_start_ends_it_cleanly(start, how, group):
    site = start(wait=False)
    until(lambda: "createsuperuser\n" in site.output, "the address", site)
    assert site.stop(how, group) == 0
    assert nothing_but_the_welcome(site)


def test_signals_in_quick_succession_end_it_cleanly(start):
    site = start()
    for _ in range(8):
        os.killpg(site.process.pid, signal.SIGTERM)
    assert site.stop(signal.SIGTERM, group=True) == 0
    assert nothing_but_the_welcome(site)


def nothing_but_the_welcome(site):
    address, administrator = site.output.splitlines()
    return f"http://127.0.0.1:{site.port} " in address and "createsuperuser" in administrator


def test_port_is_free_again_after_the_stop(start):
    for _ in range(2):
        assert start().stop() == 0


def test_what_was_written_is_there_after_a_restart(start, administrator):
    site = start()
    cookies = signed_in(site, *administrator)
    assert site.stop() == 0
    page = start().get("/admin/", Cookie=cookies)
    assert page.status == 200
    assert b"anna" in page.body


def test_a_request_in_work_is_finished_and_kept_when_the_server_is_stopped(
    start, data_dir, tmp_path
):
    slow = tmp_path / "slow"
    slow.mkdir()
    site = start(DJANGO_SETTINGS_MODULE="tests.serving.slow_settings", SLOW=slow)
    client = subprocess.Popen(
        [sys.executable, "-c", POST, str(site.port)], stdout=subprocess.PIPE, text=True
    )
    try:
        until((slow / "began").exists, "the request", site)
        site.process.send_signal(signal.SIGTERM)
        until(lambda: refuses(site), "the end of new requests", site)
        (slow / "go-on").touch()
        answer, _ = client.communicate(timeout=DEADLINE)
    finally:
        client.kill()
    assert answer == "written"
    assert site.process.wait(DEADLINE) == 0
    with closing(sqlite3.connect(data_dir / "db.sqlite3")) as database:
        assert list(database.execute("SELECT name FROM auth_group")) == [
            ("written on the way out",)
        ]


def test_what_a_worker_has_loaded_is_frozen_before_it_answers(start):
    site = start(DJANGO_SETTINGS_MODULE="tests.serving.slow_settings")
    # Django and the site are some 85,000 objects; a worker that froze nothing says 0.
    assert int(site.get("/frozen/").body) > 10_000


POST = """
import sys, urllib.request
url = f"http://127.0.0.1:{sys.argv[1]}/slow/"
sys.stdout.write(urllib.request.urlopen(url, data=b"").read().decode())
"""


def refuses(site):
    """Whether nothing listens any more. A request would wait for the one that is in work."""
    try:
        socket.create_connection(("127.0.0.1", site.port), timeout=DEADLINE).close()
    except OSError:
        return True
    return False
