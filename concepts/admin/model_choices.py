"""Choices of rows in the admin's forms: one that is none gets a sentence beside its field, whatever
was posted as its key.
"""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from concepts.models import Entry


def is_possible(field, value):
    """Whether a row could have this value in `field`; a database asked for another fails."""
    try:
        field.clean(value, None)
    except ValidationError:
        return False
    return "\0" not in str(value)


class LenientSelect:
    """Shows a posted choice again that may be none: such a value can't be looked up."""

    def optgroups(self, name, value, attrs=None):
        remote = self.field.remote_field
        column = remote.model._meta.get_field(
            getattr(remote, "field_name", None) or remote.model._meta.pk.name
        )
        return super().optgroups(name, [key for key in value if is_possible(column, key)], attrs)


class SelectRow(LenientSelect, AutocompleteSelect):
    pass


class SelectRows(LenientSelect, AutocompleteSelectMultiple):
    pass


class NamesWrongChoice:
    """A choice of rows; what is none is named."""

    def wrong_choice(self, value):
        model = self.queryset.model
        name = "page" if issubclass(model, Entry) else model._meta.verbose_name
        article = "an" if name[0] in "aeiou" else "a"
        return ValidationError(
            f"Choose {article} {name} from the list: “%(value)s” is none.",
            code="invalid_choice",
            params={"value": Truncator(value).chars(60)},
        )

    def check_possible(self, values):
        column = self.queryset.model._meta.pk
        if self.to_field_name:
            column = self.queryset.model._meta.get_field(self.to_field_name)
        for value in values:
            if not is_possible(column, value):
                raise self.wrong_choice(value)


class RowField(NamesWrongChoice, forms.ModelChoiceField):
    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not isinstance(value, self.queryset.model):
            self.check_possible([value])
        try:
            return super().to_python(value)
        except ValidationError:
            raise self.wrong_choice(value) from None


class RowsField(NamesWrongChoice, forms.ModelMultipleChoiceField):
    def _check_values(self, value):
        self.check_possible(value)
        try:
            return super()._check_values(value)
        except ValidationError as refusal:
            raise self.wrong_choice((refusal.params or {}).get("value", "")) from None


class ModelChoices:
    """The part of an admin or inline that makes the fields for choices of rows."""

    def formfield_for_foreignkey(self, field, request, **options):
        if field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", SelectRow(field, self.admin_site))
        return super().formfield_for_foreignkey(
            field, request, **{"form_class": RowField, **options}
        )

    def formfield_for_manytomany(self, field, request, **options):
        if field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", SelectRows(field, self.admin_site))
        return super().formfield_for_manytomany(
            field, request, **{"form_class": RowsField, **options}
        )
