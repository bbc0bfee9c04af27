"""What may be meant by a link or citation that is being typed: pages, drafts too, and sources."""

from dataclasses import dataclass

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.http import urlencode

from concepts import markup, search
from concepts.contentfile import TYPES
from concepts.linking import LONGEST_NAME
from concepts.models import Concept, Entry, Passage, Reference, in_state

from .entry_list import filter_by_words
from .state import draft_of
from .urls import type_url

LONGEST_TYPED = 100
MOST_PAGES = 7
MOST_DRAFTS = 3
MOST_REFERENCES = 6
MOST_PASSAGES = 3
# Search gives references and tags a place, which are of no use here.
ASKED = MOST_PAGES + 4

NOT_IN_A_LINK = set("[]|#\n")
NOT_IN_A_CITATION = set("[];\n")


@dataclass(frozen=True)
class Offer:
    """One line of the list. `insert` is what is put between the brackets."""

    title: str
    insert: str
    note: str = ""
    what: str = ""


class Completion:
    """The part of the admin of all pages that completes what is typed in an article."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.complete_view)
        return [path("complete/", view, name="concepts_entry_complete"), *super().get_urls()]

    def complete_view(self, request):
        if not self.may_see(request):
            raise PermissionDenied
        typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_TYPED]
        citing = request.GET.get("for") == "citation"
        offers = suggest_sources(typed) if citing else suggest_entries(typed)
        held = any(markup.fold(offer.title) == markup.fold(typed) for offer in offers)
        context = {"offers": offers, "typed": typed, "citing": citing}
        if typed and not citing and not held and may_add(request.user):
            context["new"] = new_draft_url(typed)
        return TemplateResponse(request, "admin/concepts/completion.html", context)


def may_add(user):
    return user.has_perm(f"concepts.{get_permission_codename('add', Concept._meta)}")


def new_draft_url(title):
    """Where a draft of that title is begun."""
    title = title[:1].upper() + title[1:]
    return f"{type_url('concept', 'add')}?{urlencode({'title': title})}"


def suggest_entries(typed):
    """Pages that may be meant, those that readers see first."""
    if not typed:
        return []
    found = [
        one
        for _, group in search.suggest(typed, limit=ASKED).groups
        for one in group
        if one.type in TYPES
    ][:MOST_PAGES]
    described = Entry.objects.filter(slug__in=[one.slug for one in found])
    summaries = dict(described.values_list("slug", "summary"))
    offers = [
        Offer(
            one.title,
            link_text(one.title, one.slug, one.type, typed),
            f"Also called {one.also}" if one.also else summaries.get(one.slug, ""),
            (one.kind or one.type).capitalize(),
        )
        for one in found
    ]
    # SQLite refuses to look for what is much longer than any name.
    return offers + _suggest_drafts(typed[:LONGEST_NAME])


def _suggest_drafts(typed):
    """Drafts of which a name has a word that begins as what was typed does."""
    begins = f" {markup.fold(typed)}"
    drafts = filter_by_words(Entry.objects.filter(in_state("draft"), head__isnull=False), typed)
    offers = []
    for entry in drafts.select_related("head").order_by("-head__saved_at")[: 4 * MOST_DRAFTS]:
        content = draft_of(entry)
        names = (content.title, *content.aliases) if content else ()
        if any(begins in f" {markup.fold(name)}" for name in names):
            insert = link_text(content.title, entry.slug, entry.type, typed)
            offers.append(Offer(content.title, insert, content.summary, "Draft"))
    return offers[:MOST_DRAFTS]


def link_text(title, slug, type, typed):
    """A page's title as it stands in a link; a concept's in the middle of a sentence has no capital
    where none was typed.
    """
    if NOT_IN_A_LINK & set(title):
        return slug
    if type == "concept" and typed[:1].islower() and title[1:] == title[1:].lower():
        return title[:1].lower() + title[1:]
    return title


def suggest_sources(typed):
    """References by key, author or title, and passages by their heading."""
    if not typed:
        return []
    references = Reference.objects.filter(
        Q(key__istartswith=typed.replace(" ", "-"))
        | Q(short__icontains=typed)
        | Q(title__icontains=typed)
    )[:MOST_REFERENCES]
    offers = [Offer(str(each), each.key, each.title, "Reference") for each in references]
    source, colon, heading = typed.partition(":")
    passages = Passage.objects.filter(heading__icontains=(heading if colon else typed).strip())
    if colon:
        passages = passages.filter(source=source)
    for passage in passages.select_related("source")[:MOST_PASSAGES]:
        if not NOT_IN_A_CITATION & set(passage.heading):
            insert = f"{passage.source_id}: {passage.heading}"
            offers.append(Offer(passage.heading, insert, passage.source.title, "Passage"))
    return offers
