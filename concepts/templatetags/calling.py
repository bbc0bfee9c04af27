"""Telephone numbers as links that call or write a message."""

import re
from urllib.parse import quote

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()

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


@register.filter
def telephone(text):
    """The tel: address of a text that is one telephone number and nothing else, or nothing."""
    plain = re.sub(r"[\s()-]", "", text)
    return f"tel:{plain}" if _is_one(plain) else ""


@register.filter
def message(text):
    """The sms: address of `SHOUT to 85258` or of a number alone, with the word to send; or nothing
    where a text has no number, or several."""
    found = [match for match in _numbers(text) if _is_one(_plain(match[0]))]
    if len(found) != 1:
        return ""
    word = _KEYWORD.search(text[: found[0].start()])
    body = f"?body={quote(word[1])}" if word else ""
    return f"sms:{_plain(found[0][0])}{body}"


@register.filter
def dialled(text):
    """`text` with each telephone number in it as a link."""
    parts, at = [], 0
    for match in _numbers(text):
        plain = _plain(match[0])
        if _is_one(plain):
            parts.append((text[at : match.start()],))
            parts.append((format_html('<a class="phone" href="tel:{}">{}</a>', plain, match[0]),))
            at = match.end()
    return format_html_join("", "{}", [*parts, (text[at:],)])


def _numbers(text):
    notes = [match.span() for match in _NOTE.finditer(text)]
    return [
        match
        for match in _NUMBER.finditer(text)
        if not any(start <= match.start() < end for start, end in notes)
    ]
