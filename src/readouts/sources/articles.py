"""An article from its text and what is known of it."""

from __future__ import annotations

from readouts.exchange import text_digest
from readouts.language.detect import identify
from readouts.model import Article, Published

_ID_DIGITS = 16


def make_article(
    text: str,
    *,
    source: str,
    id: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    published: Published = Published(),  # noqa: B008 - frozen
) -> Article:
    """An article of this text, which stays as it is.

    Without an id it gets one from the text (16 hexadecimal digits), so that the same text has the same id wherever
    it lay. `language` is the text's where that is sure, else None. Raises UnicodeEncodeError for half characters.

    >>> make_article("They met.", source="a.txt").id
    'ab226026642c9001'
    """
    digest = text_digest(text)
    language = identify(text)
    return Article(
        id=id or digest[:_ID_DIGITS],
        sha256=digest,
        source=source,
        text=text,
        title=title,
        outlet=outlet,
        byline=byline,
        language=language.code if language.sure else None,
        url=url,
        published=published,
    )


def why_no_article(text: str) -> str | None:
    """The reason a text is no article, if there is one: it is empty."""
    if not text or text.isspace():
        return "empty" if not text else "empty: nothing but white space"
    return None
