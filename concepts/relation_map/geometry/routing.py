"""The lines of a drawing: which way they go, where they meet boxes, on which track they run."""

from .channels import lay_levels, lay_uprights
from .layout import Needs, arrange, place
from .paths import path_of
from .ports import room_for, spread_flats, spread_gaps, spread_sides, widths_for
from .shapes import Line
from .ways import Ways

MOST_ROUNDS = 8  # each gives all that moved the room that it needs there; three or four are enough


def lay_out(nodes, weighted, ties, channel):
    """A Drawing of the nodes in the places that `weighted` ties give them, with room for lines
    between: those of `ties`, whose ends are all among the nodes."""
    needs = Needs(widths=widths_for(ties))
    grid = arrange(nodes, weighted, channel)
    place(grid, needs, weighted)
    # The ways are chosen once. What follows gives room to the lines, and never another way.
    ways = Ways(grid)
    routes = [ways.route(tie) for tie in ties]
    needs.heights, needs.gaps = room_for(routes, ways.spots)
    for _ in range(MOST_ROUNDS):
        place(grid, needs, weighted)
        tracks = _lay(routes, grid, ways.spots)
        if all(number <= needs.tracks.get(channel, 1) for channel, number in tracks.items()):
            break
        for channel, number in tracks.items():
            needs.tracks[channel] = max(number, needs.tracks.get(channel, 1))
    drawing = grid.drawing()
    drawing.lines = [
        Line(route.tie, path_of(route), tuple(end.box.number for end in route.ends))
        for route in routes
    ]
    return drawing


def _lay(routes, grid, spots):
    """Gives all lines their coordinates; returns how many tracks each channel then has. Each step
    uses what the one before it has fixed: heights, what stands upright, then the rest."""
    spread_sides(routes, spots)
    spread_gaps(routes, grid)
    tracks = lay_uprights(routes, grid)
    spread_flats(routes, spots)
    return tracks | lay_levels(routes, grid)
