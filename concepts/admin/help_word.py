from django import forms
from django.contrib import admin

from concepts.markup import fold
from concepts.models import HelpWord

from .plain_text import PlainTextForm

HOW_PHRASES_MATCH = (
    "Whoever types these words is met with help. They are found in their order, with a word or two"
    " between, in all their forms (hurt, hurting), for all people (myself, herself; therapist,"
    " counsellor), misspelt, in digits, joined or with letters apart. Small words, such as I, my or"
    " was, do not matter. In quotation marks they are meant only where nothing else was typed:"
    ' "die". A common word by itself would meet many with help who need none.'
)


class HelpWordForm(PlainTextForm):
    class Meta:
        model = HelpWord
        fields = ("words",)
        help_texts = {"words": HOW_PHRASES_MATCH}

    def clean_words(self):
        words = self.cleaned_data["words"]
        if HelpWord.objects.filter(key=fold(words)).exists():
            raise forms.ValidationError("These words stand there already.")
        return words


@admin.register(HelpWord)
class HelpWordAdmin(admin.ModelAdmin):
    """Words that are met with help before all else. They are their own key, so they don't
    change."""

    form = HelpWordForm
    fields = ("words",)
    list_display = ("words",)
    search_fields = ("words",)

    def has_change_permission(self, request, obj=None):
        return False
