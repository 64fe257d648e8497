"""Statements of a plain text, for those who need nothing else."""

from __future__ import annotations

import hashlib
from datetime import date

from readouts.knowledge import Knowledge, load
from readouts.language.document import Document
from readouts.model import Article, Published, Statement
from readouts.statements.reading import read


def find(text: str, *, published: date | None = None, knowledge: Knowledge | None = None) -> tuple[Statement, ...]:
    """All statements of a text, direct and indirect, in text order.

    `published` is the day the text appeared: it settles who "the French president" is.  Offsets are code points.

    >>> (statement,) = find('"We will sign," Macron said.')
    >>> statement.speaker.name, statement.kind
    ('Emmanuel Macron', 'direct')
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = Published(earliest=published, latest=published, basis="given") if published else Published()
    article = Article(id=digest[:16], sha256=digest, source="text", text=text, published=known)
    return read(Document(article, knowledge or load()), full=True)
