"""Reading lists: saved ones at a URL of their own, and lists that are nothing but a
URL."""

import segno
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe

from concepts import markup, reading
from concepts.decorators import public

from .help_service import first_help_for
from .query import url_with
from .redirects import redirect_permanently

MOST_PAGES = 40
LONGEST_TITLE = 120
LONGEST_NAME = 200
# A phone at the back of a room reads no finer code than this URL needs.
LONGEST_IN_CODE = 300


@public
def index(request):
    """The saved lists, and how to make one; or the list that this URL makes."""
    if request.GET.get("entries"):
        return made(request)
    # Pages that are added to a list stand in the form, which waits for others.
    added = request.GET.get("add", "")
    lines = added.split(",") if added else request.GET.get("names", "").splitlines()
    typed = [line.strip() for line in lines if not markup.shows_nothing(line)]
    pages, faults, unknown = meant(typed)
    if added and not faults:
        typed = [str(page) for page in pages]
    elif pages and not faults:
        return redirect(url_of([page.slug for page in pages], title_of(request)))
    need = first_help_for(*typed[:MOST_PAGES]) if faults else None
    context = {
        "lists": reading.reading_lists(),
        "ready": [each for each in map(ready, reading.frameworks()) if each["number"]],
        "names": "\n".join(line[:LONGEST_NAME] for line in typed[: 2 * MOST_PAGES]),
        "title": title_of(request),
        "faults": faults,
        "slips": []
        if need
        else slips(unknown, lambda name, page: typed_url(request, typed, name, page)),
        "without": url_of([page.slug for page in pages], title_of(request)) if pages else "",
        "need": need,
        "canonical": reverse("reading_lists"),
    }
    return render(request, "concepts/reading_lists.html", context)


def made(request):
    """A list that nobody saved: its pages and its title stand in its URL."""
    given = [slug.strip() for slug in request.GET["entries"].split(",") if slug.strip()]
    added = request.GET.get("add", "")
    names = given if markup.shows_nothing(added) else [*given, added.strip()]
    pages, faults, unknown = meant(names)
    title = title_of(request)
    slugs = [page.slug for page in pages]
    if names != given and not faults:
        return redirect(url_of(slugs, title))
    lines = [
        reading.Line(page, moves=moves(slugs, place, title)) for place, page in enumerate(pages)
    ]
    need = first_help_for(*unknown) if unknown else None
    more = {
        "faults": faults,
        "slips": []
        if need
        else slips(unknown, lambda name, page: url_of(put_right(names, name, page), title)),
        "need": need,
        "entries": ",".join(slugs),
        "given_title": title,
        "can_grow": len(slugs) < MOST_PAGES,
    }
    response = shown(request, title or "Reading list", lines, url_of(slugs, title), more)
    if unknown:
        response.status_code = 404  # for whoever checks links; the rest of the list is shown
    return response


@public
def show(request, slug):
    """A saved list."""
    found = reading.find_list(slug)
    if found is None:
        raise Http404
    if not found.is_published:
        return render(request, "concepts/reading_list_gone.html", {"list": found}, status=410)
    if request.path != found.get_absolute_url():
        return redirect_permanently(request, found.get_absolute_url())
    slugs = [line.entry.slug for line in found.lines]
    more = {"list": found, "copy": url_of(slugs, found.title) if slugs else ""}
    return shown(request, found.title, found.lines, found.get_absolute_url(), more)


def shown(request, title, lines, url, more):
    whole = settings.SITE_URL + url
    public = [line.entry for line in lines if line.entry.is_published]
    context = {
        "title": title,
        "lines": lines,
        "pages": len(public),
        "minutes": reading.minutes(public),
        "address": whole,
        "code": code_of(whole),
        "canonical": url,
    }
    return render(request, "concepts/reading_list.html", context | more)


def moves(slugs, place, title):
    """The addresses of this list with the page at `place` one up, one down, or left out."""
    found = {}
    for name, to in (("up", place - 1), ("down", place + 1)):
        if 0 <= to < len(slugs):
            moved = list(slugs)
            moved[place], moved[to] = moved[to], moved[place]
            found[name] = url_of(moved, title)
    rest = slugs[:place] + slugs[place + 1 :]
    found["remove"] = url_of(rest, title) if rest else reverse("reading_lists")
    return found


def slips(unknown, url):
    """The names that are no page's, each with the page that may have been meant, and the URL at
    which that one stands for it."""
    near = reading.names_near(unknown) if unknown else {}
    return [
        {"name": name, "page": near[name], "address": url(name, near[name])}
        for name in unknown
        if name in near
    ]


def put_right(names, name, page):
    return [page.slug if each == name else each for each in names]


def typed_url(request, typed, name, page):
    """The URL of the form with one name put right."""
    names = [str(page) if each[:LONGEST_NAME] == name else each for each in typed]
    asked = {"names": "\n".join(names[: 2 * MOST_PAGES]), "title": title_of(request)}
    return url_with("reading_lists", asked, "make")


def meant(names):
    """The pages that these names mean, each once, in their order; what to say of the rest; and the
    names that mean no page."""
    names, faults = bounded(names)
    found = reading.pages_called(names) if names else {}
    unknown = [name for name in names if name not in found]
    faults += [f"There is no page called ‘{name}’." for name in unknown]
    return list(dict.fromkeys(found[name] for name in names if name in found)), faults, unknown


def bounded(names):
    """The first of these names, each once and none longer than names are, and what to say if some
    were left out."""
    names = [name.replace("\0", "").encode(errors="replace").decode() for name in names]
    names = list(dict.fromkeys(name[:LONGEST_NAME] for name in names if name))
    if len(names) <= MOST_PAGES:
        return names, []
    return names[:MOST_PAGES], [f"A list has {MOST_PAGES} pages at most; these are the first."]


def title_of(request):
    title = " ".join(request.GET.get("title", "").replace("\0", "").split())
    return title[:LONGEST_TITLE].encode(errors="replace").decode()


def url_of(slugs, title):
    return url_with("reading_lists", {"entries": ",".join(slugs), "title": title})


def ready(framework):
    """A framework as a list: its title, its number of pages, and the URL."""
    slugs = [
        member.entry.slug
        for member in framework.listing
        if member.entry and member.entry.is_published
    ]
    return {
        "title": framework.title,
        "number": len(slugs),
        "address": url_of(slugs[:MOST_PAGES], framework.title[:LONGEST_TITLE]),
    }


def code_of(url):
    """The QR code of a URL as SVG, or nothing where it would be too fine to be read."""
    if len(url) > LONGEST_IN_CODE:
        return ""
    svg = segno.make(url, error="m", micro=False).svg_inline(
        border=2, omitsize=True, svgclass="code", lineclass=None
    )
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308 (squares)
