"""The URLs, which are a contract: course material depends on them."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, register_converter

from concepts import converters
from concepts.decorators import public
from concepts.models import FOLDERS
from concepts.sitemaps import SITEMAPS

from .views import (
    about,
    card,
    changes,
    cite,
    compare,
    concept,
    edition,
    embed,
    evidence,
    framework,
    help_service,
    home,
    oembed,
    opensearch,
    page_text,
    question,
    reading_list,
    reference,
    relation_map,
    search,
    site,
    source,
    suggest,
    tag,
)

register_converter(converters.FolderConverter, "folder")
register_converter(converters.EditionConverter, "edition")
register_converter(converters.TagConverter, "tag")
register_converter(converters.TypeConverter, "type")
register_converter(converters.CitationConverter, "citation")
register_converter(converters.FindingConverter, "finding")


def entry_paths():
    """An entry's URL and what hangs on it. Without its last slash a URL works too, and redirects to
    the right one."""
    for type, view in (("concept", concept), ("framework", framework), ("question", question)):
        yield path(f"{FOLDERS[type]}/<slug:slug>/", view.show, {"type": type}, name=type)
        yield path(f"{FOLDERS[type]}/<slug:slug>", view.show, {"type": type})
    yield path("<folder:type>/<slug:slug>.md", page_text.show, name="page_text")
    for name, view, tail in (
        ("edition", edition, "v<edition:number>"),
        ("changes", changes, "changes"),
        ("card", card, "preview"),
        ("cite", cite, "v<edition:number>/cite"),
    ):
        yield path(f"<folder:type>/<slug:slug>/{tail}/", view.show, name=name)
        yield path(f"<folder:type>/<slug:slug>/{tail}", view.show)
    connections = "<folder:type>/<slug:slug>/connections"
    yield path(f"{connections}/", concept.connections, name="connections")
    yield path(connections, concept.connections)
    yield path(
        "<folder:type>/<slug:slug>/v<edition:number>/cite.<citation:extension>",
        cite.download,
        name="citation",
    )
    yield path("embed/<type:type>/<slug:slug>/", embed.show, name="embed")
    yield path("embed/<type:type>/<slug:slug>", embed.show)
    pinned = "embed/<type:type>/<slug:slug>/v<edition:number>"
    yield path(f"{pinned}/", embed.edition, name="embed_edition")
    yield path(pinned, embed.edition)


urlpatterns = [
    path("", home.show, name="home"),
    path("concepts/", concept.index, name="concepts"),
    path("frameworks/", framework.index, name="frameworks"),
    path("questions/", question.index, name="questions"),
    path("faq/", question.faq, name="faq"),
    *entry_paths(),
    path("tags/", tag.index, name="tags"),
    path("tags/<tag:slug>/", tag.show, name="tag"),
    path("map/", relation_map.show, name="map"),
    path("compare/", compare.index, name="comparisons"),
    path("compare/<slug:one>/<slug:other>/", compare.show, name="compare"),
    path("compare/<slug:one>/<slug:other>", compare.show),
    path("lists/", reading_list.index, name="reading_lists"),
    path("lists/<slug:slug>/", reading_list.show, name="reading_list"),
    path("lists/<slug:slug>", reading_list.show),
    path("references/", reference.index, name="references"),
    path(
        "references/cite.<citation:extension>",
        reference.download_cited,
        name="references_citation",
    ),
    path("references/<slug:key>/", reference.show, name="reference"),
    path(
        "references/<slug:key>/cite.<citation:extension>",
        reference.download,
        name="reference_citation",
    ),
    path("evidence/", evidence.index, name="evidence"),
    path("evidence/<finding:key>/", evidence.show, name="finding"),
    path("sources/", source.index, name="sources"),
    path("sources/disagreements/", source.disagreements, name="disagreements"),
    path("sources/<slug:key>/", source.show, name="source"),
    path("search/", search.show, name="search"),
    path("search/suggest/", suggest.show, name="suggest"),
    path("search/suggest.json", opensearch.suggestions, name="suggestions"),
    path("oembed/", oembed.show, name="oembed"),
    path("help/", help_service.show, name="help"),
    path("about/", about.show, name="about"),
    path("healthz", site.healthz, name="healthz"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", public(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("opensearch.xml", opensearch.show, name="opensearch"),
    path("favicon.ico", site.favicon, name="favicon"),
]
