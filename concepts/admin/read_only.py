"""Rows that nobody writes by hand: what publishing derives, and what is never changed."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.text import capfirst

from .editor.urls import admin_url


class ReadOnly(admin.ModelAdmin):
    actions = None
    list_display_links = None
    # What the list is called, where not as its rows are, and what it says above them.
    heading = ""
    note = ""
    change_list_template = "admin/concepts/read_only_list.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        heading = self.heading or capfirst(self.opts.verbose_name_plural)
        extra = {"title": heading, "note": self.note} | (extra_context or {})
        return super().changelist_view(request, extra)

    def view_on_site(self, row):
        return None


class Derived(ReadOnly):
    """Rows that publishing derives from the live text of a page. `page_field` names that page."""

    note = "Publishing writes these rows from the texts of the pages. To change one, edit its page:"
    page_field = "entry"
    search_fields = ("entry__title", "entry__slug")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(self.page_field)

    @admin.display(description="Edit on the page")
    def page(self, row):
        return page_link(getattr(row, self.page_field))


def page_link(entry):
    """A link to where a page is edited."""
    if entry is None:
        return None
    return format_html('<a href="{}">{}</a>', admin_url(entry), entry)
