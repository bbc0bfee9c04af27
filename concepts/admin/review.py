"""Reviews: recorded once, by a person, for a person who agreed to be named."""

from django import forms
from django.contrib import admin
from django.utils import timezone

from concepts.models import Review

from .plain_text import PlainTextForm
from .read_only import page_link


class ReviewForm(PlainTextForm):
    def clean(self):
        cleaned = super().clean()
        for name in ("consented_on", "reviewed_on"):
            if cleaned.get(name) and cleaned[name] > timezone.localdate():
                self.add_error(name, forms.ValidationError("That day is still to come."))
        return cleaned


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin):
    """A review is never changed: it says what somebody checked on a day."""

    form = ReviewForm
    fields = (
        "edition",
        "reviewer",
        "consented_on",
        "role",
        "checked",
        "reviewed_on",
        "next_due",
    )
    autocomplete_fields = ("edition",)
    list_display = ("page", "edition_number", "reviewer", "role", "reviewed_on", "next_due")
    list_display_links = ("reviewer",)
    list_filter = ("reviewed_on", "next_due")
    list_select_related = ("edition__entry",)
    search_fields = ("reviewer", "role", "edition__entry__title", "edition__entry__slug")
    date_hierarchy = "reviewed_on"
    actions = None

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, review, form, change):
        review.recorded_by = request.user
        super().save_model(request, review, form, change)

    @admin.display(description="Page", ordering="edition__entry__sort_key")
    def page(self, review):
        return page_link(review.edition.entry)

    @admin.display(description="Edition", ordering="edition__number")
    def edition_number(self, review):
        return review.edition.number
