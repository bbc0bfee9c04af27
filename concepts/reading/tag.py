"""Tags and what bears them."""

from django.db.models import Count

from concepts.contentfile import TYPES
from concepts.models import Entry, Tag, published, tag_slug

from .entry import LISTED


def tags():
    """The tags that published pages bear, each with its `number` of them."""
    number = Count("entry_tags", filter=published("entry_tags__content_object__"))
    return list(Tag.objects.annotate(number=number).filter(number__gt=0))


def find_tag(name):
    """The tag with this address, or with the address made of this name; None if there is none."""
    if len(name) > 200 or "\0" in name:
        return None
    found = {tag.slug: tag for tag in Tag.objects.filter(slug__in={name, tag_slug(name)})}
    return found.get(name) or next(iter(found.values()), None)


def entries_tagged(tag):
    """Type to the published pages of that type with the tag, in alphabetical order."""
    found = {type: [] for type in TYPES}
    pages = Entry.objects.published().filter(entry_tags__tag=tag).only(*LISTED).in_alphabet()
    for page in pages:
        found[page.type].append(page)
    return found
