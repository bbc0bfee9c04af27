"""The lines of a drawing: which way they go, where they meet boxes, on which track they run."""

from .paths import path_of
from .ports import heights, spread_flats, spread_passes, spread_sides
from .shapes import Line
from .tracks import lay_tracks
from .ways import Ways


def routed(drawing, grid, ties):
    """The Lines of the ties, whose ends all stand in the drawing."""
    ways = Ways(drawing, grid)
    routes = [ways.route(tie) for tie in ties]
    # Each step uses what the one before it has fixed: heights, then what stands upright, then the
    # rest.
    spread_sides(routes)
    spread_passes(routes)
    lay_tracks(routes, upright=True)
    spread_flats(routes)
    lay_tracks(routes, upright=False)
    return [
        Line(route.tie, path_of(route), tuple(end.box.number for end in route.ends))
        for route in routes
    ]


def heights_for(drawing, grid, ties):
    """The height that each box needs for its lines, by the key of its node."""
    ways = Ways(drawing, grid)
    return heights([ways.route(tie) for tie in ties])
