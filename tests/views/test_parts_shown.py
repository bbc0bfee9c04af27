"""A part of a page that is a word or a few is shown to readers: where the schema gains one, this
says that the page does not show it yet.
"""

import pytest

from concepts.contentfile.page import FIELDS, KEYS
from concepts.contentfile.schema import Choice, Flag, Text
from tests import worlds

pytestmark = pytest.mark.django_db

WORDS = {
    key: field.choices[-1] if isinstance(field, Choice) else f"Odd {key}"
    for key, field in FIELDS.items()
    if isinstance(field, Text) and not isinstance(field, Flag) and key != "source"
}


@pytest.mark.parametrize("type", KEYS)
def test_what_a_text_says_in_a_word_stands_on_its_page_and_its_edition(client, type):
    parts = {key: WORDS[key] for key in KEYS[type] if key in WORDS}
    entry = worlds.page("odd", type, **parts)
    for address in (entry.get_absolute_url(), f"{entry.get_absolute_url()}v1/"):
        shown = client.get(address).content.decode().lower()
        assert [key for key, words in parts.items() if words.lower() not in shown] == []
