"""HTML and MarkdownV2, as Telegram's documentation describes them."""

from __future__ import annotations

import pytest

from sandbox.parse_mode import parse
from sandbox.refusals import Refused


def short(formatted):
    return formatted.text, [
        (e["type"], e["offset"], e["length"], *([e["url"]] if "url" in e else [])) for e in formatted.entities
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", ("plain", [])),
        ("<b>bold</b> <I>it</I>", ("bold it", [("bold", 0, 4), ("italic", 5, 2)])),
        ("🏠<b>x</b>", ("🏠x", [("bold", 2, 1)])),
        ("<b>a<i>b</i></b>", ("ab", [("bold", 0, 2), ("italic", 1, 1)])),
        ("&lt;b&gt; &amp; &quot; &#163; &#xA3; &pound;", ('<b> & " £ £ &pound;', [])),
        ("3 > 2", ("3 > 2", [])),
        ("<b></b>nothing", ("nothing", [])),
        (
            '<a href="https://derbyhomes.example/?a=1&amp;b=2">privacy</a>',
            ("privacy", [("text_link", 0, 7, "https://derbyhomes.example/?a=1&b=2")]),
        ),
        ("<a href='nowhere'>x</a>", ("x", [])),
        ('<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>', ("xy", [("spoiler", 0, 1), ("spoiler", 1, 1)])),
        ("<blockquote expandable>x</blockquote>", ("x", [("expandable_blockquote", 0, 1)])),
        (
            "<code>1</code><pre>2</pre><u>3</u><s>4</s>",
            ("1234", [("code", 0, 1), ("pre", 1, 1), ("underline", 2, 1), ("strikethrough", 3, 1)]),
        ),
    ],
)
def test_html(text, expected):
    assert expected == short(parse(text, "HTML"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("close</b>", "Unexpected end tag at byte offset 5"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("£<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br" at byte offset 0'),
        ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
        ("2 < 3", "Unclosed start tag at byte offset 2"),
        ("2 < 3 > 1", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("x</b", "Unclosed end tag at byte offset 1"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_refused(text, reason):
    with pytest.raises(Refused) as refused:
        parse(text, "html")
    assert f"Bad Request: can't parse entities: {reason}" == refused.value.description


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "*bold* _it_ __u__ ~s~ ||sp||",
            (
                "bold it u s sp",
                [("bold", 0, 4), ("italic", 5, 2), ("underline", 8, 1), ("strikethrough", 10, 1), ("spoiler", 12, 2)],
            ),
        ),
        (r"1\.5 \- 2\!", ("1.5 - 2!", [])),
        ("*a _b_*", ("a b", [("bold", 0, 3), ("italic", 2, 1)])),
        ("`a.b` ```c-d```", ("a.b c-d", [("code", 0, 3), ("pre", 4, 3)])),
        (r"[a\.b](https://x.example/\))", ("a.b", [("text_link", 0, 3, "https://x.example/)")])),
        (">quoted *b*\nnot", ("quoted b\nnot", [("blockquote", 0, 8), ("bold", 7, 1)])),
    ],
)
def test_markdown_v2(text, expected):
    assert expected == short(parse(text, "MarkdownV2"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a (b)", "Character '(' is reserved and must be escaped with the preceding '\\'"),
        ("£ *open", "Can't find end of Bold entity at byte offset 3"),
        ("`open", "Can't find end of Code entity at byte offset 0"),
        ("[a](b", "Can't find end of a URL at byte offset 0"),
        ("[a", "Can't find end of TextUrl entity at byte offset 0"),
    ],
)
def test_markdown_v2_refused(text, reason):
    with pytest.raises(Refused) as refused:
        parse(text, "MarkdownV2")
    assert f"Bad Request: can't parse entities: {reason}" == refused.value.description
