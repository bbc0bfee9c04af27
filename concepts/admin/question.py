from django.contrib import admin

from concepts.models import Question

from .editor.entry_admin import EntryAdmin
from .editor.entry_list import CategoryFilter, StateFilter, TagFilter


@admin.register(Question)
class QuestionAdmin(EntryAdmin):
    list_display = ("titled", "category_shown", "state", "last_saved")
    list_filter = (StateFilter, CategoryFilter, TagFilter)
