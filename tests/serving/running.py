"""Real processes of `manage.py serve`, each on a data folder and a port of its own."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

# A machine that does other things too may let a process wait for long, so what is waited for is
# told by what it does: a server may stand still for so many seconds, and work for so many.
STILL = 90
MOST_WORK = 120
# What only something that hangs would ever reach.
DEADLINE = 600

# What would otherwise reach the process from the shell that runs the tests.
OURS = (
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "DATA_DIR",
    "DEBUG",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "DJANGO_SETTINGS_MODULE",
    "HOST",
    "PORT",
    "SECRET_KEY",
    "SITE_URL",
    "TRUST_PROXY",
)


def until(condition, what, site):
    """Wait for a condition while the site gets on; there is no other way to wait in these tests."""
    begun, before = site.work(), None
    moved = looked = time.monotonic()
    while not (result := condition()):
        time.sleep(0.02)
        if (now := time.monotonic()) - looked < 1:
            continue
        looked, work = now, site.work()
        if (signs := (round(work, 1), site.log.stat().st_size)) != before:
            before, moved = signs, now
        assert now - moved < STILL, f"{what} did not happen, the site stands still:\n{site.output}"
        assert work - begun < MOST_WORK, f"{what} did not happen, whatever it did:\n{site.output}"
    return result


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(**variables):
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    return inherited | {name: str(value) for name, value in variables.items()}


def manage(*arguments, **variables):
    """Run a command of manage.py to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
    )


def make_administrator(folder):
    """Add Anna, who may do everything, to the site of a data folder."""
    result = manage(
        "createsuperuser",
        "--noinput",
        "--username=anna",
        "--email=anna@kb.example",
        DATA_DIR=folder,
        DJANGO_SUPERUSER_PASSWORD="correct horse",
    )
    assert result.returncode == 0, result.stderr


class Site:
    """A running server, on a free port unless one is given."""

    def __init__(self, log, **variables):
        variables.setdefault("PORT", free_port())
        self.port = int(variables["PORT"])
        self.log = log
        with log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=settings.BASE_DIR,
                env=environment(**variables),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # As a terminal does: Ctrl-C then reaches the server and its workers.
                start_new_session=True,
            )

    @property
    def output(self):
        return self.log.read_text()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def work(self):
        """Seconds of processor time that the server and its workers have had, where Linux tells."""
        ticks = 0
        for process in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # it has ended meanwhile
                # After the name, which may hold anything: parent, group, session ... times.
                parts = process.read_text().rpartition(")")[2].split()
                if int(parts[3]) == self.process.pid:
                    ticks += sum(map(int, parts[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def wait_until_it_answers(self):
        until(self.answers, "an answer", self)
        return self

    def answers(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the server has ended:\n{self.output}")
        with contextlib.suppress(OSError):
            return self.get("/nowhere/")
        return None

    def get(self, path, **headers):
        return self.request("GET", path, headers=headers)

    def request(self, method, path, body=None, headers=()):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        try:
            headers = {name.replace("_", "-"): value for name, value in dict(headers).items()}
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            response.body = response.read()
            return response
        finally:
            connection.close()

    def stop(self, how=signal.SIGTERM, group=False):
        """Send a signal, to the server alone or to its workers as well, and give the exit code."""
        (os.killpg if group else os.kill)(self.process.pid, how)
        until(lambda: self.process.poll() is not None, "the end", self)
        return self.process.returncode

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(DEADLINE)


def signed_in(site, name, password):
    """Sign in as a browser does and give the cookies."""
    form = site.get("/admin/login/")
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', form.body)[1].decode()
    address = f"http://127.0.0.1:{site.port}"
    cookie = form.headers["Set-Cookie"].split(";")[0].strip()
    answer = site.request(
        "POST",
        "/admin/login/?next=/admin/",
        f"username={name}&password={password.replace(' ', '+')}&csrfmiddlewaretoken={token}",
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookie,
            "Origin": address,
            "Referer": f"{address}/admin/login/",
        },
    )
    assert answer.status == 302, answer.body.decode()
    cookies = [line.split(";")[0].strip() for line in answer.headers.get_all("Set-Cookie")]
    return "; ".join(cookies)
