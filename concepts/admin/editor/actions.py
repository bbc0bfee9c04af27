"""The actions on a page as a whole: publish, withdraw, rename, merge. Each asks first."""

from contextlib import contextmanager

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst

from concepts import publishing
from concepts.contentfile import Fault, Faulty
from concepts.models import CHANGE_KINDS, Entry

from ..refused_saves import is_busy, refusal_of, show_busy
from .fields import EntryField, LineField, label_entries
from .form import slug_field
from .parts import difference
from .problems import problems_of_text
from .state import newest_content, state_of, title_of
from .urls import admin_url

CHANGE_KIND_WORDS = {
    "wording": "Wording: it says the same as before.",
    "meaning": "Meaning: it says something else, more or less than before.",
}


class PublishForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    change_note = LineField(
        label="What changed",
        help_text="In a few words. Readers see it in the page's list of changes.",
    )
    change_kind = forms.ChoiceField(
        label="Kind of change",
        choices=[(name, CHANGE_KIND_WORDS[name]) for name in CHANGE_KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": "Say which kind of change it is."},
    )


class WithdrawForm(forms.Form):
    reason = LineField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="A sentence that readers see at the page's address.",
    )
    successor = EntryField(
        label="Where readers should go instead",
        help_text="The address leads there at once; the reason is kept, but not shown to readers.",
    )


class RenameForm(forms.Form):
    slug = slug_field(label="New slug")


class MergeForm(forms.Form):
    into = EntryField(label="Into", help_text="The page that stays.")
    reason = LineField(label="Reason", help_text="May stay empty: “Merged with …” is written then.")

    def __init__(self, type, *args, **options):
        super().__init__(*args, **options)
        self.fields["into"].widget.type = type


@contextmanager
def show_refusals(request, form):
    """Shows on the form what the write door or the database refuses.

    Stands before `atomic`, in which an action and its line in the log are written together.
    """
    try:
        yield
    except (IntegrityError, OperationalError) as error:
        request.refused = refusal_of(error)
        if request.refused is None:
            raise
        if not is_busy(request):
            form.add_error(None, request.refused)
    except Faulty as refusal:
        for fault in refusal.faults:
            form.add_error(
                fault.part if fault.part in form.fields else None, capfirst(fault.message)
            )


def posted_data(request):
    """What was posted, or nothing. An empty form is posted, too."""
    return request.POST.copy() if request.method == "POST" else None


class Actions:
    """The part of an EntryAdmin that publishes, withdraws, renames and merges."""

    def get_urls(self):
        views = {
            "publish": self.publish_view,
            "withdraw": self.withdraw_view,
            "rename": self.rename_view,
            "merge": self.merge_view,
        }
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path(
                f"<int:object_id>/{act}/",
                self.admin_site.admin_view(view),
                name=f"{name}_{act}",
            )
            for act, view in views.items()
        ] + super().get_urls()

    def has_publish_permission(self, request):
        return request.user.has_perm("concepts.publish_entry") and self.has_change_permission(
            request
        )

    def page_actions(self, request, entry):
        """(label, address) of what may be done to the page now, by this person."""
        if not self.has_publish_permission(request):
            return []
        names = {"rename": "Rename…"}
        if state_of(entry) != "published":
            names = {"publish": "Publish…"} | names
        if entry.is_published:
            names |= {"merge": "Merge…", "withdraw": "Withdraw…"}
        return [(label, admin_url(entry, name)) for name, label in names.items()]

    def get_entry_to_act_on(self, request, object_id):
        """The page that somebody may act on."""
        entry = self.get_object(request, unquote(str(object_id)))
        if not self.has_publish_permission(request):
            raise PermissionDenied
        return entry

    def publish_view(self, request, object_id):
        entry = self.get_entry_to_act_on(request, object_id)
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        live, head = entry.live, entry.head
        form = PublishForm(posted_data(request), initial={"revision": head.pk})
        if request.method == "POST" and form.is_valid():
            seen = form.cleaned_data["revision"]
            if seen == head.pk:
                with show_refusals(request, form), transaction.atomic():
                    return self.publish(request, entry, form)
                entry = self.get_entry_to_act_on(request, object_id)
                live = entry.live
            if entry.is_published and live.revision_id == seen:
                # The button was pressed twice: the page is as wanted.
                messages.success(request, f"Edition {live.number} is published.")
                return HttpResponseRedirect(admin_url(entry))
            if seen != head.pk:
                form.add_error(
                    None,
                    f"{head.author} saved this page on {head.saved_at:%-d %B %Y at %H:%M} UTC."
                    " The newest text stands below; look at it, then publish.",
                )
                form.data["revision"] = head.pk
        content = newest_content(entry)
        faults, warnings = problems_of_text(entry, content) if content else ((), ())
        nothing_new = state_of(entry) == "published"
        return self.render_action(
            request,
            entry,
            form,
            "publish",
            faults=faults,
            warnings=warnings,
            live=live,
            head=head,
            base=head.pk,
            number=entry.editions.count() + 1,
            nothing_new=nothing_new,
            difference=difference(live.revision.text if live else "", head.text),
            refused=bool(faults) or nothing_new or content is None,
        )

    def publish(self, request, entry, form):
        note, kind = form.cleaned_data["change_note"], form.cleaned_data["change_kind"]
        edition = publishing.publish(entry, request.user, note=note, kind=kind)
        self.log_change(
            request, entry, f"Published edition {edition.number}: {edition.change_note}"
        )
        messages.success(request, f"Edition {edition.number} is published. Readers see it now.")
        return HttpResponseRedirect(admin_url(entry))

    def withdraw_view(self, request, object_id):
        entry = self.get_entry_to_act_on(request, object_id)
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        form = WithdrawForm(posted_data(request))
        if request.method == "POST" and form.is_valid():
            reason, slug = form.cleaned_data["reason"], form.cleaned_data["successor"]
            with show_refusals(request, form), transaction.atomic():
                publishing.withdraw(
                    entry,
                    request.user,
                    reason=reason,
                    successor=self.get_named_entry(slug, "successor"),
                )
                successor = f" Its address leads to {slug}." if slug else ""
                self.log_change(request, entry, f"Withdrew the page: {reason}{successor}")
                messages.success(request, f"The page is withdrawn.{successor}")
                return HttpResponseRedirect(admin_url(entry))
        return self.render_action(request, entry, form, "withdraw", refused=not entry.is_published)

    def rename_view(self, request, object_id):
        entry = self.get_entry_to_act_on(request, object_id)
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        former = entry.slug
        form = RenameForm(posted_data(request), initial={"slug": former})
        if request.method == "POST" and form.is_valid():
            slug = form.cleaned_data["slug"]
            if slug == former:
                messages.info(request, f"The slug is {slug} already.")
                return HttpResponseRedirect(admin_url(entry))
            with show_refusals(request, form), transaction.atomic():
                renamed = publishing.rename(entry, slug, request.user)
                self.log_change(request, entry, f"Renamed from {former} to {slug}.")
                messages.success(request, f"The page is at {renamed.get_absolute_url()} now.")
                return HttpResponseRedirect(admin_url(entry))
        return self.render_action(request, entry, form, "rename")

    def merge_view(self, request, object_id):
        entry = self.get_entry_to_act_on(request, object_id)
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        form = MergeForm(entry.type, posted_data(request))
        if request.method == "POST" and form.is_valid():
            with show_refusals(request, form), transaction.atomic():
                into = self.get_named_entry(form.cleaned_data["into"], "into")
                if into is None:
                    raise Faulty([Fault("into", "Choose the page that stays.")])
                edition = publishing.merge(
                    entry, into, request.user, reason=form.cleaned_data["reason"]
                )
                self.log_change(request, entry, f"Merged the page into {into.slug}.")
                # Under its own type, where its history looks for it.
                into = self.model.objects.get(pk=into.pk)
                self.log_change(
                    request, into, f"Took in {entry.slug}, with edition {edition.number}."
                )
                messages.success(request, f"The page is merged: its address leads to {into.title}.")
                return HttpResponseRedirect(admin_url(into))
        return self.render_action(request, entry, form, "merge", refused=not entry.is_published)

    def get_named_entry(self, slug, field):
        """The page that a slug, present or former, belongs to; None for no slug."""
        if not slug:
            return None
        entry = Entry.objects.filter(slugs__slug=slug).first()
        if entry is None:
            raise Faulty([Fault(field, f"There is no page '{slug}'.")])
        return entry

    def render_action(self, request, entry, form, act, **extra):
        """The page that says what an act does, and asks for what it needs."""
        label_entries([form])
        title = title_of(entry)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{act.capitalize()}: {title}",
            "opts": self.opts,
            "original": entry,
            "page_title": title,
            "subtitle": None,
            "form": form,
            "act": act,
            "media": self.media + form.media,
            "change_address": admin_url(entry),
            "form_address": admin_url(entry),
            "has_view_permission": True,
            **extra,
        }
        request.current_app = self.admin_site.name
        response = TemplateResponse(request, f"admin/concepts/act_{act}.html", context)
        return show_busy(request, response) if is_busy(request) else response
