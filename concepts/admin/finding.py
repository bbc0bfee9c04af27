"""Results of research, with their numbers."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models

from concepts.models import Finding, Statistic

from .plain_text import PlainTextForm
from .positions import PlacedForm, PlacedFormSet, save_in_order

FEW_LINES = {
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}
}


class StatisticInline(admin.StackedInline):
    model = Statistic
    form = PlacedForm
    formset = PlacedFormSet
    extra = 0
    view_on_site = False
    formfield_overrides = FEW_LINES
    fields = (
        ("place", "year"),
        "of",
        ("measure", "value"),
        ("low", "high"),
        ("studies", "people"),
        "details",
        "stood",
    )


@admin.register(Finding)
class FindingAdmin(admin.ModelAdmin):
    form = PlainTextForm
    inlines = (StatisticInline,)
    formfield_overrides = FEW_LINES
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

    def formfield_for_dbfield(self, field, request, **options):
        formfield = super().formfield_for_dbfield(field, request, **options)
        if formfield and isinstance(formfield.widget, RelatedFieldWidgetWrapper):
            # A finding chooses works; it is no place to change or delete one.
            formfield.widget.can_change_related = formfield.widget.can_delete_related = False
        return formfield
