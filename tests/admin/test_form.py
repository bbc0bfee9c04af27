"""The form of a page gives back the text that it was filled from, whatever stands in it."""

import dataclasses
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concepts import contentfile
from concepts.admin.editor import form
from concepts.admin.editor.form import Editor, is_same
from concepts.admin.editor.parts import facts
from concepts.contentfile import (
    BASES,
    CATEGORIES,
    KINDS,
    RELATION_TYPES,
    Content,
    page,
    schema,
)

odd = st.sampled_from(
    ["'", '"', ": ", " #", "- ", "[[x]]", "é", "ب", "👩🏽‍🚀", "<b>", "&amp;", "{{", "|", "\\", "%"]
)
piece = st.one_of(
    odd, st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=8)
)
line = (
    st.lists(piece, min_size=1, max_size=6)
    .map("".join)
    .map(str.strip)
    .filter(bool)
    .filter(lambda text: not contentfile.check_characters(text) and "\n" not in text)
)
texts = st.lists(line, max_size=3, unique=True).map(tuple)
body = st.lists(st.one_of(line, st.just(""), st.just("    code")), max_size=6).map(
    lambda lines: (
        "\n".join(lines).rstrip("\n") + "\n" if any(each.strip() for each in lines) else ""
    )
)
passages = st.lists(st.builds(contentfile.PassageName, line, line), max_size=3, unique=True).map(
    tuple
)
relations = st.lists(
    st.builds(
        contentfile.RelationLine,
        st.sampled_from(sorted(RELATION_TYPES)),
        line,
        line,
        st.sampled_from(list(BASES)),
    ),
    max_size=3,
).map(tuple)
members = st.lists(
    st.one_of(
        st.builds(contentfile.Member, entry=line, note=st.one_of(st.just(""), line)),
        st.builds(contentfile.Member, label=line, note=line),
    ),
    max_size=3,
).map(tuple)

shared = {
    "title": line,
    "summary": st.one_of(st.just(""), line),
    "aliases": texts,
    "search": texts,
    "tags": texts,
    "sources": passages,
    "body": body,
}
contents = st.one_of(
    st.builds(
        Content,
        type=st.just("concept"),
        kind=st.sampled_from(list(KINDS)),
        relations=relations,
        **shared,
    ),
    st.builds(
        Content,
        type=st.just("framework"),
        ordered=st.booleans(),
        source=st.one_of(st.just(""), line),
        members=members,
        **shared,
    ),
    st.builds(
        Content,
        type=st.just("question"),
        category=st.sampled_from(CATEGORIES),
        concepts=texts,
        **shared,
    ),
)


def posted(editor):
    """What a browser posts of an editor's forms as they stand."""
    data = {}
    rows = [row for rows in editor.lists.values() for row in rows.forms]
    for each in [editor.form, *rows]:
        for bound in each:
            value = bound.value()
            if isinstance(value, str):
                data[bound.html_name] = value.replace("\n", "\r\n")
            elif value is True:
                data[bound.html_name] = "on"
            elif value not in (None, False):
                data[bound.html_name] = value
    for rows in editor.lists.values():
        data |= {
            f"{rows.prefix}-{name}": value for name, value in rows.management_form.initial.items()
        }
    return data


class Data(dict):
    """A dict that the widgets read as they read a request's."""

    def getlist(self, name):
        value = self.get(name, [])
        return (
            value
            if isinstance(value, list)
            else list(value)
            if isinstance(value, tuple)
            else [value]
        )


@pytest.mark.slow
@given(contents)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_unchanged_form_gives_back_what_it_was_filled_from(content):
    editor = Editor(content.type, entry=object(), content=content)
    answer = Editor(content.type, entry=object(), data=Data(posted(editor)))
    assert answer.is_valid(), answer.errors
    assert answer.content == content
    assert answer.text == contentfile.dump(content)


def test_a_part_that_the_schema_gains_is_asked_for_by_its_kind(monkeypatch):
    added = {
        "era": schema.Choice("the era", ("early", "late")),
        "first_seen": schema.Text("where it was first seen", 80),
        "remark": schema.Text("the remark", 900),
        "doubted": schema.Flag("doubted"),
        "languages": schema.List("languages", 40),
    }
    monkeypatch.setattr(page, "FIELDS", page.FIELDS | added)
    monkeypatch.setitem(page.KEYS, "concept", (*page.KEYS["concept"], *added))
    monkeypatch.setitem(page.NEEDED, "concept", (*page.NEEDED["concept"], "era"))
    monkeypatch.setitem(form.LABELS, "remark", {"label": "In our words", "help_text": "Short."})
    fields = form.make_form("concept").base_fields
    assert list(fields)[-6:] == [*added, "body"]
    assert [fields[name].label for name in added] == [
        "Era", "First seen", "In our words", "Doubted", "Languages",
    ]  # fmt: skip
    assert fields["era"].required and ("late", "late") in fields["era"].choices
    assert fields["era"].error_messages["required"] == "A concept needs an era."
    assert fields["remark"].widget.attrs["data-most"] == 900
    assert fields["remark"].help_text == "Short."
    assert fields["languages"].clean("Dutch\r\n\r\nThai ") == ("Dutch", "Thai")
    assert fields["doubted"].clean("") is False
    typed = SimpleNamespace(
        type="concept", **dict.fromkeys(page.KEYS["concept"], "") | {"era": "late"}
    )
    typed.languages, typed.doubted = ("Dutch", "Thai"), True
    assert list(facts(typed)) == [
        ("Era", "late"), ("Doubted", "yes"), ("Languages", "Dutch, Thai"),
    ]  # fmt: skip


def test_the_form_asks_for_every_part_that_a_page_has():
    for type, keys in page.KEYS.items():
        asked = form.FORMS[type]
        assert {*asked.base_fields, *asked.lists} == {*keys, "body"}
        shown = [name for _, names in asked.fieldsets(with_slug=False) for name in names]
        assert sorted(shown) == sorted(asked.base_fields)


@given(contents)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_line_ends_alone_are_no_change(content):
    for ending in ("", "\n", "\n\n"):
        saved = dataclasses.replace(content, body=content.body.rstrip("\n") + ending)
        typed = dataclasses.replace(content, body=content.body)
        assert is_same(typed, saved)
