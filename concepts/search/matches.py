"""How the names of pages are filed, and how a name meets a query: SQL and Python say both by these
names.
"""

from enum import IntEnum, auto


class Filed(IntEnum):
    """What a row of `search_name` is, in its column `place`.

    The numbers are in databases: whoever changes one changes `indexing.VERSION` too.
    """

    # The terms of a whole name.
    WHOLE_TITLE = 0
    WHOLE_ALIAS = 1
    WHOLE_SEARCH_WORD = 2
    # A name as it is typed, by the number of its words: shorter names come first.
    TITLE_OF_ONE = 11
    TITLE_OF_TWO = 12
    TITLE_OF_THREE = 13
    TITLE_OF_MORE = 14
    ALIAS_OF_ONE = 21
    ALIAS_OF_MORE = 22
    SEARCH_WORD = 31
    # The same from a later word on.
    INSIDE_TITLE = 41
    INSIDE_ALIAS = 42
    INSIDE_SEARCH_WORD = 43


class Match(IntEnum):
    """How the best of a page's names meets a query, the best first."""

    TITLE_AS_TYPED = auto()
    ALIAS_AS_TYPED = auto()
    SEARCH_WORD_AS_TYPED = auto()
    TITLE_BY_TERMS = auto()
    ALIAS_BY_TERMS = auto()
    SEARCH_WORD_BY_TERMS = auto()
    # The name begins with what was typed.
    TITLE_OF_ONE_BEGINS = auto()
    TITLE_OF_TWO_BEGINS = auto()
    TITLE_OF_THREE_BEGINS = auto()
    TITLE_OF_MORE_BEGINS = auto()
    ALIAS_OF_ONE_BEGINS = auto()
    ALIAS_OF_MORE_BEGINS = auto()
    SEARCH_WORD_BEGINS = auto()
    # A later word of it does.
    INSIDE_TITLE = auto()
    INSIDE_ALIAS = auto()
    INSIDE_SEARCH_WORD = auto()
    # The name stands whole within a longer query.
    IN_QUERY = auto()
    NO_NAME = auto()

    @property
    def is_of_query(self):
        """Whether all that was typed stands in a name, or begins a word of it."""
        return self < Match.IN_QUERY


# What a row is worth by the way in which it was found.
AS_TYPED = {
    Filed.TITLE_OF_ONE: Match.TITLE_AS_TYPED,
    Filed.TITLE_OF_TWO: Match.TITLE_AS_TYPED,
    Filed.TITLE_OF_THREE: Match.TITLE_AS_TYPED,
    Filed.TITLE_OF_MORE: Match.TITLE_AS_TYPED,
    Filed.ALIAS_OF_ONE: Match.ALIAS_AS_TYPED,
    Filed.ALIAS_OF_MORE: Match.ALIAS_AS_TYPED,
    Filed.SEARCH_WORD: Match.SEARCH_WORD_AS_TYPED,
}
BY_TERMS = {
    Filed.WHOLE_TITLE: Match.TITLE_BY_TERMS,
    Filed.WHOLE_ALIAS: Match.ALIAS_BY_TERMS,
    Filed.WHOLE_SEARCH_WORD: Match.SEARCH_WORD_BY_TERMS,
}
BEGINS = {
    Filed.TITLE_OF_ONE: Match.TITLE_OF_ONE_BEGINS,
    Filed.TITLE_OF_TWO: Match.TITLE_OF_TWO_BEGINS,
    Filed.TITLE_OF_THREE: Match.TITLE_OF_THREE_BEGINS,
    Filed.TITLE_OF_MORE: Match.TITLE_OF_MORE_BEGINS,
    Filed.ALIAS_OF_ONE: Match.ALIAS_OF_ONE_BEGINS,
    Filed.ALIAS_OF_MORE: Match.ALIAS_OF_MORE_BEGINS,
    Filed.SEARCH_WORD: Match.SEARCH_WORD_BEGINS,
    Filed.INSIDE_TITLE: Match.INSIDE_TITLE,
    Filed.INSIDE_ALIAS: Match.INSIDE_ALIAS,
    Filed.INSIDE_SEARCH_WORD: Match.INSIDE_SEARCH_WORD,
}
IN_QUERY = {Filed.WHOLE_TITLE: Match.IN_QUERY, Filed.WHOLE_ALIAS: Match.IN_QUERY}
# A name of one word may have been typed in two.
ONE_WORD_BEGINS = {
    filed: BEGINS[filed] for filed in (Filed.TITLE_OF_ONE, Filed.ALIAS_OF_ONE, Filed.SEARCH_WORD)
}
# Names that may be shown, where only the last word that was typed begins a word of them.
A_WORD_BEGINS = dict.fromkeys(
    (filed for filed in BEGINS if filed not in (Filed.SEARCH_WORD, Filed.INSIDE_SEARCH_WORD)),
    Match.NO_NAME,
)

# By the role of a name: the title, another name of the same thing, a word that should find it.
WHOLE = {
    "title": Filed.WHOLE_TITLE,
    "same": Filed.WHOLE_ALIAS,
    "search": Filed.WHOLE_SEARCH_WORD,
}
_BY_LENGTH = {
    "title": (
        Filed.TITLE_OF_ONE,
        Filed.TITLE_OF_TWO,
        Filed.TITLE_OF_THREE,
        Filed.TITLE_OF_MORE,
    ),
    "same": (Filed.ALIAS_OF_ONE, Filed.ALIAS_OF_MORE),
    "search": (Filed.SEARCH_WORD,),
}
INSIDE = {
    "title": Filed.INSIDE_TITLE,
    "same": Filed.INSIDE_ALIAS,
    "search": Filed.INSIDE_SEARCH_WORD,
}


def filed_as_typed(role, length):
    """How a name of `length` words is filed as it is typed."""
    places = _BY_LENGTH[role]
    return places[min(length, len(places)) - 1]
