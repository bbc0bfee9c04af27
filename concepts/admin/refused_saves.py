"""A save that the database refuses comes back: in every form of the admin, Django's own too.

Nobody loses what was typed. Where somebody else is writing or has just written the same, nothing is
saved and the form comes back as it was posted, with a sentence that says what to do. `site` mixes
this into each admin that is registered.
"""

import logging

from django.contrib import messages
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, OperationalError
from django.http import HttpResponseRedirect
from django.shortcuts import render

from concepts import locks
from concepts.contentfile import Faulty
from concepts.publishing.refusals import refusal

from .model_choices import ModelChoices

# The code of a refusal in which nothing is wrong: it only has to be tried again.
BUSY = "busy"
BUSY_SENTENCE = "Another change is being written. Nothing is lost: press the button again."
CHANGED_MEANWHILE = (
    "Somebody changed what this belongs to just now, so nothing was saved. Open this page in "
    "another tab, look at what changed, then save here again."
)
# Seconds, for whatever tries again by itself.
RETRY_AFTER = "5"

logger = logging.getLogger(__name__)


def refusal_of(error):
    """What the database refused, for whoever pressed Save; None for what nobody can help."""
    if isinstance(error, IntegrityError):
        known = refusal(error)
        if isinstance(known, Faulty):
            return ValidationError(known.faults[0].message)
        logger.error("A save was refused by the database", exc_info=error)
        return ValidationError(CHANGED_MEANWHILE)
    return ValidationError(BUSY_SENTENCE, code=BUSY) if locks.is_held(error) else None


def is_busy(request):
    """Whether what was posted could not be written because somebody else is writing."""
    refused = getattr(request, "refused", None)
    return refused is not None and refused.code == BUSY


def mark_unavailable(response):
    """Says to whatever reads no sentences that nothing was done, and when to try again."""
    response.status_code = 503
    response["Retry-After"] = RETRY_AFTER
    return response


def show_busy(request, response):
    """Gives the page of a form its sentence as a warning: nothing in the form is to be mended."""
    messages.warning(request, BUSY_SENTENCE)
    response.context_data["errors"] = None
    return mark_unavailable(response)


def render_busy_page(request, context):
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
    return mark_unavailable(render(request, "admin/busy.html", context))


class RefusedForm:
    """A form whose save the database refused: as it was posted, with a sentence."""

    refused = None

    def full_clean(self):
        super().full_clean()
        self.add_error(None, self.refused)


class RefusedSaves(ModelChoices):
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
        return self.save_or_show_again(request, with_form, None, form_url, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def with_form(request, form_url, extra_context):
            return super(RefusedSaves, self).changeform_view(
                request, object_id, form_url, extra_context
            )

        return self.save_or_show_again(request, with_form, object_id, form_url, extra_context)

    def save_or_show_again(self, request, view, object_id, form_url, extra_context):
        try:
            return view(request, form_url, extra_context)
        except (IntegrityError, OperationalError) as error:
            request.refused = refusal_of(error)
            if request.refused is None or request.method != "POST":
                raise
            # Outside the transaction, which is rolled back: from here on nothing is written.
            response = self._changeform_view(request, object_id, form_url, extra_context)
            return show_busy(request, response) if is_busy(request) else response

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change=change, **options)
        refused = getattr(request, "refused", None)
        return type(form.__name__, (RefusedForm, form), {"refused": refused}) if refused else form


def guard(admin_class):
    """The admin class, with what this module adds to it and to its inlines."""
    inlines = [
        type(inline.__name__, (ModelChoices, inline), {"__module__": inline.__module__})
        for inline in admin_class.inlines
    ]
    return type(
        admin_class.__name__,
        (RefusedSaves, admin_class),
        {"__module__": admin_class.__module__, "inlines": inlines},
    )
