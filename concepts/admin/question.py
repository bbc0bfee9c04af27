from django.contrib import admin

from concepts.models import Question

from .entry import EntryAdmin
from .entry_form import QuestionForm
from .entry_list import CategoryFilter, StateFilter, TagFilter


@admin.register(Question)
class QuestionAdmin(EntryAdmin):
    form_class = QuestionForm
    first_fields = ("category", "concepts", *EntryAdmin.first_fields)
    list_display = ("titled", "slug", "category_shown", "state", "saved_by", "saved_at")
    list_filter = (StateFilter, CategoryFilter, TagFilter)
