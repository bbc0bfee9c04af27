"""Whether a text touches words of distress, in whatever spelling: then the page is help first.

The phrases are data, which editors keep; how they are found in a text is here. What stands in the
pages never keeps help away from a phrase that is spelt right: a known word only is no misspelt one.

A phrase may stand among other words: it is found if its words stand in their order, close together.
"""

from dataclasses import dataclass

from . import disguise
from .distress_phrases import FEW_LETTERS, phrasebook, sense
from .distress_words import (
    CONDUCT,
    FIRST_PERSON,
    PEOPLE_AT_WORK,
    PERSONS,
    SELVES,
    SPEAKERS,
    WORDS_OF_WORK,
)

CRY, WORK = "cry", "work"


@dataclass(frozen=True)
class Distress:
    """What a text touches: `kind` is CRY, or WORK where it asks about work with people in distress;
    `phrase` the words it touched; `about` is CONDUCT where a therapist has harmed or is complained
    of, VIOLENCE where anybody has, or empty.
    """

    kind: str
    phrase: str
    about: str = ""


@dataclass(frozen=True)
class Reading:
    """A text as it is read for distress. `is_opening` says that it may be a cry half typed;
    `is_personal`, that somebody begins to speak of a person, which may become one.
    """

    distress: Distress | None = None
    is_opening: bool = False
    is_personal: bool = False

    @property
    def mends_nothing(self):
        """Whether to leave all words as they are: no cry is answered as if it were another text."""
        return bool(self.distress) or self.is_opening

    @property
    def mends_nothing_yet(self):
        """The same while somebody types."""
        return self.mends_nothing or self.is_personal


def read(text, phrases, is_known=lambda word: False):
    """The Reading of a typed text, by the phrases that editors keep.

    `is_known(word)` says whether a word stands in some page: it is asked only about words that look
    misspelt. Never raises, whatever `text` holds.
    """
    book = phrasebook(tuple(phrases))
    typed = disguise.words(text)
    if not book.phrases or not typed:
        return Reading()
    ends_open = str(text)[-1:].isalnum()
    places = book.places(typed, is_known, ends_open)
    found = [*_met(book, places), *book.joined(places), *book.beyond_latin(text)]
    if not found:
        return Reading(
            is_opening=_is_opening(book, places, ends_open),
            is_personal=places[0].text in SPEAKERS,
        )
    # Where to complain is said rather than not.
    phrase, *_ = min(found, key=lambda one: (one[0].about != CONDUCT, one[0].about == ""))
    kind = WORK if all(_is_work(places, *one) for one in found) else CRY
    return Reading(Distress(kind, phrase.text.strip('"'), phrase.about))


def is_guarded(word, phrases, half=False):
    """Whether a word is one of distress or looks like it, so that it is mended to no other. `half`
    says that the word may be the beginning of one.
    """
    return phrasebook(tuple(phrases)).guards(word, half)


def is_no_target(word, phrases):
    """Whether nothing is mended to a word, since it is one of distress, looks like it, or begins a
    phrase.
    """
    book = phrasebook(tuple(phrases))
    return sense(word) in book.first or (word not in book.forms and book.guards(word, half=False))


def _met(book, places):
    """The (phrase, first place, last place) that stand in the text."""
    said = [
        word for place in places for word in (*place.says, *place.near, *place.faint, *place.begins)
    ]
    found = []
    for phrase in book.may_be_met(set(said)):
        stretch = _whole(phrase, places) if phrase.is_whole else _stretch(phrase, places, book)
        if stretch:
            found.append((phrase, *stretch))
    return found


def _whole(phrase, places):
    large = [(at, place) for at, place in enumerate(places) if not place.is_small]
    large = large or list(enumerate(places))
    if len(large) != len(phrase.needed):
        return None
    for (_, place), form, word in zip(large, phrase.forms, phrase.needed, strict=True):
        if place.text != form and (word in place.says or not place.may_say_alone(word)):
            return None
    return large[0][0], large[-1][0]


def _stretch(phrase, places, book):
    """Where the words of a phrase stand in their order, close together."""
    for start, place in enumerate(places):
        is_last = phrase.is_word and start == len(places) - 1
        may_say = place.may_say_alone if phrase.is_word else place.may_say
        if may_say(phrase.needed[0]) or (is_last and phrase.needed[0] in place.begins):
            end = _end(phrase, places, start, book)
            if end is not None:
                return start, end
    return None


def _end(phrase, places, start, book):
    at = start
    for before, word in zip(phrase.needed, phrase.needed[1:], strict=False):
        room = 0 if phrase.is_tight or word in SELVES else 3 if before in PERSONS else 1
        for after in range(at + 1, len(places)):
            place = places[after]
            is_half = after == len(places) - 1 and word in place.begins
            # "kill m", but not "hit and m".
            if is_half and len(place.text) < FEW_LETTERS and before not in book.words:
                is_half = False
            if place.may_say(word) or is_half:
                at = after
                break
            if not place.is_small:
                room -= 1
            if room < 0:
                return None
        else:
            # "My therapist touched": whom, is about to follow.
            is_last = word == phrase.needed[-1] and at == len(places) - 1 and places[-1].is_open
            return at if word in SELVES and is_last and len(phrase.needed) > 2 else None
    return at


def _is_work(places, phrase, start, end):
    """Whether somebody asks who works with people in distress, and does not speak of themselves."""
    said = [place.text for place in places]
    stretch = said[start : end + 1]
    if phrase.about == CONDUCT and ({"me", "my"} & {*stretch, *said[max(0, start - 1) : start]}):
        return False
    if SELVES & set(stretch):
        return False
    if PEOPLE_AT_WORK & set(said):
        return True
    beside = set(said[:start]) | set(said[end + 1 :])
    if not WORDS_OF_WORK & beside:
        return False
    speakers = [at for at in range(start) if said[at] in FIRST_PERSON]
    # "How do I assess suicide risk": between the person and the word stands the work.
    return not speakers or bool(WORDS_OF_WORK & set(said[speakers[-1] + 1 : start]))


def _is_opening(book, places, ends_open):
    """Whether the text may go on to be a phrase of several words: it ends with the first of them,
    or in the middle of one.
    """
    begun = (
        phrase.needed[:count]
        for phrase in book.phrases
        for count in range(1, len(phrase.needed))
        if count > 1 or phrase.needed[0] in book.first
    )
    if any(_stands_at_the_end(needed, places) for needed in begun):
        return True
    if not ends_open:
        return False
    joined = "".join(place.text for place in places)
    if any(solid.startswith(joined) for solid in book.solid):
        return True
    *before, last = places
    first, later = book.becoming(last.text)
    return any(
        phrase.needed[0] in first
        or any(
            word in later and _stands_at_the_end(phrase.needed[:count], before)
            for count, word in enumerate(phrase.needed)
            if count
        )
        for phrase in book.phrases
        if not phrase.is_whole
    )


def _stands_at_the_end(needed, places):
    """Whether words stand in their order, the last among the last three."""
    at = len(places)
    for word in reversed(needed):
        close = range(at - 1, max(-1, at - 4), -1)
        at = next((each for each in close if places[each].may_say(word)), None)
        if at is None:
            return False
    return True
