from django.contrib import admin

from concepts.models import ReadingList, ReadingListItem

from .plain_text import PlainTextForm
from .positions import PlacedForm, PlacedFormSet, save_in_order


class ReadingListItemInline(admin.StackedInline):
    model = ReadingListItem
    verbose_name = "page"
    form = PlacedForm
    formset = PlacedFormSet
    fields = (("place", "entry"), "note", "stood")
    autocomplete_fields = ("entry",)
    extra = 3

    def formfield_for_foreignkey(self, field, request, **options):
        if field.name == "entry":
            options["label"] = "Page"
        return super().formfield_for_foreignkey(field, request, **options)


@admin.register(ReadingList)
class ReadingListAdmin(admin.ModelAdmin):
    """Lists for courses. The URL of one that readers have seen stays, and so does the list."""

    form = PlainTextForm
    fields = ("title", "slug", "intro", "curator", "questions", "is_published")
    prepopulated_fields = {"slug": ("title",)}
    list_display = ("title", "curator", "is_published", "updated_at")
    list_filter = ("is_published",)
    search_fields = ("title", "slug", "curator")
    inlines = (ReadingListItemInline,)

    def save_formset(self, request, form, formset, change):
        save_in_order(formset)

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.is_published)
