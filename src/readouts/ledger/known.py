"""Which inputs a ledger has already, told without reading them."""

from __future__ import annotations

from sqlalchemy import select

from readouts.ledger import tables as t
from readouts.ledger.store import Store
from readouts.ledger.write import read_page
from readouts.sources import Loaded, Page


class Known:
    """What a ledger held when this was made."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.reading() as connection:
            rows = connection.execute(select(t.articles.c.sha256, t.articles.c.source, t.articles.c.id))
            self._texts: set[bytes] = set()
            self._sources: dict[str, str] = {}
            for sha256, source, article in rows:
                self._texts.add(bytes.fromhex(sha256))
                self._sources[source] = article
            earlier = connection.execute(select(t.versions.c.sha256)).scalars()
            self._texts.update(bytes.fromhex(sha256) for sha256 in earlier)

    def has(self, page: Page) -> bool:
        """Whether the ledger has the article of a page: a web page by its bytes under its name, others by their text.

        A web page is not taken apart for it, and nothing is parsed.
        """
        if page.kind == "html":
            article = self._sources.get(page.source)
            if article is None:
                return False
            with self._store.reading() as connection:
                return read_page(connection, article) == page.raw
        found = page.article()
        return isinstance(found, Loaded) and bytes.fromhex(found.article.sha256) in self._texts
