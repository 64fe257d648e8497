"""Gold articles and predictions as they are scored, read from JSON, and which prediction belongs to which gold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from msgspec import UNSET

from readouts.errors import ExchangeError, SourceError
from readouts.exchange import encode, text_digest
from readouts.model import Interval, Reading
from readouts.score.contacts import GoldContact, PredictedContact, read_gold, read_predicted
from readouts.score.days import read_days, read_gold_days
from readouts.score.quotations import Passage, read_gold_passages, read_predicted_passages
from readouts.score.shapes import GoldShape, PredictionShape, shape, under

Item = TypeVar("Item")
Value = TypeVar("Value")
Prediction = Mapping[str, object] | Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """What a careful reader found in one article; what is None was not looked for and is not scored."""

    id: str
    names: tuple[str, ...]
    published: Interval | None = None
    contacts: tuple[GoldContact, ...] | None = None
    passages: tuple[Passage, ...] | None = None
    half: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedArticle:
    """What was read in one article."""

    names: tuple[str, ...]
    published: Interval | None = None
    contacts: tuple[PredictedContact, ...] = ()
    passages: tuple[Passage, ...] = ()


def read_gold_article(record: Mapping[str, object]) -> GoldArticle:
    """One line of a gold file; raises ValueError naming the key that is wrong and what it should be."""
    line = shape(record, GoldShape)
    contacts, passages = None, None
    if line.contacts is not UNSET:
        contacts = tuple(_each("contacts", line.contacts, read_gold))
    if line.quotes is not UNSET:
        passages = under("quotes", line.quotes, read_gold_passages)
    return GoldArticle(
        id=str(line.id),
        names=_names(line.id, line.source, line.sha256),
        published=under("published", line.published, read_gold_days),
        contacts=contacts,
        passages=passages,
        half=line.half,
    )


def read_prediction(record: Mapping[str, object]) -> PredictedArticle:
    """One object of the exchange format; raises ValueError naming the key that is wrong and what it should be."""
    line = shape(record, PredictionShape)
    article = line.article
    of_text = article.sha256 if article.text is None else text_digest(article.text)
    return PredictedArticle(
        names=_names(article.id, article.source, of_text, line.sha256),
        published=under("article.published", article.published, read_days),
        contacts=tuple(_each("contacts", line.contacts or [], read_predicted)),
        passages=under("statements", line.statements or [], read_predicted_passages),
    )


def read_gold_file(path: Path, half: str | None = None) -> tuple[GoldArticle, ...]:
    """The articles of a gold file (JSON lines, UTF-8), only those of one half if one is given.

    Raises SourceError naming line and key where the file or a line cannot be read or an id stands twice, and where
    nothing is left to score with.
    """
    articles = tuple(_read_lines(path, read_gold_article))
    first: dict[str, int] = {}
    for number, article in articles:
        if article.id in first:
            raise SourceError(str(path), f"line {number}: id {article.id!r} stands in line {first[article.id]} already")
        first[article.id] = number
    kept = tuple(article for _, article in articles if half is None or article.half == half)
    if not kept:
        raise SourceError(
            str(path), f"no line with the key 'half' equal to {half!r}" if half else "no line to score with"
        )
    return kept


def read_prediction_file(path: Path) -> tuple[PredictedArticle, ...]:
    """The predictions of a file of JSON lines; raises SourceError naming line and key where one cannot be read."""
    return tuple(article for _, article in _read_lines(path, read_prediction))


def holds_predictions(path: Path) -> bool:
    """Whether a file is of JSON lines in the exchange format, judged by its first line: an object with `article`."""
    try:
        with path.open(encoding="utf-8") as lines:
            record = json.loads(next((line for line in lines if line.strip()), ""))
    except (OSError, ValueError):
        return False
    return isinstance(record, dict) and isinstance(record.get("article"), dict)


def read_predictions(records: Iterable[Prediction]) -> tuple[PredictedArticle, ...]:
    """The predictions of readings, or objects of their format; raises ExchangeError naming which one and the key."""
    articles = []
    for number, record in enumerate(records, 1):
        try:
            articles.append(read_prediction(json.loads(encode(record)) if isinstance(record, Reading) else record))
        except ValueError as error:
            raise ExchangeError(f"prediction {number}: {error}") from None
    return tuple(articles)


def match_articles(
    gold: Sequence[GoldArticle], predicted: Iterable[PredictedArticle]
) -> Iterator[tuple[GoldArticle, PredictedArticle | None]]:
    """Each gold article with its prediction: by id, else by file name, else by sha256; the last one given wins."""
    by_name = {name: article for article in predicted for name in article.names}
    for article in gold:
        yield article, next((by_name[name] for name in article.names if name in by_name), None)


def _names(identity: str | int | None, source: str | None, *digests: str | None) -> tuple[str, ...]:
    """The names under which an article is matched, the surest first: id, name of its file, record in it, digests."""
    name = PurePosixPath(source.replace("\\", "/")).name if source else ""
    names = ("" if identity is None else str(identity), name, *re.split("[#:]", name)[1:], *(d or "" for d in digests))
    return tuple(dict.fromkeys(n for full in names for n in (full, full.removesuffix(".txt")) if n))


def _read_lines(path: Path, read: Callable[[Mapping[str, object]], Item]) -> Iterator[tuple[int, Item]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"cannot be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record, dict):
                raise ValueError("an object was expected")
            yield number, read(record)
        except ValueError as error:
            raise SourceError(str(path), f"line {number}: {error}") from None


def _each(key: str, items: Sequence[Item], read: Callable[[Item], Value]) -> Iterator[Value]:
    for index, item in enumerate(items):
        yield under(f"{key}[{index}]", item, read)
