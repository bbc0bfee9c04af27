"""What pages of other sites may do with an answer: show it in a frame, and read it by a script.

Nothing is allowed that is not marked: a view is closed to both until it says that it is public
(`decorators.public`).
"""

from django.conf import settings
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from whitenoise.middleware import WhiteNoiseMiddleware

from concepts import decorators

READING = ("GET", "HEAD")

# Nothing here depends on a cookie, so that anybody may read it. The last two let a page that is
# itself isolated (COEP) frame it; it loads nothing that does not come from this site.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
# What a browser asks before a script's request with headers of its own.
PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": ", ".join(READING),
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


class CrossOriginMiddleware:
    """Opens what is public. It stands below those that set X-Frame-Options and the policy, and
    above all that answer in a view's place."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method in READING and is_public(request, response):
            open_up(response)
        return response

    def process_view(self, request, view, args, kwargs):
        method = request.headers.get("Access-Control-Request-Method")
        if request.method == "OPTIONS" and method in READING and decorators.is_public(view):
            return HttpResponse(status=204, headers=PREFLIGHT)
        return None


def is_public(request, response):
    if settings.DEBUG and response.status_code >= 500:
        return False  # Django's page of the error tells much about the machine
    if request.resolver_match is not None:
        return decorators.is_public(request.resolver_match.func)
    # No view was called: there is nothing at this URL, or it lacks its last slash.
    if response.status_code == 301:
        try:
            return decorators.is_public(resolve(f"{request.path_info}/").func)
        except Resolver404:
            return False
    return response.status_code == 404


def open_up(response):
    for name, value in OPEN.items():
        response[name] = value
    response.xframe_options_exempt = True
    # No directive, since even * refuses pages without a URL: files, and sandboxed documents.
    replaced = getattr(response, "_csp_replace", None) or {}
    response._csp_replace = replaced | {"frame-ancestors": None}


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """Static files for public pages in the frames of all sites: in a sandboxed one a page is a
    stranger to its own stylesheet and fonts. WhiteNoise says the first to files, not to a 304."""

    @staticmethod
    def serve(static_file, request):
        response = WhiteNoiseMiddleware.serve(static_file, request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response
