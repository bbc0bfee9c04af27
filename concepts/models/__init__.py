"""The domain: one noun a file, with constraints that refuse in a sentence."""

from .about import About
from .alias import Alias
from .citation import Citation
from .edition import CHANGE_KINDS, IMPORTED, Edition
from .entry import FOLDERS, Concept, Entry, Framework, Question, entry_url, in_state, published
from .finding import Finding, Statistic
from .finding_edition import FindingEdition
from .heading import Heading
from .help_service import GROUPS, HelpService
from .help_word import HelpWord
from .imported_file import ImportedFile
from .kept_article import KeptArticle
from .membership import Membership
from .name import Name
from .reading_list import ReadingList
from .reading_list_item import ReadingListItem
from .reference import Reference
from .relation import Relation, comparison_url
from .review import Review
from .revision import ORIGINS, Revision
from .sign_in_count import SignInCount
from .slug import Slug
from .source import Passage, Source
from .stamp import Stamp
from .tag import EntryTag, Tag, tag_slug
from .wikilink import WikiLink

__all__ = [
    "CHANGE_KINDS",
    "FOLDERS",
    "GROUPS",
    "IMPORTED",
    "ORIGINS",
    "About",
    "Alias",
    "Citation",
    "Concept",
    "Edition",
    "Entry",
    "EntryTag",
    "Finding",
    "FindingEdition",
    "Framework",
    "Heading",
    "HelpService",
    "HelpWord",
    "ImportedFile",
    "KeptArticle",
    "Membership",
    "Name",
    "Passage",
    "Question",
    "ReadingList",
    "ReadingListItem",
    "Reference",
    "Relation",
    "Review",
    "Revision",
    "SignInCount",
    "Slug",
    "Source",
    "Stamp",
    "Statistic",
    "Tag",
    "WikiLink",
    "comparison_url",
    "entry_url",
    "in_state",
    "published",
    "tag_slug",
]
