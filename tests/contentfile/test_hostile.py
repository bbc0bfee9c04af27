"""Whatever stands in a file, reading it ends soon and in a sentence."""

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from concepts import contentfile
from concepts.contentfile import Faulty, nodes
from concepts.contentfile.page import MAXIMUM_FRONT_MATTER, MAXIMUM_SIZE

# Seconds of this process, not of the clock. What is not refused takes minutes or all memory;
# what is refused, a hundredth of this.
SOON = 10


def refused(text, type="concept"):
    begin = time.process_time()
    with pytest.raises(Faulty) as caught:
        contentfile.parse(text, type)
    assert time.process_time() - begin < SOON
    for fault in caught.value.faults:
        assert fault.message.endswith(".") and "\n" not in fault.message
        assert len(fault.message) < 500
    return [(fault.line, fault.message) for fault in caught.value.faults]


def laughs(levels=9):
    rows = ["a0: &a0 lol"]
    rows += [
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, levels)
    ]
    return "\n".join(rows)


YAML = {
    "an anchor": ("title: &a T", 2, "anchors and aliases"),
    "an alias": ("title: *a", 2, "anchors and aliases"),
    "an alias of itself": ("title: &a [*a]", 2, "anchors and aliases"),
    "a billion laughs": (laughs(), 2, "anchors and aliases"),
    "a tag": ("title: !!str T", 2, "tags (!)"),
    "a tag that runs code": (
        "kind: idea\ntitle: !!python/object/apply:os.system [id]",
        3,
        "tags (!)",
    ),
    "a tag of its own": ("title: !x T", 2, "tags (!)"),
    "a tag directive": ("%TAG ! tag:x,2000:\n--- \ntitle: T", None, ""),
    "a tab as indentation": ("tags:\n\t- a", 3, "not valid YAML"),
    "no colon": ("title: T\nkind\nsummary: x", None, "not valid YAML"),
    "two colons": ("title: a: b", 2, "not valid YAML: mapping values are not allowed"),
    "an open quote": ("title: 'T", None, "not valid YAML"),
    "an open bracket": ("tags: [a, b", None, "not valid YAML"),
    "a percent sign": ("title: %T", 2, "not valid YAML"),
    "an at sign": ("title: @T", 2, "not valid YAML"),
    "a backtick": ("title: `T`", 2, "not valid YAML"),
    "two documents": ("title: T\n--- \ntitle: U", None, "not valid YAML"),
    "the end of a document": ("title: T\n...\nkind: idea", None, "not valid YAML"),
    "deep brackets": ("title: " + "[" * 5000, None, ""),
    "deep brackets that close": ("title: " + "[" * 5000 + "]" * 5000, None, ""),
    "deep braces": ("title: " + "{a: " * 5000 + "}" * 5000, None, ""),
    "deep lists": ("title:\n" + "".join(" " * level + "-\n" for level in range(300)), None, ""),
    "deep lists on a line": ("title: \n " + "- " * 9000 + "x", None, ""),
    "deep questions": ("? " * 9000 + "x", None, ""),
    "a thousand keys": ("\n".join(f"k{number}: v" for number in range(1000)), None, ""),
    "an unknown escape": ('title: "\\q"', 2, "not valid YAML"),
    "a NUL by its escape": ('title: "a\\0b"', 2, "U+0000"),
    "a surrogate by its escape": ('title: "\\ud800"', None, ""),
    "a line separator by its escape": ('title: "a\\Lb"', 2, "U+2028"),
    "a next line by its escape": ('kind: idea\ntitle: "a\\Nb"', 3, "U+0085"),
    "a control in a key by its escape": ('"ti\\atle": T', 2, "U+0007"),
    "a key that is a list": ("[a, b]: c\ntitle: T\nkind: idea", 2, "a concept has no key '?'"),
    "a key that is a mapping": ("{a: b}: c\ntitle: T\nkind: idea", 2, "a concept has no key '?'"),
}


@pytest.mark.parametrize("name", YAML)
def test_hostile_yaml_ends_in_a_sentence(name):
    matter, line, beginning = YAML[name]
    found = refused(f"---\n{matter}\n---\n")
    assert beginning in found[0][1]
    assert line is None or found[0][0] == line


def test_a_repeated_key_is_refused_however_it_is_quoted():
    text = "---\ntitle: T\n'title': U\nkind: idea\n\"kind\": skill\n---\n"
    assert [line for line, _ in refused(text)] == [3, 5]


def test_a_key_may_be_of_any_length_and_the_sentence_is_not():
    found = refused("---\ntitle: T\nkind: idea\n" + "k" * 1000 + ": v\n---\n")
    assert "has no key" in found[0][1]


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x0b", "U+000B"),
        ("\x0c", "U+000C"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\x9f", "U+009F"),
        ("\u2028", "U+2028"),
        ("\u2029", "U+2029"),
        ("\ufeff", "U+FEFF"),
        ("\ufffe", "U+FFFE"),
        ("\uffff", "U+FFFF"),
        ("\ud800", "U+D800"),
    ],
)
def test_characters_that_cannot_be_kept_are_named_with_their_place(sign, name):
    text = f"---\ntitle: T\nkind: idea\n---\n\nFine.\nab{sign}c\n"
    assert refused(text) == [(7, f"the character {name} (column 3) can't be kept; remove it.")]
    assert refused(text.replace("T\n", f"T{sign}\n"))[0][0] == 2


def test_line_ends_of_other_systems_are_named():
    """Once, and not once a line."""
    assert refused("---\ntitle: T\r\n---\r\n") == [
        (2, "lines end with CR LF; save the file with LF line ends."),
    ]
    assert refused("---\ntitle: T\rU\n---\n") == [
        (2, "the character U+000D (column 9) can't be kept; remove it."),
    ]


def test_a_byte_order_mark_is_named_and_not_taken_for_a_missing_front_matter():
    assert refused("\ufeff---\ntitle: T\n---\n") == [
        (1, "the character U+FEFF (column 1) can't be kept; remove it.")
    ]


def test_a_file_full_of_them_is_told_twenty_times_and_no_more():
    assert len(refused("\x00\n" * 5000)) == 20


@pytest.mark.parametrize(
    "data", [b"a\xff", b"---\n\xc3(\n", b"\xed\xa0\x80", b"\xfe\xff\x00-", b"\xc0\x80"]
)
def test_bytes_that_are_not_utf_8_are_named_with_their_line(data):
    with pytest.raises(Faulty) as caught:
        contentfile.decode(data)
    [fault] = caught.value.faults
    bad = next(number for number, byte in enumerate(data) if byte > 0x7F)
    assert fault.line == data[:bad].count(b"\n") + 1
    assert fault.message == f"byte {bad + 1} is not UTF-8; save the file in that encoding."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\r\nb\nc", "a\nb\nc"),
        (b"a\rb\r", "a\nb\n"),
        (b"\xef\xbb\xbfa\r\n", "a\n"),
        # No line ends: they are left to be named.
        (b"a\rb\n", "a\rb\n"),
        (b"a\r\r\nb", "a\r\nb"),
        (b"a\n\xef\xbb\xbfb\n", "a\n\ufeffb\n"),
    ],
)
def test_files_of_other_systems_are_read_with_our_line_ends_and_without_a_mark(data, text):
    assert contentfile.decode(data) == text


def test_a_text_that_is_too_long_is_not_even_looked_at():
    assert refused("x" * (MAXIMUM_SIZE + 1)) == [
        (0, "the text has 200,001 characters; 200,000 is the most.")
    ]
    head = "---\ntitle: T\nkind: idea\n---\n"
    longest = head + "x" * (MAXIMUM_SIZE - len(head))
    assert len(contentfile.parse(longest, "concept").body) == MAXIMUM_SIZE - len(head)


def test_front_matter_that_is_too_long_is_not_given_to_yaml():
    matter = "# " + "x" * MAXIMUM_FRONT_MATTER
    assert refused(f"---\n{matter}\n---\n")[0][1].startswith(
        "the front matter is longer than 60,000"
    )


@pytest.mark.parametrize("loader", [yaml.SafeLoader, nodes.Loader])
def test_deep_nesting_ends_in_a_sentence_without_the_fast_parser_too(monkeypatch, loader):
    monkeypatch.setattr(nodes, "Loader", loader)
    with pytest.raises(Faulty, match="1: lists stand in lists too deep"):
        nodes.read_mapping(f"title: {'[' * 600}{']' * 600}\n")
    most = nodes.MAXIMUM_NESTING - 1
    assert nodes.read_mapping(f"title: {'[' * most}{']' * most}\n")


PIECES = some.sampled_from([
    "---\n", "\n", "title", ": ", "- ", "  ", "'", '"', "[", "]", "{", "}", "&a ", "*a", "!",
    "!!", "%", "@", "`", "|", ">", "|-\n", "#", "? ", "<<", "\t", "\\", "kind: idea\n",
    "title: T\n", "relations:\n", "members:\n", "sources:\n", "tags:\n", "\r", "\x00", "x",
    "\u2028",
])  # fmt: skip


@settings(derandomize=True, database=None, deadline=None, max_examples=400)
@given(some.lists(PIECES, max_size=25).map("".join), some.sampled_from(contentfile.TYPES))
def test_any_text_is_read_or_refused_in_sentences(text, type):
    for whole in (text, f"---\ntitle: T\n{text}\n---\n"):
        try:
            contentfile.parse(whole, type)
        except Faulty as caught:
            assert caught.faults
            assert all(fault.message and fault.line >= 0 for fault in caught.faults)


@pytest.mark.parametrize("comment", ["#\n", "  # x\n", "# 'x' - [\n"])
def test_any_number_of_comments_is_read_soon(comment):
    begin = time.process_time()
    assert nodes.read_yaml("- a\n# One\n" + comment * 100_000).value[0].value == "a"
    assert time.process_time() - begin < SOON
