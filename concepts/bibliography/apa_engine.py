"""citeproc-py with the official APA style, and what had to be mended in it.

``apa.csl`` is the seventh edition of the APA style from the repository of the Citation Style
Language project, unchanged, as ``@citation-js/plugin-csl`` 0.8.2 ships it; by Brenton M. Wiernik
and Andrew Dunning, CC BY-SA 3.0, as the file itself says. The American English locale comes with
citeproc-py: APA is an American style, and the British one prints "eds" and "edn".

The style is compiled once. Rendering walks a shared tree whose nodes live in lxml, so one thread at
a time does it; each entry carries its own state in its `Fields`.

What citeproc-py 0.11.1 gets wrong, and where it is mended:

* Variables that stood in for a missing author are printed again in their own place, so edited books
  had their editors twice and works without author or editor their title: `Substitute`, `Fields`.
* Labels of names ignore ``text-case="title"`` and print "(eds.)": `Label`.
* Roman page ranges are "p. xi-xx", and counts of volumes have no label: `Label`.
* "1-3" is not numeric, so volumes have no label: `_IsNumeric`.
* A word prints without the variable that it belongs to, as "(Publication)" and "(testimony of)":
  `Group`.
* Title case makes "V." of "v." and small letters of prepositions that APA writes large: `Text`.
* Date ranges without a month, seasons and dates in words fail or print twice: `Date`.
* Names of roles with a hyphen are never found, and a missing ``<name>`` changes the shared tree:
  `Names`, `Fields`.
* Variables are not escaped, terms are: the formatter escapes nothing and marks italics with
  private-use characters; `apa_entry` escapes the finished text.
"""

import re
import threading
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import String
from lxml import etree

from .dates import When
from .names import Person
from .words import ITALIC, SMALL_WORDS, UPRIGHT

STYLE = Path(__file__).with_name("apa.csl")
NAMESPACE = "http://purl.org/net/xbiblio/csl"

_lock = threading.Lock()


class Fields(dict):
    """The variables of one work, and which of them have been used up in place of an author.

    Keys are CSL's names; citeproc-py asks for some of them with underscores.
    """

    def __init__(self, kind: str, values: dict[str, object]):
        super().__init__({name.replace("-", "_"): value for name, value in values.items()})
        self.type = kind
        self.used_up: set[str] = set()
        self.read: set[str] = set()
        self.called = self.printed = 0

    def __contains__(self, name):
        return super().__contains__(name.replace("-", "_"))

    def __getitem__(self, name):
        name = name.replace("-", "_")
        if name == "language":  # asked for at every text, and never printed
            return super().__getitem__(name)
        self.called += name != "year_suffix"  # an "n.d." needs no suffix to be printed
        if name in self.used_up or name not in self:
            raise VariableError
        self.printed += 1
        self.read.add(name)
        return super().__getitem__(name)

    def __getattr__(self, name):
        return self[name]

    def get(self, name, default=None):
        try:
            return self[name]
        except VariableError:
            return default

    def look(self, name):
        """A value for a condition: being tested is not being printed."""
        return super().get(name.replace("-", "_"))


class _Item:
    """What citeproc-py calls a citation item; entries of a list have no locator."""

    has_locator = False

    def __init__(self, fields: Fields):
        self.reference = fields

    def __contains__(self, name):
        return False

    def __getitem__(self, name):
        raise VariableError

    def __getattr__(self, name):
        raise VariableError


def render(kind: str, values: dict[str, object]) -> str:
    """One entry of a reference list, its italics between `ITALIC` and `UPRIGHT`.

    Args:
        kind: a CSL type.
        values: CSL variables: text, lists of `Person` for roles, `When` for dates.

    Returns:
        The entry, or "" if nothing in `values` can be printed.
    """
    fields = Fields(kind, {name: _value(value) for name, value in values.items()})
    with _lock:
        style = _style()
        # The macro, not the layout: the layout leaves out letters and interviews that nobody can
        # look up, which APA cites in the text alone; a page about such a work still has to name it.
        text = style.macro.render(_Item(fields), context=style.layout)
    return str(text or "")


def _value(value: object) -> object:
    if isinstance(value, str):
        return String(value)
    if isinstance(value, tuple):
        return [_Name(person) for person in value]
    return value


class _Name:
    """A `Person` in the shape that citeproc-py takes names apart in."""

    def __init__(self, person: Person):
        self.person = person

    def __eq__(self, other):
        return isinstance(other, _Name) and self.person == other.person

    __hash__ = None

    def parts(self):
        person = self.person
        if person.literal:
            return None, person.literal, None, None, None
        return (
            person.given or None,
            person.family,
            person.dropping_particle or None,
            person.non_dropping_particle or None,
            person.suffix or None,
        )


@cache
def _style() -> SimpleNamespace:
    """The compiled style. Call it with the lock held."""
    lookup = etree.ElementNamespaceClassLookup()
    classes = lookup.get_namespace(NAMESPACE)
    classes[None] = model.CitationStylesElement
    classes.update(
        {
            kind.__name__.replace("_", "-").lower(): kind
            for kind in model.CitationStylesElement.__subclasses__()
        }
    )
    classes.update(
        {
            "text": Text,
            "names": Names,
            "name": Name,
            "label": Label,
            "date": Date,
            "substitute": Substitute,
            "group": Group,
            "if": If,
            "else-if": ElseIf,
        }
    )
    parser = etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False)
    parser.set_element_class_lookup(lookup)
    root = etree.parse(STYLE, parser).getroot()
    root.formatter = _formatter
    root.set_locale_list("en-US", validate=False)
    # `names.initials` has already made initials, which citeproc-py does wrongly for particles.
    del root.attrib["initialize-with"]
    root.macros = {
        element.get("name"): element for element in root.findall(f"{{{NAMESPACE}}}macro")
    }
    layout = root.bibliography.layout
    # lxml forgets a node's Python object, with all that was noted on it, unless somebody holds it.
    nodes = list(root.iter())
    return SimpleNamespace(root=root, layout=layout, macro=root.macros["bibliography"], nodes=nodes)


def _italic(text):
    return String(f"{ITALIC}{text}{UPRIGHT}")


def _same(text):
    return text


# The style asks for italics alone; any other formatting would be dropped here.
_formatter = SimpleNamespace(
    preformat=str,
    Italic=_italic,
    Oblique=_italic,
    Bold=_same,
    Light=_same,
    Underline=_same,
    Superscript=_same,
    Subscript=_same,
    SmallCaps=_same,
)


class Group(model.Group):
    """A group prints if a variable in it does, or if it calls none. citeproc-py counts a branch
    that was not taken as called, and a word beside it as printed."""

    def process(self, item, context=None, **kwargs):
        fields = item.reference
        called, printed = fields.called, fields.printed
        output = []
        for child in self:
            inherited = (
                {"delimiter": self.get("delimiter", "")} if isinstance(child, model.Choose) else {}
            )
            try:
                text = child.render(item, context=context, **inherited, **kwargs)
            except VariableError:
                continue
            if text is not None:
                output.append(text)
        if not output or (fields.called > called and fields.printed == printed):
            raise VariableError
        return self.join(output)


class Text(model.Text):
    _stop_words = SMALL_WORDS

    def get_macro(self, name):
        return self.get_root().macros[name]

    def _variable(self, item, context):
        name = self.get("variable")
        if self.get("form") == "short" and f"{name}-short" in item.reference:
            name = f"{name}-short"
        if name.startswith("page"):
            return self._process(item.reference["page"], name)
        return item.reference[name]


class Names(model.Names):
    """Prints each role that is there and has not been used up; substitutes if none is."""

    def process(self, item, names_context=None, context=None, **kwargs):
        context = self if context is None else context
        holder = self if names_context is None else names_context
        roles = self.get("variable").split()
        fields = item.reference
        editors_translate = (
            {*roles} == {"editor", "translator"}
            and "editor" in fields
            and fields.look("editor") == fields.look("translator")
        )
        output = []
        for role in ["editor"] if editors_translate else roles:
            people = fields.get(role)
            if not people:
                continue
            text = holder.name.render(item, role, context=context, **kwargs)
            label = holder.label
            if label is not None:
                term = "editortranslator" if editors_translate else role
                words = label.render(item, term, len(people) > 1, **kwargs)
                if words is not None:
                    text = words + text if label is holder[0] else text + words
            output.append(text)
        if output:
            return self.join(output, self.get_parent_delimiter(context))
        substitute = self.substitute()
        text = None if substitute is None else substitute.render(item, context=context, **kwargs)
        if text is None:
            raise VariableError
        return text


class Substitute(model.Substitute):
    """What stands in for the author is used up: CSL prints it nowhere else in the entry."""

    def render(self, item, context=None, **kwargs):
        fields = item.reference
        for child in self:
            before, fields.read = fields.read, set()
            try:
                if isinstance(child, model.Names) and child.name is None:
                    kwargs_here = {**kwargs, "names_context": self.getparent()}
                else:
                    kwargs_here = kwargs
                text = child.render(item, context=context, **kwargs_here)
                if text:
                    fields.used_up |= fields.read
                    return text
            except VariableError:
                continue
            finally:
                fields.read |= before
        return None


class Name(model.Name):
    """The options of a name never change, and reading one costs an XPath search."""

    def get_option(self, name, context=None, sort_options=None):
        known = self.__dict__.setdefault("options", {})
        if name not in known:
            known[name] = super().get_option(name, context, sort_options)
        return known[name]


class Label(model.Label):
    def markup(self, text):
        if not text:
            return None
        return self.wrap(self.format(self.case(self.strip_periods(text), "en")))

    def get_term(self, name, form=None, **kwargs):
        term = super().get_term(name, form, **kwargs)
        if term is None and form == "verb-short":
            return super().get_term(
                name, "verb", **kwargs
            )  # as CSL has it: "by" for a reviewed author
        return term

    def _is_plural(self, item):
        name = self.get("variable")
        if name == "locator":
            raise VariableError
        value = str(item.reference[name])
        if name.startswith("number-of"):
            return value.isdecimal() and int(value) > 1
        # Other numbers hold hyphens and commas of their own: "Pub. L. No. 104-191".
        several = name in ("page", "volume", "issue", "section", "chapter-number")
        return several and re.search(r"\w\s*[-–,&]\s*\w", value) is not None


class Date(model.Date):
    """Prints a `When`: the year, the month and day, or all of it, as the style's element asks."""

    def process(self, item, variable=None, show_parts=None, context=None, **kwargs):
        when = item.reference[variable or self.get("variable")]
        if not isinstance(when, When):
            raise VariableError
        if self.get("date-parts") == "year":
            return String(when.year)
        return String(when.long if self.get("form") == "text" else when.day) or None


# CSL: a number may have letters before and after it, and several may be joined by , - and &.
_NUMERIC = re.compile(r"[^\W\d]{0,9}\d+[^\W\d]{0,9}(?:\s*[-–,&]\s*[^\W\d]{0,9}\d+[^\W\d]{0,9})*")


class _IsNumeric:
    def _is_numeric(self, item):
        return [
            _NUMERIC.fullmatch(str(item.reference.look(name) or "")) is not None
            for name in self.get("is-numeric").split()
        ]

    def _is_uncertain_date(self, item):
        dates = [item.reference.look(name) for name in self.get("is-uncertain-date").split()]
        return [isinstance(date, When) and date.circa for date in dates]


class If(_IsNumeric, model.If):
    pass


class ElseIf(_IsNumeric, model.Else_If):
    pass
