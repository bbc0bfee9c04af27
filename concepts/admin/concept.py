from django.contrib import admin

from concepts.models import Concept

from .editor.entry_admin import EntryAdmin
from .editor.entry_list import KindFilter, StateFilter, TagFilter


@admin.register(Concept)
class ConceptAdmin(EntryAdmin):
    list_display = ("titled", "kind_shown", "state", "last_saved")
    list_filter = (StateFilter, KindFilter, TagFilter)
