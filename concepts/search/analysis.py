"""Text to words, and words to the terms that both databases index.

PostgreSQL's parser keeps `client/patient` together and drops stop words, FTS5's does neither, and
their stemmers differ. So they are given nothing but terms made here: letters and digits, folded, in
one spelling, stemmed.
"""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import Stemmer

from concepts.markup import APOSTROPHES, HYPHENS, JOINERS, SHAPED, UNSEEN, plain_signs, seen

from .spelling_variants import one_spelling

# Nobody's word is longer; the rest of it finds nothing and fills an index.
MAXIMUM_LETTERS = 40
# Letters as written, with the accents that stand apart from them.
LONGEST_WORD = 5 * MAXIMUM_LETTERS

# Accents that stand apart from their letters belong to the word, and so does what shows nothing;
# `\w` knows neither. Underscores are taken out first, which is faster than a class without them.
_WITHIN = rf"\u0300-\u036f{UNSEEN}{JOINERS}"
_LETTER = rf"[\w{_WITHIN}]"
_WORD = re.compile(rf"\w{_LETTER}*(?:[{APOSTROPHES}]{_LETTER}+)*")
# Chinese and Japanese have no spaces: each character is a word.
_SIGN = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SIGN_OR_WORD = re.compile(
    rf"[{_SIGN}]|(?![{_SIGN}])\w(?:(?![{_SIGN}]){_LETTER})*"
    rf"(?:[{APOSTROPHES}](?:(?![{_SIGN}]){_LETTER})+)*"
)
_HAS_SIGNS = re.compile(f"[{_SIGN}]")
_UNSEEN_OR_SIGN = re.compile(f"[{UNSEEN}{JOINERS}{_SIGN}]")
# Between other letters than ours these part words, as in Persian and Khmer.
_PARTING = re.compile(f"(?<=[{SHAPED}])[\u200b{JOINERS}](?=[{SHAPED}])")
_PIECE = rf"(?:[^\W_]|[{_WITHIN}])+"
_HYPHEN = re.compile(f"[{HYPHENS}]")
_HYPHENATED = re.compile(rf"{_PIECE}(?:[{HYPHENS}]{_PIECE})+")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")
_PLAIN_WORD = re.compile(r"[a-z]+\Z")

# Letters that nobody types who does not have them, and that Unicode does not take apart.
_WITH_BARS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ƀ": "b", "ɨ": "i", "ɫ": "l"}
)

# Words that carry no subject. They count in titles and in quoted phrases, and when a query has
# nothing else.
STOP_WORDS = frozenset(
    """
    a about above after again against all also always am an and another any anyone are arent
    as at be because been before being below between both but by can cannot cant could
    couldnt did didnt do does doesnt doing dont down during each either else ever every few
    for from further get gets getting give given go goes going got had hadnt has hasnt have
    havent having he hed hell her here hers herself hes him himself his how i id if ill im
    in into is isnt it its itself ive just know let lets like make makes many may maybe me
    mean meaning means might mine more most much must mustnt my myself no nor not
    of off often on once one only or other others ought our ours ourselves out over own per
    please quite rather really same say says shall shant she shed shell shes should shouldnt
    since so some something such tell than that thats the their theirs them themselves then
    there theres these they theyd theyll theyre theyve thing things this those though
    through to too under until up upon us use used using very via want wants was wasnt way
    ways we wed well were werent weve what whats when whens where wheres whether which while
    who whod whom whos whose why whys will with within without wont would wouldnt yes yet
    you youd youll your youre yours yourself yourselves youve
""".split()
)

# Beginnings that are no words, or other ones: co-operation, self-disclosure.
BOUND = frozenset(
    """
    anti auto bi co counter cyber de e ex hyper hypo inter intra macro meta micro mid mini mis mono
    multi neo non para poly post pre pseudo psycho quasi re self semi socio sub super tele trans tri
    ultra un
    """.split()
)
# Stop words that begin or end words: well-being, outpatient; dropout, follow-up.
FIRST = frozenset("after by down off on out over under up well".split())
LAST = frozenset("away back being by down in off on out over through up".split())

_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), 2
    )
}

# Word families that the stemmer tears apart, each to one of its stems.
_FAMILIES = {
    "empath": "empathi",
    "empathet": "empathi",
    "empathis": "empathi",
    "empathiz": "empathi",
    "therapeut": "therapi",
    "psychotherapeut": "psychotherapi",
    "congruenc": "congruent",
    "incongruenc": "incongruent",
    "counsellor": "counselor",
    "sympathet": "sympathi",
    "sympathis": "sympathi",
    "sympathiz": "sympathi",
    "analysi": "analys",
    "autonomi": "autonom",
    "children": "child",
    "empow": "empower",
    "honesti": "honest",
    "humil": "humbl",
    "immediaci": "immedi",
    "judgment": "judg",
    "men": "man",
    "privaci": "privat",
    "racial": "race",
    "racism": "race",
    "racist": "race",
    "safeti": "safe",
    "silent": "silenc",
    "supervisor": "supervis",
    "transferenti": "transfer",
    "women": "woman",
}

_stemmer = Stemmer.Stemmer("english")
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Word:
    """A word of a text: where it stands there, how it looks folded, and the term it is looked up
    by.
    """

    start: int
    end: int
    folded: str
    term: str


def fold(text):
    """NFKC, casefolded, Latin accents and bars dropped, what shows nothing too; one apostrophe
    for all.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = unicodedata.normalize("NFKC", plain_signs(seen(text))).casefold()
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFD", folded)
    bare = "".join(char for char in apart if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", bare).translate(_WITH_BARS)


def _spaced(text):
    """`text` in its length, with spaces where characters part words that a pattern of words does
    not know.
    """
    text = text.replace("_", " ")
    return text if text.isascii() else _PARTING.sub(" ", text)


def _pattern(text):
    return _WORD if text.isascii() or not _HAS_SIGNS.search(text) else _SIGN_OR_WORD


def _parts(word):
    """The (folded, term) pairs of one word as written: usually one, more when folding takes a
    character such as a ligature apart.
    """
    # A word may be as long as a text, and folding make it longer: neither is read nor kept.
    return _kept_parts(word[:LONGEST_WORD])


@lru_cache(maxsize=1 << 16)
def _kept_parts(word):
    folded = fold(word).removesuffix("'s")
    pieces = _pattern(folded).findall(folded)
    found = []
    for piece in pieces:
        bare = plain_signs(piece).replace("'", "")[:MAXIMUM_LETTERS]
        if bare:
            found.append((bare, term_of(bare)))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def term_of(folded):
    """The index term of one folded word."""
    if folded in _NUMBERS:
        return _NUMBERS[folded]
    word = one_spelling(folded)
    if not _PLAIN_WORD.match(word):
        return word
    with _one_at_a_time:
        stem = _stemmer.stemWord(word)
    return _FAMILIES.get(stem, stem) or word


def words(text):
    """Every word of `text` in order, with its place in it. Never raises, whatever `text` holds."""
    for match in _pattern(text).finditer(_spaced(text)):
        for folded, stem in _parts(match[0]):
            yield Word(match.start(), match.end(), folded, stem)


def pairs(text):
    """The (folded, term) pairs of `text` in order."""
    return [pair for word in _pattern(text).findall(_spaced(text)) for pair in _parts(word)]


def terms(text):
    """The terms of `text` in order, stop words included."""
    return [term for _, term in pairs(text)]


def places(text, wanted):
    """The (start, end, what) of what stands in `text` of `wanted`, in order: terms, and rows of
    terms that stand beside each other, such as the parts of a hyphenated word.

    Most words are passed over by their first letter: stemming all of a page takes a new process too
    long.
    """
    rows = [each for each in wanted if isinstance(each, tuple)]
    single = wanted if not rows else {each for each in wanted if each not in rows}
    among = single if not rows else single.union(*rows)
    if not text.isascii() and _UNSEEN_OR_SIGN.search(text):
        found = [(word.start, word.end, word.term) for word in words(text) if word.term in among]
    else:
        pattern = _words_beginning("".join(sorted(_initials(among))))
        found = [
            (match.start(), match.end(), stem)
            for match in pattern.finditer(text.replace("_", " "))
            for _, stem in _parts(match[0])
            if stem in among
        ]
    if not rows:
        return found
    found_rows = [place for row in rows for place in _in_a_row(row, found, text)]
    found = [place for place in found if place[2] in single]
    return sorted(found + found_rows, key=lambda place: place[:2])


def _in_a_row(row, found, text):
    """The places of `row` among those of single terms: with one character between them."""
    for first in range(len(found) - len(row) + 1):
        here = found[first : first + len(row)]
        gaps = [text[one[1] : two[0]] for one, two in pairwise(here)]
        if tuple(term for _, _, term in here) == row and all(len(gap) == 1 for gap in gaps):
            yield here[0][0], here[-1][1], row


def _initials(wanted):
    """The letters that a word may begin with whose term is among `wanted`. Few folds touch the
    first letter.
    """
    found = set()
    for stem in wanted:
        found.add(stem[0])
        # aesthetic and oedema; enquire; the number words
        found.update({"e": "ao", "i": "e"}.get(stem[0], "tfsen" if stem[0].isdigit() else ""))
    return {letter for letter in found if letter.isascii()}


@lru_cache(maxsize=256)
def _words_beginning(initials):
    """A pattern of words that begin with one of `initials` (ASCII, small) or beyond ASCII."""
    first = rf"[{initials}{initials.upper()}]|" if initials else ""
    return re.compile(
        rf"(?<![\w\u0300-\u036f])(?:{first}[^\W\x00-\x7f])[\w\u0300-\u036f]*"
        rf"(?:[{APOSTROPHES}][\w\u0300-\u036f]+)*"
    )


def subject(pairs):
    """The pairs that carry a subject, in order; all of them if there are none but stop words."""
    return [pair for pair in pairs if pair[0] not in STOP_WORDS] or pairs


def joined(text):
    """Terms of hyphenated words and dotted letters written as one: `selfdisclosure`, `upr`."""
    dotted = ("".join(folded for folded, _ in pairs(match[0])) for match in _DOTTED.finditer(text))
    whole = [*hyphenated(text), *(letters[:MAXIMUM_LETTERS] for letters in dotted)]
    return [term_of(one) for one in whole]


def hyphenated(text):
    """The hyphenated words of `text`: as one word, to its parts with spaces between."""
    found = {}
    for chunk in text.split() if _HYPHEN.search(text) else ():
        for match in _HYPHENATED.finditer(chunk) if _HYPHEN.search(chunk) else ():
            parts = [folded for folded, _ in pairs(match[0])]
            one = "".join(parts)
            # Numbers with a dash between are from here to there.
            if len(parts) > 1 and len(one) <= MAXIMUM_LETTERS and not one.isdigit():
                found[one] = " ".join(parts)
    return found


def may_be_one(first, last):
    """Whether two words may be one that was written apart: drop out, and never "the rapist"."""
    begins = first not in STOP_WORDS or first in FIRST
    return begins and (last not in STOP_WORDS or last in LAST)


def undotted(text):
    """`text` with U.P.R. as UPR."""
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text)


def initials(pairs):
    """The term by which a name of three to five words may be abbreviated, or nothing."""
    letters = "".join(folded[0] for folded, _ in pairs)
    return term_of(letters) if 3 <= len(letters) <= 5 and letters not in STOP_WORDS else ""


def name_key(text):
    """A name as it is compared while somebody types it: folded words, one space apart, twin
    spellings as one.

    The key of half a word begins the key of the whole word, but for the letter at which two
    spellings part. That rules out wider rules: `ou` as `o` would let "coun" find congruence.
    """
    key = " ".join(folded for folded, _ in pairs(text))
    for one, other in (("our", "or"), ("ll", "l"), ("z", "s"), ("dgm", "dgem")):
        key = key.replace(one, other)
    return key
