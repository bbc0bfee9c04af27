"""The words that a page's front matter may hold, and all that is said of each."""

TYPES = ("concept", "framework", "question")

KINDS = (
    "quality",
    "skill",
    "relationship",
    "process",
    "outcome",
    "challenge",
    "safeguard",
    "idea",
)

CATEGORIES = (
    "the relationship itself",
    "frameworks",
    "in the room",
    "limits and ethics",
    "for clients",
)

# What a relation rests on.
BASES = ("source", "theory", "practice", "correlation", "trial")

# Each type with its words, read from the stating page to the other and back.
RELATION_TYPES = {
    "part-of": ("part of", "has part"),
    "precedes": ("precedes", "follows"),
    "builds": ("builds", "is built by"),
    "expressed-through": ("is expressed through", "expresses"),
    "protects": ("protects", "is protected by"),
    "undermines": ("undermines", "is undermined by"),
    "goes-with": ("goes with", "goes with"),
    "contrasts-with": ("contrasts with", "contrasts with"),
    "confused-with": ("is confused with", "is confused with"),
    "related-to": ("related to", "related to"),
}

SYMMETRIC_TYPES = ("goes-with", "contrasts-with", "confused-with", "related-to")
