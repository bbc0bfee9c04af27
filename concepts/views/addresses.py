"""The addresses of entries: every address that an entry ever had leads to the one that it has, in
one step."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from concepts import reading
from concepts.cross_origin import public
from concepts.models import FOLDERS

LONGEST_TAG = 200

# What stays when a page is withdrawn: its editions, how they are cited, and a card that says so.
OUTLIVE_WITHDRAWAL = {"edition", "changes", "cite", "citation", "embed", "embed_edition"}


class FolderConverter:
    """The first part of an entry's address: /concepts/, /frameworks/, /questions/."""

    regex = "|".join(FOLDERS.values())
    types = {folder: type for type, folder in FOLDERS.items()}

    def to_python(self, value):
        return self.types[value]

    def to_url(self, value):
        return FOLDERS[value]


class EditionConverter:
    """An edition's number: no other spelling of it, and none that a database column can't hold."""

    regex = "[1-9][0-9]{0,8}"
    to_python = int
    to_url = str


class TypeConverter:
    """The type of a page in the address of its card; that of its folder is led there."""

    regex = "|".join([*FOLDERS, *FOLDERS.values()])
    types = FolderConverter.types | {type: type for type in FOLDERS}

    def to_python(self, value):
        return self.types[value]

    def to_url(self, value):
        return value


class CitationConverter:
    """The ending of a file with a citation."""

    regex = r"ris|bib|csl\.json|txt"
    to_python = to_url = str


class TagConverter:
    """A tag's slug: letters of every script, but nothing that a database refuses."""

    regex = rf"[^/\x00]{{1,{LONGEST_TAG}}}"
    to_python = to_url = str


def address_of(entry, tail="page", **rest):
    """The address of an entry's page, or of what hangs on it: an edition, the changes, the text."""
    if tail == "page":
        return entry.get_absolute_url()
    return reverse(tail, args=[entry.type, entry.slug, *rest.values()])


def of_entry(tail):
    """Gives a view the entry that its address names, or answers itself.

    A former slug, the wrong type, capitals and a missing last stroke lead to the right address. A
    withdrawn entry leads to the page that took its place or says where to go, but its editions and
    changes stay. What never was published is not here.
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
                    return gone(request, entry)
                return moved(request, address_of(entry.successor, tail, **rest))
            address = address_of(entry, tail, **rest)
            if request.path != address:
                return moved(request, address)
            return view(request, entry, **rest)

        return answer

    return decorate


def moved(request, address):
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def gone(request, entry):
    return render(request, "410.html", {"entry": entry}, status=410)
