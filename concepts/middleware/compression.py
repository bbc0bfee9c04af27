"""Which pages are sent compressed, and how well."""

import re
from functools import lru_cache

import brotli
from django.utils.cache import patch_vary_headers
from django_http_compression.middleware import HttpCompressionMiddleware

from .finished import is_kept

# What takes longest to be made small is made small once and kept, by its bytes: so nothing that was
# kept can be out of date. So many pages are kept in each process, none longer than so many bytes.
KEPT = 256
LONGEST = 250_000
_BROTLI = re.compile(r"(?:^|,)\s*br\s*(?:,|$)")


class CompressionMiddleware(HttpCompressionMiddleware):
    """Compress a response only when neither it nor its request carries a secret.

    What is typed into an address can stand in the page that answers. If a secret (a CSRF token, an
    editor's draft) stood in the same compressed page, its length would give the secret away letter
    by letter. Every secret of this site depends on a cookie: where there is none on either side,
    nothing is to be guessed, so no padding is needed either.
    """

    max_random_bytes = 0

    def maybe_compress(self, request, response):
        if request.COOKIES or response.cookies or "Authorization" in request.headers:
            return
        if is_kept(request, response):
            return  # `FinishedMiddleware` does it, above
        if is_asked_for_often(request, response) and _BROTLI.search(
            request.headers.get("Accept-Encoding", "")
        ):
            response.content = smallest(response.content)
            response["Content-Encoding"] = "br"
            response["Content-Length"] = str(len(response.content))
            patch_vary_headers(response, ["Accept-Encoding"])
            return
        super().maybe_compress(request, response)


def is_asked_for_often(request, response):
    """Whether a page is the same for many readers: one that is here, at an address without a query,
    of which there are not endlessly many."""
    return (
        response.status_code == 200
        and not request.META.get("QUERY_STRING")
        and not response.streaming
        and response.get("Content-Type", "").startswith("text/html")
        and 0 < len(response.content) <= LONGEST
    )


@lru_cache(maxsize=KEPT)
def smallest(content):
    """`content` in Brotli at its best, which takes tens of milliseconds the first time."""
    return brotli.compress(content, quality=11)
