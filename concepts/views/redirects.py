"""The URLs of entries: every URL that an entry ever had redirects to the one that it has, in one
step."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from concepts import reading
from concepts.decorators import public

# What stays when a page is withdrawn: its editions, how they are cited, and a card that says so.
OUTLIVE_WITHDRAWAL = {"edition", "changes", "cite", "citation", "embed", "embed_edition"}


def url_of(entry, tail="page", **rest):
    """The URL of an entry's page, or of what hangs on it: an edition, the changes, the text."""
    if tail == "page":
        return entry.get_absolute_url()
    return reverse(tail, args=[entry.type, entry.slug, *rest.values()])


def of_entry(tail):
    """Gives a view the entry that its URL names, or answers itself.

    A former slug, the wrong type, capitals and a missing last slash redirect to the right URL. A
    withdrawn entry redirects to the page that took its place or says where to go, but its editions
    and changes stay. What never was published is not here.
    """
    outlives_withdrawal = tail in OUTLIVE_WITHDRAWAL

    def decorate(view):
        @public
        @wraps(view)
        def answer(request, type, slug, **rest):
            entry = reading.find_entry(slug)
            if entry is None:
                raise Http404
            if not entry.is_published and not outlives_withdrawal:
                if entry.successor is None:
                    return respond_gone(request, entry)
                return redirect_permanently(request, url_of(entry.successor, tail, **rest))
            url = url_of(entry, tail, **rest)
            if request.path != url:
                return redirect_permanently(request, url)
            return view(request, entry, **rest)

        return answer

    return decorate


def redirect_permanently(request, url):
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)


def respond_gone(request, entry):
    return render(request, "concepts/410.html", {"entry": entry}, status=410)
