"""YAML as people type it: read as it was meant, or refused with its line and what to do."""

import pytest

from concepts import contentfile
from concepts.contentfile import Faulty
from concepts.contentfile.nodes import has_comments, read_yaml

RELATION = "relations:\n- type: builds\n  to: trust\n  reason: {}\n  basis: theory"
CUT = {
    "a title": ("title: Session #1 checklist", 2, "#1 checklist"),
    "all of a title": ("title: #1 checklist", 2, "#1 checklist"),
    "after a tab": ("title: Session\t#1", 2, "#1"),
    "with a colon behind it": ("title: Session #1: a checklist", 2, "#1: a checklist"),
    "in quotes that are none": ("title: “Session #1”", 2, "#1”"),
    "beyond the letters of most": ("title: 💙 Ça #1", 2, "#1"),
    "a long rest": (f"title: a #{'x' * 60}", 2, f"#{'x' * 39}..."),
    "an item": ("title: T\ntags:\n- ethics\n- rule #7", 5, "#7"),
    "all of an item": ("title: T\ntags:\n- #7\n- ethics", 4, "#7"),
    "in brackets": ("title: T\ntags: [ethics, rule #7\n]", 3, "#7"),
    "in brackets that it leaves open": ("title: T\ntags: [ethics, rule #7]", 3, "#7]"),
    "an item in brackets": ("title: T\ntags: [ethics, #7\n]", 3, "#7"),
    "a reason": (f"title: T\n{RELATION.format('step #2 is hers')}", 6, "#2 is hers"),
    "a passage": ("title: T\nsources:\n- meaning: part #2", 4, "#2"),
    "the next line of a value": ("title: T\nsummary: Step one,\n  #2 is next", 4, "#2 is next"),
    "a line within a value": ("title: T\nsummary: One,\n  #2,\n  three", 4, "#2,"),
    "the next line of an item": ("title: T\ntags:\n- rule\n   #7", 5, "#7"),
}


def refused(matter):
    with pytest.raises(Faulty) as caught:
        contentfile.parse(f"---\n{matter}\nkind: idea\n---\n", "concept")
    return [(fault.line, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize("name", CUT)
def test_a_number_sign_that_would_cut_a_value_is_refused(name):
    matter, line, rest = CUT[name]
    assert refused(matter) == [
        (
            line,
            f"'{rest}' is not read, since # after a space begins a comment; put the whole text in"
            " single quotes, or a comment on a line of its own, not indented.",
        )
    ]


def test_all_values_that_are_cut_are_named_at_once():
    found = refused("title: a #1\nsummary: b #2\ntags:\n- c #3\n")
    assert [line for line, _ in found] == [2, 3, 5]
    assert len(refused("title: T\nsearch:\n" + "- x #y\n" * 100)) == 20


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("'Session #1'", "Session #1"),
        ('"Session #1"', "Session #1"),
        ("'it''s #1'", "it's #1"),
        ("C#", "C#"),
        ("a#b", "a#b"),
        ("'#1'", "#1"),
        ("|-\n  Session #1", "Session #1"),
        ("|\n  # one", "# one"),
        (">\n  Session #1,\n  in short\n\n", "Session #1, in short"),
        ("T\n# A remark.", "T"),
        ("T\n\n#\n\n# A remark: 'odd' [#2", "T"),
        ("'T'\n    # A remark.", "T"),
        ("'T' # A remark.", "T"),
        ("'T'\ntags: # A remark.\n- a", "T"),
        ("'T'\ntags: [a] # A remark.", "T"),
        ("> # A remark.\n  T", "T"),
        ("a session\n  in two lines", "a session in two lines"),
    ],
)
def test_a_number_sign_in_quotes_in_a_word_in_a_block_or_at_a_lines_beginning_stays(typed, title):
    text = f"---\nkind: idea\ntitle: {typed}\n---\n"
    assert contentfile.parse(text, "concept").title == title


def test_comments_stand_between_rows_and_keys():
    text = (
        "---\n# One\ntitle: T\n# Two\nkind: idea\ntags:\n# Three\n- a\n  # Four\n- b\n"
        "relations:\n- type: builds\n  # Five\n  to: trust\n  reason: r\n  basis: theory\n---\n"
    )
    content = contentfile.parse(text, "concept")
    assert content.tags == ("a", "b") and content.relations[0].to == "trust"


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("- a\n- b#c\n", False),
        ("- 'a #1'\n- |-\n  # b\n", False),
        ("# one\n- a\n", True),
        ("- a\n# one", True),
        ("- 'a' # one\n", True),
        ("#\n", True),
        ("", False),
    ],
)
def test_a_text_with_comments_is_told_from_one_without(text, has):
    assert has_comments(text) == has


@pytest.mark.parametrize(
    "typed",
    ["yes", "no", "on", "null", "~", "1e3", "2024-01-01", "0o7", "0x1f", "1_000", "12:30:00", "=",
     ".5", "+1", "true", "a,b", "http://a.b/c", "a [b] {c}", "x & y * z ! %", "-dash", "?mark"],
)  # fmt: skip
def test_words_that_yaml_makes_something_else_of_are_the_words_that_stand_there(typed):
    """In every field: as a title, an item of a list, a reason."""
    text = f"---\ntitle: {typed}\nkind: idea\ntags:\n- {typed}\n{RELATION.format(typed)}\n---\n"
    content = contentfile.parse(text, "concept")
    assert (content.title, content.tags, content.relations[0].reason) == (typed, (typed,), typed)
    assert contentfile.parse(contentfile.dump(content), "concept") == content


REFUSED = {
    "a colon and a space": ("title: T\nsummary: So: it is", 3, "single quotes"),
    "a colon in an item": ("title: T\ntags:\n- so: it is", 4, "put it in quotes"),
    "a link": ("title: T\nsummary: [[Trust]]", 3, "put it in quotes"),
    "a link and more": ("title: T\nsummary: [[Trust]] is it", 3, "single quotes"),
    "a bracket": ("title: T\nsummary: [so", 3, "close it, or put the whole text in single"),
    "a brace": ("title: T\nsummary: {so} it is", 3, "single quotes"),
    "an at sign": ("title: T\nsummary: @home", 3, "single quotes"),
    "a backtick": ("title: T\nsummary: `home`", 3, "single quotes"),
    "a percent sign": ("title: T\nsummary: %50", 3, "single quotes"),
    "an ampersand": ("title: T\nsummary: &so", 3, "quote it"),
    "an ampersand alone": ("title: T\nsummary: & so", 3, "single quotes"),
    "an asterisk": ("title: T\nsummary: *so*", 3, "single quotes"),
    "an exclamation mark": ("title: T\nsummary: !so", 3, "put the text in quotes"),
    "a hyphen": ("title: T\nsummary: - so", 3, "single quotes"),
    "a greater sign": ("title: T\nsummary: > 5 is so", 3, "single quotes"),
    "an apostrophe in quotes": ("title: T\nsummary: 'it's so'", 3, "an apostrophe in it doubled"),
    "an open quotation mark": ("title: T\nsummary: 'so\ntags:\n- a", 3, "close it"),
    "text after a quotation": ("title: T\nsummary: 'so' it is", 3, "single quotes"),
    "a tab": ("title: T\ntags:\n\t- ethics", 4, "begins with a tab, write spaces"),
    "a key twice": ("title: T\ntitle: U", 3, "stands twice; keep one"),
    "a merge key": ("title: T\n<<: {summary: x}", 3, "no key '<<'"),
    "a key in capitals": ("Title: T", 2, "no key 'Title'; it may have title"),
    "no colon": ("title: T\nsummary", 3, "not valid YAML"),
    "a number sign in a key": ("title: T\nsummary #2: x", 3, "not valid YAML"),
    "a second document": ("title: T\n--- \nsummary: x", 3, "a second document begins here"),
    "a second document after the end": ("title: T\n...\n--- \nsummary: x", 4, "a second document"),
    "two lines": ("title: |\n  a\n  b", 2, "must stand on one line"),
    "an empty line in a value": ("title: a\n\n  b", 2, "must stand on one line"),
    "null where a list stands": ("title: T\ntags: null", 3, "must be a list"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_yaml_would_read_otherwise_is_refused_with_its_line_and_what_to_do(name):
    matter, line, words = REFUSED[name]
    found_line, found = refused(matter)[0]
    assert words in found
    assert found_line == line


def test_the_end_of_a_document_may_be_written():
    assert contentfile.parse("---\ntitle: T\nkind: idea\n...\n---\n", "concept").title == "T"


def test_a_file_of_records_is_read_by_the_same_rules():
    with pytest.raises(Faulty, match=r"2: '#2' is not read"):
        read_yaml("- name: ethics\n- name: rule #2\n")
    with pytest.raises(Faulty, match=r"3: not valid YAML: a second document begins here"):
        read_yaml("- name: ethics\n- name: rule\n---\n- name: other\n")
    assert read_yaml("# nothing\n") is None
    assert read_yaml("---\n- a\n").value[0].value == "a"
