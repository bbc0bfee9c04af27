from django.contrib import admin

from concepts.models import Membership

from .read_only import Projected


@admin.register(Membership)
class MembershipAdmin(Projected):
    page_field = "framework"
    list_display = ("page", "position", "member", "note")
    list_filter = ("framework",)
    search_fields = ("framework__title", "entry__title", "label", "note")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entry")

    @admin.display(description="Member")
    def member(self, membership):
        return membership.entry or membership.label
