from django.contrib import admin

from concepts.models import Framework

from .editor.entry_admin import EntryAdmin
from .editor.entry_list import StateFilter, TagFilter


@admin.register(Framework)
class FrameworkAdmin(EntryAdmin):
    list_display = ("titled", "listing", "state", "last_saved")
    list_filter = (StateFilter, "ordered", "steps", TagFilter)
