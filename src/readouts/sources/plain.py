"""Plain text: one file, one article, its text unchanged."""

from __future__ import annotations

from readouts.sources.articles import make_article, why_no_article
from readouts.sources.decoding import Undecodable, decode
from readouts.sources.loaded import Failure, Loaded, Options


def read_plain(
    data: bytes, source: str, options: Options, *, charset: str | None = None, url: str | None = None
) -> Loaded | Failure:
    """The one article of a plain text: characters and line ends as they are, a byte order mark left out.

    Nothing in the text is taken for title, outlet or date here: what the text says of itself is for readers of text.
    """
    try:
        decoded = decode(data, charset=charset)
    except Undecodable as error:
        return Failure(source, str(error))
    reason = why_no_article(decoded.text)
    if reason:
        return Failure(source, reason)
    article = make_article(decoded.text, source=source, url=url, published=options.date(None))
    return Loaded(article=article, doubts=decoded.doubts)
