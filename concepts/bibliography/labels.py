"""Short names of works and their order in a list, after APA 7 (chapters 8 and 9)."""

import re

from .names import Person, initials
from .words import collation_key, curl, plain, title_case
from .works import AUTHORS, GROUPS, LEGAL, work

_ARTICLES = re.compile(r"(?i)^(?:the|an|a)\s+")


def short(item):
    """How the text cites a work: "Elliott et al., 2018", "Norcross & Lambert, 2019".

    A group is abbreviated if its work's id begins with letters of its name in their order
    ("bacp-2018" of the British Association for Counselling and Psychotherapy is "BACP, 2018").
    A work without author goes by its title, one without date by "n.d.". Plain text, to be escaped
    by whoever puts it in a page.
    """
    source = work(item)
    people = _people(source)
    if people:
        names = [_name(person, source.id) for person in people[:2]]
        who = f"{names[0]} et al." if len(people) > 2 else " & ".join(names)
    else:
        who = _title(source)
    if not who:
        return _year(source)
    # A comma stands inside closing quotation marks (6.7).
    who = f"{who[:-1]},{who[-1]}" if who.endswith("”") else f"{who},"
    return f"{who} {_year(source)}"


def sort_key(item):
    """The place of a work in an APA list: by authors, then year, then title.

    Case, accents, spaces and punctuation do not count; one author comes before the same one with
    others, a work without date before dated ones and those in press last. Compare the keys by code
    point, as Python does: a database may order punctuation otherwise.
    """
    source = work(item)
    title = collation_key(_ARTICLES.sub("", source.text("title")))
    who = "!".join(_folded(person) for person in _people(source)) or title
    return f"{who} {_order(source)} {title}"


def _people(source):
    if source.type in LEGAL:  # laws and cases go by their titles
        return ()
    for role in AUTHORS:
        if role in source.people:
            return source.people[role]
    group = source.texts.get(GROUPS.get(source.type, ""))
    return (Person(literal=group),) if group else ()


def _name(person, key):
    name = curl(plain(person.last_name))
    start = re.match(r"[a-z]{2,8}(?![a-z])", key)
    if not start or not person.literal:
        return name
    # "UK Council for Psychotherapy" has the initials UKCP.
    capitals = "".join(
        word if word.isupper() else word[0]
        for word in re.findall(r"\w+", name)
        if word[0].isupper()
    )
    wanted = start[0].upper()
    rest = iter(capitals)  # looking for a letter in it uses up what stands before
    in_order = wanted[0] == capitals[:1] and all(letter in rest for letter in wanted)
    return wanted if in_order else name


def _title(source):
    title = curl(title_case(source.text("title-short") or source.text("title")))
    when = source.dates.get("issued")
    if source.type in LEGAL:
        # The short title of a British act ends in its year, which follows anyway.
        return title.removesuffix(when.year).rstrip(" ,") if when else title
    # Parts of a whole stand in quotation marks; wholes are in italics, which a label has not.
    whole = source.type in ("webpage", "post") or "container-title" not in source.texts
    return title if whole or not title else f"“{title}”"


def _year(source):
    suffix = source.text("year-suffix")
    when = source.dates.get("issued")
    if when is None:
        text = source.text("status").lower() or "n.d."
        return f"{text}-{suffix}" if suffix else text
    original = source.dates.get("original-date")
    year = f"ca. {when.year}" if when.circa else when.year
    return f"{original.year}/{year}{suffix}" if original else f"{year}{suffix}"


def _order(source):
    when = source.dates.get("issued")
    if when is not None:
        return when.order
    return "2" + collation_key(source.texts["status"]) if "status" in source.texts else "0"


def _folded(person):
    last = collation_key(person.last_name)
    given = collation_key(initials(plain(person.given), plain(person.family)))
    return f"{last},{given}" if given else last
