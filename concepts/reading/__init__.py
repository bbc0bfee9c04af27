"""What readers ask of the database: each function is one query, whatever the number of rows that it
joins, or says how many. Those that articles need are prepared: their SQL is made once.

The views put these together, and count them: no article takes more than eight queries, and no
public page more than nine.
"""

from .alphabet import alphabet, kinds_in_use
from .comparison import compare, comparisons, find_concepts
from .concept import mentions_of, places_of, ties_in, ties_of, told_apart
from .courses import FIRST, routes
from .entry import (
    changes_of_meaning,
    content_of,
    edition_of,
    editions_of,
    find_entry,
    reviews_of,
    texts_of,
)
from .evidence import evidence, evidence_of, present_slug, uses_of
from .finding import (
    editions_of_finding,
    findings_about,
    findings_as_of,
    findings_from,
    shown_first,
)
from .framework import (
    frameworks,
    matrix,
    members_in,
    members_of,
    pages_named_in,
    timelines,
)
from .help_service import country_of, first_services, help_words
from .onward import onward, onward_from_framework, onward_from_question
from .overview import concept_of_the_day, counts, latest_news
from .question import about_of, question_titles, questions
from .reading_list import (
    Line,
    find_list,
    minutes,
    names_near,
    pages_called,
    reading_lists,
)
from .reference import citers_of, references, works_cited_by
from .self_test import self_test
from .source import (
    differences_about,
    differences_from,
    differing_passages,
    passages_of,
    source_titles,
)
from .tag import entries_tagged, find_tag, tags

__all__ = [
    "FIRST",
    "Line",
    "about_of",
    "alphabet",
    "changes_of_meaning",
    "citers_of",
    "compare",
    "comparisons",
    "concept_of_the_day",
    "content_of",
    "country_of",
    "counts",
    "differences_about",
    "differences_from",
    "differing_passages",
    "edition_of",
    "editions_of",
    "editions_of_finding",
    "entries_tagged",
    "evidence",
    "evidence_of",
    "find_concepts",
    "find_entry",
    "find_list",
    "find_tag",
    "findings_about",
    "findings_as_of",
    "findings_from",
    "first_services",
    "frameworks",
    "help_words",
    "kinds_in_use",
    "latest_news",
    "matrix",
    "members_in",
    "members_of",
    "mentions_of",
    "minutes",
    "names_near",
    "onward",
    "onward_from_framework",
    "onward_from_question",
    "pages_called",
    "pages_named_in",
    "passages_of",
    "places_of",
    "present_slug",
    "question_titles",
    "questions",
    "reading_lists",
    "references",
    "reviews_of",
    "routes",
    "self_test",
    "shown_first",
    "source_titles",
    "tags",
    "texts_of",
    "ties_in",
    "ties_of",
    "timelines",
    "told_apart",
    "uses_of",
    "works_cited_by",
]
