# ruff: noqa: SIM905 (words are read best as words)
"""Whether a text touches words of distress, in whatever spelling: then the page is help first.

The phrases are data, which editors keep; how they are found in a text is here. What stands in the
pages never keeps help away from a phrase that is spelt right: a known word only is no misspelt one.

Wrong letters are forgiven in words that are no words otherwise: `race` is no `rape` misspelt. A
phrase may stand among other words: it is found if its words stand in their order, close together.
Phrases are written of one person, and meant of all: `hurt myself` is `hurting herself` too.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from . import analysis, disguise, english, spelling_index

CRY, WORK = "cry", "work"
CONDUCT, VIOLENCE = "conduct", "violence"

# Of a word that is still being typed, so many letters are enough, and so many of the last word of a
# phrase that has a word of distress before.
ENOUGH_LETTERS = 4
FEW_LETTERS = 3
# Shorter words are not stemmed: kms is no plural.
SHORTEST_STEMMED = 5
# Without spaces, as phrases are looked for across the words of a text.
SHORTEST_JOINED, LONGEST_JOINED = 5, 40

# Words that stand for one another in a phrase, by the one that stands for all.
_CLASSES = {
    "myself": """
    myself himself herself themselves themself theirself yourself yourselves ourselves oneself
    hisself urself meself itself
""",
    "me": "me us him her them you u",
    "therapist": """
    therapist therapists psychotherapist psychotherapists counsellor counsellors counselor
    counselors psychologist psychologists psychiatrist psychiatrists analyst analysts
    psychoanalyst psychoanalysts shrink hypnotherapist practitioner clinician supervisor tutor
    trainer lecturer professor teacher coach mentor doctor dr gp nurse carer psych keyworker
    priest pastor
""",
    "he": """
    he she they someone somebody anyone man men guy woman boy girl husband wife partner spouse
    boyfriend girlfriend bf gf ex fiance dad daddy father mum mam mom mummy mother stepdad
    stepfather stepmum stepmother brother sister uncle aunt cousin grandad grandfather friend
    friends boss colleague people parent parents son daughter family stranger hes shes theyre
""",
    "want": """
    want wants wanted wanting wanna wana wonna wish wishes wished wishing gonna going ready need
    needs needed plan plans planning planned try tries trying tried
""",
    "not": """
    not no never dont doesnt didnt cant cannot couldnt wont wouldnt isnt aint arent without
    nothing neither
""",
    "nobody": "nobody noone none",
    "life": "life lives",
    "die": "die dies died dying",
    "unalive": "unalive unalives unalived unaliving",
    "hit": "hit hits hitting",
    "cut": "cut cuts cutting cutted",
    "beat": "beat beats beaten beating",
    "sleep": "sleep sleeps slept sleeping",
    "take": "take takes took taken taking",
    "do": "do does did done doing",
    "choke": "choke chokes choked choking",
    "rape": "rape rapes raped raping",
    "hate": "hate hates hated hating h8",
    "use": "use uses used using",
    "push": "push pushes pushed pushing shove shoved",
    "leg": "leg legs thigh thighs knee knees breast breasts boobs bum bottom waist body chest lap",
    "bridge": "bridge roof building cliff balcony motorway",
    "train": "train car bus lorry traffic",
    "hang": "hang hangs hung hanged hanging",
    "jump": "jump jumps jumped jumping",
    "slit": "slit slits slitting",
    "shoot": "shoot shoots shot shooting",
    "tell": "tell tells told telling",
    "think": "think thinks thought thinking thoughts",
    "feel": "feel feels felt feeling feelings",
    "leave": "leave leaves left leaving",
    "ask": "ask asks asked asking",
    "send": "send sends sent sending",
    "buy": "buy buys bought",
    "give": "give gives gave given giving",
    "make": "make makes made making",
    "say": "say says said saying",
    "fall": "fall falls fell fallen falling",
    "pill": "pill pills tablets tablet paracetamol painkillers meds sleepers",
    "emergency": "emergency emergencies",
    "anymore": "anymore longer",
    "nothing": "nothing",
}  # fmt: skip
_CLASS_OF = {word: name for name, row in _CLASSES.items() for word in row.split()}
_PERSONS = frozenset(("he", "therapist"))
_SELVES = frozenset(("me", "myself"))

# Words that a phrase does not need and that may stand anywhere between those it needs.
_SMALL = frozenset(
    """
    a an the to too of i im ive id ill am is are was were be been being have has had having hes
    shes and or so just really very even still always sometimes often ever also actually
    literally fucking bloody damn please right now will would should could might may do does did
    my his their your our its for at as then keep keeps kept about
""".split()
)
# Where they stand before a phrase, or in it, somebody speaks of themselves.
_FIRST = frozenset("i im ive id ill me my myself mine".split())
_SPEAKING = _FIRST | frozenset("he hes she shes they theyre we".split())
# Who works with people in distress, and what their work is made of.
_AT_WORK = frozenset(
    """
    client clients patient patients supervisee supervisees trainee trainees service services
    user users counselee clinical pupil pupils
""".split()
)
_WORK = frozenset(
    """
    risk risks assess assesses assessing assessment assessments manage managing management
    policy policies procedure procedures protocol protocols disclosure disclosures disclose
    discloses disclosing confidentiality confidential supervision supervising theory theories
    research study studies evidence training trainees safeguarding safeguard working work works
    practice practise practitioner practitioners guideline guidelines guidance duty legal law
    laws ethics ethical boundaries boundary therapy therapies psychotherapy counselling
    counseling counsellors therapists therapeutic relationship alliance session sessions
    contract contracting consent report reporting respond responding response intervention
    interventions prevention preventing postvention ideation awareness screening questionnaire
    definition define meaning statistics rates prevalence outcome outcomes model models
    framework competence competences skills essay assignment module course seminar teaching
    concept concepts countertransference transference survivors survivor bereavement bereaved
    trauma referral refer referring rupture training trust holding empathy responsibility
    responsibilities record records notes supporting discuss discussing discussion asking
    explore exploring types signs indicators recognising recognizing adults children vulnerable
    sympathy professional professionals code codes limits breaking breach online dilemma
    dilemmas case formulation
""".split()
)
_ABOUT = {
    "therapist": CONDUCT, "complain": CONDUCT, "complaint": CONDUCT,
    **dict.fromkeys(
        (analysis.term_of(word) for word in """
    raped abuse abused assault molest incest grooming violence violent sexual harass stalking
    stalked strangled forced hit beat hits
""".split()),
        VIOLENCE,
    ),
    "rape": VIOLENCE, "choke": VIOLENCE,
}  # fmt: skip


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
        return next((_ABOUT[word] for word in self.needed if word in _ABOUT), "")


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
        return self.text in _SMALL

    def may_say(self, word):
        return word in self.says or word in self.near or word in self.faint

    def may_say_alone(self, word):
        """What may still become another word says nothing by itself."""
        return word in self.says or (word in self.near and not self.is_half)


def sense(word):
    """What a folded word is compared by: it stands for all its forms and for those of its class."""
    if word in _CLASS_OF:
        return _CLASS_OF[word]
    return analysis.term_of(word) if len(word) >= SHORTEST_STEMMED else word


def read(text, phrases, is_known=lambda word: False):
    """The Reading of a typed text, by the phrases that editors keep.

    `is_known(word)` says whether a word stands in some page: it is asked only about words that look
    misspelt. Never raises, whatever `text` holds.
    """
    book = _book(tuple(phrases))
    typed = disguise.words(text)
    if not book.phrases or not typed:
        return Reading()
    ends_open = str(text)[-1:].isalnum()
    places = book.places(typed, is_known, ends_open)
    found = [*_met(book, places), *book.joined(places), *book.beyond_latin(text)]
    if not found:
        return Reading(
            is_opening=_is_opening(book, places, ends_open),
            is_personal=places[0].text in _SPEAKING,
        )
    # Where to complain is said rather than not.
    phrase, *_ = min(found, key=lambda one: (one[0].about != CONDUCT, one[0].about == ""))
    kind = WORK if all(_is_work(places, *one) for one in found) else CRY
    return Reading(Distress(kind, phrase.text.strip('"'), phrase.about))


def is_guarded(word, phrases, half=False):
    """Whether a word is one of distress or looks like it, so that it is mended to no other. `half`
    says that the word may be the beginning of one.
    """
    return _book(tuple(phrases)).guards(word, half)


def is_no_target(word, phrases):
    """Whether nothing is mended to a word, since it is one of distress, looks like it, or begins a
    phrase.
    """
    book = _book(tuple(phrases))
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
        room = 0 if phrase.is_tight or word in _SELVES else 3 if before in _PERSONS else 1
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
            return at if word in _SELVES and is_last and len(phrase.needed) > 2 else None
    return at


def _is_work(places, phrase, start, end):
    """Whether somebody asks who works with people in distress, and does not speak of themselves."""
    said = [place.text for place in places]
    stretch = said[start : end + 1]
    if phrase.about == CONDUCT and ({"me", "my"} & {*stretch, *said[max(0, start - 1) : start]}):
        return False
    if _SELVES & set(stretch):
        return False
    if _AT_WORK & set(said):
        return True
    beside = set(said[:start]) | set(said[end + 1 :])
    if not _WORK & beside:
        return False
    speakers = [at for at in range(start) if said[at] in _FIRST]
    # "How do I assess suicide risk": between the person and the word stands the work.
    return not speakers or bool(_WORK & set(said[speakers[-1] + 1 : start]))


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


class _Book:
    """Phrases, made ready to be looked for."""

    def __init__(self, texts):
        self.phrases, self.signs = [], []
        self.forms = {}  # each word that can be met, and what it stands for
        self.solid = {}  # phrases without spaces
        for text in texts:
            self._take(text)
        self.senses = {word for phrase in self.phrases for word in phrase.needed}
        for word, name in _CLASS_OF.items():
            if name in self.senses:
                self.forms.setdefault(word, name)
        self.remainders = {}
        for word in self.forms:
            if word not in _SMALL:
                for key in spelling_index.remainders(word, self._limit(word)):
                    self.remainders.setdefault(key, []).append(word)
        self.words = {phrase.needed[0] for phrase in self.phrases if phrase.is_word}
        self.first = {phrase.needed[0] for phrase in self.phrases} - _PERSONS
        self.bare = {each.needed[0] for each in self.phrases if each.is_word and not each.is_whole}
        self.alone = {form for form, name in self.forms.items() if name in self.words}

    def _take(self, text):
        said = [word.text for word in disguise.words(text)]
        if not said:
            return
        if not all(word.isascii() for word in said):
            self.signs.append(Phrase(text, ("".join(said),)))
            return
        large = [word for word in said if word not in _SMALL]
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
        said = said | _SELVES
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
            return names & _SELVES if others else names - self.words
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
        return first - _PERSONS, later

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
        if not self.signs:
            return []
        whole = "".join(word.text for word in disguise.words(text))
        return [(phrase, 0, 0) for phrase in self.signs if phrase.needed[0] in whole]

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
def _book(texts):
    return _Book(texts)
