"""How an edition of a page is cited, in the forms that people need."""

from dataclasses import dataclass

from django.utils.text import slugify

from concepts import bibliography


@dataclass(frozen=True)
class Form:
    """A citation in one form.

    `text` is what a file holds, to the byte; `html` the same with italics, where a reference list
    has them. `extension` is that of its address, or empty where there is none.
    """

    name: str
    label: str
    extension: str
    text: str
    html: str = ""


def item_of(slug, title, edition, address, site, container, read_on=None):
    """The CSL-JSON work that an edition is.

    The pages have no single author: the site stands for everybody who wrote. `container` is the
    name of the whole, `address` the whole address of the edition, `read_on` the day on which a
    reader saw it, which Harvard asks for.
    """
    item = {
        "id": "-".join(filter(None, [slugify(site), slug, f"v{edition.number}"])),
        "type": "entry-encyclopedia",
        "title": bibliography.literal(f"{title} (edition {edition.number})"),
        "author": [{"literal": bibliography.literal(site)}],
        "container-title": bibliography.literal(container),
        "issued": date(edition.published_at),
        "URL": address,
    }
    return item | ({"accessed": date(read_on)} if read_on else {})


def page_of_the_site(key, title, day, address, site):
    """The CSL-JSON work that a page without editions is, as it stands since `day`."""
    return {
        "id": "-".join(filter(None, [slugify(site), key])),
        "type": "webpage",
        "title": bibliography.literal(title),
        "author": [{"literal": bibliography.literal(site)}],
        "issued": date(day),
        "URL": address,
    }


def date(day):
    return {"date-parts": [[day.year, day.month, day.day]]}


# What a file of each extension holds of works.
FILES = {
    "txt": lambda items: "".join(f"{bibliography.apa_plain(item)}\n" for item in items),
    "bib": bibliography.bibtex,
    "ris": bibliography.ris,
    "csl.json": bibliography.csl_json,
}


def file_of(item, extension):
    """One of FILES of a page. The day of reading is for Harvard alone, which has no file."""
    return FILES[extension]([_without_day_of_reading(item)])


def forms(item):
    """The Forms in which a work can be taken away, those for a reference list first."""
    bare = _without_day_of_reading(item)
    harvard = f"{bibliography.harvard_plain(item)}\n"
    return [
        Form("apa", "APA 7", "txt", file_of(item, "txt"), bibliography.apa(bare)),
        Form("harvard", "Harvard", "", harvard, bibliography.harvard(item)),
        Form("bibtex", "BibTeX", "bib", file_of(item, "bib")),
        Form("ris", "RIS", "ris", file_of(item, "ris")),
        Form("csl", "CSL-JSON", "csl.json", file_of(item, "csl.json")),
    ]


def _without_day_of_reading(item):
    return {name: value for name, value in item.items() if name != "accessed"}
