"""The addresses that search engines should know."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from concepts.models import (
    Entry,
    Finding,
    ReadingList,
    Reference,
    Relation,
    Source,
    Tag,
    comparison_url,
    published,
)

MAIN_PAGES = (
    "home",
    "concepts",
    "comparisons",
    "frameworks",
    "questions",
    "reading_lists",
    "tags",
    "evidence",
    "references",
    "sources",
    "disagreements",
    "help",
    "about",
)


class SiteMap(Sitemap):
    """Addresses under SITE_URL, whatever name a request came by."""

    limit = 40_000

    @property
    def protocol(self):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class Entries(SiteMap):
    def items(self):
        entries = Entry.objects.published().select_related("live").order_by("pk")
        return entries.only("type", "slug", "live__published_at")

    def lastmod(self, entry):
        return entry.live.published_at


class Comparisons(SiteMap):
    """The pairs of concepts whose difference somebody has written."""

    def items(self):
        relations = Relation.objects.published().written_out().select_related("entry", "target")
        pairs = relations.only("entry__slug", "target__slug")
        return sorted({comparison_url(pair.entry.slug, pair.target.slug) for pair in pairs})

    def location(self, address):
        return address


class Pages(SiteMap):
    def items(self):
        return list(MAIN_PAGES)

    def location(self, name):
        return reverse(name)


class Tags(SiteMap):
    def items(self):
        return list(Tag.objects.filter(published("entry_tags__content_object__")).distinct())


class ReadingLists(SiteMap):
    def items(self):
        return list(ReadingList.objects.published())

    def lastmod(self, found):
        return found.updated_at


class References(SiteMap):
    def items(self):
        return Reference.objects.order_by("pk").only("key")


class Findings(SiteMap):
    def items(self):
        return list(Finding.objects.order_by("pk").only("key"))


class Sources(SiteMap):
    def items(self):
        return list(Source.objects.all())


SITEMAPS = {
    "pages": Pages,
    "entries": Entries,
    "comparisons": Comparisons,
    "tags": Tags,
    "lists": ReadingLists,
    "findings": Findings,
    "references": References,
    "sources": Sources,
}
