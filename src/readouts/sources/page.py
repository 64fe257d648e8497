"""A page: one record of an input as raw bytes, of which an article is made only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from readouts.model import Doubt
from readouts.sources.entry import read_entry
from readouts.sources.html import read_html
from readouts.sources.jsonl import read_record
from readouts.sources.loaded import Failure, Loaded, Options
from readouts.sources.plain import read_plain

Kind = Literal["html", "plain", "line", "entry"]
_AS_GIVEN = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One record as it came: `raw` its bytes, `source` its name in messages and in the ledger.

    `kind` says what the bytes are: a web page, plain text, a line of JSON lines (UTF-8), or an entry of a feed as JSON.
    `charset` is what the server said; `url` and `fetched` (a timestamp as the archive has it) where it came from and
    when; `within` the file of a line, which its id is put behind; `archived` that it is one of the many of an archive.
    Pages can be pickled.
    """

    source: str
    raw: bytes
    kind: Kind = "html"
    charset: str | None = None
    url: str | None = None
    fetched: str | None = None
    within: str | None = None
    doubts: tuple[str, ...] = ()
    archived: bool = False

    def article(self, options: Options = _AS_GIVEN) -> Loaded | Failure:
        """The article: bytes decoded, the readable text of a page found; a failure where there is none.

        >>> Page(source="a.txt", raw=b"They met.", kind="plain").article().article.text
        'They met.'
        """
        if self.kind == "line":
            return read_record(self.raw, self.source, self.within or self.source, options)
        if self.kind == "entry":
            return read_entry(self.raw, self.source, options)
        read = read_html if self.kind == "html" else read_plain
        found = read(self.raw, self.source, options, charset=self.charset, url=self.url)
        if isinstance(found, Failure) or not self.doubts:
            return found
        return replace(found, doubts=(*(Doubt(says=says) for says in self.doubts), *found.doubts))
