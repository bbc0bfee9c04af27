from django.contrib import admin
from django.utils.html import format_html

from concepts.models import Edition

from .editor.urls import admin_url
from .read_only import ReadOnly, page_link


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    note = (
        "Every text that was ever published; none is changed. The next edition is made on its page:"
    )
    list_display = (
        "page",
        "number",
        "change_note",
        "change_kind",
        "published_at",
        "publisher",
        "text",
    )
    list_filter = ("change_kind", "published_at", "entry__type")
    list_select_related = ("entry", "publisher")
    search_fields = ("entry__title", "entry__slug", "change_note")
    ordering = ("-published_at", "-id")
    date_hierarchy = "published_at"

    @admin.display(description="Page", ordering="entry__sort_key")
    def page(self, edition):
        return page_link(edition.entry)

    @admin.display(description="Text")
    def text(self, edition):
        entry = edition.entry
        url = admin_url(entry, "revision", edition.revision_id)
        return format_html('<a href="{}">Read</a>', url)
