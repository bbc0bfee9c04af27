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
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from concepts import linking, markup, rendering
from concepts.contentfile import CATEGORIES, KINDS, RELATION_TYPES
from concepts.models import Slug

from .editing import Problem
from .entry_form import Editor, sentence
from .fields import choice_label

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

# Stand where nothing is typed yet, so that a page that is just begun can be looked at.
NEEDED = {
    "title": "Untitled",
    "slug": "untitled",
    "kind": next(iter(KINDS)),
    "category": CATEGORIES[0],
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
        context = preview(self.form_class, request.POST, entry)
        return TemplateResponse(request, "admin/concepts/preview.html", context)

    @method_decorator(csp(POLICY))
    @method_decorator(xframe_options_sameorigin)
    @method_decorator(require_safe)
    def frame_view(self, request):
        """The readers' page without anything in it: what a preview is put into."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        return TemplateResponse(request, "admin/concepts/preview.html", {"is_frame": True})


def preview(form_class, data, entry=None):
    """The context of a preview: the page as readers would see it, or its `faults`."""
    editor = Editor(form_class, entry, data=filled_in(data))
    if not editor.is_valid():
        return {"faults": problems_of(editor)}
    content = editor.content
    # A kind or category that stood in was not chosen.
    content = replace(
        content,
        **{name: "" for name in ("kind", "category") if not data.get(name, "").strip()},
    )
    unreadable = faults_of(content.body)
    if unreadable:
        return {"faults": unreadable}
    slug = entry.slug if entry else data.get("slug", "")
    return {"content": content, **rendered(content, slug)}


def filled_in(data):
    data = data.copy()
    for name, value in NEEDED.items():
        if not data.get(name, "").strip():
            data[name] = value
    return data


def problems_of(editor):
    """Everything that the form refuses, each with its place."""
    found = []
    for name, errors in editor.form.errors.as_data().items():
        field = editor.form.fields.get(name)
        label = str(field.label) if field else "The page"
        for error in errors:
            told = error.params or {}
            line = told.get("line", 0)
            [message] = [told["message"]] if line else error.messages
            where = f"{label}, line {line}" if line else label
            found.append(Problem(sentence(message), where, f"id_{name}" if field else "", line))
    for name, formset in editor.lists.items():
        found += [
            Problem(message, name.capitalize(), name) for message in formset.non_form_errors()
        ]
        for number, errors in enumerate(formset.errors):
            where, place = f"{name.capitalize()}, row {number + 1}", f"{name}-{number}"
            found += [Problem(each, where, place) for some in errors.values() for each in some]
    return found


def faults_of(body):
    """What keeps a text from being rendered at all. Marks that can't be read are shown in it."""
    document = markup.parse(body)
    shown = {fault for mark in document.placed for fault in mark.faults}
    return [
        Problem(
            sentence(fault.message),
            f"Article, line {fault.line}" if fault.line else "Article",
            "id_body",
            fault.line,
        )
        for fault in document.faults
        if fault not in shown
    ]


def rendered(content, slug):
    """The page's HTML with its links to nothing, to drafts and its unknown citations told apart."""
    lines = [relation.reason for relation in content.relations]
    lines += [member.note for member in content.members]
    documents = [markup.parse(content.body), *(markup.parse_inline(line) for line in lines)]
    known = rendering.find_pages(rendering.names_in(documents))
    links = (link for document in documents for link in document.links)
    unseen = linking.unseen_pages(linking.unknown_names(links, known))
    article = rendering.render(
        content.body,
        inline=lines,
        passages=content.sources,
        own=markup.fold(slug),
        nowhere=lambda link: _nowhere(link, unseen.get(link.among(unseen).key), slug),
        uncited=_uncited,
    )
    return {
        "article": article,
        "cited": article.cited,
        "ties": list(zip(_ties(content), article.inline, strict=True)),
    }


def _nowhere(link, page, slug):
    text = escape(link.text)
    if page is None:
        return f'<span class="broken">{text}</span><span class="hidden"> (leads nowhere)</span>'
    if page.slug == slug:
        return text
    state = "withdrawn" if page.withdrawn_at else "draft"
    address = reverse(f"admin:concepts_{page.type}_change", args=[page.pk])
    return f'<a class="unseen" href="{escape(address)}">{text}</a> <small>{state}</small>'


def _uncited(words):
    return f'<span class="broken">{escape(words)}</span><span class="hidden"> (is unknown)</span>'


def _ties(content):
    """(type, words before the other page, what the other page is called) of each relation and
    member.
    """
    slugs = [relation.to for relation in content.relations]
    slugs += [member.entry for member in content.members if member.entry]
    rows = Slug.objects.filter(slug__in=slugs).select_related("entry__head", "entry__live")
    names = {row.slug: choice_label(row.entry, row.slug) for row in rows}
    names = {slug: names.get(slug, f"{slug} (no such page)") for slug in slugs}
    for relation in content.relations:
        yield relation.type, RELATION_TYPES[relation.type].words, names[relation.to]
    for member in content.members:
        yield "", "", names[member.entry] if member.entry else member.label
