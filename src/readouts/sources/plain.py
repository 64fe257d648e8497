"""Plain text: one file, one article, its text unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from readouts.sources.articles import MOST_CHARACTERS, make_article, why_no_article
from readouts.sources.decoding import Undecodable, decode
from readouts.sources.loaded import Failure, Loaded, Options
from readouts.sources.streams import Damaged, Stream, read_whole

# UTF-8 and UTF-16 take up to four bytes a character.
_MOST_BYTES = 4 * MOST_CHARACTERS


def read_plain(stream: Stream, source: str, options: Options) -> Iterator[Loaded | Failure]:
    """The one article of a plain text file: characters and line ends as they are, a byte order mark left out.

    Nothing in the text is taken for title, outlet or date here: what the text says of itself is for readers of text.
    """
    try:
        data = read_whole(stream, _MOST_BYTES)
        if data is None:
            raise Undecodable(f"too long for one article: more than {_MOST_BYTES:,} bytes; split it into its articles")
        decoded = decode(data)
    except (Damaged, Undecodable) as error:
        yield Failure(source, str(error))
        return
    reason = why_no_article(decoded.text)
    if reason:
        yield Failure(source, reason)
        return
    article = make_article(decoded.text, source=source, published=options.date(None))
    yield Loaded(article=article, doubts=decoded.doubts)
