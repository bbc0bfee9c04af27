"""Which pages are sent compressed."""

from django_http_compression.middleware import HttpCompressionMiddleware


class CompressionMiddleware(HttpCompressionMiddleware):
    """Compress a response only when neither it nor its request carries a secret.

    What is typed into an address can stand in the page that answers. If a secret (a CSRF token, an
    editor's draft) stood in the same compressed page, its length would give the secret away letter
    by letter. Every secret of this site depends on a cookie: where there is none on either side,
    nothing is to be guessed, so no padding is needed either.
    """

    max_random_bytes = 0

    def maybe_compress(self, request, response):
        if not (request.COOKIES or response.cookies or "Authorization" in request.headers):
            super().maybe_compress(request, response)
