"""Small worlds of pages, built as editors build them: through the write door."""

from datetime import date

import html5lib
from django.contrib.auth import get_user_model

from concepts import publishing
from concepts.contentfile import Content, Member, PassageName, RelationLine, dump
from concepts.models import (
    Entry,
    Finding,
    HelpService,
    HelpWord,
    Passage,
    Reference,
    Review,
    Source,
    Statistic,
)

WHOLE = {
    "concept": {"kind": "quality"},
    "framework": {},
    "question": {"category": "for clients"},
}


def relation(type, to, reason="They belong together.", basis="practice"):
    return RelationLine(type, to, reason, basis)


def member(entry="", note="", label=""):
    return Member(entry=entry, note=note, label=label)


class World:
    def __init__(self):
        self.author = get_user_model().objects.create_user("writer")

    def draft(self, slug, type="concept", **parts):
        parts = {"title": slug.replace("-", " ").capitalize(), **WHOLE[type], **parts}
        entry = Entry.objects.filter(slug=slug).first()
        text = dump(Content(type=type, **parts))
        publishing.save_draft(entry, text, self.author, type=type, slug=slug)
        return Entry.objects.get(slug=slug)

    def page(self, slug, type="concept", note="First written", kind_of_change="wording", **parts):
        """Publishes a page, or its next edition."""
        entry = self.draft(slug, type, **parts)
        publishing.publish(entry, self.author, note=note, kind=kind_of_change)
        return Entry.objects.get(slug=slug)

    def framework(self, slug, members, **parts):
        members = tuple(
            each if isinstance(each, Member) else Member(entry=each) for each in members
        )
        return self.page(slug, "framework", members=members, **parts)

    def question(self, slug, **parts):
        return self.page(slug, "question", **parts)

    def withdraw(self, slug, reason="It said too little.", successor=None):
        successor = Entry.objects.get(slug=successor) if successor else None
        publishing.withdraw(
            Entry.objects.get(slug=slug), self.author, reason=reason, successor=successor
        )

    def rename(self, slug, new):
        publishing.rename(Entry.objects.get(slug=slug), new, self.author)

    def reference(self, key, title="A study of two people", **csl):
        item = {
            "id": key,
            "type": "article-journal",
            "title": title,
            "author": [{"family": key.split("-")[0].capitalize(), "given": "A."}],
            "issued": {"date-parts": [[1957]]},
            "container-title": "Journal of Talking",
            "DOI": "10.1037/h0045357",
            **csl,
        }
        publishing.save_reference(item)
        return Reference.objects.get(key=key)

    def source(self, key="meaning", *headings, title="What it means"):
        source = Source.objects.create(key=key, title=title, note="An unsigned web article.")
        for position, heading in enumerate(headings, 1):
            passage = Passage(
                source=source,
                key=f"M{position}",
                heading=heading,
                summary="Says so.",
                position=position,
            )
            passage.full_clean()
            passage.save()
        return source

    def finding(self, key, concepts, reference, numbers=(), **values):
        values = {
            "kind": "quantitative",
            "claim": "The two go together.",
            "caveat": "It can't tell what comes first.",
            "basis": "meta-analysis",
            "primary_studies": "correlational",
            "read": "abstract",
            **values,
        }
        finding = Finding.objects.create(key=key, reference=reference, **values)
        finding.concepts.set(Entry.objects.filter(slug__in=concepts))
        for position, number in enumerate(numbers, 1):
            Statistic.objects.create(finding=finding, position=position, **number)
        return finding

    def review(self, slug, **values):
        values = {
            "reviewer": "Ama Boateng",
            "consented_on": date(2026, 11, 1),
            "role": "counsellor",
            "checked": "The example and the advice.",
            "reviewed_on": date(2026, 11, 14),
            "recorded_by": self.author,
            **values,
        }
        return Review.objects.create(edition=Entry.objects.get(slug=slug).live, **values)

    def service(self, key, **values):
        values = {
            "group": "listening",
            "country": "UK",
            "name": "Samaritans",
            "purpose": "anyone struggling to cope",
            "phone": "116 123",
            "position": HelpService.objects.count() + 1,
            "read_on": date(2026, 11, 22),
            **values,
        }
        return HelpService.objects.create(key=key, **values)

    def help_word(self, words):
        word = HelpWord(words=words)
        word.clean()
        if not HelpWord.objects.filter(pk=word.pk).exists():
            word.full_clean()
            word.save()


def passages(*pairs):
    return tuple(PassageName(source, heading) for source, heading in pairs)


def tree(response):
    """The page as a browser would read it."""
    return html5lib.parse(
        response.content,
        treebuilder="lxml",
        namespaceHTMLElements=False,
        transport_encoding=response.charset,
    )


def words(response, path="//main"):
    """The words of a part of the page."""
    return " ".join(
        " ".join(" ".join(part.itertext()) for part in tree(response).xpath(path)).split()
    )


def links(response, path="//main"):
    """The addresses that a part of the page leads to."""
    return tree(response).xpath(f"{path}//a/@href")
