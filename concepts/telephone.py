"""Telephone numbers in texts, as URLs that call or write a message. Pure."""

import re
from urllib.parse import quote

_NUMBER = re.compile(
    r"(?<![\w.])(?:\+\d{1,3}[\s-]?\(0\)\s?|\+|\(\+?\d+\)\s?)?\d(?:[\d\s-]*\d)?(?![\w.]*\w)"
)
# What stands in brackets is a note, unless it is the code of a town.
_NOTE = re.compile(r"\([^()]*[a-zA-Z][^()]*\)")
_KEYWORD = re.compile(r"\b([A-Z0-9]{2,20})[\"”’']?\s+to\s*\Z")


def _plain(number):
    return re.sub(r"[^\d+]", "", number.replace("(0)", "") if "+" in number else number)


def _is_one(plain):
    return re.fullmatch(r"\+?[0-9]{3,15}", plain) is not None


def call_url(text):
    """The tel: URL of a text that is one telephone number and nothing else, or nothing."""
    plain = re.sub(r"[\s()-]", "", text)
    return f"tel:{plain}" if _is_one(plain) else ""


def message_url(text):
    """The sms: URL of `SHOUT to 85258` or of a number alone, with the word to send; or nothing
    where a text has no number, or several."""
    found = [match for match in _numbers(text) if _is_one(_plain(match[0]))]
    if len(found) != 1:
        return ""
    word = _KEYWORD.search(text[: found[0].start()])
    body = f"?body={quote(word[1])}" if word else ""
    return f"sms:{_plain(found[0][0])}{body}"


def find_numbers(text):
    """The (start, end, tel: URL) of each telephone number in a text, notes in brackets left
    out."""
    found = ((match, _plain(match[0])) for match in _numbers(text))
    return [(*match.span(), f"tel:{plain}") for match, plain in found if _is_one(plain)]


def _numbers(text):
    notes = [match.span() for match in _NOTE.finditer(text)]
    return [
        match
        for match in _NUMBER.finditer(text)
        if not any(start <= match.start() < end for start, end in notes)
    ]
