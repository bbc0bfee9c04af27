"""What can be counted in content: sentence lengths, uncited paragraphs, definitions, causal words,
length, signs of correlations. What stands where is in `skeleton`, the voice in `voice`.

It reads a folder, not the database, so that a writer is told before anything is imported.
"""

import re
from dataclasses import dataclass

from concepts import markup, publishing
from concepts.contentfile import RELATION_TYPES, Fault

from . import skeleton, voice

LONGEST_SENTENCE = 30
MEAN_SENTENCE = 18
LONGEST_DEFINITION = 200
LONGEST_ANSWER = 500
FEWEST_LINKS = 3
WORDS = {
    "concept": (350, 1700),
    "instrument": (150, 450),
    "framework": (200, 800),
    "question": (120, 450),
}
# A length is a feel, not a fence: it becomes a fault only this far beyond.
SLACK = 1.1

CAUSAL = re.compile(
    r"\b(caus(?:e|es|ed|ing)|leads? to|led to|leading to|results? in|resulted "
    r"in|produces?|produced|improves?|improved"
    r"|reduces?|reduced|increases?|increased|boosts?|enhances?|prevents?|heals?|makes? "
    r"(?:clients|people|them) (?:better|well))\b",
    re.IGNORECASE,
)
# A sentence that says what a study can't show names the cause in order to deny it.
DENIAL = re.compile(
    r"\b(not|never|cannot|no|whether|nor|without|rather than)\b|n['’]t\b", re.IGNORECASE
)
SEEN_IN_A_FOLDER = (
    publishing.BROKEN_ANCHOR,
    markup.RAW_SIGN,
    markup.OTHER_BLOCKS,
    markup.BARE_CITATION,
)
ANSWER = (30, 66)
WORD = re.compile(r"[\w’'.-]*\w[\w’'.-]*")


@dataclass(frozen=True)
class Measured:
    """What was counted on one page."""

    path: str
    words: int
    sentences: tuple
    citations: int
    links: int
    groups: int
    cited_groups: int
    is_silent_of_documents: bool

    @property
    def mean(self):
        return sum(self.sentences) / len(self.sentences) if self.sentences else 0


def count_words(text):
    return len(WORD.findall(text))


class Page:
    """One page under the rules of docs/writing.md."""

    def __init__(self, path, slug, content, correlational, planned):
        self.path, self.slug, self.content = path, slug, content
        self.correlational, self.planned = correlational, planned
        self.pieces = markup.paragraphs(content.body)
        self.found = []

    def fault(self, place, message, line=None):
        line = line or self.content.line(place)
        self.found.append(Fault(place, message, line=line, path=self.path))

    def line(self, piece):
        return self.content.line("body") + piece.line - 1

    def measure(self):
        lengths = [
            count_words(sentence)
            for piece in self.pieces
            if piece.kind not in ("heading", "code", "table")
            for sentence in markup.sentences(piece.text)
        ]
        document = markup.parse(self.content.body)
        groups = self.groups()
        return Measured(
            self.path,
            sum(lengths),
            tuple(lengths),
            sum(len(cite.citations) for cite in document.cites),
            len({link.key for link in document.links}),
            len(groups),
            sum(1 for _, cited in groups if cited),
            not any(voice.documents_named(self)),
        )

    def groups(self):
        """(pieces, what they cite) of the paragraphs, lists and tables that claim something: what
        stands in no block that is ours."""
        groups = {}
        for piece in self.pieces:
            if piece.kind not in ("heading", "code", *markup.BLOCK_LABELS):
                groups.setdefault(piece.group, []).append(piece)
        return [
            (pieces, {_cited(citation) for piece in pieces for citation in piece.citations})
            for pieces in groups.values()
        ]

    def faults(self, known):
        self._texts(known)
        self._definition()
        self._sentences()
        self._citations()
        self._signs()
        self._counts()
        for place, message, line in (*skeleton.faults(self), *voice.faults(self)):
            self.fault(place, message, line)
        return self.found

    def _texts(self, known):
        """What readers would see otherwise than it was meant. A page that this folder does not have
        may be on the site: the import says.
        """
        for place, message, code in publishing.text_warnings(self.content, self.slug, known):
            if code in SEEN_IN_A_FOLDER:
                self.fault(place, message)
        for place, message in publishing.finding_warnings(self.content, self.slug, known):
            self.fault(place, message)

    def _definition(self):
        content = self.content
        if not content.summary:
            self.fault("title", "the page has no summary; a reader meets it first.")
            return
        longest = LONGEST_ANSWER if content.type == "question" else LONGEST_DEFINITION
        if len(content.summary) > longest:
            self.fault(
                "summary",
                f"the summary has {len(content.summary)} characters; {longest} is the most.",
            )
        count = len(markup.sentences(content.summary))
        if content.type != "question" and count != 1:
            self.fault("summary", f"a definition is one sentence, this one is {count}.")
        if content.type == "question" and count > 3:
            self.fault(
                "summary", f"an answer begins with two or three sentences, this one with {count}."
            )
        words = count_words(content.summary)
        if content.type == "question" and not ANSWER[0] <= words <= ANSWER[1]:
            self.fault("summary", f"the answer has {words} words; 40 to 60 are right.")

    def _sentences(self):
        for number, relation in enumerate(self.content.relations):
            self._lengths(markup.plain(relation.reason), self.content.line(f"relations.{number}"))
        self._lengths(self.content.summary, self.content.line("summary"))
        for piece in self.pieces:
            if piece.kind not in ("heading", "code", "table"):
                self._lengths(piece.text, self.line(piece))
        mean = self.measure().mean
        if mean > MEAN_SENTENCE:
            self.fault(
                "body", f"sentences have {mean:.1f} words on average; {MEAN_SENTENCE} is the most."
            )

    def _lengths(self, text, line):
        for sentence in markup.sentences(text):
            length = count_words(sentence)
            if length > LONGEST_SENTENCE:
                beginning = " ".join(sentence.split()[:8])
                self.fault(
                    "body",
                    f"a sentence has {length} words, {LONGEST_SENTENCE} is the most: '{beginning} "
                    "...'",
                    line,
                )

    def _citations(self):
        for pieces, cited in self.groups():
            if not cited:
                beginning = " ".join(pieces[0].text.split()[:8])
                self.fault(
                    "body",
                    f"nothing is cited here: '{beginning} ...'; cite it, or put it in a block "
                    "that is ours.",
                    self.line(pieces[0]),
                )
            elif cited <= self.correlational:
                self._causal(pieces)

    def _causal(self, pieces):
        for piece in pieces:
            for sentence in markup.sentences(piece.text):
                word = CAUSAL.search(sentence)
                if word and not DENIAL.search(sentence):
                    self.fault(
                        "body",
                        f"'{word.group()}' says more than a correlation shows; say goes with or "
                        "predicts.",
                        self.line(piece),
                    )

    def _signs(self):
        for number, relation in enumerate(self.content.relations):
            if RELATION_TYPES[relation.type].has_direction and not relation.direction:
                self.fault(
                    f"relations.{number}",
                    "what goes together has a direction; say whether it is more or less.",
                )

    def _counts(self):
        content, measured = self.content, self.measure()
        least, most = WORDS.get(content.kind) or WORDS[content.type]
        if not least <= measured.words <= most * SLACK:
            self.fault(
                "body", f"the text has {measured.words} words; {least} to {most} are right here."
            )
        if not 2 <= len(content.tags) <= 5:
            self.fault("tags", f"the page has {len(content.tags)} tags; two to five are right.")
        for number, name in enumerate(content.tags):
            if self.planned and name not in self.planned:
                self.fault(f"tags.{number}", f"the tag '{name}' is outside the planned vocabulary.")
        if content.type == "concept" and measured.links < FEWEST_LINKS:
            self.fault(
                "body", f"the page links to {measured.links} others; {FEWEST_LINKS} is the least."
            )


def _cited(citation):
    return f"{citation.key}: {citation.heading}" if citation.heading else citation.key
