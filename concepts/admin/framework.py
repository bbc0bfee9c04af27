from django.contrib import admin

from concepts.models import Framework

from .entry import EntryAdmin
from .entry_form import FrameworkForm
from .entry_list import StateFilter, TagFilter


@admin.register(Framework)
class FrameworkAdmin(EntryAdmin):
    form_class = FrameworkForm
    first_fields = (*EntryAdmin.first_fields, "ordered", "steps")
    last_fields = ("source", *EntryAdmin.last_fields)
    list_display = ("titled", "listing", "state", "last_saved")
    list_filter = (StateFilter, "ordered", "steps", TagFilter)
