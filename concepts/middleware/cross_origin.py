"""What pages of other sites may do with an answer: show it in a frame, and read it by a script.

Nothing is allowed that is not marked: a view is closed to both until it says that it is public.
"""

from django.conf import settings
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware

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


def public(view):
    """Marks a view as reading: every reader gets the same from it, and it changes nothing. That it
    answers GET and HEAD alone keeps the second true."""
    answer = require_safe(view)
    answer.is_public = True
    return answer


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
        asked = request.headers.get("Access-Control-Request-Method")
        if request.method == "OPTIONS" and asked in READING and is_marked(view):
            return HttpResponse(status=204, headers=PREFLIGHT)
        return None


def is_marked(view):
    return getattr(view, "is_public", False)


def is_public(request, response):
    if settings.DEBUG and response.status_code >= 500:
        return False  # Django's page of the error tells much about the machine
    if request.resolver_match is not None:
        return is_marked(request.resolver_match.func)
    # No view was asked: there is nothing at this address, or it lacks its last stroke.
    if response.status_code == 301:
        try:
            return is_marked(resolve(f"{request.path_info}/").func)
        except Resolver404:
            return False
    return response.status_code == 404


def open_up(response):
    for name, value in OPEN.items():
        response[name] = value
    response.xframe_options_exempt = True
    # No directive, since even * refuses pages without an address: files, and sandboxed documents.
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
