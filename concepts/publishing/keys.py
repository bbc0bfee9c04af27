"""Keys that an earlier rule folded: made again, and what now has the key of another told."""

from concepts import contentfile, markup
from concepts.models import Entry, HelpWord, Name, Passage

from .validation import names_of


def renew_keys():
    """Folds the keys of passages and of words for help again; returns how many changed.

    Names of pages are made again with the pages. Of two passages whose headings have become one,
    the second keeps its former key, under which no citation finds it.
    """
    changed = 0
    for word in HelpWord.objects.all():
        key = markup.fold(word.words)
        if key and key != word.key:
            HelpWord.objects.filter(pk=word.pk).delete()
            HelpWord.objects.get_or_create(key=key, defaults={"words": word.words})
            changed += 1
    for passage in Passage.objects.order_by("pk"):
        key = markup.fold(passage.heading)
        taken = Passage.objects.filter(source=passage.source_id, heading_key=key)
        if key and key != passage.heading_key and not taken.exists():
            Passage.objects.filter(pk=passage.pk).update(heading_key=key)
            changed += 1
    return changed


def shared_names():
    """A sentence for each name of a published page that is another page's too, and leads there.

    No page can be published so. It happens where names that once were two are now one.
    """
    owners = dict(Name.objects.values_list("key", "entry"))
    collisions = []
    pages = Entry.objects.published().select_related("live__revision").order_by("pk")
    for page in pages:
        content = contentfile.parse(page.live.revision.text, page.type)
        for key, text in {key: text for key, text, _ in names_of(content, page.slug)}.items():
            if owners.get(key, page.pk) != page.pk:
                other = Entry.objects.get(pk=owners[key])
                collisions.append(
                    f"'{text}' is a name of {page.get_absolute_url()} and of"
                    f" {other.get_absolute_url()}, and leads to the second: give the first another"
                    " name, or merge the pages."
                )
    return collisions
