"""Invented pages for measuring: nonsense whose words are as unevenly common as those of a language.
The same seed, the same pages.
"""

import random
from bisect import bisect
from itertools import accumulate

from concepts.contentfile import CATEGORIES, Content

WORDS = 20_000
WORDS_OF_A_BODY = 250

# The commonest words are real ones, so that queries can be read; the others are made of syllables.
REAL = """
    therapy client therapist relationship trust session feeling work person alliance
    listening question research study outcome practice empathy understanding change goal
    process experience example safety boundary consent record silence repair rupture
    supervision culture power group family training student shame grief anger hope
    attachment validation reflection warmth acceptance rapport privacy ending beginning
    contract referral assessment feedback
""".split()
SMALL = """
    the of and to a in is that it for as with was on be by this are or not from at have an
    they which one you were all her she there would their we him been has when who will no
    more if out so up said what its about than into
""".split()
TAGS = """
    foundations alliance communication listening boundaries ethics confidentiality consent
    stages beginnings endings difficulties feelings healthcare outcomes research systemic
    psychodynamic
""".split()
# Written out: a kind that the vocabulary gains must not make other pages of the same seed.
KINDS = "quality skill relationship process outcome challenge safeguard idea".split()
CONSONANTS = "b br c ch d dr f g gr h l m n p pl r s st t tr v w".split()
VOWELS = "a e i o u ea ou".split()


class Generator:
    """Pages one after another, each Content with a slug; all from one seed."""

    def __init__(self, seed=1):
        self.random = random.Random(seed)
        self.vocabulary = self._vocabulary()
        # Zipf: the word of rank n stands about 1/n as often as the first.
        self.ranks = list(accumulate(1 / (rank + 8) for rank in range(WORDS)))
        self.flatter = list(accumulate((rank + 20) ** -0.8 for rank in range(WORDS)))
        self.small = list(accumulate(1 / (rank + 3) for rank in range(len(SMALL))))
        self.titles = set()

    def _vocabulary(self):
        words = dict.fromkeys(REAL)
        while len(words) < WORDS:
            syllables = self.random.choices((2, 3, 4), (3, 4, 2))[0]
            word = "".join(
                self.random.choice(CONSONANTS) + self.random.choice(VOWELS)
                for _ in range(syllables)
            )
            words[word + self.random.choice(("", "n", "r", "s", "t", "l", "ck"))] = None
        return list(words)

    def _one(self, words, sums):
        return words[bisect(sums, self.random.random() * sums[-1])]

    def word(self):
        """A word of a body."""
        return self._one(self.vocabulary, self.ranks)

    def name_word(self):
        """A word of a name; rare words stand there oftener than in a body, and the commonest in
        many thousands.
        """
        return self._one(
            self.vocabulary, self.ranks if self.random.random() < 0.4 else self.flatter
        )

    def prose(self, count):
        words = [
            self._one(SMALL, self.small) if self.random.random() < 0.42 else self.word()
            for _ in range(count)
        ]
        sentences = []
        while words:
            length = self.random.randint(8, 22)
            sentence, words = words[:length], words[length:]
            sentences.append(" ".join(sentence).capitalize() + ".")
        return " ".join(sentences)

    def _title(self, type):
        while True:
            words = [
                self.name_word() for _ in range(self.random.choices((1, 2, 3, 4), (3, 6, 3, 1))[0])
            ]
            title = " ".join(words).capitalize()
            if type == "question":
                start = self.random.choice(("What is", "How does", "Why is", "When is"))
                title = f"{start} {' '.join(words)}?"
            key = title.casefold().rstrip("?")
            if key not in self.titles:
                self.titles.add(key)
                return title

    def _aliases(self):
        found = []
        for _ in range(self.random.choices((0, 1, 2), (5, 4, 1))[0]):
            alias = f"{self.name_word()} {self.name_word()}"
            if alias not in self.titles:
                self.titles.add(alias)
                found.append(alias)
        return tuple(found)

    def page(self, number):
        """The page of this number, as (slug, Content). Pages have to be asked for in order."""
        type = self.random.choices(("concept", "framework", "question"), (80, 5, 15))[0]
        title = self._title(type)
        parts = 4
        body = "\n\n".join(
            f"## {self.name_word().capitalize()} {self.word()}\n\n"
            + self.prose(WORDS_OF_A_BODY // parts)
            for _ in range(parts)
        )
        content = Content(
            type=type,
            title=title,
            kind=self.random.choice(KINDS) if type == "concept" else "",
            category=self.random.choice(CATEGORIES) if type == "question" else "",
            summary=self.prose(18),
            aliases=self._aliases(),
            tags=tuple(self.random.sample(TAGS, 3)),
            body=body + "\n",
        )
        return f"page-{number}", content
