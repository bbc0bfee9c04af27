"""Texts as they are set in print."""

from django import template

from concepts.typesetting import has_long_word, typeset

register = template.Library()
register.filter(typeset)
register.filter(has_long_word)
