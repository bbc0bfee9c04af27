"""Reading a content file: text to parts, with every fault found at once."""

import re
import sys
from hashlib import blake2b
from threading import Lock

import yaml
from cachetools import LRUCache, cached

from .faults import Fault, Faulty
from .parts import (
    BASES,
    CATEGORIES,
    KINDS,
    RELATION_TYPES,
    TYPES,
    Content,
    Member,
    PassageName,
    RelationLine,
)

# What is kept of texts that were read, in bytes: a number of texts would bound nothing.
KEPT = 8_000_000

MAXIMUM_SIZE = 200_000
MAXIMUM_FRONT_MATTER = 60_000
MAXIMUM_ITEMS = 200
LENGTHS = {"title": 200, "summary": 500, "name": 120, "reason": 600, "note": 600, "heading": 300}

# YAML's printable characters (1.2, 5.1) less the line ends of other systems and the byte order
# mark: PyYAML alters or refuses what falls outside, and so do the databases.
FORBIDDEN = re.compile(
    "[^\\x09\\x0a\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)

KEYS = {
    "concept": ("title", "kind", "summary", "aliases", "search", "tags", "relations", "sources"),
    "framework": (
        "title",
        "summary",
        "aliases",
        "search",
        "tags",
        "ordered",
        "steps",
        "source",
        "members",
        "sources",
    ),
    "question": (
        "title",
        "summary",
        "aliases",
        "search",
        "tags",
        "category",
        "concepts",
        "sources",
    ),
}

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode(data, path=""):
    """The text of a file's bytes; raises Faulty where they are not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start + 1} is not UTF-8; save the file in that encoding."
        raise Faulty([Fault(path, line, message)]) from None


def check_characters(text, path=""):
    """Faults for characters that no content may hold: controls, other systems' line ends, byte
    order marks.
    """
    faults = []
    for number, line in enumerate(text.split("\n"), 1):
        found = FORBIDDEN.search(line)
        if found is None:
            continue
        code = f"U+{ord(found.group()):04X}"
        if found.group() == "\r":
            message = "the line ends with CR LF; save the file with LF line ends."
        else:
            message = f"the character {code} (column {found.start() + 1}) can't be kept; remove it."
        faults.append(Fault(path, number, message))
        if len(faults) == 20:
            break
    return faults


def split(text, path=""):
    """A text's front matter, its body, and the body's first line; raises Faulty where there is no
    front matter.
    """
    opening, _, rest = text.partition("\n")
    if opening != "---":
        raise Faulty([Fault(path, 1, "the file must begin with a line --- and its front matter.")])
    if rest.startswith("---\n") or rest == "---":
        matter, body = "", rest[4:]
    else:
        matter, closing, body = rest.partition("\n---\n")
        if not closing:
            if not rest.endswith("\n---"):
                raise Faulty([Fault(path, 1, "the front matter is not closed by a line ---.")])
            matter, body = rest[:-4], ""
        matter += "\n"
    first_line = matter.count("\n") + 3
    if body.startswith("\n"):
        return matter, body[1:], first_line + 1
    return matter, body, first_line


def read_yaml(text, path="", first_line=1):
    """The root node of a YAML text, or None for an empty one; raises Faulty for bad YAML, anchors
    and tags.

    Nodes, not values: every scalar is taken as the text that stands there (`1957`, `yes` and `null`
    are words to a writer), and each node knows its line.
    """

    def fail(mark, message):
        line = first_line + (mark.line if mark else 0)
        raise Faulty([Fault(path, line, message)])

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
    _refuse_escaped(root, path, first_line)
    return root


def read_mapping(matter, path="", first_line=1):
    """The root mapping node of front matter; raises Faulty where `read_yaml` does, and for anything
    else.
    """
    root = read_yaml(matter, path, first_line)
    if root is None:
        message = "the front matter is empty; it needs at least a title."
        raise Faulty([Fault(path, first_line, message)])
    if not isinstance(root, yaml.MappingNode):
        message = "the front matter must be keys and values, such as `title: Trust`."
        raise Faulty([Fault(path, first_line + root.start_mark.line, message)])
    return root


def _refuse_escaped(root, path, first_line):
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
                faults.append(Fault(path, line, f"the character {code} can't be kept; remove it."))
        elif isinstance(node, yaml.MappingNode):
            nodes += [part for pair in node.value for part in pair]
        else:
            nodes += node.value
    if faults:
        raise Faulty(sorted(faults))


class _Reader:
    """Takes parts out of YAML nodes and collects what is wrong with them."""

    def __init__(self, path, first_line):
        self.path = path
        self.first_line = first_line
        self.faults = []
        self.lines = {}

    def line_of(self, node):
        return self.first_line + node.start_mark.line

    def fault(self, node_or_line, message, field=""):
        line = node_or_line if isinstance(node_or_line, int) else self.line_of(node_or_line)
        self.faults.append(Fault(self.path, line, message, field))

    def mapping(self, node, allowed, what):
        """Key to value node, with faults for unknown and repeated keys."""
        found = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if not isinstance(key, str) or key not in allowed:
                known = ", ".join(allowed)
                self.fault(key_node, f"{what} has no key '{key[:80]}'; it may have {known}.")
            elif key in found:
                self.fault(key_node, f"the key '{key}' stands twice; keep one.", key)
            else:
                found[key] = value_node
        return found

    def text(self, node, name, longest, field):
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, f"{name} must be one line of text; put it in quotes.", field)
            return ""
        value = node.value
        if "\n" in value:
            self.fault(node, f"{name} must stand on one line.", field)
        elif len(value) > longest:
            self.fault(node, f"{name} has {len(value)} characters; {longest} is the most.", field)
        elif value != value.strip():
            self.fault(node, f"{name} begins or ends with a space; remove it.", field)
        elif not value and not node.style:
            self.fault(node, f"{name} is empty; write it or leave the key out.", field)
        elif not value:
            self.fault(node, f"{name} is empty.", field)
        return value

    def choice(self, node, name, choices, field):
        value = self.text(node, name, 200, field)
        if value and value not in choices:
            self.fault(
                node, f"{name} is '{value}'; it must be one of: {', '.join(choices)}.", field
            )
        return value

    def flag(self, node, name, field):
        value = self.text(node, name, 10, field)
        if value and value not in ("true", "false"):
            self.fault(node, f"{name} is '{value}'; it must be true or false.", field)
        return value == "true"

    def items(self, node, name, field):
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, f"{name} must be a list, one item a line after '- '.", field)
            return []
        if len(node.value) > MAXIMUM_ITEMS:
            self.fault(
                node, f"{name} has {len(node.value)} items; {MAXIMUM_ITEMS} is the most.", field
            )
            return []
        for number, item in enumerate(node.value):
            self.lines[f"{field}.{number}"] = self.line_of(item)
        return node.value

    def texts(self, node, name, field):
        values = []
        for item in self.items(node, name, field):
            value = self.text(item, f"an item of {name}", LENGTHS["name"], field)
            if value in values:
                self.fault(item, f"'{value}' stands twice in {name}; keep one.", field)
            elif value:
                values.append(value)
        return tuple(values)

    def relations(self, node):
        found = []
        for item in self.items(node, "relations", "relations"):
            if not isinstance(item, yaml.MappingNode):
                self.fault(item, "a relation needs type, to, reason and basis.", "relations")
                continue
            keys = ("type", "to", "reason", "basis")
            parts = self.mapping(item, keys, "a relation")
            missing = [key for key in keys if key not in parts]
            if missing:
                self.fault(item, f"the relation has no {' and no '.join(missing)}.", "relations")
                continue
            found.append(
                RelationLine(
                    self.choice(parts["type"], "the type", tuple(RELATION_TYPES), "relations"),
                    self.text(parts["to"], "the relation's other page", 200, "relations"),
                    self.text(parts["reason"], "the reason", LENGTHS["reason"], "relations"),
                    self.choice(parts["basis"], "the basis", BASES, "relations"),
                )
            )
        return tuple(found)

    def members(self, node):
        found = []
        for item in self.items(node, "members", "members"):
            if isinstance(item, yaml.ScalarNode):
                found.append(Member(entry=self.text(item, "a member", 200, "members")))
                continue
            if not isinstance(item, yaml.MappingNode):
                self.fault(item, "a member is a slug, or has entry or label, and note.", "members")
                continue
            parts = self.mapping(item, ("entry", "label", "note"), "a member")
            if ("entry" in parts) == ("label" in parts):
                self.fault(item, "a member needs either entry or label.", "members")
                continue
            if "label" in parts and "note" not in parts:
                self.fault(item, "a member without a page needs a note, one sentence.", "members")
                continue
            found.append(
                Member(
                    **{
                        key: self.text(value, f"the member's {key}", LENGTHS["note"], "members")
                        for key, value in parts.items()
                    }
                )
            )
        return tuple(found)

    def sources(self, node):
        found = []
        for item in self.items(node, "sources", "sources"):
            if not isinstance(item, yaml.MappingNode) or len(item.value) != 1:
                self.fault(
                    item, "a source is written as `- meaning: Open Communication`.", "sources"
                )
                continue
            [(key, heading)] = item.value
            name = PassageName(
                self.text(key, "the source", 80, "sources"),
                self.text(heading, "the heading", LENGTHS["heading"], "sources"),
            )
            if name in found:
                self.fault(item, f"the passage '{name.heading}' stands twice; keep one.", "sources")
            else:
                found.append(name)
        return tuple(found)

    def parts(self, type, root):
        nodes = self.mapping(root, KEYS[type], f"a {type}")
        self.lines.update({key: self.line_of(node) for key, node in nodes.items()})
        parts = {}
        for key, node in nodes.items():
            if key in ("title", "summary"):
                parts[key] = self.text(node, f"the {key}", LENGTHS[key], key)
            elif key == "kind":
                parts[key] = self.choice(node, "the kind", KINDS, key)
            elif key == "category":
                parts[key] = self.choice(node, "the category", CATEGORIES, key)
            elif key in ("ordered", "steps"):
                parts[key] = self.flag(node, key, key)
            elif key == "source":
                parts[key] = self.text(node, "the source", 80, key)
            elif key in ("relations", "members", "sources"):
                parts[key] = getattr(self, key)(node)
            else:
                parts[key] = self.texts(node, key, key)
        needed = {"concept": "kind", "question": "category"}.get(type)
        for key in filter(None, ("title", needed)):
            if key not in nodes:
                self.fault(root, f"a {type} needs a {key}; add it to the front matter.", key)
        if parts.get("steps") and "ordered" in parts and not parts["ordered"]:
            self.fault(nodes["steps"], "steps are ordered; write `ordered: true`.", "steps")
        return parts


def _weight(content):
    """About how many bytes a Content takes: its body, and its other parts by their lines."""
    return 4_000 + sys.getsizeof(content.body) + 1_500 * len(content.lines)


def _key(text, type, path=""):
    """A text's place among those that are kept, without keeping it."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=20).digest(), type, path


@cached(LRUCache(KEPT, _weight), key=_key, lock=Lock())
def parse(text, type, path=""):
    """The parts of a content file's `text` as Content; raises Faulty with all its faults.

    `type` is one of TYPES (the folder says it); `path` names the file in the faults. Results are
    cached: both sides are immutable (`Content.lines` is only read).
    """
    if type not in TYPES:
        raise ValueError(f"unknown type of page: {type}")
    if len(text) > MAXIMUM_SIZE:
        message = f"the text has {len(text):,} characters; {MAXIMUM_SIZE:,} is the most."
        raise Faulty([Fault(path, 0, message)])
    faults = check_characters(text, path)
    if faults:
        raise Faulty(faults)
    matter, body, body_line = split(text, path)
    if len(matter) > MAXIMUM_FRONT_MATTER:
        message = f"the front matter is longer than {MAXIMUM_FRONT_MATTER:,} characters."
        raise Faulty([Fault(path, 1, message)])
    root = read_mapping(matter, path, first_line=2)
    reader = _Reader(path, 2)
    parts = reader.parts(type, root)
    if reader.faults:
        raise Faulty(sorted(reader.faults))
    return Content(type=type, body=body, lines={**reader.lines, "body": body_line}, **parts)
