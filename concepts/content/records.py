"""The files of a folder that are not pages: each is a list of records with keys, kept in a table of its own.

A kind of record reads a text into records, gives those that the database holds, writes one, and writes all of them as a text.
A record is a dict of texts and lists, as it stands in the file.
"""

import json
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


@dataclass(frozen=True)
class Record:
    """A record of a file: its key, the line it begins on, and what it says."""

    key: str
    line: int
    data: dict


def plain(node):
    """A YAML node as texts, lists and dicts: every scalar is the text that stands there."""
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    return node.value


def _line(node, first_line=1):
    return first_line + node.start_mark.line


class _Checked:
    """Reads the mappings of a YAML list and collects what is wrong with them."""

    def __init__(self, path, first_line=1):
        self.path, self.first_line = path, first_line
        self.faults = []

    def fault(self, line, message):
        self.faults.append(Fault(self.path, line, message))

    def mappings(self, node, what, required, optional):
        """(line, dict) of each item of a list; faults for whatever is no mapping, lacks a key or has another."""
        if not isinstance(node, yaml.SequenceNode):
            self.fault(_line(node, self.first_line), f"there must be a list of {what}s here.")
            return []
        found = []
        for item in node.value:
            line = _line(item, self.first_line)
            if not isinstance(item, yaml.MappingNode):
                self.fault(line, f"a {what} needs keys and values.")
                continue
            names = [key.value for key, _ in item.value]
            for key, _ in item.value:
                if key.value not in (*required, *optional):
                    known = ", ".join((*required, *optional))
                    place = _line(key, self.first_line)
                    self.fault(place, f"a {what} has no key '{key.value}'; it may have {known}.")
            for name in {name for name in names if names.count(name) > 1}:
                self.fault(line, f"the key '{name}' stands twice; keep one.")
            missing = [name for name in required if name not in names]
            if missing:
                self.fault(line, f"the {what} has no {' and no '.join(missing)}.")
                continue
            data = plain(item)
            empty = [name for name in required if not data[name]]
            if empty:
                self.fault(line, f"the {what} has an empty {empty[0]}.")
                continue
            found.append((line, data))
        return found

    def unique(self, records):
        seen = {}
        for record in records:
            if record.key in seen:
                self.fault(record.line, f"'{record.key}' stands on line {seen[record.key]} already; keep one.")
            seen.setdefault(record.key, record.line)
        if self.faults:
            raise Faulty(sorted(self.faults))
        return records


def _compose(text, path):
    faults = contentfile.check_characters(text, path)
    if faults:
        raise Faulty(faults)
    # A list at the root is wrapped, so that the one reader of YAML serves both.
    wrapped = "root:\n" + text
    root = contentfile.read_mapping(wrapped, path, first_line=0)
    return root.value[0][1] if len(root.value) == 1 else None


class Tags:
    path = "tags.yaml"

    def read(self, text):
        checked = _Checked(self.path, 0)
        node = _compose(text, self.path)
        items = checked.mappings(node, "tag", ("name",), ("about",)) if node is not None else []
        for line, data in items:
            if len(data["name"]) > 100 or len(data.get("about", "")) > 300:
                checked.fault(line, "a tag's name has at most 100 characters, its about 300.")
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


class References:
    path = "references.json"

    def read(self, text):
        faults = contentfile.check_characters(text, self.path)
        if faults:
            raise Faulty(faults)
        try:
            items = bibliography.parse(text)
        except bibliography.BibliographyFault as fault:
            raise Faulty([Fault(self.path, fault.line or 0, fault.message)]) from None
        lines = {}
        for number, line in enumerate(text.split("\n"), 1):
            for item in items:
                if f'"id": "{item["id"]}"' in line:
                    lines.setdefault(item["id"], number)
        records = [Record(item["id"], lines.get(item["id"], 0), item) for item in items]
        faults = [
            Fault(self.path, record.line, f"the id '{record.key}' must be lower-case words joined by hyphens.")
            for record in records
            if not markup.is_reference_key(record.key) or len(record.key) > 100
        ]
        if faults:
            raise Faulty(faults)
        return records

    def held(self):
        return {row.key: json.loads(row.csl) for row in Reference.objects.all()}

    def check(self, records, incoming):
        return []

    def save(self, record):
        publishing.save_reference(record.data)

    def remove(self, key):
        Reference.objects.filter(key=key).delete()

    def write(self, records):
        return bibliography.dump(sorted(records, key=lambda item: item["id"]))


FIGURES = {"d_equivalent": "as d", "i2_percent": "I2 (percent)", "variance_pct_derived": "100 r² (our arithmetic, disputed)", "p": "p", "significant": "significant", "note": ""}


class Findings:
    path = "findings.yaml"
    required = ("id", "kind", "concepts", "claim", "reference", "basis", "read", "caveat")
    optional = ("statistics", "also", "primary_studies", "country", "profession", "direction")
    figures = ("of", "value", "ci95", "k_studies", "n", "year", *FIGURES)

    def read(self, text):
        checked = _Checked(self.path, 0)
        node = _compose(text, self.path)
        records = []
        for line, data in checked.mappings(node, "finding", self.required, self.optional):
            for name, choices in (("kind", FINDING_KINDS), ("basis", FINDING_BASES), ("read", READINGS)):
                if data[name] not in choices:
                    checked.fault(line, f"the {name} is '{data[name]}'; it must be one of: {', '.join(choices)}.")
            for name in ("concepts", "also"):
                if not isinstance(data.get(name, []), list):
                    checked.fault(line, f"{name} must be a list.")
                    data[name] = []
            records.append(Record(data["id"], line, data))
        if node is not None and isinstance(node, yaml.SequenceNode):
            for item in node.value:
                for key, value in item.value if isinstance(item, yaml.MappingNode) else ():
                    if key.value != "statistics":
                        continue
                    for line, figure in checked.mappings(value, "statistic", ("measure", "value"), self.figures):
                        interval = figure.get("ci95", ["", ""])
                        if not isinstance(interval, list) or len(interval) != 2:
                            checked.fault(line, "ci95 is a lower and an upper end, such as [0.23, 0.33].")
                        if not figure.get("year", "1").isdigit():
                            checked.fault(line, "the year must be a number.")
        return checked.unique(records)

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

    def same(self, one, other):
        """Whether two records say the same; the order of concepts and references does not count."""
        def ordered(data):
            return {
                name: sorted(value) if name in ("concepts", "also") else value
                for name, value in data.items()
            }

        return ordered(one) == ordered(other)

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
        checked = _Checked(self.path, 0)
        node = _compose(text, self.path)
        records, places = [], {}
        for line, data in checked.mappings(node, "service", self.required, self.optional):
            if data["group"] not in GROUPS:
                checked.fault(line, f"the group is '{data['group']}'; it must be one of: {', '.join(GROUPS)}.")
            for name in ("read_on", "tried_on"):
                try:
                    date.fromisoformat(data.get(name) or "2000-01-01")
                except ValueError:
                    checked.fault(line, f"{name} is '{data[name]}'; write a day as 2026-11-22.")
            if data.get("publish", "true") not in ("true", "false"):
                checked.fault(line, "publish must be true or false.")
            if not isinstance(data.get("details", []), list):
                checked.fault(line, "details must be a list, one item a line.")
            web = data.get("web", "")
            if web and not web.startswith(("https://", "http://")):
                checked.fault(line, f"web is '{web}'; it must begin with https://.")
            places[data["group"]] = places.get(data["group"], 0) + 1
            records.append(Record(data["id"], line, data | {"position": str(places[data["group"]])}))
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
        records = sorted(records, key=lambda data: (order.index(data["group"]), int(data["position"])))
        return contentfile.dump_yaml(
            [{name: value for name, value in data.items() if name != "position"} for data in records]
        )


class HelpWords:
    path = "help-words.yaml"

    def read(self, text):
        checked = _Checked(self.path, 0)
        node = _compose(text, self.path)
        if not isinstance(node, yaml.SequenceNode):
            raise Faulty([Fault(self.path, 1, "there must be a list of words here, one a line after '- '.")])
        records = []
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode) or not markup.fold(item.value):
                checked.fault(_line(item, 0), "these must be words, such as `- self harm`.")
            elif len(item.value) > 100:
                checked.fault(_line(item, 0), "the words have more than 100 characters.")
            else:
                records.append(Record(markup.fold(item.value), _line(item, 0), item.value))
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
        nodes = {}
        for key, value in root.value:
            if key.value not in self.keys:
                checked.fault(_line(key, 2), f"a source has no key '{key.value}'; it may have {', '.join(self.keys)}.")
            nodes[key.value] = value
        if "title" not in nodes or not plain(nodes["title"]):
            checked.fault(2, "a source needs a title.")
        passages, seen = [], {}
        if "passages" in nodes:
            for line, data in checked.mappings(nodes["passages"], "passage", ("id", "heading", "summary"), ()):
                for what in (data["id"], markup.fold(data["heading"])):
                    if what in seen:
                        checked.fault(line, f"the passage '{what}' stands on line {seen[what]} already.")
                    seen.setdefault(what, line)
                if not data["id"].replace("-", "").isalnum() or not data["id"].isascii():
                    checked.fault(line, f"the passage's id '{data['id']}' must be letters and digits.")
                passages.append(data)
        if checked.faults:
            raise Faulty(sorted(checked.faults))
        data = {"title": plain(nodes["title"])}
        if "note" in nodes:
            data["note"] = plain(nodes["note"])
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
        wanted = data.get("passages", [])
        gone = source.passages.exclude(key__in=[passage["id"] for passage in wanted])
        gone.delete()
        # Positions and headings may swap: out of the way first.
        for row in source.passages.all():
            row.position += 10_000
            row.heading_key = f"\x1f{row.pk}"
            row.save(update_fields=["position", "heading_key"])
        for position, passage in enumerate(wanted, 1):
            Passage.objects.update_or_create(
                source=source,
                key=passage["id"],
                defaults={
                    "heading": passage["heading"],
                    "heading_key": markup.fold(passage["heading"]),
                    "summary": passage["summary"],
                    "position": position,
                },
            )

    def remove(self, key):
        Source.objects.filter(key=key).delete()

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


def same(kind, one, other):
    """Whether two records of a kind say the same."""
    return kind.same(one, other) if hasattr(kind, "same") else one == other


def remove(kind, key):
    """Removes a record; raises Faulty where a page still needs it."""
    try:
        kind.remove(key)
    except ProtectedError:
        message = f"'{key}' is gone from the file, but pages still cite it; take the citations out first."
        raise Faulty([Fault(kind.path, 0, message)]) from None
