"""Marks as they are set in print."""

import pytest
from django.utils.safestring import SafeString, mark_safe

from concepts.templatetags.typeset import has_long_word, typeset


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("It's the client's.", "It’s the client’s."),
        ('He said "no" twice.', "He said “no” twice."),
        ("'Zen' (\"so\")", "‘Zen’ (“so”)"),
        ("Rogers' list", "Rogers’ list"),
        ("", ""),
        ("r = .28 and k = 3, x = 5", "r\xa0=\xa0.28 and k\xa0=\xa03, x = 5"),
        ("effects from -.23 to .66 (-1)", "effects from −.23 to .66 (−1)"),
        ("1983-1993, non-9, x -y", "1983-1993, non-9, x -y"),
        ("<b>'x'</b>", "&lt;b&gt;‘x’&lt;/b&gt;"),
        (None, ""),
    ],
)
def test_plain_text_is_set_and_escaped(typed, printed):
    assert typeset(typed) == printed
    assert isinstance(typeset(typed), SafeString)


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ('<p>"<em>as if</em>"</p>', "<p>“<em>as if</em>”</p>"),
        ("<a title=\"it's\" href=\"?a='b'\">it's</a>", '<a title="it\'s" href="?a=\'b\'">it’s</a>'),
        ("<code>'x'</code> <pre>\"y\"</pre>", "<code>'x'</code> <pre>\"y\"</pre>"),
        ("<p>a</p><p>'b'</p>", "<p>a</p><p>‘b’</p>"),
        ("&quot;q&quot; &#x27;s&#x27; &lt;b&gt; &amp;quot;", "“q” ‘s’ &lt;b&gt; &amp;quot;"),
        ('<p>so <sup class="cite">1</sup>.</p>', '<p>so<sup class="cite">1</sup>.</p>'),
        ("a < b", "a < b"),
        (
            "<p>\"'<em>I felt</em> alone' is what she said.\"</p>",
            "<p>“‘<em>I felt</em> alone’ is what she said.”</p>",
        ),
        ("<p>'<em>\"as if\"</em> is hers'</p>", "<p>‘<em>“as if”</em> is hers’</p>"),
        (
            "<p>'as if'<sup class=\"cite\"><a>1</a></sup>, he wrote</p>",
            '<p>‘as if’<sup class="cite"><a>1</a></sup>, he wrote</p>',
        ),
        ("<p>\"<code>'</code>'s end\"</p>", "<p>“<code>'</code>’s end”</p>"),
        ("<p>'Not ended</p><p>and 'cause'</p>", "<p>‘Not ended</p><p>and ‘cause’</p>"),
        ("<li>it's</li> <li>'no'</li>", "<li>it’s</li> <li>‘no’</li>"),
        ("<p><em>r</em> = -.28</p>", "<p><em>r</em>\xa0=\xa0−.28</p>"),
        ("<pre><code>'a'</code>'b'</pre><p>'c'</p>", "<pre><code>'a'</code>'b'</pre><p>‘c’</p>"),
    ],
)
def test_html_keeps_its_tags_and_its_code(html, printed):
    assert typeset(mark_safe(html)) == printed


@pytest.mark.parametrize(
    ("title", "is_long"),
    [
        ("Countertransference", True),
        ("Therapist self-disclosure", False),
        ("Unconditional positive regard", False),
        ("", False),
    ],
)
def test_titles_with_a_word_wider_than_a_phone_are_told(title, is_long):
    assert has_long_word(title) is is_long
