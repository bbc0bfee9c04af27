"""Folders of content files for tests: small ones by hand, and odd ones by Hypothesis."""

import json
import unicodedata

from hypothesis import strategies as some

from concepts import contentfile
from concepts.contentfile import (
    BASES,
    CATEGORIES,
    KINDS,
    RELATION_TYPES,
    SYMMETRIC_TYPES,
    Content,
    Member,
    PassageName,
    RelationLine,
)
from concepts.contentfile.characters import FORBIDDEN
from concepts.markup import fold, shows_nothing
from concepts.models import FOLDERS
from concepts.transfer import MANIFEST, Folder, export_folder, import_folder
from tests import worlds

SOURCE = """\
---
title: Meaning
passages:
- id: M1
  heading: Open Communication
  summary: It says so.
- id: M2
  heading: Trust
  summary: It says that.
---

The words of the document.
"""


def concept(title="Trust", **parts):
    return worlds.text("concept", title, **parts)


def folder(**texts):
    """A Folder of texts by slug, of concepts unless it begins as in `frameworks__four`."""
    files = {}
    for name, text in texts.items():
        kind, _, slug = name.rpartition("__")
        files[f"{kind or 'concepts'}/{slug.replace('_', '-')}.md"] = text.encode()
    return Folder(files)


def files(paths):
    return Folder({path: text.encode() for path, text in paths.items()})


def content_of(exported):
    """An exported folder's files without its manifest."""
    return {path: data for path, data in exported.files.items() if path != MANIFEST}


def changed(exported, **texts):
    """An exported folder as somebody edited it."""
    return Folder({**exported.files, **folder(**texts).files})


def counts(report):
    return tuple(
        len(getattr(report, what))
        for what in ("created", "changed", "unchanged", "removed", "conflicts")
    )


def imported(*paths, **texts):
    import_folder(files(*paths) if paths else folder(**texts))
    return export_folder()


# Odd worlds

ODD = (
    "yes", "null", "1957", "a: b", "- x", "# no", "it's", '"quoted"', "&a", "*b", "!c", "%d",
    "@e", "`f`", "{g", "[h", "| i", "> j", "\u05e9\u05dc\u05d5\u05dd", "\u202eabc\u202c",
    "\U0001f469\u200d\U0001f467", "e\u0301", "a\u00a0b", "\u200bzero", "Straße", "ＡＢＣ", "~",
    "---", "...", "\ufffd", "a\\b", "a\tb", "<script>", "&amp;", "x" * 120,
)  # fmt: skip
SIGNS = some.characters(exclude_categories=("Cs", "Co", "Zl", "Zp")).filter(
    lambda sign: not FORBIDDEN.search(sign) and sign != "\n"
)
LINES = some.one_of(some.sampled_from(ODD), some.text(SIGNS, min_size=1, max_size=20)).filter(
    lambda text: text == text.strip()
)
NAMES = LINES.filter(lambda text: not shows_nothing(text) and len(fold(text)) <= 300)
SLUGS = some.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
BODIES = some.lists(
    some.one_of(
        LINES,
        some.sampled_from(["", "## A heading", "- one", "[[Nothing]]", "`[[code]]`", "    code"]),
    ),
    max_size=5,
).map(lambda lines: "\n".join(lines))
HEADINGS = ("Open Communication", "Trust", "שלום", "a: b", "What — is?")


def tag(text):
    return len(unicodedata.normalize("NFKC", text)) < 40


@some.composite
def odd_folders(draw):
    """A Folder of pages of all types that point at each other, with all files of records."""
    slugs = draw(some.lists(SLUGS, min_size=1, max_size=5, unique=True))
    types = {slug: draw(some.sampled_from(list(FOLDERS))) for slug in slugs}
    taken = set(slugs)
    concepts = [slug for slug in slugs if types[slug] == "concept"]
    keys = draw(some.lists(SLUGS, max_size=2, unique=True))
    stated = set()

    def names(most):
        found = []
        for text in draw(some.lists(NAMES, max_size=most, unique_by=fold)):
            if fold(text) not in taken:
                taken.add(fold(text))
                found.append(text)
        return tuple(found)

    def relations(slug):
        found = []
        for to in draw(some.lists(some.sampled_from(concepts), max_size=3, unique=True)):
            type = draw(some.sampled_from(list(RELATION_TYPES)))
            pair = (type, *sorted((slug, to))) if type in SYMMETRIC_TYPES else (type, slug, to)
            if to != slug and pair not in stated:
                stated.add(pair)
                found.append(
                    RelationLine(type, to, draw(LINES), draw(some.sampled_from(list(BASES))))
                )
        return tuple(found)

    def members(slug):
        others = [other for other in slugs if other != slug]
        picked = draw(some.permutations(others))[: draw(some.integers(0, len(others)))]
        found = [Member(other, "", draw(some.one_of(some.just(""), LINES))) for other in picked]
        found += [Member("", label, draw(LINES)) for label in draw(some.lists(LINES, max_size=1))]
        return tuple(draw(some.permutations(found)))

    made = {}
    for slug in slugs:
        type = types[slug]
        [*title] = names(1)
        body = draw(BODIES) + "".join(f"\n\n[@{key}, p. 9] [[{slugs[0]}]]" for key in keys)
        content = Content(
            type,
            title[0] if title else f"Page {slug}",
            summary=draw(some.one_of(some.just(""), LINES)),
            aliases=names(2),
            search=names(1),
            tags=tuple(draw(some.lists(LINES.filter(tag), max_size=2, unique=True))),
            sources=tuple(
                PassageName("meaning", heading)
                for heading in draw(
                    some.lists(some.sampled_from(HEADINGS), max_size=2, unique=True)
                )
            ),
            kind=draw(some.sampled_from(list(KINDS))) if type == "concept" else "",
            category=draw(some.sampled_from(CATEGORIES)) if type == "question" else "",
            concepts=tuple(draw(some.lists(some.sampled_from(concepts), max_size=2, unique=True)))
            if type == "question" and concepts
            else (),
            ordered=type == "framework",
            source="meaning" if type == "framework" and draw(some.booleans()) else "",
            relations=relations(slug) if type == "concept" and concepts else (),
            members=members(slug) if type == "framework" else (),
            body=body,
        )
        made[f"{FOLDERS[type]}/{slug}.md"] = typed(draw, contentfile.dump(content))
    made["sources/meaning.md"] = SOURCE.replace(
        "passages:\n",
        "passages:\n"
        + contentfile.dump_yaml(
            [
                {"id": f"X{number}", "heading": heading, "summary": draw(LINES)}
                for number, heading in enumerate(HEADINGS[2:])
            ]
        ),
    )
    references = [
        {
            "id": key,
            "type": "book",
            "title": draw(LINES.filter(str.isprintable)),
            "note": draw(LINES),
        }
        for key in keys
    ]
    made["references.json"] = json.dumps(references, ensure_ascii=draw(some.booleans()), indent=3)
    if keys:
        made["findings.yaml"] = "# findings\n" + contentfile.dump_yaml(
            [
                {
                    "id": "one",
                    "kind": "quantitative",
                    "concepts": slugs[:2],
                    "claim": draw(LINES),
                    "statistics": [
                        {"measure": draw(LINES), "value": draw(LINES), "ci95": ["0.1", "0.2"]}
                    ],
                    "reference": keys[0],
                    "basis": "trial",
                    "read": "full",
                    "caveat": draw(LINES),
                }
            ]
        )
    services = [
        {
            "id": f"h{number}",
            "group": "emergency",
            "country": draw(LINES.filter(lambda text: len(text) <= 80)),
            "name": draw(LINES),
            "for": draw(LINES),
            "read_on": "2026-11-22",
        }
        for number in range(draw(some.integers(1, 2)))
    ]
    made["help.yaml"] = contentfile.dump_yaml(services) + "# the end, without a line end"
    return files(made)


def typed(draw, text):
    """A page as somebody may have typed it, with comments or without a last line end."""
    manner = draw(some.sampled_from(["canonical", "comment", "close", "open end", "quoted keys"]))
    if manner == "comment":
        return text.replace("---\n", "---\n# A remark: it's kept.\n", 1)
    if manner == "close":
        return text.replace("\n---\n\n", "\n---\n", 1) if "\n---\n\n\n" not in text else text
    if manner == "open end":
        return (
            text.rstrip("\n")
            if text.count("\n---\n") and text.rstrip("\n").count("\n---\n")
            else text
        )
    if manner == "quoted keys":
        return text.replace("\ntitle: ", '\n"title"  :   ', 1)
    return text
