from django.contrib import admin

from concepts.models import Question

from .entry import EntryAdmin
from .entry_form import QuestionForm
from .entry_list import CategoryFilter, StateFilter, TagFilter


@admin.register(Question)
class QuestionAdmin(EntryAdmin):
    form_class = QuestionForm
    first_fields = ("category", "concepts", *EntryAdmin.first_fields)
    list_display = ("titled", "category_shown", "state", "last_saved")
    list_filter = (StateFilter, CategoryFilter, TagFilter)
