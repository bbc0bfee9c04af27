from django.contrib import admin

from concepts.models import HelpWord

from .plain_text import PlainTextForm


@admin.register(HelpWord)
class HelpWordAdmin(admin.ModelAdmin):
    """Words that bring help up first in a search. They are their own key, so they don't change."""

    form = PlainTextForm
    fields = ("words",)
    list_display = ("words",)
    search_fields = ("words",)

    def has_change_permission(self, request, obj=None):
        return False
