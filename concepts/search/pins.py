"""Answers that go before all others, whatever the index says: help, for what somebody in need may
type.
"""

from . import spelling, words

MOST_WORDS = 24
# Of a word that is still being typed, so many letters are enough.
ENOUGH_LETTERS = 4


def matching(text, pinned, is_known):
    """The addresses in `pinned`, (words, address) pairs, whose words all stand in `text`, near
    misspellings and a last word that is not finished included.

    `is_known(word)` says whether a word stands in some page: then it was meant as it is, and `race`
    is no `rape` misspelt. It is asked only about words that look misspelt.
    """
    typed = words.pairs(str(text or "")[:300])[:MOST_WORDS]
    found = []
    for wanted, address in pinned:
        subject = words.subject(words.pairs(wanted))
        if subject and address not in found and _all_stand(subject, typed, is_known):
            found.append(address)
    return found


def _all_stand(subject, typed, is_known):
    doubtful = []
    for folded, term in subject:
        if any(term == other for _, other in typed):
            continue
        limit = spelling.errors_allowed(folded)
        # With no error allowed only the same word is near, and that has been looked for.
        near = [word for word, _ in typed if spelling.distance(folded, word, limit) <= limit]
        near += [word for word, _ in typed[-1:] if _begins(word, folded)]
        if not near:
            return False
        doubtful.append(near)
    return all(any(not is_known(word) for word in near) for near in doubtful)


def _begins(half, whole):
    return len(half) >= ENOUGH_LETTERS and whole.startswith(half)
