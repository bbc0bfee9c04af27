from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from concepts.models import FindingEdition

from .read_only import ReadOnly


@admin.register(FindingEdition)
class FindingEditionAdmin(ReadOnly):
    note = (
        "What findings said from a day on; none is changed. The next edition is made where the"
        " finding is changed, or by an import."
    )
    list_display = ("finding", "number", "change_note", "published_at", "publisher", "is_there")
    list_filter = ("published_at", "publisher")
    list_select_related = ("publisher",)
    search_fields = ("key", "change_note", "concepts__slug")
    ordering = ("-published_at", "-id")
    date_hierarchy = "published_at"

    @admin.display(description="Finding", ordering="key")
    def finding(self, edition):
        address = reverse("finding", args=[edition.key])
        return format_html('<a href="{}#edition--{}">{}</a>', address, edition.number, edition.key)

    @admin.display(description="Shown from then on", boolean=True)
    def is_there(self, edition):
        return edition.data is not None
