"""How names are filed and how they meet a query have names, which SQL and Python share."""

from concepts.search import matches, ranking
from concepts.search.matches import Filed, Match


def test_the_numbers_are_those_in_databases():
    """Whoever changes one has rows made again: indexing.VERSION."""
    assert [int(filed) for filed in Filed] == [0, 1, 2, 11, 12, 13, 14, 21, 22, 31, 41, 42, 43]


def test_every_row_is_looked_for():
    assert {*matches.BY_TERMS, *matches.BEGINS} == set(Filed)
    assert matches.AS_TYPED.keys() < matches.BEGINS.keys()


def test_a_name_of_many_words_is_filed_as_the_longest():
    assert matches.filed_as_typed("title", 1) is Filed.TITLE_OF_ONE
    assert matches.filed_as_typed("title", 12) is Filed.TITLE_OF_MORE
    assert matches.filed_as_typed("same", 3) is Filed.ALIAS_OF_MORE
    assert matches.filed_as_typed("search", 3) is Filed.SEARCH_WORD


def test_a_name_that_only_stands_in_the_query_is_none_of_the_whole_query():
    assert [match for match in Match if not match.is_of_query] == [Match.IN_QUERY, Match.NO_NAME]
    assert ranking.NAMES.keys() < {match for match in Match if match.is_of_query}
