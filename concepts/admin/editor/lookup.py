"""Pages looked up by a name, for the fields that choose one."""

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Value, When
from django.http import JsonResponse
from django.urls import path

from concepts.contentfile import TYPES
from concepts.models import in_state

from .entry_list import filter_by_words
from .fields import entry_label

CHOICES_ON_A_PAGE = 20


class Lookup:
    """The part of the admin of all pages that looks pages up, for whoever sees one type of them."""

    def may_see(self, request):
        """Whoever sees one type of page may look all of them up: they link to one another."""
        return any(
            request.user.has_perm(f"concepts.{act}_{type}")
            for act in ("view", "change")
            for type in TYPES
        )

    def get_urls(self):
        view = self.admin_site.admin_view(self.choose_view)
        return [path("choose/", view, name="concepts_entry_choose"), *super().get_urls()]

    def choose_view(self, request):
        """Pages whose names hold what was typed, for the form's choice of pages."""
        if not self.may_see(request):
            raise PermissionDenied
        entries = self.get_queryset(request).exclude(in_state("withdrawn"))
        type = request.GET.get("type", "")
        if type in TYPES:
            entries = entries.filter(type=type)
        term = request.GET.get("term", "").replace("\0", "").strip()[:200]
        begins = Case(When(title__istartswith=term, then=0), default=1) if term else Value(0)
        entries = filter_by_words(entries, term).order_by(begins, "sort_key", "slug")
        number = request.GET.get("page", "")
        number = int(number) if number.isdecimal() and len(number) < 7 else 1
        first = max(number - 1, 0) * CHOICES_ON_A_PAGE
        found = list(entries[first : first + CHOICES_ON_A_PAGE + 1])
        return JsonResponse(
            {
                "results": [
                    {
                        "id": entry.slug,
                        "text": entry_label(entry)
                        if type in TYPES
                        else f"{entry_label(entry)}, {entry.type}",
                    }
                    for entry in found[:CHOICES_ON_A_PAGE]
                ],
                "pagination": {"more": len(found) > CHOICES_ON_A_PAGE},
            }
        )
