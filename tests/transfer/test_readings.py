"""Each text is read once, whoever asks what it says."""

from collections import Counter

import pytest

from concepts import publishing
from concepts.contentfile import nodes, page
from concepts.transfer import import_folder
from tests import worlds
from tests.transfer.folders import SOURCE, concept, files

pytestmark = pytest.mark.django_db


@pytest.fixture
def readings(monkeypatch):
    """How often each YAML text was given to the parser; nothing is remembered from before."""
    page.parse.cache.clear()
    compose, found = nodes._compose, Counter()

    def counting(text, first_line):
        found[text] += 1
        return compose(text, first_line)

    monkeypatch.setattr(nodes, "_compose", counting)
    return found


def test_an_import_reads_each_file_once(readings):
    pages = {
        f"concepts/page-{number}.md": concept(
            f"Page {number}",
            relations=(worlds.relation(f"page-{(number + 1) % 9}", "goes-with"),),
            body=f"[[Page {(number + 4) % 9}]] [@meaning: Trust]\n",
        )
        for number in range(9)
    }
    records = {"sources/meaning.md": SOURCE, "tags.yaml": "- name: ethics\n"}
    import_folder(files(pages | records))
    assert len(readings) == 11
    assert set(readings.values()) == {1}


def test_a_draft_that_is_saved_and_published_is_read_once(readings):
    entry = worlds.draft("trust", body="First.\n")
    publishing.publish(entry, worlds.editor(), note="First")
    assert list(readings.values()) == [1]
    worlds.edit(entry, summary="Said.")
    assert list(readings.values()) == [1, 1]
