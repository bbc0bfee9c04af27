"""Three items by which a reader may test what an article taught: made of its definition, of what
tells it apart, and of its place in a framework. Pure: from what the article loads anyway.

The words are those of tests: an item has a stem and options, of which one is the key and the others
are distractors. A distractor must be wrong: what may be true of it, too, is left out.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import chain, islice

from concepts import markup
from concepts.contentfile import RELATION_TYPES, TELLING_APART

from .concept import fullness

MOST_ITEMS = 3
MOST_OPTIONS = 3
BLANK = "[…]"
# A definition that says less than this beside its name asks for nothing that can be known.
FEWEST_WORDS = 4
# Words that begin with the same letters, so many of them, may mean the same thing.
SAME_STEM = 5

# The same titles and definitions are compared again and again.
fold = lru_cache(4_096)(markup.fold)

_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# Scripts whose words end where a letter ends: in others, what a name is joined to is no other word.
_SPACED = re.compile(r"[^\u0530-\U0010ffff]*\Z")


@dataclass(frozen=True)
class Option:
    """What may be chosen, under a letter. `meaning` is what it shows, where options are texts."""

    letter: str
    text: str
    is_key: bool = False
    meaning: str = ""


@dataclass(frozen=True)
class Item:
    """A question: `kind` says which, `of` is what it is asked about, beside the page itself."""

    kind: str
    options: tuple
    quote: str = ""
    of: object = ""

    @property
    def keys(self):
        return [option for option in self.options if option.is_key]


def self_test(entry, content, places, ties):
    """The Items of a concept, MOST_ITEMS at most, in one order for ever: one of each kind, and
    where it has no place in a framework, more of what it is taken for."""
    apart = sorted(ties, key=lambda tie: (tie.type not in TELLING_APART, *fullness(tie)))
    told = _telling_apart(entry, apart)
    first = (
        _definition(entry, content, places, apart),
        next(told, None),
        _place(entry, places, apart),
    )
    # Each is made only where those before it do not suffice.
    more = (_of_another(entry, content, tie, places, apart) for tie in apart)
    found = (item for item in chain(first, told, more) if item is not None)
    return list(islice(found, MOST_ITEMS))


# Which concept is this?


def _definition(entry, content, places, ties):
    names = [content.title, *content.aliases]
    blanked = without_names(content.summary, names)
    if len(_WORD.findall(blanked)) < FEWEST_WORDS:
        return None
    near = [tie.other for tie in ties if tie.type in TELLING_APART]
    near += [*_neighbours(places), *(tie.other for tie in ties)]
    others = (
        page.title
        for page in _distractors(entry, near, ties)
        if not any(_holds(page.title, name) or _holds(name, page.title) for name in names)
        and not _holds(content.summary, page.title)
        and fold(page.summary) != fold(content.summary)
    )
    return _item("definition", entry, content.title, others, quote=blanked)


def _of_another(entry, content, tie, places, ties):
    """The definition of a page that it is tied to, with both and a third to choose from: of two
    alone, the question before would give it away."""
    other = tie.other
    blanked = without_names(other.summary, [other.title])
    is_another = other.type == "concept" and not RELATION_TYPES[tie.type].overlaps
    is_named = any(_holds(blanked, name) for name in (entry.title, *content.aliases))
    if not is_another or is_named or _alike(entry.title, other.title):
        return None
    if len(_WORD.findall(blanked)) < FEWEST_WORDS:
        return None
    near = [each.other for each in ties]
    others = (
        page.title
        for page in _distractors(entry, [*near, *_neighbours(places)], ties)
        if page.pk != other.pk
        and not _alike(page.title, other.title)
        and not _holds(other.summary, page.title)
        and fold(page.summary) != fold(other.summary)
    )
    third = next(others, None)
    if third is None:
        return None
    names = chain([entry.title, third], others)
    return _item("neighbour", entry, other.title, names, quote=blanked, of=other)


def without_names(text, names):
    """`text` with a blank for each of `names`, also in the plural; not where one is within another
    word."""
    text = unicodedata.normalize("NFC", text)
    names = {_ARTICLE.sub("", unicodedata.normalize("NFC", name), count=1) for name in names}
    patterns = [_pattern(name) for name in sorted(names, key=len, reverse=True) if fold(name)]
    return re.sub("|".join(patterns), BLANK, text, flags=re.IGNORECASE) if patterns else text


def _pattern(name):
    spelt = r"\s+".join(markup.spelt(word) for word in name.split())
    if not _SPACED.match(name):
        return spelt
    if re.search("[^aeiou]y$", name):
        spelt = f"{spelt[:-1]}(?:y|ies)"
    return rf"(?<!\w){spelt}(?:['’]s|e?s)?(?!\w)"


# Which answer is which?


def _telling_apart(entry, ties):
    """An Item for each page that it is told apart from, those with an example answered both ways
    first, or else of the first row of the contrast, that names neither page."""
    told = [tie for tie in ties if tie.type in TELLING_APART]
    examples = [("answers", tie, tie.example) for tie in told if tie.example]
    rows = [("contrast", tie, row) for tie in told for row in tie.rows]
    asked = set()
    for kind, tie, row in examples + rows:
        titles = (entry.title, tie.other.title)
        texts = [fold(cell) for cell in row.cells]
        is_clear = all(texts) and texts[0] != texts[1] and not _names_one(row.cells, titles)
        if is_clear and tie.other.pk not in asked:
            asked.add(tie.other.pk)
            meanings = dict(zip(row.cells, titles, strict=True))
            options = _lettered(entry, kind, row.cells, row.cells, meanings)
            yield Item(kind, options, row.of, tie.other)


def _names_one(texts, titles):
    return any(_holds(text, title) for text in texts for title in titles)


# Where does it belong?


def _place(entry, places, ties):
    items = [_step(entry, place) for place in places if place.framework.steps]
    items += [_member(entry, place, places, ties) for place in places if not place.framework.steps]
    return next((item for item in items if item is not None), None)


def _step(entry, place):
    """What comes after it; before it, where it is the last of the steps."""
    names = [_name(member) for member in place.members]
    here = place.position - 1
    kind, key = ("next", here + 1) if here + 1 < len(names) else ("previous", here - 1)
    if key < 0 or not names[key]:
        return None
    others = [name for number, name in enumerate(names) if number not in (here, key) and name]
    others.sort(key=lambda name: _digest(entry, kind, name))
    return _item(kind, entry, names[key], others, of=place.framework)


def _member(entry, place, places, ties):
    """Another member. What a label names may have a page of another name, so all must be pages."""
    if not all(member.entry for member in place.members):
        return None
    key = place.next or place.previous
    if key is None:
        return None
    members = {member.entry_id: member.entry.title for member in place.members}
    near = [*(tie.other for tie in ties), *_neighbours(places)]
    others = [
        page.title
        for page in _distractors(entry, near, ties)
        if page.pk not in members and not any(_alike(page.title, name) for name in members.values())
    ]
    return _item("member", entry, key.title, others, of=place.framework)


def _name(member):
    """What a member is called; nothing where readers do not see its page."""
    if member.entry is None:
        return member.label
    return member.entry.title if member.entry.is_published else ""


# Options


def _neighbours(places):
    return [page for place in places for page in (place.previous, place.next) if page is not None]


def _distractors(entry, pages, ties):
    """Those of `pages` that are concepts and other things than the page."""
    overlapping = {tie.other.pk for tie in ties if RELATION_TYPES[tie.type].overlaps}
    left = {page.pk: page for page in pages if page.type == "concept" and page.is_published}
    return [page for pk, page in left.items() if pk != entry.pk and pk not in overlapping]


def _item(kind, entry, key, others, **parts):
    """The Item with this key and the first of `others`; None where there is nothing to choose."""
    texts = {fold(key): key}
    for name in others:
        texts.setdefault(fold(name), name)
        if len(texts) == MOST_OPTIONS:
            break
    if len(texts) < 2:
        return None
    return Item(kind, _lettered(entry, kind, texts.values(), [key], {}), **parts)


def _lettered(entry, kind, texts, keys, meanings):
    ordered = sorted(texts, key=lambda text: _digest(entry, kind, text))
    return tuple(
        Option(letter, text, text in keys, meanings.get(text, ""))
        for letter, text in zip("ABC", ordered, strict=False)
    )


def _digest(entry, kind, text):
    """An order without a pattern that is the same for every reader."""
    return sha256(f"{entry.slug}\n{kind}\n{text}".encode()).digest()


def _holds(text, name):
    """Whether `name` stands in `text`, as words of its own."""
    text, name = fold(text), _ARTICLE.sub("", fold(name), count=1)
    if not _SPACED.match(name):
        return name in text
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _alike(one, other):
    """Whether two titles have words of one stem, or one holds the other."""
    stems, others = ({word[:SAME_STEM] for word in _words(title)} for title in (one, other))
    same = any(len(stem) == SAME_STEM for stem in stems & others)
    return same or _holds(one, other) or _holds(other, one)


def _words(title):
    return _WORD.findall(fold(title))
