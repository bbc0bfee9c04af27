"""What strangers do to a site that they want to stop, kept up for as long as a block lasts."""

import contextlib
import re
import resource
import selectors
import socket
import threading
from urllib.parse import urlencode
from uuid import uuid4

from lxml import html

from tests.serving.running import DEADLINE

HOST = "127.0.0.1"
# Any letters make Django take it for a real one, and read the form that it belongs to.
COOKIE = b"Cookie: csrftoken=" + b"a" * 32


def head(site, line, *more):
    return b"\r\n".join([line + b" HTTP/1.1", b"Host: %s:%d" % (HOST.encode(), site.port), *more])


class Connections:
    """So many connections, each of which has said the same and then says no more.

    Whoever is closed comes again, as a stranger would.
    """

    def __init__(self, site, number, saying=b""):
        self.site, self.number, self.saying = site, number, saying

    def __enter__(self):
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        self.ended = threading.Event()
        self.open = selectors.DefaultSelector()
        for _ in range(self.number):
            self.connect()
        self.thread = threading.Thread(target=self.keep_up)
        self.thread.start()
        return self

    def connect(self):
        connection = socket.create_connection((HOST, self.site.port), timeout=DEADLINE)
        with contextlib.suppress(OSError):  # whoever is refused early has said enough
            connection.sendall(self.saying)
        connection.setblocking(False)
        self.open.register(connection, selectors.EVENT_READ)

    def keep_up(self):
        while not self.ended.is_set():
            for key, _ in self.open.select(timeout=0.1):
                try:
                    if key.fileobj.recv(1 << 16):
                        continue
                except BlockingIOError:
                    continue
                except OSError:
                    pass
                self.open.unregister(key.fileobj)
                key.fileobj.close()
                with contextlib.suppress(OSError):  # the site has ended
                    self.connect()

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()
        for key in list(self.open.get_map().values()):
            key.fileobj.close()
        self.open.close()


class Posts:
    """So many people who send a form, and send it again as soon as they are answered."""

    def __init__(self, site, number, post):
        self.site, self.number, self.post = site, number, post
        self.statuses = []

    def __enter__(self):
        self.ended = threading.Event()
        self.threads = [
            threading.Thread(target=self.keep_up, args=(each,)) for each in range(self.number)
        ]
        for thread in self.threads:
            thread.start()
        return self

    def keep_up(self, each):
        while not self.ended.is_set():
            try:
                self.statuses.append(self.post(self.site, each).status)
            except OSError:  # the site has ended
                return

    def __exit__(self, *_):
        self.ended.set()
        for thread in self.threads:
            thread.join()


def silent(site, number):
    return Connections(site, number)


def unfinished_heads(site, number):
    return Connections(site, number, head(site, b"GET /", b"Accept: text"))


def kept_alive(site, number):
    return Connections(site, number, head(site, b"GET /healthz", b"", b""))


def stalled_bodies(site, number, sent):
    length = b"Content-Length: %d" % (sent + 1000)
    return Connections(
        site, number, head(site, b"POST /concepts/trust/", COOKIE, length, b"", b"x" * sent)
    )


def stalled_chunks(site, number):
    chunked = b"Transfer-Encoding: chunked"
    return Connections(
        site, number, head(site, b"POST /concepts/trust/", COOKIE, chunked, b"", b"a", b"x" * 10)
    )


def sign_ins(site, number):
    form = site.get("/admin/login/")
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', form.body)[1].decode()
    cookie = form.headers["Set-Cookie"].split(";")[0]

    def post(site, each):
        fields = {"username": f"anna-{each}", "password": "wrong", "csrfmiddlewaretoken": token}
        return sent(site, "/admin/login/", fields, cookie)

    return Posts(site, number, post)


def previews(site, number, cookies, text):
    """By somebody who may write pages: previews of texts that take long to be shown."""
    form = html.fromstring(site.get("/admin/concepts/concept/add/", Cookie=cookies).body).forms
    [fields] = [dict(each.form_values()) for each in form if each.get("id") == "concept_form"]

    def post(site, each):
        # What was shown before is kept, so each text is another.
        typed = {"title": "A page", "summary": "It is one.", "body": f"{text}{uuid4()}"}
        return sent(site, "/admin/concepts/concept/preview/", fields | typed, cookies)

    return Posts(site, number, post)


def sent(site, path, fields, cookies):
    return site.request(
        "POST",
        path,
        urlencode(fields),
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookies,
            "Origin": f"http://{HOST}:{site.port}",
        },
    )


# As long as a page may be, with what takes longest to be shown.
WORST_TEXT = (
    "A *word* of `code`, **and** another.\n\n" * 4_400 + "A gap" + " " * 25_000 + "and more "
)

EVERY_ATTACK = {
    "1,000 silent connections": lambda site, cookies: silent(site, 1_000),
    "1,000 kept alive": lambda site, cookies: kept_alive(site, 1_000),
    "1,000 unfinished heads": lambda site, cookies: unfinished_heads(site, 1_000),
    "50 bodies stalled at 10 bytes": lambda site, cookies: stalled_bodies(site, 50, 10),
    "50 bodies stalled at 1 MB": lambda site, cookies: stalled_bodies(site, 50, 1_000_000),
    "50 chunked bodies stalled": lambda site, cookies: stalled_chunks(site, 50),
    "40 sign-ins": lambda site, cookies: sign_ins(site, 40),
    "4 worst previews": lambda site, cookies: previews(site, 4, cookies, WORST_TEXT),
}
