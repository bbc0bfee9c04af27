"""Editing a page: the form is filled from its newest text, and saving it appends a new one.

Nothing here writes a column or row that readers query: what was typed becomes a text, and the text
goes through the write door.
"""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.decorators.csrf import csrf_protect

from concepts import contentfile, publishing
from concepts.contentfile import Faulty
from concepts.models import Revision

from . import link_check
from .form import FORMS, Editor, is_same
from .parts import difference
from .problems import problems_of_text
from .state import newest_content, state_of, title_of
from .urls import admin_url, type_url

SAVED = "Saved as a draft. Readers do not see it until it is published."
SAVED_ALREADY = "This text is saved already."
UNCHANGED = "Nothing was changed, so nothing was saved."
UNREADABLE = "The newest text can't be read as a page; restore a former one."


class ChangeForm:
    """The part of an EntryAdmin that shows and saves the form."""

    change_form_template = "admin/concepts/entry_change_form.html"

    @method_decorator(csrf_protect)
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # Not Django's: it would write the model's columns, inside one long transaction.
        return self._changeform_view(request, object_id, form_url, extra_context)

    # The preview of the text stands in a frame.
    @method_decorator(csp_update({"frame-src": [SELF]}))
    def _changeform_view(self, request, object_id, form_url, extra_context):
        entry = None
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
        else:
            entry = self.get_object(request, unquote(object_id))
            if not self.has_view_or_change_permission(request, entry):
                raise PermissionDenied
            if entry is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            if not self.has_change_permission(request, entry):
                if request.method == "POST":
                    raise PermissionDenied
                return HttpResponseRedirect(admin_url(entry, "revision", entry.head_id))
        if request.method == "POST":
            return self.save(request, entry)
        content = newest_content(entry) if entry else None
        if entry and content is None:
            messages.error(request, UNREADABLE)
            return HttpResponseRedirect(admin_url(entry, "history"))
        title = "" if entry else request.GET.get("title", "")
        initial = {"title": title, "slug": slugify(title)[:200]}
        editor = Editor(self.opts.model_name, entry, content=content, initial=initial)
        return self.render_form(
            request, entry, editor, content=content, base=entry and entry.head_id
        )

    def save(self, request, entry):
        """Appends what was typed; where that is refused, shows it again, with the reasons."""
        editor = Editor(self.opts.model_name, entry, data=request.POST)
        base = request.POST.get("base", "")
        base = int(base) if base.isdecimal() and len(base) < 19 else 0
        valid = editor.is_valid()
        if refused := getattr(request, "refused", None):
            editor.form.add_error(None, refused)
        if refused or not valid:
            return self.render_form(request, entry, editor, base=base)
        if entry is None:
            return self.save_new(request, editor)
        began = Revision.objects.filter(entry=entry, pk=base).first()
        began = began and contentfile.parse_or_none(began.text, entry.type)
        if began and is_same(editor.content, began):
            return self.redirect_from(request, entry, UNCHANGED, messages.INFO)
        try:
            with transaction.atomic():
                publishing.save_draft(entry, editor.text, request.user, base=base)
                self.log_change(request, entry, "Saved a draft.")
        except Faulty as refusal:
            entry.refresh_from_db(fields=["head"])
            newest = newest_content(entry)
            if entry.head_id != base and newest and is_same(editor.content, newest):
                # The button was pressed twice, or two people typed the same.
                return self.redirect_from(request, entry, SAVED_ALREADY)
            editor.refuse(refusal.faults)
            theirs = difference(entry.head.text, editor.text) if entry.head_id != base else None
            return self.render_form(
                request, entry, editor, content=editor.content, base=entry.head_id, theirs=theirs
            )
        return self.redirect_from(request, entry, SAVED)

    def save_new(self, request, editor):
        slug = editor.form.cleaned_data["slug"]
        try:
            with transaction.atomic():
                revision = publishing.save_draft(
                    None, editor.text, request.user, type=editor.type, slug=slug
                )
                entry = self.model.objects.get(pk=revision.entry_id)
                self.log_addition(request, entry, "Saved a draft.")
        except Faulty as refusal:
            # The button was pressed twice if the page is there, as typed, by the same person.
            own = self.model.objects.filter(slugs__slug=slug, head__author=request.user).first()
            newest = own and newest_content(own)
            if newest and is_same(editor.content, newest):
                return self.redirect_from(request, own, SAVED_ALREADY)
            editor.refuse(refusal.faults)
            return self.render_form(request, None, editor)
        return self.redirect_from(request, entry, SAVED)

    def redirect_from(self, request, entry, message, level=messages.SUCCESS):
        """Leads on from a form that was saved, or had nothing to save, and says so."""
        if "_publish" in request.POST and self.has_publish_permission(request):
            return HttpResponseRedirect(admin_url(entry, "publish"))
        messages.add_message(request, level, message)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(type_url(self.opts.model_name, "add"))
        if not self.has_view_or_change_permission(request, entry):
            # Whoever may only add pages can't look at this one again.
            return HttpResponseRedirect(reverse("admin:index"))
        return HttpResponseRedirect(admin_url(entry))

    def render_form(self, request, entry, editor, content=None, base=None, theirs=None):
        """The form; with the problems of `content` where it can be read."""
        add = entry is None
        editor.label_entries()
        fieldsets = self.get_fieldsets(request, entry)
        form = helpers.AdminForm(
            editor.form, fieldsets, {"slug": ["title"]} if add else {}, model_admin=self
        )
        faults, warnings, links = [], [], None
        if entry and content:
            # Where links are checked they are listed, with what mends them.
            listed = (publishing.BROKEN_LINK, publishing.BROKEN_ANCHOR)
            faults, warnings = problems_of_text(entry, content, editor, listed)
            links = link_check.check(entry, content, editor)
        title = title_of(entry) if entry else None
        context = {
            **self.admin_site.each_context(request),
            "title": f"{'Add' if add else 'Change'} {self.opts.verbose_name}",
            "subtitle": title,
            "adminform": form,
            "lists": list(editor.lists.items()),
            "subject": title or "This page",
            "object_id": entry and str(entry.pk),
            "original": entry,
            "media": self.media + editor.media,
            "inline_admin_formsets": [],
            "errors": editor.errors,
            "preserved_filters": self.get_preserved_filters(request),
            "base": base or "",
            "unsaved": editor.form.is_bound,
            "faults": faults,
            "warnings": warnings,
            "theirs": theirs,
            "links": links,
            "desk": self.script_urls(entry),
            "state": entry and state_of(entry),
            "may_publish": self.has_publish_permission(request),
            "acts": self.page_actions(request, entry) if entry else [],
        }
        response = self.render_change_form(request, context, add=add, change=not add, obj=entry)
        # Multipart sends a text in Arabic or Chinese as it is; otherwise it grows threefold.
        response.context_data["has_file_field"] = True
        return response

    def script_urls(self, entry):
        """Where the form's scripts ask for what they show."""
        type = self.opts.model_name
        return {
            "preview": admin_url(entry, "preview") if entry else type_url(type, "preview"),
            "frame": type_url(type, "frame"),
            "complete": reverse("admin:concepts_entry_complete"),
        }

    def get_fieldsets(self, request, obj=None):
        form_class = FORMS[self.opts.model_name]
        return [
            (heading, {"fields": names, "classes": ["kb-article"] if heading == "Article" else []})
            for heading, names in form_class.fieldsets(with_slug=obj is None)
        ]
