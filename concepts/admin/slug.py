from django.contrib import admin

from concepts.models import Slug

from .read_only import Projected


@admin.register(Slug)
class SlugAdmin(Projected):
    note = "Addresses; a former one leads to its page for good. To change one, rename its page:"
    list_display = ("slug", "is_current", "page")
    list_filter = ("is_current",)
    search_fields = ("slug", "entry__title")
