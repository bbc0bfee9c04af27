"""Templates are laid out for people, and what lays them out is not sent."""

from pathlib import Path

import pytest
from django.template import Context, engines
from django.template.loader import get_template

from concepts.template_loader import squeeze

ROOT = Path(__file__).resolve().parents[1]


def rendered(text, **context):
    return engines["django"].engine.from_string(squeeze(text)).render(Context(context))


def test_a_line_of_tags_leaves_nothing_and_others_lose_their_indentation():
    text = """{% load static %}
<ul>
  {% for each in things %}
    {# What somebody should know. #}
    {% if each %}
      <li>{{ each }}</li>
    {% endif %}
  {% endfor %}
</ul>
"""
    assert rendered(text, things=["a", "", "b"]) == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("<p>A sentence that\n  goes on.</p>", "<p>A sentence that goes on.</p>"),
        ("<p>{{ a }}\n  {{ b }}</p>", "<p>1 2</p>"),
        ('<a class="b"\n  href="c">d</a>', '<a class="b" href="c">d</a>'),
        ("<b>d</b\n  >{{ a }}", "<b>d</b>1"),
        ("<b>d</b>\n\n  <b>e</b>", "<b>d</b>\n<b>e</b>"),
        ("  <b>d</b>{% if a %},{% endif %}\n  e", "<b>d</b>,\ne"),
    ],
)
def test_white_space_stays_where_there_was_some_and_only_there(text, sent):
    assert rendered(text, a=1, b=2) == sent


@pytest.mark.parametrize(
    "tag", ["{{ a }}", "{% firstof a %}", "{% csrf_token %}", '{% url "home" %}']
)
def test_what_shows_keeps_the_gap_behind_it(tag):
    assert squeeze(f"  {tag}\n  more") in (f"{tag}\nmore", f"{tag} more")


def test_what_a_variable_holds_is_sent_as_it_is():
    held = "one\n\n    two  \n  {% if %}\n"
    assert rendered("  <pre>{{ held|safe }}</pre>\n", held=held) == f"<pre>{held}</pre>\n"


def test_the_site_s_templates_are_squeezed_and_django_s_own_are_not():
    assert "\n  " not in get_template("base.html").template.source
    assert "\n  " in get_template("admin/change_list.html").template.source


def test_no_template_breaks_a_line_where_it_would_show():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for opening in ("<pre", "<textarea", "kb-text"):
            for after in text.split(opening)[1:]:
                inside = after.partition("</")[0].partition(">")[2]
                assert "\n" not in inside, f"{path.name}: {opening}"
