"""Results of research, with their numbers."""

from django.contrib import admin

from concepts.models import Finding, Statistic

from .plain_text import PlainTextForm
from .positions import PlacedForm, save_in_order


class StatisticInline(admin.StackedInline):
    model = Statistic
    form = PlacedForm
    extra = 0
    fields = (
        ("place", "year"),
        "of",
        ("measure", "value"),
        ("low", "high"),
        ("studies", "people"),
        "details",
    )


@admin.register(Finding)
class FindingAdmin(admin.ModelAdmin):
    form = PlainTextForm
    inlines = (StatisticInline,)
    fieldsets = (
        (None, {"fields": ("key", "kind", "claim", "direction", "caveat", "concepts")}),
        ("What it rests on", {"fields": ("basis", "primary_studies", "reference", "also", "read")}),
        ("Where it holds", {"fields": ("country", "profession")}),
    )
    autocomplete_fields = ("reference", "also", "concepts")
    list_display = ("key", "kind", "basis", "read", "reference")
    list_filter = ("kind", "basis", "read", "country")
    list_select_related = ("reference",)
    search_fields = ("key", "claim", "caveat", "reference__key", "concepts__slug")

    def get_readonly_fields(self, request, finding=None):
        return ("key",) if finding else ()

    def save_formset(self, request, form, formset, change):
        save_in_order(formset)
