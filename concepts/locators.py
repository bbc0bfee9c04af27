"""Pages as people type them, in a work's record and behind a citation: with a label, with two, or
with one of another language. Pure.
"""

import re

_SIGN = r"(?:[^\W\d_]{0,4}\d+[^\W\d_]{0,2}|[ivxlcdm]+)\b"  # 95, S12, e94207, 12a, xi
_WORD = r"pages?|p[aá]gs?|p[aá]ginas?|pp|pgs?|seiten?|p"


LONGEST = 300  # what is longer is no page


def _labels(words):
    """One label or more before a page: "p. ", "pp: ", "p.p. 5" and, before digits, "pp5"."""
    return re.compile(rf"(?i)(?<![\w.])(?:(?:{words})(?:\s*[.:]+\s*|\s+|(?=\d)))+(?={_SIGN})")


_BEFORE_PAGES = _labels(rf"{_WORD}|s(?=[.\s])")
# In a citation "s. 9" is a section; "S. 9" is how German has pages.
_BEFORE_LOCATOR = _labels(rf"{_WORD}|(?-i:S)(?=[.\s])")
_AFTER_PAGES = re.compile(r"(?i)(?<=\d)\s*(?:pages?|pp?\.?|s\.)$")
_LABEL_ALONE = re.compile(rf"(?i)(?:{_WORD})\s*[.:]*")
_ARTICLE_NUMBER = re.compile(r"(?!pp)[A-Za-z]{1,4}\d{3,}")
_PAGES = re.compile(rf"(?i){_SIGN}(?:(?:\s*[-‐‑‒–—,&]+\s*|\s+and\s+){_SIGN})*(?:\s?ff?)?\.?")
_SEVERAL = re.compile(r"(?i)[-‐‑‒–—,&]|\sand\s|ff?\.?$")
_TWICE = re.compile(r"(?i)(?<!\w)((?:[^\W\d_]{1,12}\.?|[§¶]+)\s+)\1+")


def pages(text):
    """The pages of a work without their label, which each style puts before them itself."""
    bare = text.strip()
    if len(bare) > LONGEST:
        return bare
    if not bare.endswith("f."):  # "5 ff."
        bare = bare.rstrip(" .,;")
    if bare[:1] + bare[-1:] in ("()", "[]"):
        bare = bare[1:-1].strip()
    if _ARTICLE_NUMBER.fullmatch(bare):  # "p1234" of the BMJ
        return bare
    if _LABEL_ALONE.fullmatch(bare):
        return ""
    return _AFTER_PAGES.sub("", _BEFORE_PAGES.sub("", bare))


def locator(text):
    """Where in a work a citation points: with its label once, and pages under the label "p." or
    "pp." whatever it was; anything else as typed.
    """
    text = text.strip()
    if len(text) > LONGEST:
        return text
    text = _TWICE.sub(r"\1", text)
    found = _BEFORE_LOCATOR.sub("", text)
    if found in (text, text.removeprefix("p. "), text.removeprefix("pp. ")):
        return text
    if not _PAGES.fullmatch(found):
        return text
    return f"{'pp' if _SEVERAL.search(found) else 'p'}. {found}"
