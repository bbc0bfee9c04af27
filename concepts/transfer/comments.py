"""Comments in content files: no part of what a file says, and lost when it is written anew."""

from concepts import contentfile
from concepts.contentfile import Faulty


def has_comments(path, text):
    """Whether the YAML of a file has comments; false for what can't be read as YAML."""
    try:
        if path.endswith(".md"):
            text, _, _ = contentfile.split(text)
        return contentfile.has_comments(text)
    except Faulty:
        return False
