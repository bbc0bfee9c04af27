"""Templates as they are sent: what only sets a file out for those who read it takes no bytes.

A template may be indented, have a line for each tag, and wrap its sentences and attributes. White
space stays wherever there was some, one character of it, so that a page looks as its template says;
but a line of tags that show nothing leaves none. What a variable holds is not touched.

Inside `<pre>`, `<textarea>` and whatever has `white-space: pre-wrap`, a line break would show:
there a template breaks a line within a tag (`</span` and on the next line `>`), which leaves none.
"""

import re

from django.template.loaders import filesystem

_SILENT = "block|comment|elif|else|empty|end\\w+|extends|for|if|include|load|regroup|with"
_TAG = rf"\{{% (?:{_SILENT})\b(?:[^%\n]|%(?!\}}))*%\}}|\{{#.*?#\}}"
_INDENTATION = re.compile(r"^[ ]+", re.MULTILINE)
_LINE_OF_TAGS = re.compile(rf"^((?:(?:{_TAG})[ ]*)+)\n", re.MULTILINE)
_WITHIN_A_TAG = re.compile(r"\n+(?=>)")
_WITHIN_A_SENTENCE = re.compile(r"(?:(?<=[^\s>}])|(?<=\}\}))\n(?=[^\s<{]|\{\{)")
_GAP = re.compile(r"\n+")


class Loader(filesystem.Loader):
    def get_contents(self, origin):
        return squeeze(super().get_contents(origin))


def squeeze(text):
    """A template's text without what only sets it out."""
    text = _INDENTATION.sub("", text)
    text = _LINE_OF_TAGS.sub(r"\1", text)
    text = _WITHIN_A_TAG.sub("", text)
    text = _WITHIN_A_SENTENCE.sub(" ", text)
    return _GAP.sub("\n", text)
