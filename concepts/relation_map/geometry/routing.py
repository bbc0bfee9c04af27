"""The lines of a drawing: which way they go, where they meet boxes, on which track they run."""

from .dodging import dodge
from .layout import Needs
from .paths import path_of
from .ports import room_for, spread_flats, spread_passes, spread_sides
from .shapes import Line
from .tracks import lay_tracks
from .ways import STREET_EDGES, TRACK, Ways


def route_lines(drawing, grid, ties):
    """The Lines of the ties, whose ends all stand in the drawing, and the Needs that would give all
    of them room."""
    ways = Ways(drawing, grid)
    routes = [ways.route(tie) for tie in ties]
    # Each step uses what the one before it has fixed: heights, what stands upright, then the rest.
    spread_sides(routes)
    spread_passes(routes)
    lay_tracks(routes, upright=True)
    spread_flats(routes)
    tracks = lay_tracks(routes, upright=False)
    dodge(routes)
    lines = [
        Line(route.tie, path_of(route), tuple(end.box.number for end in route.ends))
        for route in routes
    ]
    streets = [
        STREET_EDGES + TRACK * (tracks.get((area, "street"), 1) - 1) for area in ("above", "below")
    ]
    return lines, Needs(*room_for(routes), *streets)
