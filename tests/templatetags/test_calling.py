"""Telephone numbers as links."""

import pytest

from concepts.telephone import call_url, message_url
from concepts.templatetags.calling import dialled


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("999", "tel:999"),
        ("(04) 473 3486", "tel:044733486"),
        ("+44 20 7946 0000", "tel:+442079460000"),
        ("0300 303 0500 (option 2)", ""),
        ("SHOUT to 85258", ""),
        ("", ""),
        ("12", ""),
    ],
)
def test_only_a_bare_number_can_be_dialled(text, address):
    assert call_url(text) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("SHOUT to 85258", "sms:85258?body=SHOUT"),
        ("Text SHOUT to 85258", "sms:85258?body=SHOUT"),
        ("Text “HOME” to 741741", "sms:741741?body=HOME"),
        ("text the word help to 4357", "sms:4357"),
        ("0477 13 11 14", "sms:0477131114"),
        ("988", "sms:988"),
        ("+44 7860 039967", "sms:+447860039967"),
        ("call 111 or text 222", ""),
        ("SHOUT", ""),
        ("", ""),
    ],
)
def test_a_message_is_begun_with_its_word(text, address):
    assert message_url(text) == address


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("116 123", '<a class="phone" href="tel:116123">116 123</a>'),
        (
            "01455 883300 option 2, or 07811 762256 (leave a message)",
            '<a class="phone" href="tel:01455883300">01455 883300</a> option 2, or '
            '<a class="phone" href="tel:07811762256">07811 762256</a> (leave a message)',
        ),
        (
            "1-800-952-5210 (2011 edition)",
            '<a class="phone" href="tel:18009525210">1-800-952-5210</a> (2011 edition)',
        ),
        (
            "+44 (0) 20 7946 0000",
            '<a class="phone" href="tel:+442079460000">+44 (0) 20 7946 0000</a>',
        ),
        ("<b>999</b>", '&lt;b&gt;<a class="phone" href="tel:999">999</a>&lt;/b&gt;'),
        ("ask your school", "ask your school"),
    ],
)
def test_each_number_of_a_text_can_be_dialled_and_its_note_stays(text, html):
    assert dialled(text) == html
