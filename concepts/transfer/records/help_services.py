"""Where people find help."""

from datetime import date

from concepts import contentfile
from concepts.contentfile import Fault
from concepts.contentfile.schema import Choice, Free, Table, Texts, within
from concepts.models import GROUPS, HelpService

from .base import Kind, Record, columns, read_table, unique

TABLE = Table(
    "service",
    columns(HelpService, id="key")
    | {"group": Choice("the group", GROUPS)}
    | columns(HelpService, country="country", name="name")
    | {"for": Free("for", HelpService._meta.get_field("purpose").max_length)}
    | {"read_on": Free("read_on")},
    columns(HelpService, phone="phone", text="text", web="web", read_where="read_where")
    | {"tried_on": Free("tried_on"), "publish": Free("publish"), "details": Texts("details")},
)


class HelpServices(Kind):
    path = "help.yaml"

    def read_text(self, text):
        reader, rows = read_table(text, TABLE)
        records, positions = [], {}
        for place, line, data in rows:
            reader.refuse(Fault(within(place, key), message) for key, message in _faults(data))
            if data.get("publish") == "true":
                del data["publish"]
            group = data["group"]
            positions[group] = positions.get(group, 0) + 1
            data["position"] = str(positions[group])
            records.append(Record(data["id"], line, data))
        return unique(records, reader)

    def held(self):
        return {row.key: _data(row) for row in HelpService.objects.all()}

    def save(self, record, by):
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

    def delete(self, key, by):
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


def _faults(data):
    """(key, message) of what is wrong with a service."""
    for name in ("read_on", "tried_on"):
        day = data.get(name, "2000-01-01")
        try:
            is_day = date.fromisoformat(day).isoformat() == day
        except ValueError:
            is_day = False
        if not is_day:
            yield name, f"{name} is '{day}'; write a day as 2026-11-22."
    if data.get("publish", "true") not in ("true", "false"):
        yield "publish", "publish must be true or false."
    if not all(line.strip() for line in data.get("details", [])):
        yield "details", "an item of details is empty."
    web = data.get("web", "")
    if web and not web.startswith(("https://", "http://")):
        yield "web", f"web is '{web}'; it must begin with https://."


def _data(row):
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
