"""Values that nobody means, and forms as a browser would post them."""

from urllib.parse import quote_plus

from lxml import html

# Bytes, so that what is no Unicode can be sent as well; None leaves the field out.
VALUES = (
    b"nope",
    b"- a",
    b"&a",
    b"",
    b" ",
    None,
    b"0",
    b"-1",
    b"1",
    b"1.5",
    b"1e999",
    b"NaN",
    b"Infinity",
    b"32768",
    b"2147483648",
    b"9223372036854775808",
    b"-9223372036854775809",
    b"9" * 400,
    b"9" * 5000,
    "١٢".encode(),
    b"1_000",
    b"\0",
    b"a\0b",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"on",
    b"0000-01-01",
    b"0001-01-01",
    b"9999-12-31",
    b"10000-01-01",
    b"2026-02-30",
    b"'\"><b>",
    b"%",
    b"%s%(x)d{0}{{ x }}",
    b"{}",
    b"null",
    b'{"id": "a", "id": "b"}',
    b'{"id": "a-2000", "type": "book", "title": "A", "volume": NaN}',
    b'{"id": "a-2000", "type": "book", "title": "A", "issued": {"date-parts": [[1e999]]}}',
    b'{"id": "a-2000", "type": "book", "title": "A", "issued": {"date-parts": [[99999999999]]}}',
    b"[" * 3_000,
    b'{"a":' * 3_000,
    b"x" * 20_000,
    "💥".encode() * 500,
    "a\u202eb\u2028c\u0085d".encode(),
    b"\r\n\r\n",
    b"[[" * 500 + b"[@" * 500,
    b"../../etc/passwd",
    b"javascript:alert(1)",
    b"http://[",
    b"https://" + b"a." * 200,
    b"None",
    b"1,2",
    (b"1", b"1"),
    (b"nope", b"", b"2"),
)


def encoded(pairs):
    """A query or body of names and odd values."""
    parts = []
    for name, value in pairs:
        values = value if isinstance(value, (tuple, list)) else (value,)
        parts += [f"{quote_plus(name)}={quote_plus(each)}" for each in values if each is not None]
    return "&".join(parts)


def shown(value):
    """An odd value as it is named where it did harm."""
    if isinstance(value, bytes) and len(value) > 60:
        return f"{value[:20]!r}... ({len(value)} bytes)"
    return repr(value)


def page(response):
    return html.fromstring(response.content or b"<html></html>")


def forms(response):
    """(action, {name: [values]}) of each form on a page that posts something."""
    for form in page(response).iter("form"):
        if form.get("method", "").lower() == "post":
            found = fields(form)
            if found:
                yield form.get("action") or "", found


def fields(form):
    found = {}
    for element in form.iter("input", "select", "textarea", "button"):
        name, kind = element.get("name"), element.get("type", "text")
        if not name or "disabled" in element.attrib or name == "csrfmiddlewaretoken":
            continue
        if any(above.tag == "template" for above in element.iterancestors()):
            continue
        values = found.setdefault(name, [])
        if element.tag == "textarea":
            values.append(element.text_content().removeprefix("\n"))
        elif element.tag == "select":
            chosen = [
                o.get("value", o.text_content())
                for o in element.iter("option")
                if "selected" in o.attrib
            ]
            first = [o.get("value", o.text_content()) for o in element.iter("option")][:1]
            values += chosen if "multiple" in element.attrib else chosen[-1:] or first
        elif kind in ("checkbox", "radio"):
            values += [element.get("value", "on")] if "checked" in element.attrib else []
        elif kind not in ("submit", "button", "image", "file") and element.tag == "input":
            values.append(element.get("value", ""))
    return found


def as_posted(values):
    """Lines end as browsers post them."""
    return [value.replace("\r\n", "\n").replace("\n", "\r\n").encode() for value in values]
