"""Real processes of `manage.py serve`, each on a data folder and a port of its own."""

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import time

from django.conf import settings

# Far more than anything here takes; only a test that fails waits this long.
DEADLINE = 60

# What would otherwise reach the process from the shell that runs the tests.
OURS = (
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "DATA_DIR",
    "DEBUG",
    "DJANGO_SETTINGS_MODULE",
    "HOST",
    "PORT",
    "SECRET_KEY",
    "SITE_URL",
    "TRUST_PROXY",
)


def until(condition, what):
    """Wait for a condition; there is no other way to wait in these tests."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        if result := condition():
            return result
        time.sleep(0.02)
    raise AssertionError(f"{what} did not happen within {DEADLINE} s")


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


class Site:
    """A running server."""

    def __init__(self, log, **variables):
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
        return self.process.wait(DEADLINE)

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
