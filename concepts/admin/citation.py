from django.contrib import admin

from concepts.models import Citation

from .read_only import Projected


@admin.register(Citation)
class CitationAdmin(Projected):
    list_display = ("page", "cited", "locator")
    search_fields = ("entry__title", "reference__key", "reference__title", "passage__heading")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("reference", "passage__source")

    @admin.display(description="Cites")
    def cited(self, citation):
        return citation.reference or citation.passage
