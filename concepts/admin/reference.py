"""Scholarly works, typed as CSL-JSON."""

import json

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from concepts import publishing
from concepts.bibliography import links
from concepts.bibliography.words import tidy
from concepts.models import Citation, Entry, FindingEdition, Reference, Revision

from .editor.fields import error_on_lines
from .editor.urls import admin_url

EXAMPLE = {
    "id": "author-year",
    "type": "article-journal",
    "title": "",
    "author": [{"family": "", "given": ""}],
    "issued": {"date-parts": [[2000]]},
    "container-title": "",
    "volume": "",
    "issue": "",
    "page": "",
    "DOI": "",
}


def format_item(item):
    """A work as one writes it in a form."""
    return json.dumps(item, indent=2, ensure_ascii=False)


def is_used(reference):
    """Whether a page, a finding or a former edition of one rests on the work."""
    return (
        Citation.objects.filter(reference=reference).exists()
        or reference.findings.exists()
        or reference.findings_also.exists()
        or FindingEdition.objects.filter(data__reference=reference.key).exists()
        or Revision.objects.filter(text__regex=rf"@{reference.key}([^a-z0-9-]|$)").exists()
    )


class ReferenceForm(forms.ModelForm):
    csl = forms.CharField(
        label="CSL-JSON",
        strip=False,
        widget=forms.Textarea(attrs={"class": "kb-body", "rows": 22, "spellcheck": "false"}),
        help_text="One work between { and }. Its id is what texts cite: [@author-year].",
    )

    class Meta:
        model = Reference
        fields = ("csl",)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        item = json.loads(self.instance.csl) if self.instance.pk else EXAMPLE
        self.initial["csl"] = format_item(item)

    def clean_csl(self):
        text = self.cleaned_data["csl"].replace("\r\n", "\n").replace("\r", "\n")
        try:
            works = publishing.read_references(f"[{text}]")
        except publishing.Faulty as refusal:
            raise error_on_lines(refusal.faults) from None
        if len(works) != 1:
            raise forms.ValidationError("Write one work between { and }.")
        [(_, self.item)] = works
        self.check_key(self.item["id"])
        self.check_url(self.item)
        return text

    def check_url(self, item):
        """Refuses a URL that no page would show or lead to: readers would miss it, unsaid."""
        url = item.get("URL")
        if url in (None, ""):
            return
        # By itself: a DOI is shown before it, and what is given away holds both.
        place = links.link("", tidy(url))
        if place is None or not place.address:
            raise forms.ValidationError(
                "Readers can't follow the URL “%(url)s”. Write an address that begins with https://,"
                " or leave it out.",
                params={"url": Truncator(tidy(url) or "which is no text").chars(60)},
            )

    def check_key(self, key):
        if self.instance.pk and key != self.instance.key:
            raise forms.ValidationError(
                f"The id stays '{self.instance.key}', by which texts cite the work. For another id,"
                " add another reference; this one can be deleted while nothing cites it."
            )
        if not self.instance.pk and Reference.objects.filter(key=key).exists():
            raise forms.ValidationError(f"There is a reference '{key}' already; change that one.")


class CitedFilter(admin.SimpleListFilter):
    title = "cited"
    parameter_name = "cited"

    def lookups(self, request, model_admin):
        return [("yes", "By published pages"), ("no", "By none")]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.filter(pages__gt=0)
        return queryset.filter(pages=0) if self.value() == "no" else queryset


@admin.register(Reference)
class ReferenceAdmin(admin.ModelAdmin):
    form = ReferenceForm
    fields = ("entry", "cited_by", "csl")
    readonly_fields = ("entry", "cited_by")
    list_display = ("short", "key", "title", "year", "type", "cited_on")
    list_display_links = ("short", "key")
    list_filter = (CitedFilter, "type", "year")
    search_fields = ("key", "title", "short", "csl")
    ordering = ("sort_key", "key")
    actions = None

    def get_queryset(self, request):
        return (
            super().get_queryset(request).annotate(pages=Count("citations__entry", distinct=True))
        )

    def get_fields(self, request, reference=None):
        return self.fields if reference else ("csl",)

    def has_delete_permission(self, request, reference=None):
        if not super().has_delete_permission(request, reference):
            return False
        return reference is None or not is_used(reference)

    def save_model(self, request, reference, form, change):
        # The door writes the columns that are derived from the text, too.
        saved = publishing.save_reference(form.item)
        for field in Reference._meta.concrete_fields:
            setattr(reference, field.attname, getattr(saved, field.attname))
        reference._state.adding, reference._state.db = False, saved._state.db

    def view_on_site(self, reference):
        return None

    @admin.display(description="In a list of references")
    def entry(self, reference):
        return mark_safe(reference.apa)  # noqa: S308 (whatever the work holds was escaped)

    @admin.display(description="Cited by")
    def cited_by(self, reference):
        entries = Entry.objects.filter(citations__reference=reference).distinct()
        pairs = [(admin_url(entry), entry) for entry in entries.in_alphabet()]
        return format_html_join(", ", '<a href="{}">{}</a>', pairs) or "No published page yet."

    @admin.display(description="Pages", ordering="pages")
    def cited_on(self, reference):
        return reference.pages
