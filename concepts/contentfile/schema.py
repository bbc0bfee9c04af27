"""Fields, declared once: how each is read from a YAML node, checked as a value, and dumped.

`read` takes a value out of a node and refuses what has no value at all; `check` says what is wrong
with a value, wherever it came from; `dump` gives it back as plain data. Places name the part that a
fault is about, as `faults.Fault` says.
"""

from dataclasses import replace

import yaml

from .characters import forbidden
from .faults import Fault

MAXIMUM_ITEMS = 200


class Reader:
    """What is noted while nodes are read: faults, and the line of every place."""

    def __init__(self, first_line=1):
        self.first_line = first_line
        self.faults = []
        self.lines = {}

    def line_of(self, node):
        return self.first_line + node.start_mark.line

    def note(self, place, node):
        self.lines.setdefault(place, self.line_of(node))

    def fault(self, place, node, message):
        self.faults.append(Fault(place, message, line=self.line_of(node)))

    def mapping(self, place, node, allowed, what):
        """{key: value node}, with faults for keys that are unknown or stand twice."""
        found = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if not isinstance(key, str) or key not in allowed:
                known = ", ".join(allowed)
                message = f"{what} has no key '{key[:80]}'; it may have {known}."
                self.fault(place, key_node, message)
            elif key in found:
                self.fault(within(place, key), key_node, f"the key '{key}' stands twice; keep one.")
            else:
                found[key] = value_node
        return found

    def items(self, place, node, name, most=MAXIMUM_ITEMS):
        """(place, node) of each item of a list."""
        if not isinstance(node, yaml.SequenceNode):
            self.fault(place, node, f"{name} must be a list, one item a line after '- '.")
            return []
        if most and len(node.value) > most:
            self.fault(place, node, f"{name} has {len(node.value)} items; {most} is the most.")
            return []
        found = [(within(place, number), item) for number, item in enumerate(node.value)]
        for inner, item in found:
            self.note(inner, item)
        return found

    def refuse(self, faults):
        """Notes faults that `check` found, with the lines of their places."""
        for fault in faults:
            place = fault.place
            while place and place not in self.lines:
                place = place.rpartition(".")[0]
            line = self.lines.get(place, self.first_line)
            self.faults.append(replace(fault, line=line))

    def refused(self, place):
        """Whether the place, or a part of it, has a fault already."""
        return any(f"{fault.place}.".startswith(f"{place}.") for fault in self.faults)


def within(place, name):
    return f"{place}.{name}" if place else str(name)


class Text:
    """One line of text, `name` as sentences call it."""

    empty = ""
    # Whether it may be empty, and begin and end as it likes.
    is_free = False

    def __init__(self, name, longest=None):
        self.name, self.longest = name, longest

    def read(self, node, place, reader):
        reader.note(place, node)
        if not isinstance(node, yaml.ScalarNode):
            reader.fault(place, node, f"{self.name} must be one line of text; put it in quotes.")
        elif node.value or self.is_free:
            return node.value
        else:
            advice = "" if node.style else "; write it or leave the key out"
            reader.fault(place, node, f"{self.name} is empty{advice}.")
        return self.empty

    def check(self, value, place):
        if found := forbidden(value):
            yield Fault(place, found)
        elif "\n" in value:
            yield Fault(place, f"{self.name} must stand on one line.")
        elif self.longest and len(value) > self.longest:
            message = f"{self.name} has {len(value)} characters; {self.longest} is the most."
            yield Fault(place, message)
        elif value != value.strip() and not self.is_free:
            yield Fault(place, f"{self.name} begins or ends with a space; remove it.")

    def dump(self, value):
        return value


class Free(Text):
    """A text of a record, as it stands."""

    is_free = True


class Choice(Text):
    """One of a few words."""

    def __init__(self, name, choices):
        super().__init__(name, 200)
        self.choices = tuple(choices)

    def check(self, value, place):
        yield from super().check(value, place)
        if value and value not in self.choices:
            choices = ", ".join(self.choices)
            yield Fault(place, f"{self.name} is '{value}'; it must be one of: {choices}.")


class Flag(Text):
    """true or false."""

    empty = False

    def __init__(self, name):
        super().__init__(name, 10)

    def read(self, node, place, reader):
        value = super().read(node, place, reader)
        if value and value not in ("true", "false"):
            reader.fault(place, node, f"{self.name} is '{value}'; it must be true or false.")
        return value == "true"

    def check(self, value, place):
        return ()


class List:
    """Texts, each once; a tuple."""

    empty = ()
    collect = tuple
    item_kind = Text
    most = MAXIMUM_ITEMS
    is_set = True

    def __init__(self, name, longest=None):
        self.name = name
        self.item = self.item_kind(f"an item of {name}", longest)

    def read(self, node, place, reader):
        reader.note(place, node)
        items = reader.items(place, node, self.name, self.most)
        return self.collect(self.item.read(item, inner, reader) for inner, item in items)

    def check(self, values, place):
        if self.most and len(values) > self.most:
            yield Fault(place, f"{self.name} has {len(values)} items; {self.most} is the most.")
        for number, value in enumerate(values):
            inner = within(place, number)
            if not value and not self.item.is_free:
                yield Fault(inner, f"{self.item.name} is empty.")
            elif self.is_set and value in values[:number]:
                yield Fault(inner, f"'{value}' stands twice in {self.name}; keep one.")
            else:
                yield from self.item.check(value, inner)

    def dump(self, values):
        return list(values)


class Texts(List):
    """Texts of a record, as they stand; a list."""

    collect = list
    item_kind = Free
    most = 0
    is_set = False


class Points(Texts):
    """Texts of a record, as they stand; one alone needs no list."""

    def read(self, node, place, reader):
        if isinstance(node, yaml.ScalarNode):
            return [self.item.read(node, place, reader)]
        return super().read(node, place, reader)

    def dump(self, values):
        return values[0] if len(values) == 1 else list(values)


class Rows:
    """Records in an order, a tuple of `part`, each with the same fields.

    `a` and `the` are what sentences call one; `optional` names fields that it may be without. A
    subclass says what else may stand for a record, and what must be true of its fields together.
    """

    empty = ()
    a, the = "a row", "the row"
    part = dict
    fields = {}
    optional = ()
    most = MAXIMUM_ITEMS

    def __init__(self, name):
        self.name = name

    def read(self, node, place, reader):
        reader.note(place, node)
        found = (
            self.read_row(item, inner, reader)
            for inner, item in reader.items(place, node, self.name, self.most)
        )
        return tuple(row for row in found if row is not None)

    def read_row(self, node, place, reader):
        """The record of a node; None, and a fault, where there is none."""
        if not isinstance(node, yaml.MappingNode):
            *keys, last = self.needed
            reader.fault(place, node, f"{self.a} needs {', '.join(keys)} and {last}.")
            return None
        nodes = reader.mapping(place, node, tuple(self.fields), self.a)
        missing = [key for key in self.needed if key not in nodes]
        if missing:
            reader.fault(place, node, f"{self.the} has no {' and no '.join(missing)}.")
            return None
        return self.part(**self.read_fields(nodes, place, reader))

    @property
    def needed(self):
        return [key for key in self.fields if key not in self.optional]

    def read_fields(self, nodes, place, reader):
        return {
            key: self.fields[key].read(node, within(place, key), reader)
            for key, node in nodes.items()
        }

    def check(self, rows, place):
        if len(rows) > self.most:
            yield Fault(place, f"{self.name} has {len(rows)} items; {self.most} is the most.")
        for number, row in enumerate(rows):
            yield from self.check_row(row, within(place, number))

    def check_row(self, row, place):
        for key, field in self.fields.items():
            value = getattr(row, key)
            if value:
                yield from field.check(value, within(place, key))
            elif key not in self.optional:
                yield Fault(within(place, key), f"{field.name} is empty.")

    def dump(self, rows):
        return [self.dump_row(row) for row in rows]

    def dump_row(self, row):
        return {
            key: field.dump(value)
            for key, field in self.fields.items()
            if (value := getattr(row, key)) or key not in self.optional
        }


class Row:
    """One record of what `rows` would have several of; nothing where there is none."""

    empty = None

    def __init__(self, rows):
        self.rows = rows

    def read(self, node, place, reader):
        reader.note(place, node)
        return self.rows.read_row(node, place, reader)

    def check(self, row, place):
        yield from self.rows.check_row(row, place)

    def dump(self, row):
        return self.rows.dump_row(row)


class Table:
    """A file's records, each a dict of its fields that are not empty.

    `what` is what sentences call one; `required` and `optional` map keys to fields.
    """

    def __init__(self, what, required, optional=None):
        self.what = what
        self.required = tuple(required)
        self.fields = {**required, **(optional or {})}

    def read(self, node, place, reader):
        """(place, dict) of each record that can be read; faults for the others."""
        if not isinstance(node, yaml.SequenceNode):
            reader.fault(place, node, f"there must be a list of {self.what}s here.")
            return []
        rows = (
            (inner, self.read_row(item, inner, reader))
            for inner, item in reader.items(place, node, self.what, most=0)
        )
        return [(inner, row) for inner, row in rows if row is not None]

    def check(self, rows, place):
        """Nothing: its rows were checked when they were read."""
        return ()

    def read_row(self, node, place, reader):
        if not isinstance(node, yaml.MappingNode):
            reader.fault(place, node, f"a {self.what} needs keys and values.")
            return None
        nodes = reader.mapping(place, node, tuple(self.fields), f"a {self.what}")
        missing = [key for key in self.required if key not in nodes]
        if missing:
            reader.fault(place, node, f"the {self.what} has no {' and no '.join(missing)}.")
            return None
        data = {}
        for key, inner in nodes.items():
            where = within(place, key)
            data[key] = self.fields[key].read(inner, where, reader)
            if data[key] and not reader.refused(where):
                reader.refuse(self.fields[key].check(data[key], where))
        if reader.refused(place):
            return None
        data = {key: value for key, value in data.items() if value}
        empty = [key for key in self.required if key not in data]
        if empty:
            reader.fault(place, node, f"the {self.what} has an empty {empty[0]}.")
            return None
        return data
