# ruff: noqa: SIM905 (words are read best as words)
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

import Stemmer

from .spelling_variants import one_spelling

# Nobody's word is longer; the rest of it finds nothing and fills an index.
MAXIMUM_LETTERS = 40
# Letters as written, with the accents that stand apart from them.
LONGEST_WORD = 5 * MAXIMUM_LETTERS

# Accents that stand apart from their letters belong to the word, and `\w` does not know them. A
# wider class of marks costs milliseconds whenever a pattern is made. Underscores are taken out
# first, which is faster than a class without them.
_LETTER = r"[\w\u0300-\u036f]"
_WORD = re.compile(rf"{_LETTER}+(?:['’ʼ＇]{_LETTER}+)*")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:[-‐‑–][^\W\d_]+)+")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")
_PLAIN_WORD = re.compile(r"[a-z]+\Z")

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
    """NFKC, casefolded, Latin accents and apostrophes dropped."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFD", folded)
    bare = "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", bare)


def _parts(word):
    """The (folded, term) pairs of one word as written: usually one, more when folding takes a sign
    such as a ligature apart.
    """
    # A word may be as long as a text, and folding make it longer: neither is read nor kept.
    return _kept_parts(word[:LONGEST_WORD])


@lru_cache(maxsize=1 << 16)
def _kept_parts(word):
    folded = re.sub(r"['’ʼ＇]s\Z", "", fold(word))
    pieces = _WORD.findall(folded)
    found = []
    for piece in pieces:
        bare = re.sub(r"['’ʼ＇]", "", piece)[:MAXIMUM_LETTERS]
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
    for match in _WORD.finditer(text.replace("_", " ")):
        for folded, stem in _parts(match[0]):
            yield Word(match.start(), match.end(), folded, stem)


def pairs(text):
    """The (folded, term) pairs of `text` in order."""
    return [pair for word in _WORD.findall(text.replace("_", " ")) for pair in _parts(word)]


def terms(text):
    """The terms of `text` in order, stop words included."""
    return [term for _, term in pairs(text)]


def places(text, wanted):
    """The (start, end, term) of the words of `text` whose term is among `wanted`, in order.

    Most words are passed over by their first letter: stemming all of a page takes a new process too
    long.
    """
    pattern = _words_beginning("".join(sorted(_initials(wanted))))
    return [
        (match.start(), match.end(), stem)
        for match in pattern.finditer(text.replace("_", " "))
        for _, stem in _parts(match[0])
        if stem in wanted
    ]


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
    return re.compile(rf"(?<!{_LETTER})(?:{first}[^\W\x00-\x7f]){_LETTER}*(?:['’ʼ＇]{_LETTER}+)*")


def subject(pairs):
    """The pairs that carry a subject, in order; all of them if there are none but stop words."""
    return [pair for pair in pairs if pair[0] not in STOP_WORDS] or pairs


def joined(text):
    """Terms of hyphenated words and dotted letters written as one: `selfdisclosure`, `upr`."""
    return [
        term_of("".join(folded for folded, _ in pairs(match[0]))[:MAXIMUM_LETTERS])
        for pattern in (_HYPHENATED, _DOTTED)
        for match in pattern.finditer(text)
    ]


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
