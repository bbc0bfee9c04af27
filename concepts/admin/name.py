from django.contrib import admin

from concepts.models import Name

from .read_only import Projected


@admin.register(Name)
class NameAdmin(Projected):
    list_display = ("key", "page")
    search_fields = ("key", "entry__title", "entry__slug")
