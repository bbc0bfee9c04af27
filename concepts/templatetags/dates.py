"""Days, for readers and for programs."""

from django import template
from django.utils.dateformat import format
from django.utils.html import format_html

register = template.Library()


@register.filter(expects_localtime=True)
def day(moment, words="j F Y"):
    """A day in a `<time>`."""
    return format_html(
        '<time datetime="{}">{}</time>', format(moment, "Y-m-d"), format(moment, words)
    )
