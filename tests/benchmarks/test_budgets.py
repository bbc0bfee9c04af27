"""What is weighed, and that too much is told."""

import pytest

from tests.benchmarks import budgets

PAGE = """<html><head><link rel="stylesheet" href="/a.css"><link rel="stylesheet" href="/b.css">
<link rel="stylesheet" href="/print.css" media="print"><link rel="icon" href="/icon.svg"></head>
<body><link rel="stylesheet" href="/later.css"></body></html>"""


def test_a_page_waits_for_the_sheets_of_its_head_that_are_for_screens():
    assert budgets.awaited(PAGE) == ["/a.css", "/b.css"]


def test_a_page_without_sheets_is_no_page():
    with pytest.raises(AssertionError, match="style sheet"):
        budgets.awaited("<html><body>Wait</body></html>")


@pytest.mark.parametrize(("measured", "kept"), [(14_000, True), (14_001, False)])
def test_one_byte_too_many_is_told(capsys, measured, kept):
    assert budgets.told(budgets.Line("first paint", measured, 14_000, "/")) is kept
    assert ("TOO MUCH" in capsys.readouterr().out) is not kept


@pytest.mark.parametrize(("mark", "kept"), [(100, True), (99, False)])
def test_a_mark_below_100_is_told_with_its_reasons(capsys, mark, kept):
    page = {
        "path": "/",
        "medians": {"seo": mark},
        "runs": [100] * 3,
        "faults": ["meta-description"],
    }
    assert budgets.told_marks(page) is kept
    assert ("meta-description" in capsys.readouterr().out) is not kept
