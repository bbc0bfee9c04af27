"""Numbers of sources as printers set them: sorted, small, after the stop and the closing quotation
mark, and the page in the work quiet behind them, wherever a writer has typed it. Pure.
"""

import re
from dataclasses import dataclass, replace

# No text holds these two: what is typed of private use is replaced before a text is read.
_OPEN, _CLOSE = "\ue00c", "\ue00d"
_GROUP = rf"{_OPEN}(\d+){_CLOSE}"

_PAGE = r"pp?\.(?:\s|&nbsp;)?(?!0)\w[\w,–-]{0,20}(?:(?:\s|&nbsp;)\w[\w,–-]{0,20}){0,2}"
_PART = r"(?:chapters?|chap\.|ch\.|sections?|§{1,2})(?:\s|&nbsp;)?\d[\w.,–-]{0,20}"
# Before a digit it belongs to a figure: .28
_STOP = r"(?:[.,?!…](?!\d))"
# What closes: after a space it would open.
_CLOSING = r"""(?:["'”’»](?!\w)|&(?:quot|#x27|#39);(?!\w)|</(?:em|strong|del)>)"""
_AFTER = rf"(?:{_STOP}(?:{_STOP}|{_CLOSING})*+|(?<={_CLOSE}){_CLOSING}(?:{_STOP}|{_CLOSING})*+)"
_LOCATOR = rf"\(({_PAGE}|{_PART})\)"
_MARKS = re.compile(
    rf"(?:{_LOCATOR}({_STOP}?)\s{{0,3}})?((?:{_GROUP}\s*+)++)(?:{_LOCATOR})?({_AFTER}?)"
)
# A page in brackets at the end of a sentence that has no number of its own.
_ALONE = re.compile(rf"\s\(({_PAGE})\)({_STOP}(?:{_STOP}|{_CLOSING})*+)")
# What is no sentence: code, and what stands in attributes.
_VERBATIM = re.compile(r"(<(?:pre|code)>.*?</(?:pre|code)>|<\w+\s[^<>]*+>)", re.DOTALL)


@dataclass(frozen=True)
class Number:
    """The number of one source where it is cited: `html` links to its line, with the words before
    it; `locator` is where in the work to look, as safe HTML."""

    number: int
    html: str
    locator: str = ""


class Superscripts:
    """The numbers of sources of one text. `hold` keeps a group of them and gives what stands for it
    until `set_in` puts all where they belong."""

    def __init__(self):
        self.groups = []

    def hold(self, numbers, others=()):
        """`others` are HTML that follows the numbers."""
        self.groups.append((list(numbers), list(others)))
        return f"{_OPEN}{len(self.groups) - 1}{_CLOSE}"

    def set_in(self, html):
        pieces, end = [], 0
        for match in _MARKS.finditer(html):
            pieces += self._set(_set_alone(html[end : match.start()]), *match.groups())
            end = match.end()
        return "".join([*pieces, _set_alone(html[end:])])

    def _set(self, before, page, early, held, _, late, after):
        """What stands `before` numbers, perhaps a `page` of their work with a stop, and after them
        perhaps the page and stops: in the order of print."""
        numbers, others = self._joined(held)
        gap = held[len(held.rstrip()) :]
        located = page or late
        if located and not (page and late) and _lacks_page(numbers, others):
            numbers = [replace(numbers[0], locator=located)]
            gap = "" if late or after else gap
            return [before.rstrip(), early or "", after, _superscript(numbers, others), gap]
        # Of which work it is the page, nobody but the writer knows.
        before += f"({page}){early}" if page else ""
        if late:
            return [before, _superscript(numbers, others), gap, f"({late})", after]
        if after:
            return [before.rstrip(), after, _superscript(numbers, others)]
        return [before, _superscript(numbers, others), gap]

    def _joined(self, held):
        """The numbers of groups that follow one another, sorted, and what else is in them."""
        numbers, others = [], []
        for index in re.findall(_GROUP, held):
            more, rest = self.groups[int(index)]
            numbers += more
            others += rest
        return sorted(numbers, key=lambda each: each.number), others


def _superscript(numbers, others):
    parts = [
        each.html + (f"<span>, {each.locator}</span>" if each.locator else "") for each in numbers
    ]
    parts += others
    # It touches the word before it, but words of its own must not.
    gap = "&nbsp;" if numbers and not parts[0].startswith("<a") else ""
    return f'<sup class="cite">{gap}{"; ".join(parts)}</sup>' if parts else ""


def _lacks_page(numbers, others):
    """Whether these are the number of one work alone, without where in it to look."""
    return len(numbers) == 1 and not others and not numbers[0].locator


def _set_alone(html):
    if "(p" not in html:
        return html
    pieces = _VERBATIM.split(html)
    for place in range(0, len(pieces), 2):
        pieces[place] = _ALONE.sub(r'\2<sup class="cite"><span>\1</span></sup>', pieces[place])
    return "".join(pieces)
