"""Results of research, with their numbers."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from concepts import publishing
from concepts.models import Finding, FindingEdition, Statistic

from .plain_text import PlainTextForm
from .positions import PlacedForm, PlacedFormSet, save_in_order

FEW_LINES = {
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}
}


def edition_words(edition):
    """What an edition is called, and what it says of itself."""
    at = edition.published_at
    day = date_format(at, "j M Y, H:i") if at else "day not kept"
    return f"Edition {edition.number}, {day}", edition.change_note


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


class FindingForm(PlainTextForm):
    change_note = forms.CharField(
        label="What changed",
        max_length=FindingEdition._meta.get_field("change_note").max_length,
        widget=AdminTextInputWidget,
        help_text="In a few words; readers see it on the page of the finding.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.instance.pk:
            del self.fields["change_note"]


@admin.register(Finding)
class FindingAdmin(admin.ModelAdmin):
    form = FindingForm
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
        return ("key", "editions") if finding else ()

    def get_fieldsets(self, request, finding=None):
        if finding is None:
            return self.fieldsets
        may_change = self.has_change_permission(request, finding)
        shown = ("change_note", "editions") if may_change else ("editions",)
        return (*self.fieldsets, ("Its editions", {"fields": shown}))

    @admin.display(description="Before")
    def editions(self, finding):
        rows = FindingEdition.objects.filter(key=finding.key)
        address = finding.get_absolute_url()
        lines = [(f"{address}#edition--{row.number}", *edition_words(row)) for row in rows]
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>: {}', lines) or "None."

    def save_model(self, request, finding, form, change):
        # Before any row, as an import does, so that neither waits for the other for ever.
        with publishing.alone():
            super().save_model(request, finding, form, change)

    def save_formset(self, request, form, formset, change):
        save_in_order(formset)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        note = form.cleaned_data["change_note"] if change else "First published"
        kept = publishing.keep_finding(form.instance, request.user, note=note)
        if kept is None:
            self.message_user(request, "The finding says what it said before: no new edition.")

    def delete_model(self, request, finding):
        publishing.remove_finding(finding.key, request.user)

    def delete_queryset(self, request, findings):
        for finding in findings:
            self.delete_model(request, finding)

    def formfield_for_dbfield(self, field, request, **options):
        formfield = super().formfield_for_dbfield(field, request, **options)
        if formfield and isinstance(formfield.widget, RelatedFieldWidgetWrapper):
            # A finding chooses works; it is no place to change or delete one.
            formfield.widget.can_change_related = formfield.widget.can_delete_related = False
        return formfield
