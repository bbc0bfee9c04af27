"""Where people find help, and which of it is due to be read or tried again."""

from datetime import timedelta

from django import forms
from django.contrib import admin
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils import timezone

from concepts.models import HelpService

from .plain_text import PlainTextForm

HALF_A_YEAR = timedelta(days=183)


class WebField(forms.URLField):
    """A URL that every browser follows."""

    default_validators = (URLValidator(("http", "https")),)
    default_error_messages = {
        "invalid": "Readers can't follow this. Write an address that begins with https://.",
    }


class DueFilter(admin.SimpleListFilter):
    title = "check"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [
            ("any", "Due: read or tried"),
            ("read", "Not read for six months"),
            ("tried", "Not tried for six months"),
            ("never", "Never tried by a person"),
        ]

    def queryset(self, request, queryset):
        day = timezone.localdate() - HALF_A_YEAR
        read = Q(read_on__lt=day)
        tried = Q(tried_on__lt=day) | Q(tried_on__isnull=True)
        conditions = {
            "any": read | tried,
            "read": read,
            "tried": tried,
            "never": Q(tried_on__isnull=True),
        }
        condition = conditions.get(self.value())
        return queryset if condition is None else queryset.filter(condition)


@admin.register(HelpService)
class HelpServiceAdmin(admin.ModelAdmin):
    form = PlainTextForm
    fieldsets = (
        (None, {"fields": ("name", "country", "group", "position", "purpose", "published")}),
        ("How to reach it", {"fields": ("phone", "text", "web", "details")}),
        ("How we know", {"fields": ("key", "read_on", "read_where", "tried_on")}),
    )
    list_display = ("name", "country", "group", "phone", "read_on", "tried_on", "published")
    list_filter = (DueFilter, "published", "group", "country")
    search_fields = ("name", "country", "purpose", "phone", "key")
    date_hierarchy = "read_on"

    def get_readonly_fields(self, request, service=None):
        return ("key",) if service else ()

    def formfield_for_dbfield(self, field, request, **options):
        if field.name == "web":
            options["assume_scheme"] = "https"
            options["form_class"] = WebField
        elif field.name == "read_where":
            options["widget"] = forms.TextInput(attrs={"class": "vLargeTextField"})
        return super().formfield_for_dbfield(field, request, **options)

    def view_on_site(self, service):
        return None
