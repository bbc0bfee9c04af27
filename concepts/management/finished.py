"""Finished pages, answered in the event loop, without a thread and without Django."""

import asyncio
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.urls import Resolver404, resolve

from concepts import finished
from concepts.finished.stamps import stamps_of
from concepts.middleware.finished import KEPT, READING, is_known, key_of, today


class FinishedPages:
    def __init__(self, keeper, stamps):
        self.keeper = keeper
        self.stamps = stamps
        self.being_made = {}  # what those wait for who ask for a page that is being made

    def key_of(self, scope, headers):
        """Under which name the answer may be kept, or None where it is not."""
        if scope.method not in READING or scope.query_string:
            return None
        if "cookie" in headers or "authorization" in headers:
            return None
        # Of others that come twice the first will do.
        host, accept = headers.get_all("host"), headers.get_all("accept")
        if len(host) != 1:
            return None
        return key_of(
            as_latin(scope.path),
            is_secure(scope, headers),
            host[0],
            ",".join(accept) or "*/*",
        )

    def at_hand(self, key, coding):
        """The answer that is right now, where nothing has to be waited for, or None."""
        if self.stamps.waits:
            return None
        stamp = self.stamps.now()
        return self.keeper.find(key, stamp, today(), coding) if stamp else None

    async def find(self, key, coding):
        """The answer that is right now, or None. Who asks for a page that is being made waits."""
        page = await self.look(key, coding)
        if page is None and key in self.being_made:
            await self.being_made[key].wait()
            page = await self.look(key, coding)
        return page

    async def look(self, key, coding):
        if not self.stamps.waits:
            return self.at_hand(key, coding)
        stamp = await self.stamps.now()
        return self.keeper.find(key, stamp, today(), coding) if stamp else None

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


def coding_for(headers):
    return finished.chosen_coding(headers.get("accept-encoding", ""))


def send(answer, coding, headers, proto):
    known = headers.get("if-none-match")
    if known is not None and is_known(answer.etag, known):
        proto.response_empty(304, answer.headers_in("identity"))
        return
    proto.response_bytes(200, answer.headers_in(coding), answer.body(coding))


def is_secure(scope, headers):
    """As Django's request has it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        values = headers.get_all(name.removeprefix("HTTP_").replace("_", "-").lower())
        if values:
            return values[0].split(",", 1)[0].strip() == secure
    return scope.scheme == "https"


def is_kept(path):
    try:
        return resolve(path).url_name in KEPT
    except Resolver404:
        return False


def as_latin(text):
    """WSGI writes each byte as the character of its number."""
    return text if text.isascii() else text.encode().decode("latin-1")
