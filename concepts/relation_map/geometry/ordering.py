"""The order of concepts within a column: near to what they are tied to, so that lines are short and
cross less."""

ROUNDS = 16


def order_columns(columns, ties, fixed):
    """The columns (lists of keys), each put into the order of its neighbours' average height.

    `ties` are (key, key, weight); `fixed` gives the height (0 at the top, 1 at the bottom) of keys
    outside the columns. Nothing is random: the same concepts always stand in the same place.
    """
    near = {key: [] for column in columns for key in column}
    for start, end, weight in ties:
        if start in near:
            near[start].append((end, weight))
        if end in near:
            near[end].append((start, weight))
    best = [list(column) for column in columns]
    heights = _heights(best) | fixed
    least = _length(ties, heights)
    columns = [list(column) for column in columns]
    for number in range(ROUNDS):
        # Sweeping to the right and then to the left carries an order across all columns.
        for column in columns if number % 2 == 0 else reversed(columns):
            wanted = {key: _average(near[key], heights, heights[key]) for key in column}
            column.sort(key=lambda key: (wanted[key], heights[key]))
            heights.update(_heights([column]))
        length = _length(ties, heights)
        if length < least - 1e-9:
            best, least = [list(column) for column in columns], length
    return [_swapped(column, near, best, fixed) for column in best]


def _heights(columns):
    return {
        key: (number + 0.5) / len(column) for column in columns for number, key in enumerate(column)
    }


def _average(neighbours, heights, own):
    known = [(heights[key], weight) for key, weight in neighbours if key in heights]
    total = sum(weight for _, weight in known)
    return sum(height * weight for height, weight in known) / total if total else own


def _length(ties, heights):
    return sum(
        weight * abs(heights[start] - heights[end])
        for start, end, weight in ties
        if start in heights and end in heights
    )


def _swapped(column, near, columns, fixed):
    """A column after all swaps of two neighbours that shorten its lines."""
    heights = _heights(columns) | fixed
    step = 1 / len(column) if column else 0

    def pull(key, height):
        return sum(
            weight * abs(height - heights[other]) for other, weight in near[key] if other in heights
        )

    for _ in range(len(column)):
        changed = False
        for upper in range(len(column) - 1):
            one, two = column[upper], column[upper + 1]
            first, second = heights[one], heights[two]
            before = pull(one, first) + pull(two, second)
            heights[one], heights[two] = first + step, second - step
            if pull(one, first + step) + pull(two, second - step) < before - 1e-9:
                column[upper], column[upper + 1] = two, one
                changed = True
            else:
                heights[one], heights[two] = first, second
        if not changed:
            break
    return column
