"""Editing a page: the form is filled from its newest text, and saving it appends a new one.

Nothing here writes a column or row that readers query: what was typed becomes a text, and the text
goes through the write door.
"""

from dataclasses import dataclass

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
from django.utils.html import format_html
from django.utils.text import slugify
from django.views.decorators.csrf import csrf_protect

from concepts import publishing, reading
from concepts.contentfile import Faulty
from concepts.models import Revision, Slug

from . import link_check
from .entry_form import Editor, same, sentence
from .state import content_of, state_of, title_of

SAVED = "Saved as a draft. Readers do not see it until it is published."


@dataclass(frozen=True)
class Problem:
    """Something in a text that an editor should mend; `place` is the id of its field."""

    message: str
    where: str
    place: str
    line: int = 0


def problems(entry, content, unlisted=()):
    """(what would stop publishing, what an editor should look at) in the newest text of a page.

    `unlisted` are codes of what is told elsewhere.
    """
    known = publishing.known_for({entry.slug: content})
    faults, warnings = publishing.validate(content, entry.slug, known)
    return (
        [problem(fault) for fault in faults],
        [problem(warning) for warning in warnings if warning.code not in unlisted],
    )


def problem(fault):
    """A fault of the text, with its place in the form."""
    name, message = fault.part, sentence(fault.message)
    if name == "body":
        line = fault.number or 1
        return Problem(message, f"Article, line {line}", "id_body", line)
    if name in ("relations", "members"):
        row = fault.number or 0
        return Problem(message, f"{name.capitalize()}, row {row + 1}", f"{name}-{row}")
    words = {
        "title": "Title",
        "aliases": "Also called",
        "search": "Search words",
        "concepts": "About",
        "sources": "Passages carried",
    }
    return Problem(message, words.get(name, name.capitalize()), f"id_{name or 'title'}")


def difference(old, new):
    """The changes that lead from one text to another; empty where at most empty lines differ."""
    changes = reading.differences(old, new)
    return changes if any(change.sign not in ("same", "gap") for change in changes) else []


class Editing:
    """The part of an EntryAdmin that shows and saves the form."""

    form_class = None
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
                return HttpResponseRedirect(self.address("revision", entry, entry.head_id))
        if request.method == "POST":
            return self.save(request, entry)
        content = content_of(entry, entry.head.text) if entry else None
        if entry and content is None:
            messages.error(
                request, "The newest text can't be read as a page; restore a former one."
            )
            return HttpResponseRedirect(self.address("history", entry))
        title = "" if entry else request.GET.get("title", "")
        initial = {"title": title, "slug": slugify(title)[:200]}
        editor = Editor(self.form_class, entry, content=content, initial=initial)
        return self.show(request, entry, editor, content=content, base=entry and entry.head_id)

    def save(self, request, entry):
        """Appends what was typed; where that is refused, shows it again, with the reasons."""
        editor = Editor(self.form_class, entry, data=request.POST)
        base = request.POST.get("base", "")
        base = int(base) if base.isdecimal() and len(base) < 19 else 0
        refused = getattr(request, "refused", "")
        valid = editor.is_valid()
        if refused:
            editor.form.add_error(None, refused)
        if refused or not valid:
            return self.show(request, entry, editor, base=base)
        if entry is None:
            return self.save_new(request, editor)
        began = Revision.objects.filter(entry=entry, pk=base).first()
        began = began and content_of(entry, began.text)
        if began and same(editor.content, began):
            return self.saved(request, entry, "Nothing was changed, so nothing was saved.")
        try:
            with transaction.atomic():
                publishing.save_draft(entry, editor.text, request.user, base=base)
                self.log_change(request, entry, "Saved a draft.")
        except Faulty as refusal:
            entry.refresh_from_db(fields=["head"])
            newest = content_of(entry, entry.head.text)
            if entry.head_id != base and newest and same(editor.content, newest):
                # The button was pressed twice, or two people typed the same.
                return self.saved(request, entry, "This text is saved already.")
            editor.refuse(refusal.faults)
            theirs = difference(entry.head.text, editor.text) if entry.head_id != base else None
            return self.show(
                request, entry, editor, content=editor.content, base=entry.head_id, theirs=theirs
            )
        return self.saved(request, entry, SAVED)

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
            held = Slug.objects.filter(slug=slug, entry__type=editor.type).first()
            newest = held and content_of(held.entry, held.entry.head.text)
            if newest and same(editor.content, newest) and held.entry.head.author == request.user:
                return self.saved(request, held.entry, "This text is saved already.")
            editor.refuse(refusal.faults)
            return self.show(request, None, editor)
        return self.saved(request, entry, SAVED)

    def saved(self, request, entry, message):
        if "_publish" in request.POST and self.has_publish_permission(request):
            return HttpResponseRedirect(self.address("publish", entry))
        messages.success(request, message)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(self.address("add"))
        if not self.has_view_or_change_permission(request, entry):
            # Whoever may only add pages can't look at this one again.
            return HttpResponseRedirect(reverse("admin:index"))
        return HttpResponseRedirect(self.address("change", entry))

    def show(self, request, entry, editor, content=None, base=None, theirs=None):
        """The form; with the problems of `content` where it can be read."""
        add = entry is None
        editor.name_pages()
        fieldsets = self.get_fieldsets(request, entry)
        form = helpers.AdminForm(
            editor.form, fieldsets, {"slug": ["title"]} if add else {}, model_admin=self
        )
        faults, warnings, links = [], [], None
        if entry and content:
            # Where links are checked they are listed, with what mends them.
            listed = (publishing.BROKEN_LINK, publishing.BROKEN_ANCHOR)
            faults, warnings = problems(entry, content, unlisted=listed)
            links = link_check.check(entry, content)
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
            "desk": self.desk(entry),
            "state": entry and state_of(entry),
            "may_publish": self.has_publish_permission(request),
            "acts": self.acts(request, entry) if entry else [],
        }
        response = self.render_change_form(request, context, add=add, change=not add, obj=entry)
        # Multipart sends a text in Arabic or Chinese as it is; otherwise it grows threefold.
        response.context_data["has_file_field"] = True
        return response

    def desk(self, entry):
        """Where the form's scripts ask for what they show."""
        return {
            "preview": self.address("preview", entry),
            "frame": self.address("frame"),
            "complete": reverse("admin:concepts_entry_complete"),
        }

    def get_fieldsets(self, request, obj=None):
        slug = [] if obj else ["slug"]
        names = [[None, ["title", *slug, *self.first_fields]], ["Article", ["body"]]]
        return [
            (name, {"fields": fields, "classes": ["kb-article"] if name else []})
            for name, fields in names
        ] + [("Where it comes from", {"fields": self.last_fields})]

    def address(self, name, entry=None, *args):
        """The address of one of this admin's pages."""
        keys = [entry.pk, *args] if entry else []
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=keys)

    def link(self, entry):
        return format_html('<a href="{}">{}</a>', self.address("change", entry), title_of(entry))
