"""Static files as they are served: hashed, compressed, and each stylesheet in one piece.

In the repository a stylesheet is many files, named like the components that they are for, joined by
`@import`. A browser would fetch those one by one before it paints; so while static files are
collected, each `@import url("x.css") layer(y);` is replaced by the file that it names. In
development, and in tests, the browser follows the imports itself: there is nothing to build.
"""

import re

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.functional import cached_property
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("css/", "admin-kb/")
_IMPORT = re.compile(r'@import url\("([\w./-]+\.css)"\)(?: layer\((\w+)\))?;')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A string stays as it is. Gaps go where none is needed, and so does the last semicolon of a rule.
_GAP = re.compile(r'("[^"]*")|\s*;?\s*(\})\s*|\s*([{;,/>])\s*|(:)\s+|(\s)\s*')
_ADDRESS = re.compile(r'url\("(?!data:)')


class JoinedStylesheet(Storage):
    """Stands for one stylesheet that imports others, wherever these are kept; opens as the
    whole."""

    def __init__(self, found):
        self.found = found

    def open(self, name, mode="rb"):
        return ContentFile(join(name, self._text).encode())

    def _text(self, name):
        storage, path = self.found[name]
        with storage.open(path) as file:
            return file.read().decode()


def join(name, read):
    """The stylesheet `name` with what it imports in place, without comments and gaps; `read` gives
    a file's text."""
    folder = name.rpartition("/")[0]

    def put_in(match):
        part, layer = match.groups()
        text = read(f"{folder}/{part}")
        if "/" in part and _ADDRESS.search(text):
            raise ValueError(f"{part} has a url(): that belongs into a file beside {name}.")
        return f"@layer {layer}{{{text}}}" if layer else text

    whole = _COMMENT.sub("", _IMPORT.sub(put_in, read(name)))
    return _GAP.sub(lambda match: " " if match[5] else match[match.lastindex], whole).strip() + "\n"


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    def file_hash(self, name, content=None):
        """Eight characters of Django's twelve: enough to tell the texts of one file apart, and no
        compression makes them smaller."""
        hashed = super().file_hash(name, content)
        return hashed and hashed[:8]

    def url(self, name, force=False):
        """Kept, where names are those of the manifest: a page asks for thirty."""
        if settings.DEBUG or force:
            return super().url(name, force)
        if name not in self._urls:
            self._urls[name] = super().url(name)
        return self._urls[name]

    @cached_property
    def _urls(self):
        return {}

    def post_process(self, paths, dry_run=False, **options):
        joined = {
            name: (JoinedStylesheet(paths), name)
            for name in paths
            if name.startswith(OURS) and name.endswith(".css")
        }
        yield from super().post_process(paths | joined, dry_run=dry_run, **options)
