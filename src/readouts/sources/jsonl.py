"""JSON lines: one record, one article; lines of our own exchange format among them."""

from __future__ import annotations

from dataclasses import replace

from readouts.completing import accept
from readouts.errors import ExchangeError, UsageError
from readouts.exchange import recognise, text_digest
from readouts.jsontext import HALF, NotJson, parse
from readouts.model import Doubt, Interval, Span
from readouts.sources.articles import make_article, why_no_article
from readouts.sources.decoding import Undecodable, decode
from readouts.sources.loaded import Failure, Loaded, Options
from readouts.sources.publication import read_published


class _Refused(ValueError):
    """A record that is no article; the message names the field."""


def read_record(line: bytes, where: str, source: str, options: Options) -> Loaded | Failure:
    """The article of one line in UTF-8, with its reading where it is one of the exchange format.

    A record has `text` and may have `id`, `title`, `published`, `outlet`, `url`, `byline`; other keys are passed
    over. `where` names it in a failure; its source is `source#ID`, without an id `where`.
    """
    try:
        if recognise(line):
            return _read_again(line, where, options)
        return _read_record(line, where, source, options)
    except (_Refused, Undecodable, ExchangeError) as error:
        return Failure(where, str(error).removeprefix(f"{where}: "))


def _read_again(line: bytes, where: str, options: Options) -> Loaded:
    """An article that has been read before, with its reading."""
    reading = accept(line, where)
    article = reading.article
    if article.text and text_digest(article.text) != article.sha256:
        raise _Refused("article.text is not the text that was read (its sha256 differs); read the article anew")
    return Loaded(article=options.redate(article), reading=reading)


def _read_record(line: bytes, where: str, source: str, options: Options) -> Loaded:
    """The article of a record."""
    record, doubts = _parsed(line)
    text = record.get("text")
    if not isinstance(text, str):
        raise _Refused("text: missing" if text is None else f"text: expected a string, got {_kind(text)}")
    reason = why_no_article(text)
    if reason:
        raise _Refused(f"text: {reason}")
    given = _identity(record)
    half = HALF.search(text)
    if half:
        doubts = (*doubts, Doubt(says="half a character was lost before it came here", span=Span(*half.span())))
    article = make_article(
        _whole(text) or "",
        source=f"{source}#{given}" if given else where,
        id=given,
        title=_string(record, "title"),
        outlet=_string(record, "outlet"),
        byline=_string(record, "byline"),
        url=_string(record, "url"),
        published=options.date(None if options.ignore_dates else _published(record)),
    )
    return Loaded(article=article, doubts=doubts)


def _parsed(line: bytes) -> tuple[dict[str, object], tuple[Doubt, ...]]:
    """The record of a line; cut-off characters stay halves, and bytes that are not UTF-8 are read as they can be."""
    doubts: tuple[Doubt, ...] = ()
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        decoded = decode(line)
        doubts = tuple(replace(doubt, span=None) for doubt in decoded.doubts)
        line = decoded.text.encode("utf-8")
    try:
        record = parse(line)
    except NotJson as error:
        if error.halved is None:
            raise _Refused(f"not valid JSON: {error}") from None
        record = error.halved
    if not isinstance(record, dict):
        raise _Refused(f"expected a JSON object, got {_kind(record)}")
    return record, doubts


def _identity(record: dict[str, object]) -> str | None:
    """The given id; whole numbers are taken by their digits."""
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(record, "id")


def _string(record: dict[str, object], field: str) -> str | None:
    """A field that is a string, null or missing; an empty one counts as missing."""
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise _Refused(f"{field}: expected a string or null, got {_kind(value)}{_of(record)}")
    return _whole(value) or None


def _published(record: dict[str, object]) -> Interval | None:
    """The date a record gives: a string, or an object with `earliest` and `latest` as in the exchange format."""
    value = record.get("published")
    if isinstance(value, dict) and {"earliest", "latest"} <= set(value):
        ends = (value["earliest"], value["latest"])
        if ends == (None, None):
            return None
        value = f"{ends[0]}/{ends[1]}"
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise _Refused(f"published: expected a date as a string or null, got {_kind(value)}{_of(record)}")
    try:
        return read_published(value)
    except UsageError as error:
        raise _Refused(f"published: {error}{_of(record)}") from None


def _whole(value: str | None) -> str | None:
    """A string with the sign for what is lost (U+FFFD) in place of each half character."""
    return None if value is None else HALF.sub("\ufffd", value)


def _of(record: dict[str, object]) -> str:
    """Which record, for those that have an id."""
    value = record.get("id")
    return f" (record {value!r})" if isinstance(value, (str, int)) else ""


def _kind(value: object) -> str:
    """What a JSON value is, in JSON's words, with the value if it is short."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the string {value[:40]!r}"
        case list():
            return "an array"
        case dict():
            return "an object"
        case _:
            return "null"
