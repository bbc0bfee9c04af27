"""The files of a folder that are not pages: each is a list of records with keys, kept in a table of
its own.

A kind of record reads a text into records, gives those that the database holds, writes one, and
writes all of them as a text. A record is a dict of texts and lists, as it stands in the file.
"""

import json
import re
from dataclasses import dataclass
from datetime import date

import yaml
from django.db.models import ProtectedError

from concepts import bibliography, contentfile, markup, publishing
from concepts.contentfile import Fault, Faulty
from concepts.models import (
    GROUPS,
    Entry,
    Finding,
    HelpService,
    HelpWord,
    Passage,
    Reference,
    Source,
    Statistic,
    Tag,
    tag_slug,
)
from concepts.models.finding import FINDING_BASES, FINDING_KINDS, READINGS

from .folder import digest


@dataclass(frozen=True)
class Record:
    """A record of a file: its key, the line it begins on, and what it says."""

    key: str
    line: int
    data: dict


def _line(node, first_line=1):
    return first_line + node.start_mark.line


def _longest(model, **columns):
    """Record key to the number of characters that its column takes: SQLite would take more,
    PostgreSQL refuses them.
    """
    return {name: model._meta.get_field(column).max_length for name, column in columns.items()}


class _Checked:
    """Reads the mappings of a YAML list and collects what is wrong with them."""

    def __init__(self, path, first_line=1):
        self.path, self.first_line = path, first_line
        self.faults = []

    def fault(self, line, message):
        self.faults.append(Fault(self.path, line, message))

    def text(self, node, name, longest=None):
        """The text of a scalar that stands on one line; a fault and "" for anything else."""
        if not isinstance(node, yaml.ScalarNode):
            self.fault(
                _line(node, self.first_line), f"{name} must be one line of text; put it in quotes."
            )
            return ""
        line = _line(node, self.first_line)
        if "\n" in node.value:
            self.fault(line, f"{name} must stand on one line.")
        elif longest and len(node.value) > longest:
            self.fault(line, f"{name} has {len(node.value)} characters; {longest} is the most.")
        return node.value

    def texts(self, node, name, longest=None):
        if not isinstance(node, yaml.SequenceNode):
            self.fault(
                _line(node, self.first_line), f"{name} must be a list, one item a line after '- '."
            )
            return []
        return [self.text(item, f"an item of {name}", longest) for item in node.value]

    def mappings(self, node, what, required, optional, lists=(), tables=(), lengths=None):
        """(line, dict) of each item of a list; faults for whatever is no mapping, lacks a key or
        has another.

        `lists` are the keys whose values are lists of texts, `tables` those that the caller reads
        itself (the dict has their nodes), `lengths` says how long a text may be. What is empty is
        left out.
        """
        lengths = lengths or {}
        if not isinstance(node, yaml.SequenceNode):
            self.fault(_line(node, self.first_line), f"there must be a list of {what}s here.")
            return []
        found = []
        for item in node.value:
            line = _line(item, self.first_line)
            if not isinstance(item, yaml.MappingNode):
                self.fault(line, f"a {what} needs keys and values.")
                continue
            names = [
                key.value if isinstance(key, yaml.ScalarNode) else "?" for key, _ in item.value
            ]
            for key, name in zip((key for key, _ in item.value), names, strict=True):
                if name not in (*required, *optional):
                    known = ", ".join((*required, *optional))
                    place = _line(key, self.first_line)
                    self.fault(place, f"a {what} has no key '{name}'; it may have {known}.")
            for name in {name for name in names if names.count(name) > 1}:
                self.fault(line, f"the key '{name}' stands twice; keep one.")
            missing = [name for name in required if name not in names]
            if missing:
                self.fault(line, f"the {what} has no {' and no '.join(missing)}.")
                continue
            count, data = len(self.faults), {}
            for name, (_, value) in zip(names, item.value, strict=True):
                if name in tables:
                    data[name] = value
                elif name in lists:
                    data[name] = self.texts(value, name, lengths.get(name))
                elif name in (*required, *optional):
                    data[name] = self.text(value, name, lengths.get(name))
            data = {name: value for name, value in data.items() if value}
            if len(self.faults) > count:
                continue
            empty = [name for name in required if name not in data]
            if empty:
                self.fault(line, f"the {what} has an empty {empty[0]}.")
                continue
            found.append((line, data))
        return found

    def unique(self, records):
        seen = {}
        for record in records:
            if record.key in seen:
                self.fault(
                    record.line,
                    f"'{record.key}' stands on line {seen[record.key]} already; keep one.",
                )
            seen.setdefault(record.key, record.line)
        if self.faults:
            raise Faulty(sorted(self.faults))
        return records


def _compose(text, path):
    faults = contentfile.check_characters(text, path)
    if faults:
        raise Faulty(faults)
    root = contentfile.read_yaml(text, path)
    if root is None:
        raise Faulty([Fault(path, 1, "there must be a list here; write [] for an empty one.")])
    return root


class Tags:
    path = "tags.yaml"

    def read(self, text):
        checked = _Checked(self.path)
        node = _compose(text, self.path)
        lengths = _longest(Tag, name="name", about="about")
        items = checked.mappings(node, "tag", ("name",), ("about",), lengths=lengths)
        for line, data in items:
            if len(tag_slug(data["name"])) > 100:
                checked.fault(line, f"the tag '{data['name'][:40]}...' is too long; shorten it.")
        return checked.unique([Record(tag_slug(data["name"]), line, data) for line, data in items])

    def held(self):
        return {
            tag.slug: {"name": tag.name} | ({"about": tag.about} if tag.about else {})
            for tag in Tag.objects.filter(planned=True)
        }

    def check(self, records, incoming):
        return []

    def save(self, record):
        Tag.objects.update_or_create(
            slug=record.key,
            defaults={
                "name": record.data["name"],
                "about": record.data.get("about", ""),
                "planned": True,
            },
        )

    def remove(self, key):
        Tag.objects.filter(slug=key).update(planned=False)

    def write(self, records):
        return contentfile.dump_yaml(sorted(records, key=lambda data: data["name"]))


_ID = re.compile(r'"id"\s*:\s*"([^"\\]*)"')


class References:
    path = "references.json"

    def read(self, text):
        faults = contentfile.check_characters(text, self.path)
        if faults:
            raise Faulty(faults)
        try:
            items = bibliography.parse(text)
        except bibliography.BibliographyFault as refused:
            faults = [Fault(self.path, fault.line, fault.message) for fault in refused.faults]
            raise Faulty(sorted(faults)) from None
        lines = self.lines(text)
        records = [Record(item["id"], lines.get(item["id"], 0), item) for item in items]
        faults = [
            Fault(
                self.path,
                record.line,
                f"the id '{record.key}' must be lower-case words joined by hyphens.",
            )
            for record in records
            if not markup.is_reference_key(record.key) or len(record.key) > 100
        ]
        if faults:
            raise Faulty(faults)
        return records

    @staticmethod
    def lines(text):
        """The ids in a text, with the lines that they first stand on; the text may be broken."""
        lines = {}
        for number, line in enumerate(text.split("\n"), 1):
            for match in _ID.finditer(line):
                lines.setdefault(match[1], number)
        return lines

    def held(self):
        return {row.key: json.loads(row.csl) for row in Reference.objects.all()}

    def check(self, records, incoming):
        return []

    def save(self, record):
        publishing.save_reference(record.data)

    def remove(self, key):
        if Finding.objects.filter(also__key=key).exists():  # a join that deleting would empty
            raise ProtectedError("A finding names it.", set())
        Reference.objects.filter(key=key).delete()

    def write(self, records):
        return bibliography.dump(sorted(records, key=lambda item: item["id"]))


FIGURES = {
    "d_equivalent": "as d",
    "i2_percent": "I2 (percent)",
    "variance_pct_derived": "100 r² (our arithmetic, disputed)",
    "p": "p",
    "significant": "significant",
    "note": "",
}


class Findings:
    path = "findings.yaml"
    required = ("id", "kind", "concepts", "claim", "reference", "basis", "read", "caveat")
    optional = ("statistics", "also", "primary_studies", "country", "profession", "direction")
    figures = ("of", "ci95", "k_studies", "n", "year", *FIGURES)

    def read(self, text):
        checked = _Checked(self.path)
        node = _compose(text, self.path)
        records = []
        lengths = _longest(
            Finding,
            id="key",
            direction="direction",
            primary_studies="primary_studies",
            country="country",
            profession="profession",
        )
        items = checked.mappings(
            node,
            "finding",
            self.required,
            self.optional,
            lists=("concepts", "also"),
            tables=("statistics",),
            lengths=lengths,
        )
        for line, data in items:
            for name, choices in (
                ("kind", FINDING_KINDS),
                ("basis", FINDING_BASES),
                ("read", READINGS),
            ):
                if data[name] not in choices:
                    checked.fault(
                        line,
                        f"the {name} is '{data[name]}'; it must be one of: {', '.join(choices)}.",
                    )
            if "statistics" in data:
                figures = self._figures(checked, data.pop("statistics"))
                data |= {"statistics": figures} if figures else {}
            records.append(Record(data["id"], line, data))
        return checked.unique(records)

    def _figures(self, checked, node):
        """The numbers of a finding; faults for what the columns can't give back as it stands."""
        lengths = _longest(
            Statistic,
            of="of",
            measure="measure",
            value="value",
            ci95="low",
            k_studies="studies",
            n="people",
        )
        found = []
        for line, figure in checked.mappings(
            node, "statistic", ("measure", "value"), self.figures, lists=("ci95",), lengths=lengths
        ):
            interval = figure.get("ci95", ["low", "high"])
            if len(interval) != 2 or not all(interval):
                checked.fault(line, "ci95 is a lower and an upper end, such as [0.23, 0.33].")
            elif not re.fullmatch(r"[0-9]{1,4}", figure.get("year", "1")):
                checked.fault(line, "the year must be a number.")
            elif self._figure(self._row(None, 1, figure)) != figure:
                words = ", ".join(filter(None, FIGURES.values()))
                checked.fault(
                    line, f"the note can't begin with the words of another figure ({words})."
                )
            found.append(figure)
        return found

    def held(self):
        rows = Finding.objects.select_related("reference").prefetch_related(
            "also", "concepts", "statistics"
        )
        return {row.key: self._data(row) for row in rows}

    def _data(self, row):
        data = {
            "id": row.key,
            "kind": row.kind,
            "concepts": sorted(entry.slug for entry in row.concepts.all()),
            "claim": row.claim,
            "direction": row.direction,
            "statistics": [self._figure(figure) for figure in row.statistics.all()],
            "reference": row.reference.key,
            "also": sorted(reference.key for reference in row.also.all()),
            "basis": row.basis,
            "primary_studies": row.primary_studies,
            "read": row.read,
            "country": row.country,
            "profession": row.profession,
            "caveat": row.caveat,
        }
        return {name: value for name, value in data.items() if value}

    def _figure(self, row):
        data = {
            "of": row.of,
            "measure": row.measure,
            "value": row.value,
            "ci95": [row.low, row.high] if row.low else None,
            "k_studies": row.studies,
            "n": row.people,
            "year": str(row.year or ""),
        }
        names = {words: name for name, words in FIGURES.items()}
        for line in row.details.splitlines():
            words, colon, value = line.partition(": ")
            if colon and words in names:
                data[names[words]] = value
            else:
                data["note"] = line
        return {name: value for name, value in data.items() if value}

    def ordered(self, data):
        """`data` with its concepts and references in one order: theirs does not count."""
        return {
            name: sorted(set(value)) if name in ("concepts", "also") else value
            for name, value in data.items()
        }

    def check(self, records, incoming):
        faults = []
        references = incoming.references
        for record in records:
            for key in (record.data["reference"], *record.data.get("also", [])):
                if key not in references:
                    faults.append(Fault(self.path, record.line, f"there is no reference '{key}'."))
            for slug in record.data["concepts"]:
                if slug not in incoming.slugs:
                    faults.append(Fault(self.path, record.line, f"there is no page '{slug}'."))
        return faults

    def save(self, record):
        data = record.data
        finding, _ = Finding.objects.update_or_create(
            key=record.key,
            defaults={
                **{
                    name: data.get(name, "")
                    for name in (
                        "kind",
                        "claim",
                        "direction",
                        "caveat",
                        "basis",
                        "primary_studies",
                        "read",
                        "country",
                        "profession",
                    )
                },
                "reference": Reference.objects.get(key=data["reference"]),
            },
        )
        finding.also.set(Reference.objects.filter(key__in=data.get("also", [])))
        finding.concepts.set(Entry.objects.filter(slugs__slug__in=data["concepts"]).distinct())
        finding.statistics.all().delete()
        Statistic.objects.bulk_create(
            self._row(finding, position, figure)
            for position, figure in enumerate(data.get("statistics", []), 1)
        )

    def _row(self, finding, position, figure):
        low, high = figure.get("ci95", ["", ""])
        details = [
            f"{words}: {figure[name]}" if words else figure[name]
            for name, words in FIGURES.items()
            if name in figure
        ]
        return Statistic(
            finding=finding,
            position=position,
            of=figure.get("of", ""),
            measure=figure["measure"],
            value=figure["value"],
            low=low,
            high=high,
            studies=figure.get("k_studies", ""),
            people=figure.get("n", ""),
            year=int(figure["year"]) if figure.get("year") else None,
            details="\n".join(details),
        )

    def remove(self, key):
        Finding.objects.filter(key=key).delete()

    def write(self, records):
        return contentfile.dump_yaml(sorted(records, key=lambda data: data["id"]))


class Help:
    path = "help.yaml"
    required = ("id", "group", "country", "name", "for", "read_on")
    optional = ("phone", "text", "web", "read_where", "tried_on", "publish", "details")

    def read(self, text):
        checked = _Checked(self.path)
        node = _compose(text, self.path)
        records, places = [], {}
        lengths = _longest(
            HelpService,
            id="key",
            country="country",
            name="name",
            phone="phone",
            text="text",
            web="web",
            read_where="read_where",
            **{"for": "purpose"},
        )
        items = checked.mappings(
            node, "service", self.required, self.optional, lists=("details",), lengths=lengths
        )
        for line, data in items:
            if data["group"] not in GROUPS:
                checked.fault(
                    line, f"the group is '{data['group']}'; it must be one of: {', '.join(GROUPS)}."
                )
            for name in ("read_on", "tried_on"):
                day = data.get(name, "2000-01-01")
                try:
                    if date.fromisoformat(day).isoformat() != day:
                        raise ValueError
                except ValueError:
                    checked.fault(line, f"{name} is '{data[name]}'; write a day as 2026-11-22.")
            if data.get("publish", "true") not in ("true", "false"):
                checked.fault(line, "publish must be true or false.")
            if data.get("publish") == "true":
                del data["publish"]
            if not all(line.strip() for line in data.get("details", [])):
                checked.fault(line, "an item of details is empty.")
            web = data.get("web", "")
            if web and not web.startswith(("https://", "http://")):
                checked.fault(line, f"web is '{web}'; it must begin with https://.")
            places[data["group"]] = places.get(data["group"], 0) + 1
            records.append(
                Record(data["id"], line, data | {"position": str(places[data["group"]])})
            )
        return checked.unique(records)

    def held(self):
        return {row.key: self._data(row) for row in HelpService.objects.all()}

    def _data(self, row):
        data = {
            "id": row.key,
            "group": row.group,
            "country": row.country,
            "name": row.name,
            "for": row.purpose,
            "phone": row.phone,
            "text": row.text,
            "web": row.web,
            "details": row.details.splitlines(),
            "read_on": row.read_on.isoformat(),
            "read_where": row.read_where,
            "tried_on": row.tried_on.isoformat() if row.tried_on else "",
            "publish": "" if row.published else "false",
            "position": str(row.position),
        }
        return {name: value for name, value in data.items() if value}

    def check(self, records, incoming):
        return []

    def save(self, record):
        data = record.data
        taken = HelpService.objects.filter(group=data["group"], position=data["position"])
        taken = taken.exclude(key=record.key)
        for row in taken:  # somebody else's place: to the end for now, its own record follows
            last = HelpService.objects.filter(group=row.group).order_by("-position").first()
            HelpService.objects.filter(pk=row.pk).update(position=last.position + 1)
        HelpService.objects.update_or_create(
            key=record.key,
            defaults={
                "group": data["group"],
                "country": data["country"],
                "name": data["name"],
                "purpose": data["for"],
                "phone": data.get("phone", ""),
                "text": data.get("text", ""),
                "web": data.get("web", ""),
                "details": "\n".join(data.get("details", [])),
                "position": int(data["position"]),
                "read_on": date.fromisoformat(data["read_on"]),
                "read_where": data.get("read_where", ""),
                "tried_on": date.fromisoformat(data["tried_on"]) if data.get("tried_on") else None,
                "published": data.get("publish", "true") == "true",
            },
        )

    def remove(self, key):
        HelpService.objects.filter(key=key).delete()

    def write(self, records):
        order = list(GROUPS)
        records = sorted(
            records, key=lambda data: (order.index(data["group"]), int(data["position"]))
        )
        return contentfile.dump_yaml(
            [
                {name: value for name, value in data.items() if name != "position"}
                for data in records
            ]
        )


class HelpWords:
    path = "help-words.yaml"

    def read(self, text):
        checked = _Checked(self.path)
        node = _compose(text, self.path)
        if not isinstance(node, yaml.SequenceNode):
            raise Faulty(
                [Fault(self.path, 1, "there must be a list of words here, one a line after '- '.")]
            )
        records = []
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode) or not markup.fold(item.value):
                checked.fault(_line(item), "these must be words, such as `- self harm`.")
            elif len(item.value) > 100 or len(markup.fold(item.value)) > 300:
                checked.fault(_line(item), "the words have more than 100 characters.")
            else:
                records.append(Record(markup.fold(item.value), _line(item), item.value))
        return checked.unique(records)

    def held(self):
        return dict(HelpWord.objects.values_list("key", "words"))

    def check(self, records, incoming):
        return []

    def save(self, record):
        HelpWord.objects.update_or_create(key=record.key, defaults={"words": record.data})

    def remove(self, key):
        HelpWord.objects.filter(key=key).delete()

    def write(self, records):
        return contentfile.dump_yaml(sorted(records))


class SourceFile:
    """One source document with its passages: a file of its own, with one record."""

    keys = ("title", "note", "passages")

    def __init__(self, key):
        self.key = key
        self.path = f"sources/{key}.md"

    def read(self, text):
        faults = contentfile.check_characters(text, self.path)
        if faults:
            raise Faulty(faults)
        matter, body, _ = contentfile.split(text, self.path)
        root = contentfile.read_mapping(matter, self.path, first_line=2)
        checked = _Checked(self.path, 2)
        nodes, said = {}, {"title": "", "note": ""}
        lengths = _longest(Source, title="title", note="note")
        for key, value in root.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name not in self.keys:
                checked.fault(
                    _line(key, 2),
                    f"a source has no key '{name}'; it may have {', '.join(self.keys)}.",
                )
            elif name in nodes:
                checked.fault(_line(key, 2), f"the key '{name}' stands twice; keep one.")
            elif name in said:
                said[name] = checked.text(value, f"the {name}", lengths[name])
            nodes[name] = value
        if len(self.key) > 80:
            checked.fault(0, f"the file's name has {len(self.key)} characters; 80 is the most.")
        if not said["title"] and not checked.faults:
            checked.fault(2, "a source needs a title.")
        passages, seen = [], {}
        if "passages" in nodes:
            lengths = _longest(Passage, id="key", heading="heading", summary="summary")
            for line, data in checked.mappings(
                nodes["passages"], "passage", ("id", "heading", "summary"), (), lengths=lengths
            ):
                for what in (data["id"], markup.fold(data["heading"])):
                    if what in seen:
                        checked.fault(
                            line, f"the passage '{what}' stands on line {seen[what]} already."
                        )
                    seen.setdefault(what, line)
                if len(markup.fold(data["heading"])) > 300:
                    checked.fault(line, "the heading is too long to be looked up; shorten it.")
                if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", data["id"]):
                    checked.fault(
                        line, f"the passage's id '{data['id']}' must be letters and digits."
                    )
                passages.append(data)
        if checked.faults:
            raise Faulty(sorted(checked.faults))
        data = {name: text for name, text in said.items() if text}
        if passages:
            data["passages"] = passages
        data["body"] = body
        return [Record(self.key, 1, data)]

    def held(self):
        source = Source.objects.filter(key=self.key).first()
        if source is None:
            return {}
        data = {"title": source.title}
        if source.note:
            data["note"] = source.note
        passages = [
            {"id": row.key, "heading": row.heading, "summary": row.summary}
            for row in source.passages.all()
        ]
        if passages:
            data["passages"] = passages
        return {self.key: data | {"body": source.body}}

    def check(self, records, incoming):
        return []

    def save(self, record):
        data = record.data
        source, _ = Source.objects.update_or_create(
            key=self.key,
            defaults={"title": data["title"], "note": data.get("note", ""), "body": data["body"]},
        )
        held = list(source.passages.all())
        by_heading = {row.heading_key: row for row in held}
        by_key = {row.key: row for row in held}
        # Ids, positions and headings may swap: out of the way first.
        for row in held:
            Passage.objects.filter(pk=row.pk).update(
                key=f"0-0-{row.pk}", position=row.position + 10_000, heading_key=f"\x1f{row.pk}"
            )
        wanted = [
            (position, passage, markup.fold(passage["heading"]))
            for position, passage in enumerate(data.get("passages", []), 1)
        ]
        # A passage is cited by its heading, so whatever has that heading is the same passage under
        # another id.
        rows = {heading: by_heading[heading] for _, _, heading in wanted if heading in by_heading}
        taken = {row.pk for row in rows.values()}
        for position, passage, heading in wanted:
            row = rows.get(heading) or by_key.get(passage["id"])
            if row is None or (heading not in rows and row.pk in taken):
                row = Passage(source=source)
            taken.add(row.pk)
            row.key, row.heading, row.heading_key = passage["id"], passage["heading"], heading
            row.summary, row.position = passage["summary"], position
            row.save()

    def remove(self, record):
        """Removes the passages that are gone from the file, when the pages that cited them have
        been saved.
        """
        keys = [passage["id"] for passage in record.data.get("passages", [])]
        Passage.objects.filter(source=self.key).exclude(key__in=keys).delete()

    def write(self, records):
        [data] = records
        matter = contentfile.dump_yaml({key: data[key] for key in self.keys if key in data})
        body = "\n" + data["body"] if data["body"] else ""
        return f"---\n{matter}---\n{body}"


RECORDS = (Tags(), References(), Findings(), Help(), HelpWords())


def kind_of(path):
    """The kind of record that a path of a folder holds."""
    for kind in RECORDS:
        if kind.path == path:
            return kind
    return SourceFile(path.removeprefix("sources/").removesuffix(".md"))


def fingerprint(kind, data):
    """The hash by which a manifest knows a record: two records that say the same have the same."""
    data = kind.ordered(data) if hasattr(kind, "ordered") else data
    return digest(json.dumps(data, sort_keys=True, ensure_ascii=False))


def same(kind, one, other):
    """Whether two records of a kind say the same."""
    return fingerprint(kind, one) == fingerprint(kind, other)


def remove(kind, gone):
    """Removes a record, named by its key; raises Faulty where a page still needs it."""
    try:
        kind.remove(gone)
    except ProtectedError:
        what = gone if isinstance(gone, str) else "a passage"
        message = (
            f"'{what}' is gone from the file, but pages still cite it;"
            " take the citations out first."
        )
        raise Faulty([Fault(kind.path, 0, message)]) from None
