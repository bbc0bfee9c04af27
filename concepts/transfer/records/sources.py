"""The source documents, a file each, with their passages."""

import re

from concepts import contentfile, markup
from concepts.contentfile import Fault, Faulty
from concepts.contentfile.schema import Free, Points, Reader, Table
from concepts.models import Citation, Passage, Source

from .base import Kind, Record, columns

PASSAGES = Table(
    "passage",
    columns(Passage, id="key", heading="heading", summary="summary"),
    {"differs": Points("differs")},
)
KEYS = ("title", "note", "passages")
TEXTS = {
    name: Free(f"the {name}", Source._meta.get_field(name).max_length) for name in ("title", "note")
}


class SourceFile(Kind):
    """One source document: its file holds one record."""

    def __init__(self, key):
        self.key = key
        self.path = f"sources/{key}.md"

    def read_text(self, text):
        if not markup.is_reference_key(self.key):
            message = "the file's name must be lower-case letters and digits, joined by hyphens."
            raise Faulty([Fault("", message)])
        if faults := contentfile.check_characters(text):
            raise Faulty(faults)
        matter, body, _ = contentfile.split(text)
        root = contentfile.read_mapping(matter, first_line=2)
        reader = Reader(first_line=2)
        if len(self.key) > 80:
            message = f"the file's name has {len(self.key)} characters; 80 is the most."
            reader.faults.append(Fault("", message))
        nodes = reader.mapping("", root, KEYS, "a source")
        data = {}
        for key, field in TEXTS.items():
            if key in nodes:
                data[key] = field.read(nodes[key], key, reader)
                reader.refuse(field.check(data[key], key))
        if not data.get("title") and not reader.faults:
            reader.faults.append(Fault("title", "a source needs a title.", line=2))
        data = {key: value for key, value in data.items() if value}
        if "passages" in nodes and (passages := _passages(nodes["passages"], reader)):
            data["passages"] = passages
        if reader.faults:
            raise Faulty(sorted(reader.faults))
        return [Record(self.key, 1, data | {"body": body})]

    def held(self):
        source = Source.objects.filter(key=self.key).first()
        if source is None:
            return {}
        data = {"title": source.title}
        if source.note:
            data["note"] = source.note
        passages = [
            {"id": row.key, "heading": row.heading, "summary": row.summary}
            | ({"differs": row.points} if row.points else {})
            for row in source.passages.all()
        ]
        if passages:
            data["passages"] = passages
        return {self.key: data | {"body": source.body}}

    def title(self, key):
        return self.path

    def make_known(self, known, records, leaving):
        for record in records:
            known.sources.add(record.key)
            known.passages = {name for name in known.passages if name[0] != record.key}
            known.passages |= {(record.key, heading) for heading in _headings(record)}

    def check(self, records, known):
        return [
            Fault(
                "passages",
                f"the passage '{passage['heading']}' cites '{citation.key}', which is no work.",
                path=self.path,
            )
            for record in records
            for passage in record.data.get("passages", [])
            for point in passage.get("differs", [])
            for cite in markup.parse_inline(point).cites
            for citation in cite.citations
            if not citation.heading and citation.key not in known.references
        ]

    def still_needed(self, records, slugs):
        """Passages that leave, or change their headings, while other pages cite them."""
        staying = {heading for record in records for heading in _headings(record)}
        citing = (
            Citation.objects.filter(passage__source=self.key)
            .exclude(passage__heading_key__in=staying)
            .exclude(entry__slug__in=slugs)
        )
        return [
            Fault(
                "passages",
                f"the passage '{heading}' is gone from the file, but '{slug}' still cites it.",
                path=self.path,
            )
            for heading, slug in citing.values_list("passage__heading", "entry__slug")
        ]

    def save(self, record, by):
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
            row.differs = "\n\n".join(passage.get("differs", []))
            row.save()

    def settle(self, record):
        """Removes the passages that are gone from the file, when the pages that cited them have
        been saved.
        """
        keys = [passage["id"] for passage in record.data.get("passages", [])]
        with self.protecting("a passage"):
            Passage.objects.filter(source=self.key).exclude(key__in=keys).delete()

    def write(self, records):
        [data] = records
        shown = {key: data[key] for key in KEYS if key in data}
        if "passages" in shown:
            shown["passages"] = [_dumped(passage) for passage in shown["passages"]]
        matter = contentfile.dump_yaml(shown)
        body = "\n" + data["body"] if data["body"] else ""
        return f"---\n{matter}---\n{body}"


def _dumped(passage):
    """A passage as its file has it."""
    differs = passage.get("differs")
    points = PASSAGES.fields["differs"]
    return passage | ({"differs": points.dump(differs)} if differs else {})


def _headings(record):
    return [markup.fold(passage["heading"]) for passage in record.data.get("passages", [])]


def _passages(node, reader):
    found, seen = [], {}
    for place, data in PASSAGES.read(node, "passages", reader):
        line = reader.lines[place]
        messages = []
        for what in (data["id"], markup.fold(data["heading"])):
            if what in seen:
                messages.append(f"the passage '{what}' stands on line {seen[what]} already.")
            seen.setdefault(what, line)
        if len(markup.fold(data["heading"])) > 300:
            messages.append("the heading is too long to be looked up; shorten it.")
        if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", data["id"]):
            messages.append(f"the passage's id '{data['id']}' must be letters and digits.")
        reader.refuse(Fault(place, message) for message in messages)
        found.append(data)
    return found
