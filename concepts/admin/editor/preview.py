"""What a page would look like to its readers, made from what stands in its form. Writes nothing.

The form's script shows it in a frame; without scripts a button of the form opens it in a tab of its
own. Neither the frame nor the tab may run a script, whatever was typed.
"""

from dataclasses import replace
from html import escape

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from concepts import linking, markup, rendering
from concepts.contentfile import page, schema
from concepts.publishing.validation import documents_of

from .form import Editor
from .parts import IN_THE_HEAD, connections, facts
from .problems import problems_of_body, problems_of_form
from .urls import admin_url

POLICY = {
    "default-src": [NONE],
    "script-src": [NONE],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "form-action": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}


class Preview:
    """The part of an EntryAdmin that shows what was typed as readers would see it."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("preview/", wrap(self.preview_view), name=f"{name}_preview"),
            path("preview/frame/", wrap(self.frame_view), name=f"{name}_frame"),
            path("<int:object_id>/preview/", wrap(self.preview_view), name=f"{name}_preview"),
            *super().get_urls(),
        ]

    @method_decorator(csp(POLICY))
    @method_decorator(xframe_options_sameorigin)
    def preview_view(self, request, object_id=None):
        """The page that the posted form would make, or what is wrong with it."""
        entry = None
        if object_id is None:
            may = self.has_add_permission(request)
        else:
            entry = self.get_object(request, str(object_id))
            may = self.has_change_permission(request, entry)
        if not may:
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if object_id is not None and entry is None:
            raise Http404
        context = make_preview(self.opts.model_name, request.POST, entry)
        return TemplateResponse(request, "admin/concepts/preview.html", context)

    @method_decorator(csp(POLICY))
    @method_decorator(xframe_options_sameorigin)
    @method_decorator(require_safe)
    def frame_view(self, request):
        """The readers' page without anything in it: what a preview is put into."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        return TemplateResponse(request, "admin/concepts/preview.html", {"is_frame": True})


def make_preview(type, data, entry=None):
    """The context of a preview: the page as readers would see it, or its `faults`."""
    stand_ins = make_stand_ins(type, data)
    filled = data.copy()
    for name, value in stand_ins.items():
        filled[name] = value
    editor = Editor(type, entry, data=filled)
    if not editor.is_valid():
        return {"faults": problems_of_form(editor)}
    # A kind or category that stood in was not chosen.
    unchosen = {key for key in stand_ins if isinstance(page.FIELDS.get(key), schema.Choice)}
    content = replace(editor.content, **dict.fromkeys(unchosen, ""))
    unreadable = problems_of_body(content.body)
    if unreadable:
        return {"faults": unreadable}
    slug = entry.slug if entry else data.get("slug", "")
    return {
        "content": content,
        "facts": list(facts(content, without=(*IN_THE_HEAD, "sources"))),
        **render(content, slug),
    }


def make_stand_ins(type, data):
    """What stands where nothing is typed yet and a page can't be without it, so that one which is
    just begun can be looked at.
    """
    found = {"slug": "untitled"}
    for key in page.NEEDED[type]:
        declared = page.FIELDS[key]
        is_choice = isinstance(declared, schema.Choice)
        found[key] = declared.choices[0] if is_choice else "Untitled"
    return {name: value for name, value in found.items() if not data.get(name, "").strip()}


def render(content, slug):
    """The page's HTML with its links to nothing, to drafts and its unknown citations told apart."""
    documents = [document for document, _ in documents_of(content)]
    known = rendering.find_pages(rendering.names_in(documents))
    links = (link for document in documents for link in document.links)
    unseen = linking.unseen_pages(linking.unknown_names(links, known))
    article = rendering.render(
        content.body,
        inline=content.inline_texts,
        passages=content.sources,
        own=markup.fold(slug),
        nowhere=lambda link: _render_dead_link(link, unseen.get(link.among(unseen).key), slug),
        uncited=_render_unknown_citation,
    )
    return {
        "article": article,
        "cited": article.cited,
        "connections": list(connections(content, article.inline)),
    }


def _render_dead_link(link, entry, slug):
    text = escape(link.text)
    if entry is None:
        return f'<span class="broken">{text}</span><span class="hidden"> (leads nowhere)</span>'
    if entry.slug == slug:
        return text
    state = "withdrawn" if entry.withdrawn_at else "draft"
    url = escape(admin_url(entry))
    return f'<a class="unseen" href="{url}">{text}</a> <small>{state}</small>'


def _render_unknown_citation(words):
    return f'<span class="broken">{escape(words)}</span><span class="hidden"> (is unknown)</span>'
