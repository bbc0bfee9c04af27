"""The lists of pages: columns, filters, search, and the choice of a page by its name."""

from itertools import islice

from django.contrib import admin
from django.db.models import Case, Exists, F, OuterRef, Q, TextField, Value, When
from django.db.models.functions import StrIndex, Substr
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import smart_split, unescape_string_literal

from concepts import markup
from concepts.models import Alias, Name, Slug, Tag, in_state

from .state import STATES, draft_of, state_words, title_of

# Each word looks into every kind of name; databases take only so many conditions.
MOST_WORDS = 8


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(STATES.items())

    def queryset(self, request, queryset):
        state = self.value()
        return queryset.filter(in_state(state)) if state in STATES else queryset


class WordFilter(admin.SimpleListFilter):
    """Filters by a word of the front matter: the live one, or the draft's where nothing is live."""

    def lookups(self, request, model_admin):
        return model_admin.model._meta.get_field(self.parameter_name).choices

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        line = f"\n{self.parameter_name}: {self.value()}\n"
        return queryset.filter(
            Q(**{self.parameter_name: self.value()})
            | Q(live__isnull=True, head__text__contains=line)
        )


class KindFilter(WordFilter):
    title = "kind"
    parameter_name = "kind"


class CategoryFilter(WordFilter):
    title = "category"
    parameter_name = "category"


class TagFilter(admin.SimpleListFilter):
    """Filters by a tag of the live page."""

    title = "tag"
    parameter_name = "tag"

    def lookups(self, request, model_admin):
        return Tag.objects.values_list("slug", "name")

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(entry_tags__tag__slug=self.value())


def filter_by_words(queryset, words):
    """Pages of which every word stands in a name, live or former, or in a draft's front matter."""
    text = F("head__text")
    own = {"entry": OuterRef("pk")}
    queryset = queryset.alias(front_matter=Substr(text, 1, StrIndex(text, Value("\n---\n"))))
    # Not the opposite of published, which is unknown to the database where nothing is live.
    unseen = in_state("draft", "newer", "withdrawn")
    for word in islice(smart_split(words), MOST_WORDS):
        if word.startswith(('"', "'")) and word[0] == word[-1] and len(word) > 1:
            word = unescape_string_literal(word)
        queryset = queryset.filter(
            Q(title__icontains=word)
            | Q(slug__icontains=word)
            | Exists(Name.objects.filter(**own, key__contains=markup.fold(word)))
            | Exists(Alias.objects.filter(**own, text__icontains=word))
            | Exists(Slug.objects.filter(**own, slug__icontains=word))
            | (unseen & Q(front_matter__icontains=word))
        )
    return queryset


class EntryList(admin.ModelAdmin):
    """The columns and filters that all types of pages have."""

    date_hierarchy = "head__saved_at"
    ordering = ["sort_key", "slug"]
    list_per_page = 100
    # Makes Django show the search field; what it finds is said by `filter_by_words`.
    search_fields = ["title"]
    search_help_text = "Titles, other names, search words and slugs, of drafts too."
    actions = None

    def get_queryset(self, request):
        """Rows of a list without their texts, but for those whose title stands nowhere else."""
        draft_text = Case(
            When(live__isnull=True, then=F("head__text")),
            default=Value(""),
            output_field=TextField(),
        )
        return (
            super()
            .get_queryset(request)
            .select_related("live", "head__author")
            .defer("body", "head__text")
            .annotate(draft_text=draft_text)
        )

    def get_search_results(self, request, queryset, search_term):
        return filter_by_words(queryset, search_term), False

    @admin.display(description="Title", ordering="sort_key")
    def titled(self, entry):
        return title_of(entry)

    @admin.display(description="Kind", ordering="kind")
    def kind_shown(self, entry):
        draft = draft_of(entry)
        return draft.kind if draft else entry.kind

    @admin.display(description="Category", ordering="category")
    def category_shown(self, entry):
        draft = draft_of(entry)
        return draft.category if draft else entry.category

    @admin.display(description="Listing", ordering="ordered")
    def listing(self, entry):
        draft = draft_of(entry) or entry
        if draft.steps:
            return "steps"
        return "ordered" if draft.ordered else "not ordered"

    @admin.display(description="State", ordering="live__number")
    def state(self, entry):
        return state_words(entry)

    @admin.display(description="Last saved", ordering="head__saved_at")
    def last_saved(self, entry):
        if entry.head is None:
            return None
        return format_html(
            '{}<br><span class="kb-when">by {}</span>',
            date_format(entry.head.saved_at, "j M Y, H:i"),
            entry.head.author,
        )
