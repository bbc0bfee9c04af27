"""Which characters a text may hold, and from a file's bytes to its text."""

import codecs
import re

from .faults import Fault, Faulty

# YAML's printable characters (1.2, 5.1) less the line ends of other systems and the byte order
# mark: PyYAML alters or refuses what falls outside, and so do the databases.
FORBIDDEN = re.compile(
    "[^\\x09\\x0a\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)


def decode(data):
    """The text of a file's bytes, with LF line ends and no byte order mark; raises Faulty where
    they are not UTF-8.

    Editors on Windows write CR LF and such a mark, those of old Macs CR alone. A CR among lines
    that end otherwise is no line end, and is left for `check_characters` to name.
    """
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start + 1} is not UTF-8; save the file in that encoding."
        raise Faulty([Fault("", message, line=line)]) from None


def forbidden(line):
    """What is wrong with the first character of a line that no content may hold; nothing if there
    is none.
    """
    found = FORBIDDEN.search(line)
    if found is None:
        return ""
    code = f"U+{ord(found.group()):04X}"
    return f"the character {code} (column {found.start() + 1}) can't be kept; remove it."


def check_characters(text, place=""):
    """Faults for characters that no content may hold: controls, other systems' line ends, byte
    order marks. The places are the lines of `place`, if it is given.
    """
    if "\r\n" in text:  # not a fault a line: there is one thing to do
        line = text.count("\n", 0, text.index("\r\n")) + 1
        message = "lines end with CR LF; save the file with LF line ends."
        return [Fault(f"{place}.{line}" if place else "", message, line=line)]
    faults = []
    for number, line in enumerate(text.split("\n"), 1):
        if message := forbidden(line):
            faults.append(Fault(f"{place}.{number}" if place else "", message, line=number))
            if len(faults) == 20:
                break
    return faults
