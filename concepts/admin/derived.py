from django.contrib import admin

from concepts.models import About

from .read_only import Projected


@admin.register(About)
class AboutAdmin(Projected):
    page_field = "question"
    list_display = ("page", "concept")
    list_select_related = ("question", "concept")
    search_fields = ("question__title", "concept__title", "concept__slug")
