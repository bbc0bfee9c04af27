"""Writing a content file: parts to the canonical text."""

import yaml

from .reading import KEYS


def dump_yaml(data):
    """YAML as the content files have it: keys in the order given, no folded lines, lists without
    indentation.
    """
    return yaml.dump(
        data,
        Dumper=yaml.SafeDumper,
        sort_keys=False,
        allow_unicode=True,
        width=2**31,
        default_flow_style=False,
    )


def _plain(content, key):
    value = getattr(content, key)
    if key == "relations":
        return [
            {"type": line.type, "to": line.to, "reason": line.reason, "basis": line.basis}
            for line in value
        ]
    if key == "members":
        return [
            member.entry
            if member.entry and not member.note
            else {
                name: getattr(member, name)
                for name in ("entry", "label", "note")
                if getattr(member, name)
            }
            for member in value
        ]
    if key == "sources":
        return [{name.source: name.heading} for name in value]
    return list(value) if isinstance(value, tuple) else value


def dump(content):
    """The canonical text of a Content: `parse(dump(content), content.type) == content`."""
    data = {key: _plain(content, key) for key in KEYS[content.type] if getattr(content, key)}
    matter = dump_yaml(data)
    body = "\n" + content.body if content.body else ""
    return f"---\n{matter}---\n{body}"
