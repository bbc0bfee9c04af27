from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from concepts import bibliography, citing, reading

from .embed import card_of, code_of
from .redirects import of_entry

TYPES = {
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
}


@of_entry("cite")
def show(request, entry, number):
    """An edition in every form of citation, and how a page is embedded. `cite.js` shows the same in
    a dialog."""
    edition, item = cited(entry, number, timezone.now().date())
    context = {
        "entry": entry,
        "edition": edition,
        "title": bibliography.title(item),
        "forms": citing.forms(item),
        "address": item["URL"],
        "codes": codes(entry, edition) if entry.is_published else [],
        "canonical": request.path,
    }
    return render(request, "concepts/cite.html", context)


@of_entry("citation")
def download(request, entry, number, extension):
    """One form of citation, as a file."""
    _, item = cited(entry, number)
    response = HttpResponse(citing.file_of(item, extension), TYPES[extension])
    name = f"{entry.slug}-v{number}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def codes(entry, edition):
    """The codes of the page's card and of the edition's."""
    return [code_of(card_of(entry)), code_of(card_of(entry, edition))]


def cited(entry, number, read_on=None):
    """Edition `number` and the work that it is."""
    edition = reading.edition_of(entry, number)
    if edition is None:
        raise Http404
    content = reading.content_of(edition.revision.text, entry)
    address = settings.SITE_URL + reverse("edition", args=[entry.type, entry.slug, number])
    container = f"{settings.SITE_NAME}: {capfirst(settings.SITE_TAGLINE)}"
    item = citing.item_of(
        entry.slug, content.title, edition, address, settings.SITE_NAME, container, read_on
    )
    return edition, item
