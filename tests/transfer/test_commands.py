"""The commands, and what they say when a folder is not what it should be."""

import errno
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from concepts.contentfile import Faulty
from concepts.models import Entry
from concepts.transfer import Folder
from tests import worlds
from tests.transfer.folders import SOURCE, concept

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    """What a command printed, and what it complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=err, no_color=True, **options)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}\n"
    return out.getvalue(), err.getvalue()


def put(root, **texts):
    for name, text in texts.items():
        path = root / name.replace("__", "/").replace("_md", ".md").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def test_import_export_and_import_again(tmp_path):
    there = put(
        tmp_path / "in", concepts__trust_md=concept(tags=("gossip",)), sources__meaning_md=SOURCE
    )
    out, err = run("import_content", str(there))
    assert out == "2 created, 0 changed, 0 unchanged, 0 removed, 0 conflicts.\n"
    assert err == (
        "warning: concepts/trust.md:5: the tag 'gossip' is outside the planned vocabulary;"
        " use a planned one.\n"
    )
    out, err = run("export_content", str(tmp_path / "new" / "folder"))
    assert (out, err) == (f"2 files and a manifest written to {tmp_path}/new/folder.\n", "")
    for name in ("concepts/trust.md", "sources/meaning.md"):
        assert (tmp_path / "new/folder" / name).read_bytes() == (there / name).read_bytes()
    out, _ = run("import_content", str(tmp_path / "new" / "folder"))
    assert out == "0 created, 0 changed, 2 unchanged, 0 removed, 0 conflicts.\n"


def test_faults_are_printed_one_a_line_and_counted(tmp_path):
    put(tmp_path, concepts__a_md="---\n", concepts__b_md=concept("B", body="[@ghost-1900]"))
    out, err = run("import_content", str(tmp_path))
    assert out == ""
    assert err == (
        "concepts/a.md:1: the front matter is not closed by a line ---.\n"
        "concepts/b.md:6: the citation [@ghost-1900] is of no reference;"
        " add it to the references first.\n"
        "2 faults; nothing was imported.\n"
    )
    (tmp_path / "concepts/a.md").unlink()
    assert run("import_content", str(tmp_path))[1].endswith("1 fault; nothing was imported.\n")


LOOSE = """\
## In practice

[[Trust#nowhere]] [[#in practice]] [[#nowhere]] [[Elsewhere#a]] [[Empathy#no|so]]

Text
2) item of @rogers-1957 and @nobody-1900
"""


def test_what_readers_would_see_raw_and_links_to_no_heading_are_told(tmp_path):
    put(tmp_path, concepts__trust_md=concept(body=LOOSE), concepts__empathy_md=concept("Empathy"))
    (tmp_path / "references.json").write_text('[{"id": "rogers-1957", "type": "book"}]')
    led = "Readers are led to the beginning of the page."
    everywhere = {
        f"concepts/trust.md:8: [[#nowhere]]: this page has no heading 'nowhere'. {led}",
        f"concepts/trust.md:8: [[Empathy#no|so]]: 'empathy' has no heading 'no'. {led}",
        f"concepts/trust.md:8: [[Trust#nowhere]]: 'trust' has no heading 'nowhere'. {led}",
        "concepts/trust.md:11: '2)' is shown as it is typed: an item begins with - or 1. below an"
        " empty line.",
        "concepts/trust.md:11: '@rogers-1957' is no citation without brackets: write"
        " [@rogers-1957].",
    }
    _, told = run("check_content", str(tmp_path))
    assert {line for line in told.splitlines() if "[[" in line or "'" in line} >= everywhere
    assert "Elsewhere#a" not in told and "'@nobody" not in told
    (tmp_path / "references.json").unlink()
    worlds.reference("rogers-1957")
    _, told = run("import_content", str(tmp_path))
    assert {line.removeprefix("warning: ") for line in told.splitlines()} == everywhere | {
        "concepts/trust.md:8: [[Elsewhere#a]] links to nothing; readers see plain text."
    }


def test_conflicts_are_named_and_forced(tmp_path):
    run("import_content", str(put(tmp_path, concepts__trust_md=concept())))
    worlds.edit(Entry.objects.get(), body="Edited here.\n")
    put(tmp_path, concepts__trust_md=concept(body="Edited there.\n"))
    assert run("import_content", str(tmp_path))[1] == (
        "concepts/trust.md: was edited here since; export it first, or use --force.\n"
        "Nothing was imported.\n"
    )
    out, err = run("import_content", str(tmp_path), dry_run=True, force=True)
    assert out == "Would be: 0 created, 0 changed, 0 unchanged, 0 removed, 1 conflicts.\n"
    out, err = run("import_content", str(tmp_path), force=True, verbosity=2)
    assert err == "concepts/trust.md: replaced what was edited here since.\n"
    assert Entry.objects.get().body == "Edited there.\n"


def test_on_request_every_change_is_named(tmp_path):
    put(tmp_path, concepts__trust_md=concept())
    out, _ = run("import_content", str(tmp_path), verbosity=2)
    assert out.startswith("created: concepts/trust.md\n")


def test_other_files_are_left_alone(tmp_path):
    put(tmp_path, concepts__trust_md=concept(), README_md="no content", docs__README_md="none")
    left = ["Thumbs.db", "desktop.ini", ".DS_Store", ".hidden.md", "trust.md~", "#trust.md#"]
    left += [".trust.md.swp", "trust.md.bak", "trust.md.orig", ".git/a.md", "__MACOSX/b.md"]
    others = ("LICENSE", "CHANGELOG.md", "requirements.txt", "Makefile", "images/a.png")
    for name in (*left, *(f"concepts/{name}" for name in left), *others):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("no content")
    (tmp_path / "concepts/folder.md").mkdir()
    (tmp_path / "Questions").mkdir()
    assert run("import_content", str(tmp_path))[0].startswith("1 created")
    run("export_content", str(tmp_path))
    assert (tmp_path / "README.md").read_text() == "no content"


# What stands beside a page, and how the sentence about it begins.
UNREAD = {
    "another ending": (
        [
            "concepts/a.MD",
            "concepts/b.markdown",
            "concepts/c.md.txt",
            "concepts/d",
            "sources/e.txt",
        ],
        "not read, since a page's file ends in .md, in small letters: concepts/a.MD,"
        " concepts/b.markdown, concepts/c.md.txt, concepts/d, sources/e.txt; rename",
    ),
    "two names for one": (
        ["concepts/trust.Md"],
        "not read, since a page's file ends in .md, in small letters: concepts/trust.Md; rename",
    ),
    "a folder in a folder": (
        ["concepts/core/deep/a.md", "frameworks/b/c.md"],
        "not read, since pages stand side by side in their folder: concepts/core/, frameworks/b/;",
    ),
    "a folder by another name": (
        ["Questions/a.md", "concept/b.md", "notes/deep/c.txt", "Frameworks/d.md"],
        "not read, since a folder of content has a name of its own: Frameworks/, Questions/,"
        " concept/, notes/; rename them, or take them out of here: the names are concepts/,",
    ),
    "a page in no folder": (
        ["a.md", "b.TXT", "c.docx"],
        "not read, since a page stands in the folder of its type: a.md, b.TXT, c.docx; move them",
    ),
    "records by another name": (
        ["Tags.yaml", "tags.yml", "references.JSON", "help_words.yaml"],
        "not read, since a file of records has a name of its own: Tags.yaml, help_words.yaml,"
        " references.JSON, tags.yml; rename them",
    ),
    "many": (
        [f"concepts/{letter}.txt" for letter in "abcdefgh"],
        "not read, since a page's file ends in .md, in small letters: concepts/a.txt,"
        " concepts/b.txt, concepts/c.txt, concepts/d.txt, concepts/e.txt and 3 more; rename",
    ),
}


@pytest.mark.parametrize("name", UNREAD)
@pytest.mark.parametrize("command", ["import_content", "check_content"])
def test_what_looks_like_content_and_would_not_be_read_is_named(tmp_path, name, command):
    names, sentence = UNREAD[name]
    put(tmp_path, concepts__trust_md=concept())
    for path in names:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(concept("Another"))
    out, err = run(command, str(tmp_path))
    assert out == "" and err.startswith(sentence)
    assert err.count("not read") == 1
    assert not Entry.objects.exists()


def test_each_reason_is_said_once(tmp_path):
    for names, _ in UNREAD.values():
        for path in names:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(concept())
    err = run("import_content", str(tmp_path))[1]
    assert err.count("not read, since") == 5
    assert err.endswith("5 faults; nothing was imported.\n")


def test_a_link_is_read_like_what_it_leads_to(tmp_path):
    put(tmp_path / "there", a_md=concept(), deep__b_md=concept("B"))
    put(tmp_path / "in", concepts__c_md=concept("C"))
    (tmp_path / "in/concepts/trust.md").symlink_to(tmp_path / "there/a.md")
    assert run("import_content", str(tmp_path / "in"))[0].startswith("2 created")
    (tmp_path / "in/concepts/more").symlink_to(tmp_path / "there/deep")
    (tmp_path / "in/again").symlink_to(tmp_path / "in")
    err = run("import_content", str(tmp_path / "in"))[1]
    assert "concepts/more/;" in err and "again/;" in err


FOLDERS = {
    "no folder": lambda root: root / "ghost",
    "an empty folder": lambda root: root,
    "a folder of other things": lambda root: put(root, other__page_py="x"),
    "a file instead of the folder": lambda root: put(root, x_md="x") / "x.md",
    "a file instead of a folder in it": lambda root: put(
        root, tags_yaml="- name: a\n", concepts="x"
    ),
    "bytes that are not UTF-8": lambda root: put(root, concepts__trust_md=b"---\n\xff"),
    "a link to itself": lambda root: loop(root),
    "a link to nothing": lambda root: loop(root, "ghost"),
    "a pipe": lambda root: pipe(root),
}
SENTENCES = {
    "no folder": ["there is no folder '{root}/ghost'."],
    "an empty folder": [
        "there are no content files in '{root}'; it needs folders such as concepts/."
    ],
    "a folder of other things": [
        "there are no content files in '{root}'; it needs folders such as concepts/."
    ],
    "a file instead of the folder": ["there is no folder '{root}/x.md'."],
    "a file instead of a folder in it": [
        "concepts: this is a file, and a folder should stand here."
    ],
    "bytes that are not UTF-8": [
        "concepts/trust.md:2: byte 5 is not UTF-8; save the file in that encoding."
    ],
    "a link to itself": [f"concepts/loop.md: the file can't be read: {os.strerror(errno.ELOOP)}."],
    "a link to nothing": [
        f"concepts/loop.md: the file can't be read: {os.strerror(errno.ENOENT)}."
    ],
    "a pipe": ["concepts/pipe.md: this is no file."],
}


def loop(root, target="loop.md"):
    (root / "concepts").mkdir()
    (root / "concepts/loop.md").symlink_to(target)
    return root


def pipe(root):
    (root / "concepts").mkdir()
    os.mkfifo(root / "concepts/pipe.md")
    return root


@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_no_folder_of_content_ends_in_a_sentence(tmp_path, name):
    out, err = run("import_content", str(FOLDERS[name](tmp_path)))
    assert out == ""
    assert err.splitlines() == [
        *(sentence.format(root=tmp_path) for sentence in SENTENCES[name]),
        "1 fault; nothing was imported.",
    ]
    assert not Entry.objects.exists()


def test_a_huge_file_is_not_read(tmp_path):
    (tmp_path / "concepts").mkdir()
    with (tmp_path / "concepts/trust.md").open("wb") as file:
        file.truncate(20_000_001)  # no byte of it is on the disk
    assert (
        "concepts/trust.md: the file is larger than 20 MB."
        in run("import_content", str(tmp_path))[1]
    )
    put(tmp_path, concepts__trust_md="x" * 200_001)
    assert (
        "concepts/trust.md: the text has 200,001 characters"
        in run("import_content", str(tmp_path))[1]
    )


@pytest.mark.parametrize(
    ("method", "name", "sentence"),
    [
        ("read_bytes", "trust.md", "concepts/trust.md: the file can't be read: Permission denied."),
        ("stat", "trust.md", "concepts/trust.md: the file can't be read: Permission denied."),
        ("iterdir", "concepts", "concepts: the folder can't be read: Permission denied."),
    ],
)
def test_what_may_not_be_read_is_named(tmp_path, monkeypatch, method, name, sentence):
    put(tmp_path, concepts__trust_md=concept(), tags_yaml="- name: ethics\n")
    whole = getattr(Path, method)

    def denied(self, *arguments, **options):
        if self.name == name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return whole(self, *arguments, **options)

    monkeypatch.setattr(Path, method, denied)
    with pytest.raises(Faulty) as refused:
        Folder.read(tmp_path)
    assert [str(fault) for fault in refused.value.faults] == [sentence]


def test_a_file_whose_name_is_no_text_is_named_and_breaks_nothing(tmp_path):
    (tmp_path / "concepts").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/concepts/caf\xe9.md")).write_text(concept())
    _, err = run("import_content", str(tmp_path))
    assert "the file's name must be a slug" in err


def test_what_cannot_be_written_ends_in_a_sentence(tmp_path):
    worlds.page("trust")
    (tmp_path / "concepts").write_text("a file")
    for target, reason in ((tmp_path, errno.EEXIST), (tmp_path / "concepts", errno.ENOTDIR)):
        _, err = run("export_content", str(target))
        assert err.startswith(f"'{target}' can't be written: ")
        assert os.strerror(reason) in err or os.strerror(errno.EEXIST) in err


def test_an_empty_site_is_exported_as_nothing_but_a_manifest_and_taken_back(tmp_path):
    assert run("export_content", str(tmp_path))[0].startswith("0 files and a manifest")
    assert run("import_content", str(tmp_path))[0].startswith("0 created")


def test_rebuild_says_what_it_did():
    worlds.page("trust")
    worlds.page("hope")
    assert run("rebuild") == ("0 pages had to change.\n", "")
    worlds.forget()
    assert run("rebuild") == ("2 pages had to change.\n", "")
    Entry.objects.filter(slug="hope").update(summary="Spoilt")
    assert run("rebuild") == ("1 page had to change.\n", "")
