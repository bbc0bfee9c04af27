from django import forms
from django.contrib import admin

from concepts.markup import fold
from concepts.models import HelpWord

from .plain_text import PlainTextForm


class HelpWordForm(PlainTextForm):
    def clean_words(self):
        words = self.cleaned_data["words"]
        if HelpWord.objects.filter(key=fold(words)).exists():
            raise forms.ValidationError("These words stand there already.")
        return words


@admin.register(HelpWord)
class HelpWordAdmin(admin.ModelAdmin):
    """Words that bring help up first in a search. They are their own key, so they don't change."""

    form = HelpWordForm
    fields = ("words",)
    list_display = ("words",)
    search_fields = ("words",)

    def has_change_permission(self, request, obj=None):
        return False
