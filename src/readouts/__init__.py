"""Readouts: an auditable ledger of who spoke with whom.

>>> import readouts
>>> reading = readouts.read_text(
...     "French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday.",
...     published="2022-03-08",
... )
>>> contact = reading.contacts[0]
>>> contact.channel, contact.date.earliest.isoformat(), [p.name for p in contact.participants]
('phone_call', '2022-03-07', ['Emmanuel Macron', 'Olaf Scholz'])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readouts.knowledge import Knowledge
    from readouts.model import Interval, Reading
    from readouts.sources import Failure

__all__ = ["read", "read_text"]


def read(
    *paths: str | Path,
    published: str | None = None,
    ignore_dates: bool = False,
    full: bool = False,
    knowledge: Sequence[Path] = (),
    min_confidence: float | None = None,
    rules: Sequence[Path] = (),
) -> Iterator[Reading | Failure]:
    """What the articles under `paths` (files, folders, patterns) say, one reading an article, in the order read.

    `published` ("2022-03-08" or "2022-03-01/2022-03-08") dates inputs that bring no date; `ignore_dates` treats all
    as undated; `full` reads every sentence; `knowledge` are CSV files of your own. Contacts of less than
    `min_confidence` (0 to 1; .3 where none is given) stand in `held_back`. `rules` are TOML files of words of your own.
    What cannot be read comes as a `Failure` with its path and reason; a wrong date is a UsageError, a wrong file of
    knowledge or rules a KnowledgeError.
    """
    from readouts.reports import read_inputs, read_rules
    from readouts.sources import Failure, Options
    from readouts.sources import read as load

    options = Options(published=_days(published), ignore_dates=ignore_dates)
    inputs = load([str(path) for path in paths], options)
    book = read_rules(rules)
    for one in read_inputs(inputs, _knowledge(knowledge), full=full, min_confidence=min_confidence, rules=book):
        yield one if isinstance(one, Failure) else one[1]


def read_text(
    text: str,
    *,
    published: str | None = None,
    full: bool = False,
    knowledge: Sequence[Path] = (),
    min_confidence: float | None = None,
    rules: Sequence[Path] = (),
) -> Reading:
    """What one text says; spans count its code points. Raises as `read` does."""
    from readouts.reports import MIN_CONFIDENCE, read_articles, read_rules, withhold
    from readouts.sources import Options, make_article

    article = make_article(text, source="text", published=Options(published=_days(published)).date(None))
    least = MIN_CONFIDENCE if min_confidence is None else min_confidence
    (reading,) = read_articles([article], _knowledge(knowledge), full=full, rules=read_rules(rules))
    return withhold(reading, least)


def _days(published: str | None) -> Interval | None:
    from readouts.sources import read_published

    return read_published(published) if published else None


def _knowledge(extra: Sequence[Path]) -> Knowledge:
    from readouts.knowledge import load

    return load(tuple(extra))
