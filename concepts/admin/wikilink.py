"""Links to nothing, for editors to mend."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.html import format_html
from django.utils.http import urlencode

from concepts.models import WikiLink

from .editor.urls import type_url
from .read_only import Derived


class BrokenFilter(admin.SimpleListFilter):
    """Broken links, unless all are asked for."""

    title = "links"
    parameter_name = "links"

    def lookups(self, request, model_admin):
        return [("all", "All links")]

    def choices(self, changelist):
        for value, label in ((None, "Broken only"), ("all", "All links")):
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string(
                    {self.parameter_name: value} if value else {}, [self.parameter_name]
                ),
                "display": label,
            }

    def queryset(self, request, queryset):
        return queryset if self.value() == "all" else queryset.broken()


@admin.register(WikiLink)
class WikiLinkAdmin(Derived):
    note = (
        "Links to a name that no published page has. Readers see plain text there. Mend the link on"
        " its page, or write the page that it names:"
    )
    heading = "Broken links"
    list_display = ("text", "page", "line", "write")
    list_filter = (BrokenFilter, "entry__type")
    search_fields = ("text", "key", "entry__title", "entry__slug")

    def get_queryset(self, request):
        links = super().get_queryset(request)
        return links.annotate(is_broken=Exists(WikiLink.objects.broken().filter(pk=OuterRef("pk"))))

    @admin.display(description="Write the page")
    def write(self, link):
        if not link.is_broken:
            return None
        url = f"{type_url('concept', 'add')}?{urlencode({'title': link.text})}"
        return format_html('<a href="{}">Add a concept of that name</a>', url)
