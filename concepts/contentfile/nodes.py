"""From a file's text to YAML nodes, each of which knows its line: everything that is refused before
anybody asks what the text says.
"""

import re

import yaml

from .faults import Fault, Faulty

# YAML's printable characters (1.2, 5.1) less the line ends of other systems and the byte order
# mark: PyYAML alters or refuses what falls outside, and so do the databases.
FORBIDDEN = re.compile(
    "[^\\x09\\x0a\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode(data):
    """The text of a file's bytes; raises Faulty where they are not UTF-8."""
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
    if found.group() == "\r":
        return "the line ends with CR LF; save the file with LF line ends."
    code = f"U+{ord(found.group()):04X}"
    return f"the character {code} (column {found.start() + 1}) can't be kept; remove it."


def check_characters(text, place=""):
    """Faults for characters that no content may hold: controls, other systems' line ends, byte
    order marks. The places are the lines of `place`, if it is given.
    """
    faults = []
    for number, line in enumerate(text.split("\n"), 1):
        if message := forbidden(line):
            faults.append(Fault(f"{place}.{number}" if place else "", message, line=number))
            if len(faults) == 20:
                break
    return faults


def _first(message):
    return Fault("", message, line=1)


def split(text):
    """A text's front matter, its body, and the body's first line; raises Faulty where there is no
    front matter.
    """
    opening, _, rest = text.partition("\n")
    if opening != "---":
        raise Faulty([_first("the file must begin with a line --- and its front matter.")])
    if rest.startswith("---\n") or rest == "---":
        matter, body = "", rest[4:]
    else:
        matter, closing, body = rest.partition("\n---\n")
        if not closing:
            if not rest.endswith("\n---"):
                raise Faulty([_first("the front matter is not closed by a line ---.")])
            matter, body = rest[:-4], ""
        matter += "\n"
    first_line = matter.count("\n") + 3
    if body.startswith("\n"):
        return matter, body[1:], first_line + 1
    return matter, body, first_line


def read_yaml(text, first_line=1):
    """The root node of a YAML text, or None for an empty one; raises Faulty for bad YAML, anchors
    and tags.

    Nodes, not values: every scalar is taken as the text that stands there (`1957`, `yes` and `null`
    are words to a writer), and each node knows its line.
    """

    def fail(mark, message):
        line = first_line + (mark.line if mark else 0)
        raise Faulty([Fault("", message, line=line)])

    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                fail(
                    event.start_mark, "anchors and aliases (& and *) are not understood; quote it."
                )
            if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None):
                fail(event.start_mark, "tags (!) are not understood; put the text in quotes.")
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        problem = (error.problem or "it can't be read").strip()
        fail(error.problem_mark, f"not valid YAML: {problem}; put the text in single quotes.")
    except (yaml.YAMLError, RecursionError) as error:
        fail(None, f"not valid YAML: {str(error).splitlines()[0]}.")
    _refuse_escaped(root, first_line)
    return root


def read_mapping(matter, first_line=1):
    """The root mapping node of front matter; raises Faulty where `read_yaml` does, and for anything
    else.
    """
    root = read_yaml(matter, first_line)
    if root is None:
        message = "the front matter is empty; it needs at least a title."
        raise Faulty([Fault("", message, line=first_line)])
    if not isinstance(root, yaml.MappingNode):
        message = "the front matter must be keys and values, such as `title: Trust`."
        raise Faulty([Fault("", message, line=first_line + root.start_mark.line)])
    return root


def _refuse_escaped(root, first_line):
    """Raises Faulty where a YAML escape such as "\\0" brings in a character that the file itself
    may not hold.
    """
    faults, nodes = [], [root] if root is not None else []
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.ScalarNode):
            found = FORBIDDEN.search(node.value)
            if found:
                code = f"U+{ord(found.group()):04X}"
                line = first_line + node.start_mark.line
                message = f"the character {code} can't be kept; remove it."
                faults.append(Fault("", message, line=line))
        elif isinstance(node, yaml.MappingNode):
            nodes += [part for pair in node.value for part in pair]
        else:
            nodes += node.value
    if faults:
        raise Faulty(sorted(faults))
