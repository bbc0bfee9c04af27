"""The two source documents and their passages."""

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat

from concepts.markup import fold
from concepts.models import Citation, Passage, Revision, Source

from .plain_text import PlainTextForm
from .positions import PlacedForm, PlacedFormSet, save_in_order


class PassageForm(PlacedForm):
    """A cited passage keeps its id and heading: texts, also of former editions, name it by them."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.is_cited:
            for name in ("key", "heading"):
                self.fields[name].disabled = True
                self.fields[name].help_text = "Cited, so it stays."

    @property
    def is_cited(self):
        return bool(self.instance.pk and self.instance.is_cited)


class PassageFormSet(PlacedFormSet):
    def get_queryset(self):
        if not hasattr(self, "_passages"):
            named = Concat(OuterRef("source_id"), Value(": "), OuterRef("heading"))
            quoted = Concat(OuterRef("source_id"), Value(": '"), OuterRef("heading"))
            cited = (
                Exists(Citation.objects.filter(passage=OuterRef("pk")))
                | Exists(Revision.objects.filter(text__icontains=named))
                | Exists(Revision.objects.filter(text__icontains=quoted))
            )
            self._passages = super().get_queryset().annotate(is_cited=cited)
        return self._passages

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].disabled = form.is_cited

    def clean(self):
        # Before Django's own check, whose sentences say less.
        seen = {"key": set(), "heading": set()}
        for form in self.forms:
            if form in self.deleted_forms:
                continue
            for name, taken in seen.items():
                value = fold(form.cleaned_data.get(name) or "")
                if value and value in taken:
                    form.add_error(name, f"This source has a passage of that {name} already.")
                taken.add(value)
        super().clean()


class PassageInline(admin.StackedInline):
    model = Passage
    form = PassageForm
    formset = PassageFormSet
    extra = 0
    view_on_site = False
    fields = (("place", "key"), "heading", "summary", "differs", "stood")

    def formfield_for_dbfield(self, field, request, **options):
        if field.name in ("summary", "differs"):
            options["widget"] = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(field, request, **options)


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    form = PlainTextForm
    inlines = (PassageInline,)
    fields = ("key", "title", "note", "body")
    list_display = ("title", "key", "note")
    search_fields = ("key", "title", "passages__heading", "passages__summary")
    actions = None

    def get_readonly_fields(self, request, source=None):
        return ("key",) if source else ()

    def has_delete_permission(self, request, source=None):
        return False

    def view_on_site(self, source):
        return None

    def save_formset(self, request, form, formset, change):
        save_in_order(formset)
