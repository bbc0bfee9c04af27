"""Telephone numbers as links that call or write a message."""

from django import template
from django.utils.html import format_html, format_html_join

from concepts.telephone import call_url, find_numbers, message_url

register = template.Library()
register.filter("telephone", call_url)
register.filter("message", message_url)


@register.filter
def dialled(text):
    """`text` with each telephone number in it as a link."""
    parts, at = [], 0
    for start, end, url in find_numbers(text):
        link = format_html('<a class="phone" href="{}">{}</a>', url, text[start:end])
        parts += [(text[at:start],), (link,)]
        at = end
    return format_html_join("", "{}", [*parts, (text[at:],)])
