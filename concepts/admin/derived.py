"""Lists of what publishing derives from the texts of pages: to look things up, never to edit."""

from django.contrib import admin

from concepts.contentfile import RELATION_TYPES
from concepts.models import About, Alias, Citation, Heading, Membership, Name, Relation, Slug

from .read_only import Derived


@admin.register(About)
class AboutAdmin(Derived):
    page_field = "question"
    list_display = ("page", "concept")
    list_select_related = ("question", "concept")
    search_fields = ("question__title", "concept__title", "concept__slug")


@admin.register(Alias)
class AliasAdmin(Derived):
    list_display = ("text", "role", "page")
    list_filter = ("role",)
    search_fields = ("text", "entry__title", "entry__slug")


@admin.register(Citation)
class CitationAdmin(Derived):
    list_display = ("page", "cited", "locator")
    list_select_related = ("entry", "reference", "passage__source")
    search_fields = ("entry__title", "reference__key", "reference__title", "passage__heading")

    @admin.display(description="Cites")
    def cited(self, citation):
        return citation.reference or citation.passage


@admin.register(Heading)
class HeadingAdmin(Derived):
    list_display = ("text", "level", "anchor", "page")
    search_fields = ("text", "anchor", "entry__title", "entry__slug")


@admin.register(Membership)
class MembershipAdmin(Derived):
    page_field = "framework"
    list_display = ("page", "position", "member", "note")
    list_filter = ("framework",)
    list_select_related = ("framework", "entry")
    search_fields = ("framework__title", "entry__title", "label", "note")

    @admin.display(description="Member")
    def member(self, membership):
        return membership.entry or membership.label


@admin.register(Name)
class NameAdmin(Derived):
    list_display = ("key", "page")
    search_fields = ("key", "entry__title", "entry__slug")


@admin.register(Relation)
class RelationAdmin(Derived):
    list_display = ("page", "words", "target", "reason", "basis")
    list_filter = ("type", "basis")
    list_select_related = ("entry", "target")
    search_fields = ("entry__title", "entry__slug", "target__title", "target__slug", "reason")

    @admin.display(description="Relation", ordering="type")
    def words(self, relation):
        return RELATION_TYPES[relation.type].words


@admin.register(Slug)
class SlugAdmin(Derived):
    note = "Addresses; a former one leads to its page for good. To change one, rename its page:"
    list_display = ("slug", "is_current", "page")
    list_filter = ("is_current",)
    search_fields = ("slug", "entry__title")
