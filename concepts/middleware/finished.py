"""Which answers are kept, and who gets one that was: the same page as without, headers and all.

Only what every reader gets alike is kept, at the routes named here, each address of which is that
of something in the database: a stranger can't fill the store. `management/finished.py` answers by
these rules before Django is asked; this is what they are under any other server.
"""

import time
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from concepts import finished
from concepts.models.stamp import READ

# What is not here: what a query makes, what shows the day of reading (the citation of an edition),
# what depends on the languages of the reader (help), pairs of pages (comparisons), of which there
# are too many, and files for machines, which are asked for seldom.
KEPT = {
    "home",
    "about",
    "concept",
    "concepts",
    "framework",
    "frameworks",
    "question",
    "questions",
    "page_text",
    "edition",
    "changes",
    "connections",
    "embed",
    "embed_edition",
    "tag",
    "tags",
    "map",
    "reading_list",
    "reading_lists",
    "reference",
    "references",
    "evidence",
    "finding",
    "source",
    "sources",
    "disagreements",
}
# Of these, what shows the concept of the day.
OF_THE_DAY = {"home"}
# What an answer may depend on. A reader without cookies is like any other.
KNOWN_TO_VARY = {"accept", "accept-encoding", "cookie"}
OF_A_CODING = {"content-length", "content-encoding"}
LARGEST = 4_000_000
LONGEST = 500
DAY = 24 * 60 * 60


class FinishedMiddleware:
    """Stands above all that sets headers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        keeper = finished.keeper()
        key = key_of_request(request) if keeper else None
        stamp = key and read_stamp()
        if not stamp:
            return self.get_response(request)
        day = today()
        answer = keeper.find(key, stamp, day)
        if answer is None:
            request.may_be_kept = True  # it is compressed here, not further down
            response = self.get_response(request)
            if not is_kept(request, response):
                return response
            answer = answer_of(request, response, key, stamp, day)
            # Not what an edit has changed meanwhile. It would be given to nobody either way.
            if read_stamp() == stamp and today() == day:
                keeper.keep(answer)
        return response_of(answer, request)


def key_of_request(request):
    """Under which name the answer to a request may be kept, or None where it is no such request."""
    if request.method not in READING or request.META.get("QUERY_STRING"):
        return None
    if any(request.META.get(name) for name in OF_ONE_READER):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    accept = request.headers.get("Accept", "*/*")
    return key_of(request.META.get("PATH_INFO", ""), request.is_secure(), host, accept)


READING = {"GET", "HEAD"}
OF_ONE_READER = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING")


def key_of(path, is_secure, host, accept):
    """The same, of a request for reading without query, body, cookie or authorization.

    That HTML is preferred is part of it, since nothing else is kept where both are to be had.
    """
    if path.startswith(NEVER) or len(path) > LONGEST:
        return None
    if settings.SECURE_SSL_REDIRECT and not is_secure:
        return None
    if not is_our_name(host) or not wants_page(accept):
        return None
    return f"s{path}" if is_secure else path


# What has nothing to do with the database, or nothing with readers.
NEVER = (settings.STATIC_URL, "/admin/", "/healthz")


@lru_cache(maxsize=256)
def is_our_name(host):
    """As Django decides it."""
    if len(host) > 255:
        return False
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


@lru_cache(maxsize=512)
def wants_page(accepted):
    """Whether a reader who accepts this is given a page and not its text, where both are there."""
    if len(accepted) > LONGEST:
        return False
    request = HttpRequest()
    request.META["HTTP_ACCEPT"] = accepted
    return request.get_preferred_type(["text/html", "text/markdown"]) == "text/html"


def today():
    return int(time.time() // DAY)


def read_stamp():
    """The stamp of the database, or None where it can't be read: the view will say why."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(READ)
            row = cursor.fetchone()
    except DatabaseError:
        return None
    return row and row[0]


def is_kept(request, response):
    """Whether this answer is to be kept."""
    vary = {each.strip().lower() for each in response.get("Vary", "").split(",") if each.strip()}
    return (
        getattr(request, "may_be_kept", False)
        and request.resolver_match is not None
        and request.resolver_match.url_name in KEPT
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Content-Encoding" not in response
        and "Cache-Control" not in response
        and vary <= KNOWN_TO_VARY
        and 0 < len(response.content) <= LARGEST
    )


def answer_of(request, response, key, stamp, day):
    patch_vary_headers(response, ["Accept-Encoding"])
    # Browsers and proxies may keep it too, so long as they ask each time whether it is still right.
    response["Cache-Control"] = "no-cache"
    headers = [
        (name.lower(), value) for name, value in response.items() if name.lower() not in OF_A_CODING
    ]
    day = day if request.resolver_match.url_name in OF_THE_DAY else None
    return finished.Answer(key, stamp, day, headers, {"identity": response.content})


def response_of(answer, request):
    if is_known(answer.etag, request.headers.get("If-None-Match")):
        return HttpResponse(status=304, headers=dict(answer.headers_in("identity")))
    coding = finished.chosen_coding(request.headers.get("Accept-Encoding", ""))
    body = answer.body(coding)
    response = HttpResponse(body, headers=dict(answer.headers_in(coding)))
    response["Content-Length"] = str(len(body))
    return response


def is_known(etag, known):
    """Whether the reader has this answer already."""
    if known is None:
        return False
    if known == etag:
        return True
    bare = etag.removeprefix("W/")
    return any(each == "*" or each.removeprefix("W/") == bare for each in parse_etags(known))
