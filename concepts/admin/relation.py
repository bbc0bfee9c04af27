from django.contrib import admin

from concepts.contentfile import RELATION_TYPES
from concepts.models import Relation

from .read_only import Projected


@admin.register(Relation)
class RelationAdmin(Projected):
    list_display = ("page", "words", "target", "reason", "basis")
    list_filter = ("type", "basis")
    list_select_related = ("entry", "target")
    search_fields = ("entry__title", "entry__slug", "target__title", "target__slug", "reason")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("target")

    @admin.display(description="Relation", ordering="type")
    def words(self, relation):
        return RELATION_TYPES[relation.type].words
