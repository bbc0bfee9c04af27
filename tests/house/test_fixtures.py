"""What is shipped names no machine that it was made on."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATH = re.compile(
    r"(?<![\w.:/<-])/(?:home|Users|root|tmp|mnt|media|private|Volumes)/[\w.-]|\b[A-Z]:\\\w|file://"
)
SHIPPED = sorted(path for path in (ROOT / "fixtures").rglob("*") if path.is_file())


def test_there_are_fixtures():
    assert len(SHIPPED) > 50


def test_a_fixture_names_no_path_of_a_machine():
    for path in SHIPPED:
        text = path.read_text(encoding="utf-8")
        assert PATH.search(text) is None, path
        assert str(ROOT.parent) + "/" not in text, path


@pytest.mark.parametrize(
    "text", ["see /home/ada/x", "C:\\Users", "(/tmp/x)", "file:///x", "'/Users/ada'"]
)
def test_such_a_path_would_be_seen(text):
    assert PATH.search(text)


@pytest.mark.parametrize(
    "text", ["[help](/help/)", "https://a.example/home/x", "and/or", "him/her"]
)
def test_an_address_is_none(text):
    assert not PATH.search(text)
