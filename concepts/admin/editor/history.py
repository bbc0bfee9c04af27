"""Every text that a page ever had: to read, to compare and to restore."""

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst

from concepts import contentfile, markup, publishing, rendering
from concepts.contentfile import Faulty
from concepts.models import Revision

from .parts import IN_THE_HEAD, connections, difference, facts
from .state import title_of
from .urls import admin_url

REVISIONS_ON_A_PAGE = 50


class History:
    """The part of an EntryAdmin that shows and restores former texts."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path(
                "<int:object_id>/revisions/<int:revision_id>/",
                wrap(self.revision_view),
                name=f"{name}_revision",
            ),
            path(
                "<int:object_id>/revisions/<int:revision_id>/restore/",
                wrap(self.restore_view),
                name=f"{name}_restore",
            ),
            path("<int:object_id>/compare/", wrap(self.compare_view), name=f"{name}_compare"),
            *super().get_urls(),
        ]

    def get_entry_to_read(self, request, object_id):
        entry = self.get_object(request, unquote(str(object_id)))
        if not self.has_view_or_change_permission(request, entry):
            raise PermissionDenied
        if entry is None:
            raise Http404
        return entry

    def history_view(self, request, object_id, extra_context=None):
        entry = self.get_entry_to_read(request, object_id)
        revisions = (
            entry.revisions.select_related("author")
            .prefetch_related("editions__publisher")
            .defer("text")
            .order_by("-id")
        )
        page = Paginator(revisions, REVISIONS_ON_A_PAGE).get_page(request.GET.get("p"))
        acts = LogEntry.objects.filter(
            object_id=str(entry.pk), content_type=get_content_type_for_model(self.model)
        ).select_related("user")
        return self.render_look(
            request,
            entry,
            "history",
            page=page,
            page_range=page.paginator.get_elided_page_range(page.number),
            log=acts.order_by("-action_time")[:REVISIONS_ON_A_PAGE],
            slugs=entry.slugs.filter(is_current=False),
            may_restore=self.has_change_permission(request, entry),
        )

    def revision_view(self, request, object_id, revision_id):
        entry = self.get_entry_to_read(request, object_id)
        revision = self.get_revision(entry, revision_id)
        content = contentfile.parse_or_none(revision.text, entry.type)
        shown = {}
        if content:
            article = rendering.render(
                content.body,
                content.inline_texts,
                passages=content.sources,
                own=markup.fold(entry.slug),
            )
            shown = {
                "article": article,
                "connections": list(connections(content, article.inline)),
                "facts": list(facts(content, without=IN_THE_HEAD)),
            }
        return self.render_look(
            request,
            entry,
            "revision",
            revision=revision,
            content=content,
            **shown,
            editions=revision.editions.select_related("publisher"),
            may_restore=revision.pk != entry.head_id and self.has_change_permission(request, entry),
        )

    def compare_view(self, request, object_id):
        """Two texts of the page, the older first; without a choice, the live one and the newest."""
        entry = self.get_entry_to_read(request, object_id)
        chosen = {}
        for name, default in (
            ("from", entry.live.revision_id if entry.live else entry.head_id),
            ("to", entry.head_id),
        ):
            value = request.GET.get(name, "")
            chosen[name] = int(value) if value.isdecimal() and len(value) < 19 else default
        older, newer = (self.get_revision(entry, pk) for pk in sorted(chosen.values()))
        return self.render_look(
            request,
            entry,
            "compare",
            older=older,
            newer=newer,
            difference=difference(older.text, newer.text),
            blank_lines=older.text != newer.text,
        )

    def restore_view(self, request, object_id, revision_id):
        """Appends a former text as the newest."""
        entry = self.get_entry_to_read(request, object_id)
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        revision = self.get_revision(entry, revision_id)
        saved = f"{revision.saved_at:%-d %B %Y at %H:%M} UTC"
        if revision.text == entry.head.text:
            messages.info(request, f"The newest text is the one of {saved} already.")
            return HttpResponseRedirect(admin_url(entry))
        try:
            with transaction.atomic():
                publishing.restore(entry, revision, request.user)
                self.log_change(request, entry, f"Restored the text of {saved} as a draft.")
        except Faulty as refusal:
            for fault in refusal.faults:
                messages.error(request, capfirst(str(fault)))
            return HttpResponseRedirect(admin_url(entry, "revision", revision.pk))
        messages.success(
            request,
            f"The text of {saved} is the newest draft now. Publish it to show it to readers.",
        )
        return HttpResponseRedirect(admin_url(entry))

    def get_revision(self, entry, pk):
        revision = Revision.objects.filter(entry=entry, pk=pk).select_related("author").first()
        if revision is None:
            raise Http404
        return revision

    def render_look(self, request, entry, name, **extra):
        title = title_of(entry)
        words = {"history": "History", "revision": "Text", "compare": "Compare"}[name]
        context = {
            **self.admin_site.each_context(request),
            "title": f"{words}: {title}",
            "subtitle": None,
            "opts": self.opts,
            "original": entry,
            "page_title": title,
            "has_view_permission": True,
            "may_change": self.has_change_permission(request, entry),
            "address_of": {
                each: admin_url(entry, each) for each in ("change", "history", "compare")
            },
            **extra,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/concepts/{name}.html", context)
