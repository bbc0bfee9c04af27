"""Finished pages, answered in the event loop, without a thread and without Django."""

import asyncio
from contextlib import contextmanager
from http import HTTPStatus

from django.conf import settings
from django.db import connection
from django.urls import Resolver404, resolve

from concepts import finished
from concepts.finished.stamps import stamps_of
from concepts.middleware.finished import KEPT, is_known, key_of, today


class FinishedPages:
    def __init__(self, keeper, stamps):
        self.keeper = keeper
        self.stamps = stamps
        self.being_made = {}  # what those wait for who ask for a page that is being made

    def key_of(self, scope, header):
        """Under which name the answer may be kept, or None where it is not."""
        if scope.method not in ("GET", "HEAD") or scope.query_string:
            return None
        secure, host = is_secure(scope, header), header("host")
        return key_of(scope.method, latin(scope.path), "", secure, host, header)

    async def answer(self, key, header, proto):
        """Whether the request was answered."""
        answer = await self.find(key)
        if answer is None and key in self.being_made:
            await self.being_made[key].wait()
            answer = await self.find(key)
        if answer is None:
            return False
        send(answer, header, proto)
        return True

    async def find(self, key):
        stamp = self.stamps.now()
        if self.stamps.waits:
            stamp = await stamp
        return self.keeper.find(key, stamp, today()) if stamp else None

    @contextmanager
    def making(self, key, path):
        """While a page is made, others who want it wait for it and hold no thread."""
        if key in self.being_made or not is_kept(path):
            yield
            return
        self.being_made[key] = made = asyncio.Event()
        try:
            yield
        finally:
            del self.being_made[key]
            made.set()


def finished_pages():
    """Those of this process, or None where none are kept."""
    keeper = finished.keeper()
    return keeper and FinishedPages(keeper, stamps_of(connection))


def send(answer, header, proto):
    if is_known(answer.etag, header("if-none-match")):
        proto.response_empty(HTTPStatus.NOT_MODIFIED.value, answer.headers["identity"])
        return
    coding = finished.chosen_coding(header("accept-encoding") or "")
    proto.response_bytes(200, answer.headers[coding], answer.body(coding))


def header_of(headers):
    """Gives the value of a header, or None. One that comes twice is one list, as for Django."""

    def header(name):
        values = headers.get_all(name)
        return ",".join(values) if values else None

    return header


def is_secure(scope, header):
    """As Django's request has it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        value = header(name.removeprefix("HTTP_").replace("_", "-").lower())
        if value is not None:
            return value.split(",", 1)[0].strip() == secure
    return scope.scheme == "https"


def is_kept(path):
    try:
        return resolve(path).url_name in KEPT
    except Resolver404:
        return False


def latin(path):
    """As WSGI has it: each byte is the character of its number."""
    return path if path.isascii() else path.encode().decode("latin-1")
