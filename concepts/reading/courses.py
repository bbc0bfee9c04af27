"""In which order courses read: the routes of the home page, and the frameworks.

This is the one place to change them. A route is pages by their slugs, each with a line that says
why; a page that readers don't see is left out, and a route of which nothing is left is not shown.
"""

from dataclasses import dataclass

from concepts.models import Slug, published

from .entry import listed

# Lists that courses begin with come first, then models of the relationship, of its stages, of what
# goes wrong, and of supervision; those that are not named here follow, in alphabetical order.
FRAMEWORKS = (
    "core-conditions",
    "goals-tasks-bond",
    "six-conditions",
    "gelso-three-parts",
    "clarkson-five-relationships",
    "four-stages",
    "egan-skilled-helper",
    "hill-three-stages",
    "peplau-phases",
    "stages-of-change",
    "kinds-of-rupture",
    "five-components",
    "three-key-elements",
    "qualities-of-a-strong-relationship",
    "heron-six-categories",
    "yalom-therapeutic-factors",
    "task-force-conclusions",
    "ethical-safeguards",
    "proctor-three-functions",
)
FIRST = 3  # that the home page tells in full


@dataclass(frozen=True)
class Route:
    """Pages in the order to read them, for somebody with one thing to do."""

    title: str
    why: str
    stops: tuple  # (slug, why)


ROUTES = (
    Route(
        "Your first week",
        "What the relationship is, and the words that every course uses.",
        (
            ("therapeutic-relationship", "What all the rest is about."),
            ("core-conditions", "The three that Rogers named, and that most courses begin with."),
            ("empathy", "The first of them that you will be asked to practise."),
            ("therapeutic-alliance", "The word that research uses, and what it measures."),
            ("relationship-alliance-rapport-bond", "Four words that are easily mixed up."),
        ),
    ),
    Route(
        "An essay",
        "What is claimed, what was found, and what you may cite.",
        (
            ("goals-tasks-bond", "Bordin’s model, which most studies of the alliance rest on."),
            ("necessary-and-sufficient", "Rogers’ claim, and what speaks for and against it."),
            ("common-factors", "Why schools of therapy come out so much alike."),
            ("reading-research-numbers", "What r, d and N say, before you quote them."),
            ("thirty-or-eight-percent", "Two figures that essays get wrong."),
        ),
    ),
    Route(
        "Before a placement",
        "What you will need in the room with your first client.",
        (
            ("starting-a-first-session", "What to say, and in which order."),
            ("explaining-confidentiality", "Its limits in plain words, before anything is told."),
            ("ethical-boundaries", "Where the edges are, and how they are kept."),
            ("what-to-say-in-a-rupture", "For the day when something goes wrong between you."),
            ("when-a-client-talks-about-suicide", "Read it before you need it."),
        ),
    ),
)


def routes():
    """The routes, each a dict with `title`, `why` and `stops`: (page, why) pairs. One query."""
    slugs = {slug for route in ROUTES for slug, _ in route.stops}
    rows = Slug.objects.filter(published("entry__"), slug__in=slugs).select_related("entry")
    pages = {row.slug: row.entry for row in rows.only("slug", *listed("entry__"))}
    found = [
        {
            "title": route.title,
            "why": route.why,
            "stops": [(pages[slug], why) for slug, why in route.stops if slug in pages],
        }
        for route in ROUTES
    ]
    return [route for route in found if route["stops"]]


def in_order_of_courses(frameworks):
    """These frameworks as courses take them."""
    places = {slug: place for place, slug in enumerate(FRAMEWORKS)}
    return sorted(
        frameworks,
        key=lambda each: (places.get(each.slug, len(places)), each.sort_key, each.slug),
    )
