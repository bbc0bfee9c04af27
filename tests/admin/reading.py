"""Addresses of the admin, and its answers read."""

from django.urls import reverse
from lxml import html


def address(entry, name="change", *args):
    return reverse(f"admin:concepts_{entry.type}_{name}", args=[entry.pk, *args])


def add_address(type):
    return reverse(f"admin:concepts_{type}_add")


def document(response):
    """The page, which is read once."""
    if not hasattr(response, "document"):
        response.document = html.document_fromstring(response.content.decode())
    return response.document


def text_of(element):
    return "".join(element.itertext())


def filled(response, form=-1):
    """What a browser would post of a form as it stands: the last one with fields, unless told."""
    found = []
    for element in document(response).iter("form"):
        data = fields(element)
        if element.get("method", "").lower() == "post" and set(data) - {"csrfmiddlewaretoken"}:
            found.append(data)
    data = found[form]
    data.pop("csrfmiddlewaretoken", None)
    return data


def fields(form):
    data = {}
    # A template's content is not in the form: the parser puts it there all the same.
    hidden = {each for template in form.iter("template") for each in template.iter()}
    for element in form.iter():
        name = element.get("name")
        if not name or element in hidden or element.get("disabled") is not None:
            continue
        kind = element.get("type", "text")
        if element.tag == "textarea":
            # As HTML has it: the line break below the tag is none, and others are one sign.
            typed = text_of(element).replace("\r\n", "\n").removeprefix("\n")
            data[name] = typed.replace("\n", "\r\n")
        elif element.tag == "select":
            chosen = [
                option.get("value", text_of(option))
                for option in element.iter("option")
                if option.get("selected") is not None
            ]
            if element.get("multiple") is not None:
                data[name] = chosen
            else:
                first = next(iter(element.iter("option")), None)
                data[name] = (
                    chosen[0] if chosen else first.get("value", "") if first is not None else ""
                )
        elif element.tag == "input" and kind not in ("submit", "button"):
            if kind in ("checkbox", "radio") and element.get("checked") is None:
                continue
            data[name] = element.get("value", "on" if kind == "checkbox" else "")
    return data


def messages(response):
    """The sentences that the page says above its content."""
    lists = document(response).iter("ul")
    return [
        text_of(item).strip()
        for each in lists
        if each.get("class") == "messagelist"
        for item in each
    ]


def errors(response):
    return [
        text_of(item).strip()
        for each in document(response).iter("ul")
        if "errorlist" in (each.get("class") or "").split()
        for item in each
    ]


def words(response):
    return " ".join(text_of(document(response).find(".//main")).split())
