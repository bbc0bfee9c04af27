from django.contrib import admin

from concepts.models import Concept

from .entry import EntryAdmin
from .entry_form import ConceptForm
from .entry_list import KindFilter, StateFilter, TagFilter


@admin.register(Concept)
class ConceptAdmin(EntryAdmin):
    form_class = ConceptForm
    first_fields = ("kind", *EntryAdmin.first_fields)
    list_display = ("titled", "kind_shown", "state", "last_saved")
    list_filter = (StateFilter, KindFilter, TagFilter)
