"""Pages in the admin: what concepts, frameworks and questions share, and the list of them all."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Value, When
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html

from concepts.contentfile import TYPES
from concepts.models import Entry, in_state

from .acts import Acts
from .completion import Completion
from .editing import Editing
from .entry_list import EntryList, StateFilter, TagFilter, search
from .fields import choice_label
from .history import History
from .preview import Preview
from .state import title_of

CHOICES_ON_A_PAGE = 20


class EntryAdmin(Editing, Preview, Acts, History, EntryList):
    """A type of page. Nothing is ever deleted: pages are withdrawn."""

    list_display = ("titled", "state", "last_saved")
    list_filter = (StateFilter, TagFilter)

    first_fields = ("summary", "aliases", "search", "tags")
    last_fields = ("sources",)

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, entry):
        return entry.get_absolute_url() if entry.is_published else None


@admin.register(Entry)
class AllPagesAdmin(Completion, EntryList):
    """All pages in one list. Each is edited where its type is."""

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

    def may_see(self, request):
        """Whoever sees one type of page may look all of them up: they link to one another."""
        return any(
            request.user.has_perm(f"concepts.{act}_{type}")
            for act in ("view", "change")
            for type in TYPES
        )

    @admin.display(description="Title", ordering="sort_key")
    def linked(self, entry):
        return format_html('<a href="{}">{}</a>', edit_address(entry), title_of(entry))

    def get_urls(self):
        view = self.admin_site.admin_view(self.choose_view)
        return [path("choose/", view, name="concepts_entry_choose"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        entry = self.get_object(request, object_id)
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(edit_address(entry))

    def history_view(self, request, object_id, extra_context=None):
        return self.change_view(request, object_id)

    def choose_view(self, request):
        """Pages whose names hold what was typed, for the form's choice of pages."""
        if not self.may_see(request):
            raise PermissionDenied
        entries = self.get_queryset(request).exclude(in_state("withdrawn"))
        type = request.GET.get("type", "")
        if type in TYPES:
            entries = entries.filter(type=type)
        term = request.GET.get("term", "").replace("\0", "").strip()[:200]
        begins = Case(When(title__istartswith=term, then=0), default=1) if term else Value(0)
        entries = search(entries, term).order_by(begins, "sort_key", "slug")
        number = request.GET.get("page", "")
        number = int(number) if number.isdecimal() and len(number) < 7 else 1
        first = max(number - 1, 0) * CHOICES_ON_A_PAGE
        found = list(entries[first : first + CHOICES_ON_A_PAGE + 1])
        return JsonResponse(
            {
                "results": [
                    {
                        "id": entry.slug,
                        "text": choice_label(entry)
                        if type in TYPES
                        else f"{choice_label(entry)}, {entry.type}",
                    }
                    for entry in found[:CHOICES_ON_A_PAGE]
                ],
                "pagination": {"more": len(found) > CHOICES_ON_A_PAGE},
            }
        )


def edit_address(entry):
    """Where a page is edited: in the admin of its type."""
    return reverse(f"admin:concepts_{entry.type}_change", args=[entry.pk])
