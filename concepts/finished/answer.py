"""One answer, in each coding that readers ask for."""

import gzip
import hashlib

import brotli

# For the reader who waits, and for all who come later.
QUICK = {"br": 4, "gzip": 6}
BEST = {"br": 11, "gzip": 9}
# Whoever asks with the right one is told that nothing has changed. Codings and headers that every
# page has are no part of it.
TELLING = ("content-type", "link")


class Answer:
    """What was answered for `key`: (name, value) headers without those of a coding, and bodies.

    `stamp` is that of the database before the page was made; `day` the day that it shows, if it
    shows one, in days since 1970.
    """

    def __init__(self, key, stamp, day, headers, bodies, etag=None, is_best=False):
        self.key = key
        self.stamp = stamp
        self.day = day
        self.bodies = bodies
        self.is_best = is_best
        self.etag = etag or etag_of(headers, bodies["identity"])
        self.headers = headers
        self.sent = {}  # headers by coding

    def headers_in(self, coding):
        """The headers of the answer in a coding."""
        if coding not in self.sent:
            own = [] if coding == "identity" else [("content-encoding", coding)]
            self.sent[coding] = [*self.headers, ("etag", self.etag), *own]
        return self.sent[coding]

    def is_current(self, stamp, day):
        return self.stamp == stamp and (self.day is None or self.day == day)

    def body(self, coding):
        """The body in a coding; made quickly where it is not there yet."""
        body = self.bodies.get(coding)
        if body is None:
            body = compressed(self.plain(), coding, QUICK)
            if coding != "identity":
                self.bodies[coding] = body
        return body

    def plain(self):
        if "identity" in self.bodies:
            return self.bodies["identity"]
        if "br" in self.bodies:
            return brotli.decompress(self.bodies["br"])
        return gzip.decompress(self.bodies["gzip"])

    def at_its_best(self):
        """The same in the smallest bodies there are, which takes long, and without the plain one,
        which is the largest and asked for least."""
        plain = self.plain()
        bodies = {coding: compressed(plain, coding, BEST) for coding in BEST}
        return self.with_bodies(bodies, is_best=True)

    def with_bodies(self, bodies, is_best):
        return Answer(self.key, self.stamp, self.day, self.headers, bodies, self.etag, is_best)

    def size(self):
        return sum(map(len, self.bodies.values())) + 2_000


def compressed(plain, coding, quality):
    if coding == "br":
        return brotli.compress(plain, quality=quality["br"])
    if coding == "gzip":
        return gzip.compress(plain, quality["gzip"], mtime=0)
    return plain


def etag_of(headers, plain):
    """A weak one: it stands for the page in whatever coding, whose bytes may become fewer."""
    digest = hashlib.sha256(plain)
    for name, value in headers:
        if name in TELLING:
            digest.update(f"\n{name}: {value}".encode())
    return f'W/"{digest.hexdigest()[:24]}"'
