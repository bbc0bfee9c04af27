"""Small readers of BibTeX and RIS, as strict as the programs that take these files in."""

import re

RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def read_ris(text):
    """The records of a RIS file, each a list of (tag, value)."""
    assert text == "" or text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    records = []
    for line in text.split("\r\n")[:-1]:
        assert line.splitlines() == [line], "a line break of another kind"
        match = RIS_LINE.fullmatch(line)
        assert match, line
        tag, value = match.groups()
        if tag == "TY":
            records.append([])
        assert records[-1:] != [] and (not records[-1] or records[-1][-1][0] != "ER")
        records[-1].append((tag, value))
    assert all(record[-1] == ("ER", "") for record in records)
    return records


def read_bibtex(text):
    """The entries of a BibTeX file: type, key and fields; braces count as BibTeX counts them."""
    entries, position = [], 0
    while match := re.compile(r"\s*@([a-z]+)\{([A-Za-z0-9:_.+-]+),").match(text, position):
        position, fields = match.end(), {}
        while field := re.compile(r"\s*([a-z]+) = ").match(text, position):
            position = field.end()
            value, position = _value(text, position)
            assert field[1] not in fields
            assert text[position] == ","
            fields[field[1]], position = value, position + 1
        closing = re.compile(r"\s*\}").match(text, position)
        assert closing, text[position : position + 80]
        entries.append((match[1], match[2], fields))
        position = closing.end()
    assert text[position:].strip() == ""
    return entries


def _value(text, position):
    if text[position] != "{":
        word = re.compile("[a-z]{3}").match(text, position)
        return word[0], word.end()
    depth, start = 0, position
    while True:
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        position += 1
        if depth == 0:
            return text[start + 1 : position - 1], position
