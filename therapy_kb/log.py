"""How the log looks."""

import logging
import re

LONGEST = 300
_QUERY = re.compile(r"\?\S+")


class OneLine(logging.Formatter):
    """What a stranger's request got wrong, in one line. It has no traceback, since the code is not
    at fault; no queries of addresses, in which readers' words stand; and no sign that could begin
    another line."""

    def format(self, record):
        words = _QUERY.sub("?...", record.getMessage())
        line = "".join(sign if sign.isprintable() else " " for sign in words)
        return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."
