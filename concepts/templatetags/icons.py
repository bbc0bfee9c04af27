"""Icons, the markers of kinds, the lines of relations, and the site's name."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from concepts.contentfile import RELATION_TYPES

register = template.Library()


@register.simple_tag
def icon(name):
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name
    )


@register.simple_tag
def kind_marker(kind):
    """A kind with its marker before it."""
    return format_html(
        '<span class="kind"><svg aria-hidden="true"><use href="{}#k-{}"/></svg>{}</span>',
        static("icons.svg"),
        kind,
        kind.capitalize(),
    )


@register.simple_tag
def tie_line(type, is_inverse=False):
    """The line of a relation's type, with the other page at its right end. It is drawn once; the
    inverse is its mirror image.
    """
    is_adverse = RELATION_TYPES[type].is_adverse
    classes = ["tie", *(["clay"] if is_adverse else []), *(["back"] if is_inverse else [])]
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#t-{}"/></svg>',
        " ".join(classes),
        static("icons.svg"),
        type,
    )


@register.filter
def wordmark(name):
    """The site's name as it is set; the name that it was drawn for has its first half in
    italics."""
    if name.startswith("With") and len(name) > 4:
        return format_html("<i>{}</i>{}", name[:4], name[4:])
    return name
