"""What stands between the server and Django: it takes a request in whole, then has it answered.

Threads that answer are few, and a stranger is patient. So whatever depends on the sender is waited
for here, in an event loop that waits for thousands as easily as for one: bodies are read within
bounds of size and time. A thread gets a complete request, runs Django's WSGI application and gives
the complete answer back to granian, which sends it at the reader's own pace.
"""

import asyncio
import logging
import sys
import threading
from contextlib import aclosing, asynccontextmanager, nullcontext
from http import HTTPStatus
from io import BytesIO
from queue import SimpleQueue

from django.conf import settings

from .finished import as_latin, coding_for, send

MEGABYTE = 1024 * 1024

LARGEST = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
SECONDS = 20
# What a body still gets once the server is to end.
LAST_SECONDS = 2
# Each piece costs a turn of the loop, so a body must not come byte by byte.
MOST_PIECES = 10_000
# What the bodies in one worker may hold together.
MOST_HELD = 64 * MEGABYTE
# A browser shows what it is told only when all that it sends was taken; so much is thrown away.
MOST_THROWN_AWAY = 16 * MEGABYTE

# Who only reads waits behind no one who writes: what is sent may take long to answer (a password, a
# long text that is shown, a wait for the database), and has a thread of its own.
READING, WRITING = 7, 1

logger = logging.getLogger(__name__)


class Refusal(Exception):
    """Why a body is not taken, in a sentence that says what to do."""

    def __init__(self, status, sentence):
        super().__init__(sentence)
        self.status = status


TOO_LARGE = (
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    f"What was sent is larger than {LARGEST // MEGABYTE} MB, and nothing of it was kept. "
    "Go back, make it shorter, and send it again.",
)
TOO_SLOW = (
    HTTPStatus.REQUEST_TIMEOUT,
    f"What was sent did not arrive within {SECONDS} seconds, and nothing of it was kept. "
    "Go back, and send it again when the connection is better.",
)
TOO_MUCH = (
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Too much is being sent to this site just now, and nothing of this was kept. "
    f"Go back, and send it again in {SECONDS} seconds.",
)
CUT_OFF = (
    HTTPStatus.BAD_REQUEST,
    "What was sent did not arrive whole, and nothing of it was kept. Go back, and send it again.",
)


class Front:
    """An application for granian's RSGI interface, around one for WSGI."""

    def __init__(self, application, started=lambda loop: None, finished=None):
        self.application = application
        self.started = started
        self.finished = finished  # pages that need no thread
        # Requests that a thread may answer, without a body and with one.
        self.to_read, self.to_write = SimpleQueue(), SimpleQueue()
        self.seconds = SECONDS
        self.limits = set()  # of the bodies that are being read
        self.held = 0  # by all bodies, in bytes

    def __rsgi_init__(self, loop):
        self.loop = loop
        for complete in (*[self.to_read] * READING, *[self.to_write] * WRITING):
            threading.Thread(
                target=self.answer_all, args=(complete,), name="answers", daemon=True
            ).start()
        # A thread that computes lets the others have a turn sooner than Python would.
        sys.setswitchinterval(0.0005)
        self.started(loop)

    async def __rsgi__(self, scope, proto):
        headers, body, key = scope.headers, bytearray(), None
        try:
            if has_body(headers):
                if not await self.received(body, headers, proto):
                    return
            elif self.finished is not None:
                key = self.finished.key_of(scope, headers)
                if key is not None:
                    coding = coding_for(headers)
                    page = self.finished.at_hand(key, coding)
                    page = page or await self.finished.find(key, coding)
                    if page is not None:
                        send(page, coding, headers, proto)
                        return
            with self.finished.making(key, scope.path) if key else nullcontext():
                answered = self.loop.create_future()
                complete = self.to_write if body else self.to_read
                complete.put((answered, scope, headers, body, proto))
                await answered
        except Exception:
            logger.exception("A request could not be answered.")
            refuse(proto, Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here."))
        finally:
            self.held -= len(body)

    async def received(self, body, headers, proto):
        """Whether the body is there. If not, its sender has been told why."""
        async with aclosing(pieces_of(proto)) as pieces:
            try:
                await self.read(body, headers, pieces)
            except Refusal as refusal:
                refuse(proto, refusal)
                await self.throw_away(pieces)
                return False
        return True

    async def read(self, body, headers, pieces):
        declared = int(headers.get("content-length", 0))
        if declared > LARGEST:
            raise Refusal(*TOO_LARGE)
        number = 0
        try:
            async with self.limit():
                async for piece in pieces:
                    body += piece
                    self.held += len(piece)
                    number += 1
                    if len(body) > LARGEST or number > MOST_PIECES:
                        raise Refusal(*TOO_LARGE)
                    if self.held > MOST_HELD:
                        raise Refusal(*TOO_MUCH)
        except TimeoutError:
            raise Refusal(*TOO_SLOW) from None
        if len(body) < declared:
            raise Refusal(*CUT_OFF)

    async def throw_away(self, pieces):
        left = MOST_THROWN_AWAY
        try:
            async with self.limit():
                async for piece in pieces:
                    left -= len(piece)
                    if left < 0:
                        return
        except (TimeoutError, Refusal):
            return

    @asynccontextmanager
    async def limit(self):
        async with asyncio.timeout(self.seconds) as limit:
            self.limits.add(limit)
            try:
                yield
            finally:
                self.limits.remove(limit)

    def hurry(self):
        """In the loop: let no body keep the server from ending."""
        self.seconds = LAST_SECONDS
        for limit in self.limits:
            limit.reschedule(self.loop.time() + LAST_SECONDS)

    def answer_all(self, complete):
        """In a thread. Not an executor of asyncio's, which costs a static file a fifth more."""
        while True:
            answered, *request = complete.get()
            try:
                self.answer(*request)
            except Exception as fault:
                self.loop.call_soon_threadsafe(answered.set_exception, fault)
            else:
                self.loop.call_soon_threadsafe(answered.set_result, None)

    def answer(self, scope, headers, body, proto):
        begun = []

        def start(status, headers, fault=None):
            begun[:] = int(status[:3]), headers

        answer = self.application(environ_of(scope, headers, body), start)
        try:
            content = b"".join(answer)
            proto.response_bytes(*begun, content)
        finally:
            answer.close()


def has_body(headers):
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


async def pieces_of(proto):
    """A body as it comes. granian ends it with an empty piece; there are two if it was cut off."""
    ended = False
    async for piece in proto:
        if ended:
            raise Refusal(*CUT_OFF)
        ended = not piece
        yield piece


def refuse(proto, refusal):
    headers = [
        ("content-type", "text/plain; charset=utf-8"),
        ("x-content-type-options", "nosniff"),
        ("connection", "close"),
    ]
    if refusal.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("retry-after", str(SECONDS)))
    proto.response_str(refusal.status, headers, f"{refusal}\n")


def environ_of(scope, headers, body):
    """What WSGI calls the environment of a request."""
    server, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": as_latin(scope.path),
        "QUERY_STRING": as_latin(scope.query_string),
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "HTTP_HOST": scope.authority or "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": File,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    values = {}
    for name, value in headers.items():
        if name in values:
            value = f"{values[name]}{'; ' if name == 'cookie' else ','}{value}"
        values[name] = value
    if values.pop("transfer-encoding", None):
        values["content-length"] = str(len(body))
    for name, value in values.items():
        # WSGI can't tell X_Forwarded_For from X-Forwarded-For, which a proxy in front has set.
        if "_" not in name:
            key = name.replace("-", "_").upper()
            environ[key if name in WITHOUT_PREFIX else f"HTTP_{key}"] = value
    return environ


WITHOUT_PREFIX = {"content-type", "content-length"}


class File:
    """A file that is to be sent. It is read in one piece: none is large."""

    def __init__(self, file, size):
        self.file = file

    def __iter__(self):
        yield self.file.read()

    def close(self):
        self.file.close()
