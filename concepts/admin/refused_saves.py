"""What every form of the admin does, Django's own too: `adminsite` mixes this into each admin that
is registered.

Nobody loses what was typed. A choice that is none gets a sentence beside its field. Where the
database refuses a save, because somebody else is writing or has just written the same, nothing is
saved and the form comes back as it was posted, with a sentence that says what to do.
"""

import logging

from django import forms
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, OperationalError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import Truncator

from concepts import locks
from concepts.contentfile import Faulty
from concepts.models import Entry
from concepts.publishing.refusals import refusal

BUSY = "Another change is being written. Nothing is lost: press Save again."
CHANGED_MEANWHILE = (
    "Somebody changed what this belongs to just now, so nothing was saved. Open this page in "
    "another tab, look at what changed, then save here again."
)
# Seconds, for whatever tries again by itself.
RETRY_AFTER = "5"

logger = logging.getLogger(__name__)


def is_possible(field, value):
    """Whether a row could have this value in `field`; a database asked for another fails."""
    try:
        field.clean(value, None)
    except ValidationError:
        return False
    return "\0" not in str(value)


class Lenient:
    """Shows a posted choice again that may be none: such a value can't be looked up."""

    def optgroups(self, name, value, attrs=None):
        remote = self.field.remote_field
        column = remote.model._meta.get_field(
            getattr(remote, "field_name", None) or remote.model._meta.pk.name
        )
        return super().optgroups(name, [each for each in value if is_possible(column, each)], attrs)


class PickOne(Lenient, AutocompleteSelect):
    pass


class PickSeveral(Lenient, AutocompleteSelectMultiple):
    pass


class RowsField:
    """A choice of rows; what is none is named."""

    def none(self, value):
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
                raise self.none(value)


class OneRow(RowsField, forms.ModelChoiceField):
    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not isinstance(value, self.queryset.model):
            self.check_possible([value])
        try:
            return super().to_python(value)
        except ValidationError:
            raise self.none(value) from None


class SeveralRows(RowsField, forms.ModelMultipleChoiceField):
    def _check_values(self, value):
        self.check_possible(value)
        try:
            return super()._check_values(value)
        except ValidationError as refusal:
            raise self.none((refusal.params or {}).get("value", "")) from None


class Choices:
    """The part of an admin or inline that makes the fields for choices of rows."""

    def formfield_for_foreignkey(self, field, request, **options):
        if field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", PickOne(field, self.admin_site))
        return super().formfield_for_foreignkey(field, request, **{"form_class": OneRow, **options})

    def formfield_for_manytomany(self, field, request, **options):
        if field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", PickSeveral(field, self.admin_site))
        return super().formfield_for_manytomany(
            field, request, **{"form_class": SeveralRows, **options}
        )


class Refused:
    """A form whose save the database refused: as it was posted, with a sentence."""

    refused = ""

    def full_clean(self):
        super().full_clean()
        self.add_error(None, self.refused)


def sentence(error):
    """What the database refused, for whoever pressed Save; none for what nobody can help."""
    if isinstance(error, IntegrityError):
        known = refusal(error)
        if isinstance(known, Faulty):
            return known.faults[0].message
        logger.error("A save was refused by the database", exc_info=error)
        return CHANGED_MEANWHILE
    return BUSY if locks.is_held(error) else ""


def unavailable(response):
    """Says to whatever reads no sentences that nothing was done, and when to try again."""
    response.status_code = 503
    response["Retry-After"] = RETRY_AFTER
    return response


class Kept(Choices):
    """The part of a ModelAdmin that gives back a form which the database refused to save, and a
    list that was asked for what no column holds.
    """

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except (DataError, OverflowError):
            # As for every other filter that can't be: the list, without it.
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

    def add_view(self, request, form_url="", extra_context=None):
        # Caught here too: Django's admin of users opens its transaction around this.
        with_form = super().add_view
        return self.saved_or_again(request, with_form, None, form_url, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def with_form(request, form_url, extra_context):
            return super(Kept, self).changeform_view(request, object_id, form_url, extra_context)

        return self.saved_or_again(request, with_form, object_id, form_url, extra_context)

    def saved_or_again(self, request, view, object_id, form_url, extra_context):
        try:
            return view(request, form_url, extra_context)
        except (IntegrityError, OperationalError) as error:
            request.refused = sentence(error)
            if not request.refused or request.method != "POST":
                raise
            # Outside the transaction, which is rolled back: from here on nothing is written.
            response = self._changeform_view(request, object_id, form_url, extra_context)
            return unavailable(response) if request.refused == BUSY else response

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change=change, **options)
        refused = getattr(request, "refused", "")
        return type(form.__name__, (Refused, form), {"refused": refused}) if refused else form


def with_care(admin_class):
    """The admin class, with what this module adds to it and to its inlines."""
    inlines = [
        type(inline.__name__, (Choices, inline), {"__module__": inline.__module__})
        for inline in admin_class.inlines
    ]
    return type(
        admin_class.__name__,
        (Kept, admin_class),
        {"__module__": admin_class.__module__, "inlines": inlines},
    )


def busy(request, context):
    """The page that says that nothing was done, with what was posted, to be posted again.

    Passwords are not given back: they are typed anew.
    """
    posted = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    whole = not any("password" in name for name in request.POST)
    context |= {"posted": posted, "whole": whole and request.method == "POST"}
    return unavailable(render(request, "admin/busy.html", context))
