from django.contrib import admin
from django.utils.formats import date_format
from django.utils.html import format_html

from concepts.models import Revision

from .editor.urls import admin_url
from .read_only import ReadOnly, page_link


@admin.register(Revision)
class RevisionAdmin(ReadOnly):
    note = "Every text that was ever saved; none is changed. One is restored in its page's history:"
    list_display = ("saved", "page", "author", "origin")
    list_filter = ("origin", "saved_at", "entry__type", "author")
    search_fields = ("entry__title", "entry__slug", "author__username")
    ordering = ("-id",)
    date_hierarchy = "saved_at"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entry", "author").defer("text")

    @admin.display(description="Saved", ordering="id")
    def saved(self, revision):
        entry = revision.entry
        url = admin_url(entry, "revision", revision.pk)
        return format_html('<a href="{}">{}</a>', url, date_format(revision.saved_at, "j M Y, H:i"))

    @admin.display(description="Page", ordering="entry__sort_key")
    def page(self, revision):
        return page_link(revision.entry)
