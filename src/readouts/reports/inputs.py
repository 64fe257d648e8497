"""What the sources give → readings, in order, read in batches; one bad article never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from readouts.knowledge import Knowledge
from readouts.model import Article, Reading
from readouts.reports.confidence import MIN_CONFIDENCE, withhold
from readouts.reports.pages import worth_reading
from readouts.reports.reading import BATCH, batches, read_articles
from readouts.reports.rulebook import Rulebook
from readouts.sources import Failure, Loaded, Options, Page, Passed


def find_articles(
    pages: Iterable[Page | Failure], options: Options, knowledge: Callable[[], Knowledge], *, gated: bool
) -> Iterator[Loaded | Failure | Passed]:
    """The article of each page, failures passed on where they stand.

    Where it is `gated`, no article is looked for in a page of an archive in which nothing can tell of a contact; what
    is read of the others is the same. `knowledge` is asked for where there is such a page.
    """
    for page in pages:
        if not isinstance(page, Page):
            yield page
        elif gated and page.archived and not worth_reading(page, knowledge()):
            yield Passed(page.source)
        else:
            yield page.article(options)


def read_inputs(
    inputs: Iterable[Loaded | Failure],
    knowledge: Knowledge,
    *,
    full: bool = False,
    batch: int = BATCH,
    min_confidence: float | None = None,
    rules: Rulebook | None = None,
) -> Iterator[tuple[Loaded, Reading] | Failure]:
    """Each input with its reading, failures passed on where they stand.

    Contacts of less than `min_confidence` (MIN_CONFIDENCE where none is given) are held back. What brings a reading of
    its own (a line of the exchange format) keeps it, and all its contacts unless a confidence is given. `rules` are the
    shipped ones unless others are given. At most `batch` articles are held.
    """
    found = read_found(inputs, knowledge, full=full, batch=batch, min_confidence=min_confidence, rules=rules)
    return (one for one in found if not isinstance(one, Passed))


def read_found(
    inputs: Iterable[Loaded | Failure | Passed],
    knowledge: Knowledge,
    *,
    full: bool = False,
    batch: int = BATCH,
    min_confidence: float | None = None,
    rules: Rulebook | None = None,
) -> Iterator[tuple[Loaded, Reading] | Failure | Passed]:
    """As `read_inputs` does, with the pages that were passed over in their places too."""
    least = MIN_CONFIDENCE if min_confidence is None else min_confidence
    for some in batches(inputs, lambda one: len(one.article.text) if isinstance(one, Loaded) else 0, batch):
        fresh = [one for one in some if isinstance(one, Loaded) and one.reading is None]
        read = iter(_all(fresh, knowledge, full, rules))
        for one in some:
            if not isinstance(one, Loaded):
                yield one
            elif one.reading is not None:
                yield one, withhold(one.reading, min_confidence or 0.0)
            else:
                reading = next(read)
                yield reading if isinstance(reading, Failure) else (one, _with_doubts(one, withhold(reading, least)))


def _all(loaded: list[Loaded], knowledge: Knowledge, full: bool, rules: Rulebook | None) -> list[Reading | Failure]:
    """The readings of all; where one cannot be read, the others are read without it."""
    try:
        return list(read_articles([one.article for one in loaded], knowledge, full=full, rules=rules))
    except Exception:  # a fault of ours in one article must not take its neighbours with it
        return [_one(one.article, knowledge, full, rules) for one in loaded]


def _one(article: Article, knowledge: Knowledge, full: bool, rules: Rulebook | None) -> Reading | Failure:
    try:
        return next(read_articles([article], knowledge, full=full, rules=rules))
    except Exception as error:
        reason = f"could not be read, by a fault of Readouts: {type(error).__name__}: {error}"
        return Failure(article.source, reason)


def _with_doubts(loaded: Loaded, reading: Reading) -> Reading:
    return replace(reading, doubts=(*loaded.doubts, *reading.doubts)) if loaded.doubts else reading
