"""The planned tags."""

from concepts import contentfile
from concepts.contentfile import Fault
from concepts.contentfile.schema import Table, within
from concepts.models import Tag, tag_slug

from .base import Kind, Record, columns, read_table, unique

TABLE = Table("tag", columns(Tag, name="name"), columns(Tag, about="about"))


class Tags(Kind):
    path = "tags.yaml"

    def read_text(self, text):
        reader, rows = read_table(text, TABLE)
        for place, _, data in rows:
            if len(tag_slug(data["name"])) > 100:
                message = f"the tag '{data['name'][:40]}...' is too long; shorten it."
                reader.refuse([Fault(within(place, "name"), message)])
        records = [Record(tag_slug(data["name"]), line, data) for _, line, data in rows]
        return unique(records, reader)

    def held(self):
        return {
            tag.slug: {"name": tag.name} | ({"about": tag.about} if tag.about else {})
            for tag in Tag.objects.filter(planned=True)
        }

    def make_known(self, known, records, leaving):
        known.tags -= leaving
        known.tags |= {record.key for record in records}

    def save(self, record, by):
        Tag.objects.update_or_create(
            slug=record.key,
            defaults={
                "name": record.data["name"],
                "about": record.data.get("about", ""),
                "planned": True,
            },
        )

    def delete(self, key, by):
        Tag.objects.filter(slug=key).update(planned=False)

    def write(self, records):
        return contentfile.dump_yaml(sorted(records, key=lambda data: data["name"]))
