"""A stylesheet as a browser of 2022 reads it: what it does not know is as if it were not there."""

import re

PROPERTIES = re.compile(
    r"(text-wrap|container|anchor|position-(anchor|area|try|visibility)|interpolate-size|"
    r"field-sizing|view-transition|animation-timeline)"
)
VALUES = re.compile(r"(light-dark|color-mix|anchor|anchor-size|oklch)\(|\bsubgrid\b")
SELECTORS = re.compile(r":has\(|::details-content|:popover-open|::scroll-|::picker")
AT_RULES = re.compile(r"@(container|position-try|starting-style|scope|view-transition)\b")
# What holds rules; all else in braces holds declarations.
GROUPS = re.compile(r"@(layer|media|supports)\b")


def aged(css):
    """The stylesheet without the rules and declarations that such a browser drops."""
    return "".join(_kept(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))


def _kept(css):
    for head, body in _rules(css):
        if body is None or head.startswith(("@font-face", "@page")):
            yield f"{head};" if body is None else f"{head}{{{body}}}"
        elif AT_RULES.match(head) or (head.startswith("@supports") and _is_in_vain(head)):
            continue
        elif GROUPS.match(head):
            yield f"{head}{{{''.join(_kept(body))}}}"
        elif not SELECTORS.search(head):
            yield f"{head}{{{';'.join(_declarations(head, body))}}}"


def _rules(css):
    """(what stands before the braces, what is in them or None) of each statement."""
    start = 0
    while start < len(css):
        end = re.compile(r"[;{]").search(css, start)
        if not end:
            return
        head = css[start : end.start()].strip()
        if end[0] == ";":
            yield head, None
            start = end.end()
        else:
            close = _closing(css, end.end())
            yield head, css[end.end() : close]
            start = close + 1


def _closing(css, start):
    depth = 1
    for brace in re.compile(r"[{}]").finditer(css, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    raise AssertionError("a brace is never closed")


def _is_in_vain(head):
    """Whether such a browser finds that it does not support what is asked for."""
    is_new = (
        VALUES.search(head) or SELECTORS.search(head) or re.search(rf"\({PROPERTIES.pattern}", head)
    )
    return bool(is_new) and not re.match(r"@supports\s*not\b", head)


def _declarations(head, body):
    assert "{" not in body, f"a rule is nested in {head}"
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        if not PROPERTIES.match(name.strip()) and not VALUES.search(value):
            yield declaration
