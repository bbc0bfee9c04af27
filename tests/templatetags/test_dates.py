"""Days are words for readers and figures for programs."""

from datetime import UTC, date, datetime

from django.template import Context, Template


def shown(moment, form=""):
    return Template("{% load dates %}{{ moment|day" + form + " }}").render(
        Context({"moment": moment})
    )


def test_a_day_is_said_twice():
    said = '<time datetime="2026-11-08">8 November 2026</time>'
    assert shown(date(2026, 11, 8)) == shown(datetime(2026, 11, 8, 23, 59, tzinfo=UTC)) == said


def test_a_day_may_go_without_its_year():
    assert shown(date(2026, 11, 8), ':"j F"') == '<time datetime="2026-11-08">8 November</time>'
