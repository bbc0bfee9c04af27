"""From a file's text to YAML nodes, each of which knows its line: what is refused before anybody
asks what the text says.
"""

import re

import yaml

from .characters import FORBIDDEN
from .faults import Fault, Faulty

# Lists in rows in lists: content needs three.
MAXIMUM_NESTING = 50

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    """The root node of a YAML text, or None for an empty one; raises Faulty for bad YAML, and for
    what it reads otherwise than was meant: anchors, tags, a value that a comment cuts.

    Nodes, not values: every scalar is taken as the text that stands there (`1957`, `yes` and `null`
    are words to a writer), and each node knows its line.
    """
    return _compose(text, first_line).root


def has_comments(text):
    """Whether there are comments in a YAML text that can be read: whoever writes what it says anew
    writes it without them.
    """
    return bool(re.search(r"(^|\s)#", text) and _compose(text, 1).comments)


def _compose(text, first_line):
    def fail(mark, message):
        # What a comment cut is the likelier reason, and stands before.
        line = first_line + (mark.line if mark else 0)
        raise Faulty(composer.cut or [Fault("", message, line=line)])

    composer = _Composer(text, first_line)
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                fail(
                    event.start_mark, "anchors and aliases (& and *) are not understood; quote it."
                )
            if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None):
                fail(event.start_mark, "tags (!) are not understood; put the text in quotes.")
            if isinstance(event, yaml.DocumentStartEvent) and composer.root is not None:
                fail(event.start_mark, "not valid YAML: a second document begins here; join them.")
            composer.take(event)
            if len(composer.open) > MAXIMUM_NESTING:
                fail(event.start_mark, "lists stand in lists too deep; quote brackets and braces.")
    except yaml.MarkedYAMLError as error:
        composer.skip_blank()
        fail(*_explain(error, text))
    except yaml.YAMLError as error:
        fail(None, f"not valid YAML: {str(error).splitlines()[0]}.")
    if faults := composer.cut or _escaped(composer.scalars, first_line):
        raise Faulty(faults)
    return composer


class _Composer:
    """Makes nodes of events, one after another, and notes comments and what they cut off.

    PyYAML drops comments, so they are looked for where no event is.
    """

    def __init__(self, text, first_line):
        self.text, self.first_line = text, first_line
        self.root = None
        self.open, self.scalars, self.comments, self.cut = [], [], [], []
        self.position = 0

    def take(self, event):
        self.skip_to(event.start_mark.index)
        if isinstance(event, yaml.ScalarEvent):
            # The line end that closes a block is none of the text's.
            value = event.value.rstrip("\n") if event.style in ("|", ">") else event.value
            marks = event.start_mark, event.end_mark
            node = yaml.ScalarNode(None, value, *marks, style=event.style)
            self.scalars.append(node)
            self.add(node)
        elif isinstance(event, yaml.CollectionStartEvent):
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            kind = yaml.MappingNode if is_mapping else yaml.SequenceNode
            self.open.append(kind(None, [], event.start_mark, event.end_mark, event.flow_style))
        elif isinstance(event, yaml.CollectionEndEvent):
            node = self.open.pop()
            node.end_mark = event.end_mark
            if isinstance(node, yaml.MappingNode):
                node.value = list(zip(node.value[::2], node.value[1::2], strict=True))
            self.add(node)
        self.position = max(self.position, event.end_mark.index)

    def add(self, node):
        if self.open:
            self.open[-1].value.append(node)
        else:
            self.root = node

    def skip_to(self, position):
        """Notes the comments between the last event and the next."""
        while (begin := self.text.find("#", self.position, position)) >= 0:
            end = self.text.find("\n", begin)
            self.position = end if end >= 0 else len(self.text)
            is_cut = len(self.cut) < 20 and self.is_cut(begin)
            self.comments.append(begin)
            if is_cut:
                rest = self.text[begin : self.position].strip()
                rest = rest if len(rest) <= 40 else f"{rest[:40]}..."
                message = (
                    f"'{rest}' is not read, since # after a space begins a comment; put the whole"
                    " text in single quotes, or a comment on a line of its own, not indented."
                )
                line = self.first_line + self.text.count("\n", 0, begin)
                self.cut.append(Fault("", message, line=line))

    def skip_blank(self):
        """Notes a comment right after the last event: it may be why there is no next."""
        if blank := re.compile(r"\s*#").match(self.text, self.position):
            self.skip_to(blank.end())

    def is_cut(self, comment):
        """Whether a comment is more likely the rest of a value: it follows one that has no quotes,
        on its line or where its next would stand, or it stands among the items of brackets.
        """
        margin = comment - (self.text.rfind("\n", 0, comment) + 1)
        has_own_line = not self.text[comment - margin : comment].strip()
        if not has_own_line and self.open and self.open[-1].flow_style:
            return True
        value = self.scalars[-1] if self.scalars else None
        if value is None or value.style:
            return False
        # What follows another comment is no rest; and that is asked once, however many there are.
        end = value.end_mark.index
        if (self.comments and self.comments[-1] >= end) or self.text[end:comment].strip():
            return False
        begin = value.start_mark.index - value.start_mark.column
        return not has_own_line or margin > len(_INDENTATION.match(self.text, begin)[0])


_INDENTATION = re.compile(r"[ -]*")
_ADVICE = "put the text in single quotes, an apostrophe in it doubled"


def _explain(error, text):
    """(mark, sentence) of what is wrong with a YAML text."""
    mark, advice = error.problem_mark, _ADVICE
    problem = (error.problem or "it can't be read").strip()
    context = error.context or ""
    if context.startswith(("while scanning a quoted", "while parsing a flow")):
        mark = error.context_mark or mark  # where it begins: it ends at the end of the file
        advice = "close it, or put the whole text in single quotes"
    elif context == "while scanning a simple key":
        mark = error.context_mark or mark
    line = text[mark.index - mark.column :].partition("\n")[0] if mark else ""
    if re.match(r" *\t", line):
        advice = "the line begins with a tab, write spaces"
    return mark, f"not valid YAML: {problem}; {advice}."


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


def _escaped(scalars, first_line):
    """Faults where a YAML escape such as "\\0" brings in a character that the file itself may not
    hold.
    """
    faults = []
    for node in scalars:
        if found := FORBIDDEN.search(node.value):
            message = f"the character U+{ord(found.group()):04X} can't be kept; remove it."
            faults.append(Fault("", message, line=first_line + node.start_mark.line))
    return faults
