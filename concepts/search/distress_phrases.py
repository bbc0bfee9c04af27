"""The phrases of distress, made ready to be looked for, and the words of a text as they are
compared with them.
Wrong letters are forgiven in words that are no words otherwise: `race` is no `rape` misspelt.
Phrases are written of one person, and meant of all: `hurt myself` is `hurting herself` too.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from . import analysis, disguise, english, spelling_index
from .distress_words import ABOUT, CLASS_OF, PERSONS, SELVES, SMALL

# Of a word that is still being typed, so many letters are enough, and so many of the last word of a
# phrase that has a word of distress before.
ENOUGH_LETTERS = 4
FEW_LETTERS = 3
# Shorter words are not stemmed: kms is no plural.
SHORTEST_STEMMED = 5
# Without spaces, as phrases are looked for across the words of a text.
SHORTEST_JOINED, LONGEST_JOINED = 5, 40


@dataclass(frozen=True)
class Phrase:
    """`needed` are the words it is found by; `is_whole` says that nothing else may stand beside
    them, `is_tight` that nothing may stand between.
    """

    text: str
    needed: tuple
    forms: tuple = ()
    is_whole: bool = False
    is_tight: bool = False

    @property
    def is_word(self):
        return len(self.needed) == 1

    @property
    def about(self):
        return next((ABOUT[word] for word in self.needed if word in ABOUT), "")


@dataclass
class Place:
    """A word of the text: what it says, what it may say if it is misspelt (`faint`: too short to
    mean it but beside others), and what it may become when it is finished.
    """

    text: str
    says: set = field(default_factory=set)
    near: set = field(default_factory=set)
    faint: set = field(default_factory=set)
    begins: set = field(default_factory=set)
    is_open: bool = False
    is_half: bool = False

    @property
    def is_small(self):
        return self.text in SMALL

    def may_say(self, word):
        return word in self.says or word in self.near or word in self.faint

    def may_say_alone(self, word):
        """What may still become another word says nothing by itself."""
        return word in self.says or (word in self.near and not self.is_half)


def sense(word):
    """What a folded word is compared by: it stands for all its forms and for those of its class."""
    if word in CLASS_OF:
        return CLASS_OF[word]
    return analysis.term_of(word) if len(word) >= SHORTEST_STEMMED else word


class Phrasebook:
    """Phrases, made ready to be looked for in a text whatever its spelling."""

    def __init__(self, texts):
        self.phrases, self.beyond_ascii = [], []
        self.forms = {}  # each word that can be met, and what it stands for
        self.solid = {}  # phrases without spaces
        for text in texts:
            self._take(text)
        self.senses = {word for phrase in self.phrases for word in phrase.needed}
        for word, name in CLASS_OF.items():
            if name in self.senses:
                self.forms.setdefault(word, name)
        self.remainders = {}
        for word in self.forms:
            if word not in SMALL:
                for key in spelling_index.remainders(word, self._limit(word)):
                    self.remainders.setdefault(key, []).append(word)
        self.words = {phrase.needed[0] for phrase in self.phrases if phrase.is_word}
        self.first = {phrase.needed[0] for phrase in self.phrases} - PERSONS
        self.bare = {each.needed[0] for each in self.phrases if each.is_word and not each.is_whole}
        self.alone = {form for form, name in self.forms.items() if name in self.words}

    def _take(self, text):
        said = [word.text for word in disguise.words(text)]
        if not said:
            return
        if not all(word.isascii() for word in said):
            self.beyond_ascii.append(Phrase(text, ("".join(said),)))
            return
        large = [word for word in said if word not in SMALL]
        is_tight = len(large) < 2 < len(said) + 1
        needed = said if is_tight else large
        phrase = Phrase(
            text,
            tuple(sense(word) for word in needed),
            tuple(needed),
            is_whole=text.strip().startswith('"'),
            is_tight=is_tight and len(said) > 1,
        )
        self.phrases.append(phrase)
        self.forms |= {word: sense(word) for word in needed}
        joined = "".join(said)
        if len(joined) >= SHORTEST_JOINED and not phrase.is_whole:
            self.solid.setdefault(joined, phrase)

    @staticmethod
    def _limit(form, typed="", most=2):
        """How many letters may be wrong in a word of a phrase; with another first letter, one."""
        if typed and typed[0] != form[0] and typed[:2] != form[1::-1]:
            most = 1
        return min(most, 0 if len(form) < 4 else 1 if len(form) < 7 else 2)

    def may_be_met(self, said):
        said = said | SELVES
        return [phrase for phrase in self.phrases if said.issuperset(phrase.needed)]

    def places(self, typed, is_known, ends_open):
        found = []
        for word in typed:
            # What is not finished yet may become an ordinary word.
            is_half = ends_open and word is typed[-1] and bool(english.beginning(word.text, 1))
            found += self._places_of(word, is_known, is_half)
        if ends_open and found:
            found[-1].begins = self._endings(found[-1].text)
            found[-1].is_open = True
        return found

    def _places_of(self, word, is_known, is_half):
        place = Place(word.text)
        place.says = {sense(reading) for reading in word.readings}
        if word.hidden:
            place.says |= {name for form, name in self.forms.items() if word.hidden.fullmatch(form)}
            return [place]
        told = [each for each in word.readings if each in self.forms or english.has(each)]
        if told:
            place.text = told[0]
        if told:
            return [place]
        place.is_half = is_half
        place.faint = self._faint(word.text, is_half)
        near = {
            form: name
            for reading in word.readings
            if not word.was_apart or len(reading) >= SHORTEST_JOINED
            for form, name in self._near(reading)
        }
        if near and not is_known(word.text) and not self._is_nearer_another(word.text, near):
            place.near = set(near.values())
        if is_half or any(len(form) >= len(word.text) - 1 for form in near):
            return [place]
        for reading in word.readings:
            if apart := self._apart(reading):
                return apart
        return [place]

    def _near(self, typed, most=2):
        """The forms that differ little from a word, and what they stand for."""
        if len(typed) < FEW_LETTERS or not typed.isalpha():
            return []
        keys = spelling_index.remainders(typed, min(most, 2 if len(typed) > 5 else 1))
        forms = {form for key in keys for form in self.remainders.get(key, ())}
        return [
            (form, self.forms[form])
            for form in sorted(forms)
            if spelling_index.distance(typed, form, limit := self._limit(form, typed, most))
            <= limit
        ]

    def _is_nearer_another(self, typed, near):
        """Whether one letter makes another word of it, and none a word of a phrase: complient."""
        nearest = min(spelling_index.distance(typed, form, 2) for form in near)
        return nearest > 1 and self._has_a_neighbour(typed)

    def _has_a_neighbour(self, typed):
        """Whether one letter makes an ordinary word of it that is in no phrase."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        parts = [(typed[:at], typed[at:]) for at in range(len(typed) + 1)]
        return any(
            english.has(other) and sense(other) not in self.senses
            for head, tail in parts
            for other in (
                head + tail[1:],
                head + tail[1:2] + tail[:1] + tail[2:],
                *(head + letter + tail for letter in letters),
                *(head + letter + tail[1:] for letter in letters),
            )
        )

    def _faint(self, typed, is_half):
        """What short words may say that are too short for errors: "mee"; of those that are not
        finished, where letters are swapped: "dei".
        """
        if not typed.isalpha() or len(typed) > ENOUGH_LETTERS:
            return set()
        return {
            name
            for form, name in self.forms.items()
            if 1 < len(form) <= FEW_LETTERS
            and spelling_index.distance(typed, form, 1) <= 1
            and (not is_half or (len(form) > 2 and sorted(typed) == sorted(form)))
        }

    def _apart(self, typed):
        """The places of words that are written without spaces, or nothing."""
        if not SHORTEST_JOINED < len(typed) <= LONGEST_JOINED:
            return []
        # The cheapest way to each letter: a word costs 2, a misspelt one 5.
        best = [(0, ())] + [None] * len(typed)
        for end in range(1, len(typed) + 1):
            for start in range(max(0, end - 14), end):
                if best[start] is None:
                    continue
                part = typed[start:end]
                cost, place = self._part(part)
                if place is not None:
                    whole = best[start][0] + cost, (*best[start][1], place)
                    if best[end] is None or whole[0] < best[end][0]:
                        best[end] = whole
        row = best[-1][1] if best[-1] else ()
        return list(row) if len(row) > 1 else []

    def _part(self, part):
        if part == "i" or part in self.forms or (len(part) > 1 and english.has(part)):
            return 2, Place(part, {sense(part)})
        near = self._near(part, 1)
        # A word that is a phrase by itself is not made of a misspelt part of another.
        names = {name for form, name in near if len(form) > 5 or name not in self.bare}
        return (5, Place(part, near=names)) if names else (0, None)

    def _endings(self, half):
        """What an unfinished word may say; a word that is a phrase by itself only if no other word
        begins so.
        """
        names = {name for form, name in self.forms.items() if form.startswith(half)}
        if len(half) < FEW_LETTERS:
            return {"myself"} if half in ("m", "my") else set()
        others = {sense(word) for word in english.beginning(half)} - names
        if len(half) < ENOUGH_LETTERS:
            if english.has(half):
                return set()
            return names & SELVES if others else names - self.words
        if others:
            names -= self.words
        elif not names and len(half) > ENOUGH_LETTERS and not english.beginning(half):
            names = {
                name
                for form, name in self.forms.items()
                if form[0] == half[0] and spelling_index.distance_to_beginning(half, form, 1) <= 1
            }
        return names

    def becoming(self, half):
        """What an unfinished word may come to say as the first word of a phrase, and as a later
        one, where it may be misspelt too.
        """
        first = {name for form, name in self.forms.items() if form.startswith(half)}
        near = set()
        if len(half) >= FEW_LETTERS and not english.has(half):
            near = {
                name
                for form, name in self.forms.items()
                if (limit := self._limit(form))
                and spelling_index.distance_to_beginning(half, form, limit) <= limit
            }
        later = first | near
        if near and not self._has_a_neighbour(half):
            first |= near
        return first - PERSONS, later

    def joined(self, places):
        """Phrases of which the letters stand in a row across the words: `su icide`."""
        said = [place.text for place in places]
        found = []
        for start in range(len(said)):
            whole = ""
            for end in range(start, min(len(said), start + 12)):
                whole += said[end]
                if len(whole) > LONGEST_JOINED:
                    break
                if end > start and whole in self.solid:
                    found.append((self.solid[whole], start, end))
        return found

    def beyond_latin(self, text):
        """Phrases in scripts that set no spaces."""
        if not self.beyond_ascii:
            return []
        whole = "".join(word.text for word in disguise.words(text))
        return [(phrase, 0, 0) for phrase in self.beyond_ascii if phrase.needed[0] in whole]

    def guards(self, word, half):
        if word in self.forms:
            return True
        for form in self.alone:
            limit = self._limit(form)
            if (
                sense(word) == self.forms[form]
                or spelling_index.distance(word, form, limit) <= limit
            ):
                return True
            if half and len(word) > 1 and form.startswith(word):
                return True
            is_long = half and len(word) >= ENOUGH_LETTERS
            if is_long and spelling_index.distance_to_beginning(word, form, 1) <= 1:
                return True
        return False


@lru_cache(maxsize=8)
def phrasebook(texts):
    return Phrasebook(texts)
