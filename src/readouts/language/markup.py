"""The words of a page's markup in blocks, as far as a gate needs them: quickly, and rather too much than too little.

Finding the article in a page takes a hundred times as long. What stands in menus and teasers is here as well, and what
a page says of itself in its head.
"""

from __future__ import annotations

import html
import re

_DEAD = re.compile(r"<(?:(script|style|svg|template|iframe|canvas)\b|!--)", re.IGNORECASE)
# What stands inside a line of text: a name may begin before such a tag and end behind it.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|em|font|i|label|mark|q|s|small|span|strong|sub|sup|time|u|wbr)(?:\s[^>]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br(?:\s[^>]*)?/?>|[\r\n\t]", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_TITLE = re.compile(r"""<meta\s[^>]*\b(?:og:|twitter:)title\b[^>]*>""", re.IGNORECASE)
_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def visible(markup: str) -> list[str]:
    """The blocks of text of a page in order: paragraphs, headings, items of menus, and the titles in its head.

    Tags inside a line leave no trace, entities are undone, white space is one space. Scripts, styles, drawings and
    comments are left out.

    >>> visible("<title>A</title><style>b{}</style><p>Ms <b>Doe</b>&rsquo;s\\n call</p>")
    ['A', 'Ms Doe’s call']
    """
    alive = _without_dead(markup)
    text = _TAG.sub("\n", _INLINE.sub("", _BREAK.sub(" ", alive)))
    titles = [_CONTENT.search(meta[0]) for meta in _TITLE.finditer(alive)]
    text = "\n".join([*((found[1] or found[2] or "") for found in titles if found), text])
    if "&" in text:
        text = html.unescape(text)
    return [block for line in text.split("\n") if (block := " ".join(line.split()))]


def _without_dead(markup: str) -> str:
    """The markup without what holds no text; an opening whose end is missing stays."""
    lower = markup.lower()
    if len(lower) != len(markup):  # a few letters grow when made small
        lower = markup
    kept: list[str] = []
    position = 0
    missing: set[str] = set()
    for opening in _DEAD.finditer(markup):
        ending = f"</{opening[1].lower()}" if opening[1] else "-->"
        if opening.start() < position or ending in missing:
            continue
        closing = lower.find(ending, opening.end())
        if closing < 0:
            missing.add(ending)
            continue
        kept.append(markup[position : opening.start()])
        position = closing if opening[1] else closing + len(ending)
    return "\n".join((*kept, markup[position:]))
