"""What an act is given beside a text: slugs, notes and reasons, looked at before a database is
asked.
"""

from concepts import contentfile, markup
from concepts.contentfile import Fault, Faulty

from .refusals import refuse

LONGEST_NOTE = 300
LONGEST_REASON = 500
LONGEST_SLUG = 200


def one_line(text, name, longest, place):
    """The text without line breaks, or its fault: it says nothing, too much, or what none keeps."""
    text = " ".join((text or "").split())
    if not text:
        refuse(f"Say {name}.", place)
    if len(text) > longest:
        refuse(f"That is {len(text)} characters; {longest} is the most.", place)
    faults = contentfile.check_characters(text)
    if faults:
        raise Faulty([Fault(place, faults[0].message)])
    return text


def check_slug(slug):
    """Refuses what is no slug: databases differ on overlong texts and NUL."""
    if not markup.is_reference_key(slug):
        refuse(
            "A slug has lower-case letters a to z and digits, in words joined by single hyphens.",
            "slug",
        )
    if len(slug) > LONGEST_SLUG:
        refuse(f"The slug has {len(slug)} characters; {LONGEST_SLUG} is the most.", "slug")
