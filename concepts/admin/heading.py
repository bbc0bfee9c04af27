from django.contrib import admin

from concepts.models import Heading

from .read_only import Projected


@admin.register(Heading)
class HeadingAdmin(Projected):
    list_display = ("text", "level", "anchor", "page")
    search_fields = ("text", "anchor", "entry__title", "entry__slug")
