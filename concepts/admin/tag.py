"""The planned vocabulary of tags."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from taggit import admin as taggit_admin

from concepts.models import Tag, tag_slug

from .plain_text import PlainTextForm

# Taggit's own tags, which nothing here uses.
admin.site.unregister(taggit_admin.Tag)


class TagForm(PlainTextForm):
    def clean_name(self):
        name = self.cleaned_data["name"]
        held = Tag.objects.filter(slug=tag_slug(name)).exclude(pk=self.instance.pk).first()
        if held:
            raise forms.ValidationError(f"The tag '{held.name}' has the same address; use it.")
        return name


def is_used(tag):
    return bool(tag and getattr(tag, "used", 0))


class UsedFilter(admin.SimpleListFilter):
    title = "use"
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("yes", "On published pages"), ("no", "On none")]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.filter(used__gt=0)
        return queryset.filter(used=0) if self.value() == "no" else queryset


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    """Tags stand in texts by their name, so only one that no page has can be renamed."""

    form = TagForm
    fields = ("name", "about", "planned")
    list_display = ("name", "planned", "about", "used_on")
    list_filter = ("planned", UsedFilter)
    search_fields = ("name", "about")
    ordering = ("name",)
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(used=Count("entry_tags"))

    def get_readonly_fields(self, request, tag=None):
        return ("name",) if is_used(tag) else ()

    def has_delete_permission(self, request, tag=None):
        return super().has_delete_permission(request, tag) and not is_used(tag)

    def get_changeform_initial_data(self, request):
        return {"planned": True} | super().get_changeform_initial_data(request)

    def save_model(self, request, tag, form, change):
        tag.slug = tag_slug(tag.name)
        super().save_model(request, tag, form, change)

    def view_on_site(self, tag):
        return None

    @admin.display(description="Published pages", ordering="used")
    def used_on(self, tag):
        return tag.used
