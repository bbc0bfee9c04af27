"""Where a reader may go on from a page: what stands next to it, and what leads deeper."""

from dataclasses import dataclass

from concepts import markup
from concepts.contentfile import RELATION_TYPES
from concepts.models import Entry

from .concept import told_apart


@dataclass
class Onward:
    """A page to read next, and why: `words` say what it is to this page."""

    words: str
    page: Entry
    rel: str = ""

    @property
    def summary(self):
        """What the page says in short; of an answer, which may be longer, its first sentence."""
        if self.page.type != "question":
            return self.page.summary
        return next(iter(markup.sentences(self.page.summary)), "")


def onward(places, ties, questions):
    """The Onwards of a concept, each page once: its neighbours in the first framework where it has
    some (`onward.js` shows those in the framework that a reader came by), what it is taken for, one
    that leads deeper, one question."""
    found = []
    for place in [each for each in places if each.previous or each.next][:1]:
        title = place.framework
        found.append(Onward(f"Before it in {title}", place.previous, "prev"))
        found.append(Onward(f"After it in {title}", place.next, "next"))
    near = {each.page.pk for each in found if each.page}
    apart = [tie for tie in told_apart(ties) if tie.other.pk not in near]
    found += [Onward("Not to be confused with it", tie.other) for tie in apart[:1]]
    taken = near | {tie.other.pk for tie in apart}
    deeper = [tie for tie in ties if _depth(tie) and tie.other.pk not in taken]
    found += [Onward("Deeper", tie.other) for tie in sorted(deeper, key=_depth)[:1]]
    found += [Onward("A question", question) for question in questions[:1]]
    return _each_once(found)


def _depth(tie):
    return RELATION_TYPES[tie.type].onward[tie.is_inverse]


def onward_from_framework(members, questions, mentions):
    """Its first member that has a page, one question; where there is neither, pages that speak of
    it."""
    pages = [member.entry for member in members if member.entry and member.entry.is_published]
    found = [Onward("Begin with", page) for page in pages[:1]]
    found += [Onward("A question", each) for each in questions[:1]]
    return _each_once(found or [Onward("Speaks of it", page) for page in mentions[:3]])


def onward_from_question(concepts, others):
    """The concepts that it is about, and another question."""
    found = [Onward("What it is about", page) for page in concepts[:3]]
    questions = [page for page in others if page.type == "question"]
    return _each_once([*found, *(Onward("Another question", each) for each in questions[:1])])


def _each_once(found):
    by_page = {}
    for each in found:
        if each.page is not None:
            by_page.setdefault(each.page.pk, each)
    return list(by_page.values())
