"""Bodies that nobody honest writes, each of any length: what keeps a program busy that looks again
at what it has seen. Everything that a text goes through takes them, in time that grows with their
length alone.
"""

from itertools import cycle, islice, product

PROSE = (
    "Trust is the willingness to rely on somebody in a matter that is of importance to both. "
    "It grows slowly, and a single word can end it; so the therapist keeps the hour, the room "
    "and the rules. What the client makes of that is another question. "
)
STOP_WORDS = "the and of to a in is it that for on with as was be by at or from this "
HEBREW = "\u05d0\u05de\u05d5\u05df "
ARABIC = "\u062b\u0642\u0629 "
FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"


def again(piece):
    """A body of nothing but `piece`."""
    return lambda n: (piece * (n // len(piece) + 1))[:n]


def after(start, piece, end=""):
    """A body that begins with `start`, and ends with `end` if anything."""
    return lambda n: (start + piece * (n // len(piece)))[: max(0, n - len(end))] + end


def numbered(pattern, step=1):
    """Lines that differ by a number."""

    def body(n):
        pieces, length, number = [], 0, 1
        while length < n:
            pieces.append(pattern.format(number))
            length += len(pieces[-1])
            number += step
        return "".join(pieces)[:n]

    return body


def few(start, most, piece):
    """At most so many of `start`, as the bounds have it, and then `piece`."""
    return lambda n: (start * min(most, n // (2 * len(start))) + piece * n)[:n]


def row(cell, columns):
    return "|" + cell * columns + "\n"


def table(columns, cell=" a |", rule="---|"):
    """As many rows of so many columns as there is room for."""

    def body(n):
        head = row(cell, columns) + row(rule, columns)
        return (head + row(cell, columns) * (n // len(row(cell, columns)) + 1))[:n]

    return body


def broad(n):
    """A table of one row, as broad as there is room for."""
    columns = n // 12
    return (row(" a |", columns) + row("---|", columns) + row(" b |", columns))[:n]


def staircase(n):
    """Lists in lists, deeper with every line."""
    return "".join("    " * depth + "- a\n" for depth in range(int((n / 2) ** 0.5)))[:n]


def fences(n):
    """Fences that get longer and never close."""
    return "".join("`" * (3 + length) + "\n" for length in range(int((2 * n) ** 0.5)))[:n]


def dialogue(turn, every=0):
    """A block of turns; a new block, or a new paragraph of the block, after so many."""

    def body(n):
        pieces, length, number = [], 0, 0
        while length < n:
            if number == 0 or (every and number % every == 0):
                pieces.append(("\n" if number else "") + "> [!example] A talk\n")
            pieces.append(turn)
            length += len(turn)
            number += 1
        return "".join(pieces)[:n]

    return body


def of_letters(n):
    """Words of seven letters, no two of them alike."""
    letters = ("bcdfghjk", "aeiou", "lmnpqrst", "aeiou", "vwxz", "aei")
    words = map("".join, product(*letters))
    return " ".join(islice((f"{word}d" for word in cycle(words)), n // 8 + 1))[:n]


BODIES = {
    # Nothing, and much of it
    "spaces": again(" "),
    "spaces between words": after("a", " ", "b"),
    "spaces before a citation": after("a", " ", "[@meaning: Trust]"),
    "spaces before a full stop": after("a", " ", "."),
    "tabs": again("\t"),
    "tabs between words": after("a", "\t", "b"),
    "empty lines": again("\n"),
    "empty lines between words": after("a", "\n", "b"),
    "lines of a space": again(" \n"),
    "lines of three spaces": again("   \n"),
    "no-break spaces": after("a", "\N{NO-BREAK SPACE}", "b"),
    "ideographic spaces": after("a", "\N{IDEOGRAPHIC SPACE}", "b"),
    "spaces without width": after("a", "\N{ZERO WIDTH SPACE}", "b"),
    "spaces in code": after("`a", " ", "b`"),
    "spaces in a fence": after("```\n", " ", "\n```\n"),
    "spaces of every kind": again(" \t\n\N{NO-BREAK SPACE}\N{EM SPACE}"),
    "words and many spaces": again("a" + " " * 50),
    "words and many empty lines": again("a" + "\n" * 50),
    # Every sign of Markdown
    "stars": again("*"),
    "stars with spaces": again("* "),
    "strokes below": again("_"),
    "backticks": again("`"),
    "backticks with words": again("`a "),
    "open brackets": again("["),
    "closed brackets": again("]"),
    "brackets": again("[]"),
    "brackets within bounds": few("[ ", 390, "a"),
    "round brackets": again("("),
    "round brackets closed": again(")"),
    "exclamation marks": again("!"),
    "pictures": again("![a](b)"),
    "hashes": again("#"),
    "hashes with spaces": again("# "),
    "quotation signs": again(">"),
    "quotation signs with spaces": again("> "),
    "strokes": again("|"),
    "strokes with spaces": again("| "),
    "hyphens": again("-"),
    "hyphens with spaces": again("- "),
    "plus signs": again("+ "),
    "tildes": again("~"),
    "backslashes": again("\\"),
    "backslashes before stars": again("\\*"),
    "colons": again(":"),
    "smaller than": again("<"),
    "smaller than with words": again("<a "),
    "ampersands": again("&"),
    "semicolons": again(";"),
    "equals signs": again("a = "),
    "line breaks by spaces": again("a  \n"),
    "line breaks by backslashes": again("a\\\n"),
    "rules": again("---\n"),
    "rules between empty lines": again("***\n\n"),
    # Emphasis that never closes
    "emphasis": again("*a* "),
    "emphasis that opens": again("*a "),
    "emphasis that closes": again("a* "),
    "emphasis by turns": again("*a _b "),
    "emphasis by turns, closed": again("*a _b* c_ "),
    "emphasis in words": again("a*b_c"),
    "strength that opens": again("**a "),
    "strength and emphasis": again("***a* b** "),
    "emphasis between empty lines": again("*a _b\n\n"),
    "stars and strokes by turns": again("*_"),
    "struck out": again("~~a "),
    # Links and citations
    "open links": again("[[a "),
    "an open link and spaces": after("[[", " "),
    "open citations": again("[@a "),
    "open citations between empty lines": again("[@a \n\n"),
    "an open citation and spaces": after("[@a", " "),
    "links": few("[[Trust]] ", 1990, "a "),
    "links to different names": lambda n: (
        numbered("[[Name {}]] ")(min(n // 2, 27_000)) + "a " * n
    )[:n],
    "links in links": again("[[a|[[b]]]] "),
    "a link with a long name": after("[[", "a", "]]"),
    "a link with a long label": after("[[Trust|", "a ", "]]"),
    "citations": few("[@meaning: Trust] ", 1990, "a "),
    "citations in one bracket": after("[@", "a;", "]"),
    "a citation with a long place": after("[@meaning: Trust, ", "1", "]"),
    "spaces and citations": few("a" + " " * 40 + "[@meaning: Trust]", 1990, " "),
    "open addresses": few("[a](", 390, "b"),
    "open titles": few("[a](b '", 390, "'"),
    "addresses": few("[a](https://a.example/b) ", 390, "a "),
    "an address that is long": after("[a](https://a.example/", "b", ")"),
    "addresses in points": again("<https://a.example/> "),
    "definitions of addresses": numbered("[{0}]: https://a.example/{0}\n"),
    "footnotes": numbered("a[^{0}]\n\n[^{0}]: b\n\n"),
    "footnotes without notes": few("a[^1] ", 390, "a "),
    "open citations with words": again("[see @a "),
    "brackets with many signs": after("[", "@a "),
    "brackets in a citation": after("[@a", "[b]"),
    "words before a citation": after("[", "see ", "@a]"),
    "citations on lines of their own": again("[@a;\n@b]\n"),
    "open addresses of pages": few("[a](", 390, "b/"),
    "addresses of pages": few("[a](b.md#c) ", 390, "a "),
    "an address that goes up": after("[a](", "../", "b.md)"),
    "strokes in a link": after("[[", "a|", "]]"),
    "hashes in a link": after("[[", "a#", "]]"),
    "embedded pages": few("![[a]] ", 1990, "a "),
    # Blocks
    "headings of one name": few("## Trust\n\n", 490, "a "),
    "too many headings of one name": again("## Trust\n\n"),
    "headings of different names": numbered("## Trust {}\n\n"),
    "headings by lines below": again("Trust\n---\n"),
    "headings by double lines below": again("Trust\n===\n\n"),
    "a long heading": after("## ", "trust "),
    "headings of six signs": again("###### a\n"),
    "short lines": again("a\n"),
    "short paragraphs": again("a\n\n"),
    "items": again("- a\n"),
    "items between empty lines": again("- a\n\n"),
    "numbered items": numbered("{}. a\n"),
    "numbered items that do not count": again("1. a\n"),
    "items of another list": again("a\n2) b\n"),
    "items with code": again("- a\n  ```\n  b\n  ```\n"),
    "items with tables": again("- | a | b |\n  |---|---|\n"),
    "tasks": again("- [ ] a\n"),
    "items of two signs by turns": again("- a\n+ b\n"),
    "lists in lists": staircase,
    "lists in lists in one line": again("- + * "),
    "lists twenty deep": again("".join("    " * depth + "- a\n" for depth in range(19)) + "\n"),
    "quotations": again("> a\n"),
    "quotations between empty lines": again("> a\n\n"),
    "quotations and lines by turns": again("> a\nb\n"),
    "quotations in quotations": again("> " * 19 + "a\n\n"),
    "quotations in lists": again("- > a\n"),
    "code by indentation": again("    a\n"),
    "code by indentation, apart": again("    a\n\nb\n\n"),
    "fences": again("```\n"),
    "fences by tildes": again("~~~\n"),
    "fences that get longer": fences,
    "fences with a language": again("```python\na\n```\n"),
    "open fences with a language": again("```x\n"),
    "open fences of different languages": numbered("```x{}\n"),
    "a fence and spaces": after("```", " ", "a b"),
    "fences and spaces": again("```" + " " * 300 + "a b\n"),
    "a fence with open lines": after("```x hl_lines='", "a\n"),
    "fences with open lines": again("```x hl_lines='1\n"),
    "fences with attributes": again("```{.a #b c=d}\ne\n```\n"),
    "a heading and spaces": after("# a", " ", "b\n\n[[c]]"),
    "a heading of signs": after("# ", "#", "a"),
    "a heading of letters and signs": after("# ", "a#"),
    "links below empty lines": lambda n: "\n" * (n - 9 * (n // 100)) + "[[Trust]]" * (n // 100),
    "links in paragraphs": few("[[Trust]]\n\n", 1990, "a\n\n"),
    "a title in a block and spaces": after("> >  [!example]", " ", "a\n> > b"),
    "a block and spaces": after("> [!example]", " ", "a\n> b"),
    "a table of many rows": table(2),
    "a table of many columns": table(2_000),
    "a table of one broad row": broad,
    "a table of no rows": lambda n: (
        row(" a |", n // 8) + row("---|", n // 8)
    )[:n],
    "tables": again("| a | b |\n|---|---|\n| c | d |\n\n"),
    "rows without a head": again("| a | b |\n"),
    "rules of tables": again("|---|---|\n"),
    "rules that never end": again("|-"),
    "highlights": again("==a"),
    "attributes": again("{#a"),
    "comments of Obsidian": again("%%a "),
    "names of blocks": again(" ^a-b"),
    "keys without brackets": again("@a-b "),
    "keys of hyphens": after("@", "-"),
    "backslashes in a table": table(50, cell=" \\| |"),
    "code in a table": table(50, cell=" `a` |"),
    "a block": after("> [!example] Title\n", "> words\n"),
    "blocks": again("> [!example] Title\n> words\n\n"),
    "blocks without a gap": again("> [!example] Title\n> words\n"),
    "blocks in blocks": again("> [!example] A\n> > [!example] B\n> > > [!example] C\n> > > d\n\n"),
    "a block with a long title": after("> [!example] ", "title ", "\n> words\n"),
    "a block with a busy title": after("> [!example] ", "*a* ", "\n> words\n"),
    "signs of blocks": again("> [!example]\n"),
    "a dialogue": dialogue("> **Client:** I can't say it.\n"),
    "a dialogue in paragraphs": dialogue("> **Client:** I can't say it.\n>\n"),
    "dialogues": dialogue("> **Client:** I can't say it.\n", every=8),
    "a dialogue of one long turn": after("> [!example]\n> **Client:** ", "I can't say it. "),
    "a dialogue without words": dialogue("> **A:**\n"),
    # HTML
    "tags": again("<b>a</b> "),
    "open tags": again("<b>"),
    "a tag that stays open": after("<a href='", "b"),
    "comments": again("<!-- a --> "),
    "open comments": again("<!-- "),
    "sections": again("<![CDATA["),
    "entities": again("&amp;"),
    "entities without a name": again("&a"),
    "entities of numbers": again("&#65;"),
    "an entity that is long": after("&#", "1", ";"),
    "entities of quotation marks": again("&quot;a"),
    # Words and signs
    "prose": again(PROSE),
    "prose in paragraphs": again(PROSE + "\n\n"),
    "prose with quotations": again('He said: "It\'s \'all\' right," and "that" was it. '),
    "one word": again("trust "),
    "one word in paragraphs": again("trust\n\n"),
    "stop words": again(STOP_WORDS),
    "long words": again("a" * 5_000 + " "),
    "one long word": again("a"),
    "one long word with strokes": again("a_"),
    "one word with hyphens": again("a-"),
    "one word with apostrophes": again("a'"),
    "one word with full stops": again("a."),
    "different words": numbered("word{} "),
    "different words of letters": of_letters,
    "sentences of a letter": again("A. "),
    "full stops": again("."),
    "full stops with spaces": again(". "),
    "ellipses": again("\N{HORIZONTAL ELLIPSIS}"),
    "quotation marks": again('"'),
    "apostrophes": again("'"),
    "quotation marks by turns": again("\"'"),
    "quotation marks in one another": lambda n: ("\"'" * (n // 4) + "a" + "'\"" * (n // 4))[:n],
    "quotation marks with spaces": again("\" ' "),
    "curly quotation marks": again("\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"),
    "quotation marks that close a sentence": again('." '),
    "dashes": again("\N{EN DASH}\N{EM DASH}"),
    "dashes with spaces": again("a -- b "),
    "numbers": again("1"),
    "numbers with spaces": again("1 "),
    "ranges": again("1-2-"),
    "minus signs": again("-1 (-.5 "),
    "equations": again("r = -.5, N = 20, "),
    "equations that do not end": again("r = "),
    "percentages": again("5 % "),
    "addresses without links": again("https://a.example/?a=1&b=2 "),
    "combining marks": after("a", "\N{COMBINING ACUTE ACCENT}"),
    "combining marks by letters": again("e\N{COMBINING ACUTE ACCENT}\N{COMBINING CEDILLA}"),
    "marks of direction": again("\N{RIGHT-TO-LEFT OVERRIDE}a\N{POP DIRECTIONAL FORMATTING}"),
    "marks of direction alone": again("\N{RIGHT-TO-LEFT MARK}"),
    "Hebrew and Arabic": again(HEBREW + ARABIC),
    "emoji": again(FAMILY),
    "emoji with spaces": again(FAMILY + " "),
    "joiners": after("a", "\N{ZERO WIDTH JOINER}"),
    "Chinese": again("\u4fe1\u4efb\u662f\u6cbb\u7642\u7684\u57fa\u790e\u3002"),
    "ligatures": again("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"),
    "letters that fold to more": again("\xdf\N{LATIN SMALL LIGATURE FFI} "),
    "private signs": again("\ue0001\ue001"),
}  # fmt: skip
