"""The signs of the relation types, so far as the geometry has to know them.

They are drawn in templates/components/map-signs.html.
"""

# Room that a type's sign takes at the start and at the end of its line; 0 where there is no sign.
ROOM = {
    "part-of": (7, 0),
    "precedes": (7, 1),
    "builds": (0, 10),
    "expressed-through": (0, 9),
    "protects": (3, 0),
    "undermines": (0, 20),
    "goes-with": (7, 7),
    "contrasts-with": (10, 10),
    "confused-with": (18, 18),
    "related-to": (0, 0),
}
