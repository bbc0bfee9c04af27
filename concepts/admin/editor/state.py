"""What state a page is in, and what it is called before it was ever published."""

from concepts import contentfile

STATES = {
    "draft": "Draft, never published",
    "published": "Published",
    "newer": "Published, with a newer draft",
    "withdrawn": "Withdrawn",
}


def state_of(entry):
    if entry.withdrawn_at is not None:
        return "withdrawn"
    if entry.live_id is None:
        return "draft"
    return "published" if entry.live.revision_id == entry.head_id else "newer"


def state_words(entry):
    """The state in a few words, with the edition's number."""
    state = state_of(entry)
    if state == "published":
        return f"Edition {entry.live.number}"
    if state == "newer":
        return f"Edition {entry.live.number}, newer draft"
    return "Withdrawn" if state == "withdrawn" else "Draft"


def newest_content(entry):
    """The newest text of a page as Content; None for one that can't be read any more."""
    return contentfile.parse_or_none(entry.head.text, entry.type)


def draft_of(entry):
    """The newest text as Content of a page that was never published; None for the others.

    Lists load only these texts, as `draft_text`.
    """
    if entry.live_id is not None or entry.head_id is None:
        return None
    text = getattr(entry, "draft_text", None)
    return contentfile.parse_or_none(entry.head.text if text is None else text, entry.type)


def title_of(entry):
    draft = draft_of(entry)
    return draft.title if draft else str(entry)
