from django.contrib import admin

from concepts.models import Alias

from .read_only import Projected


@admin.register(Alias)
class AliasAdmin(Projected):
    list_display = ("text", "role", "page")
    list_filter = ("role",)
    search_fields = ("text", "entry__title", "entry__slug")
