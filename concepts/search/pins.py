"""Answers that go before all others, whatever the index says: help, for words that somebody in need may type. Pure."""

from . import spelling, words


def matching(text, pinned):
    """The addresses in `pinned`, (words, address) pairs, whose words all stand in `text`, near misspellings included."""
    typed = words.pairs(str(text or "")[:300])
    found = []
    for wanted, address in pinned:
        subject = words.subject(words.pairs(wanted))
        if subject and address not in found and all(_stands(pair, typed) for pair in subject):
            found.append(address)
    return found


def _stands(pair, typed):
    folded, term = pair
    limit = spelling.errors_allowed(folded)
    return any(
        term == other_term or (limit and spelling.distance(folded, other, limit) <= limit)
        for other, other_term in typed
    )
