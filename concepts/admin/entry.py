"""All pages in one list. Each is edited in the admin of its type."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.html import format_html

from concepts.models import Entry

from .editor.completion import Completion
from .editor.entry_list import EntryList, StateFilter, TagFilter
from .editor.lookup import Lookup
from .editor.state import title_of
from .editor.urls import admin_url


@admin.register(Entry)
class AllEntriesAdmin(Completion, Lookup, EntryList):
    list_display = ("linked", "type", "state", "last_saved")
    list_display_links = None
    list_filter = (StateFilter, "type", TagFilter)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "All pages", **(extra_context or {})})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) or self.may_see(request)

    @admin.display(description="Title", ordering="sort_key")
    def linked(self, entry):
        return format_html('<a href="{}">{}</a>', admin_url(entry), title_of(entry))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        entry = self.get_object(request, object_id)
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(admin_url(entry))

    def history_view(self, request, object_id, extra_context=None):
        return self.change_view(request, object_id)
