"""The JSON of gold and predicted articles as typed shapes: what may stand where, before anything is compared.

Gold and prediction share most of their keys, so the shapes do too. Unknown keys are let through: a gold file may
carry notes of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from readouts.model import Role

Number = int | float
Shape = TypeVar("Shape")
Value = TypeVar("Value")


class Named(msgspec.Struct):
    """Anything that has a name: a place, a speaker, a link of a chain."""

    name: str | None = None


class PersonShape(msgspec.Struct):
    """A participant with more than a name."""

    name: str | None = None
    aliases: list[str] | None = None
    office: str | None = None
    state: str | None = None
    kind: str | None = None
    role: str | None = None


class DaysShape(msgspec.Struct):
    """An interval of days; one end alone stands for both."""

    earliest: str | None = None
    latest: str | None = None


class MinutesShape(msgspec.Struct):
    """A duration of the gold."""

    at_least: Number | None = None
    at_most: Number | None = None


class DurationShape(msgspec.Struct):
    """A duration of the exchange format."""

    at_least_minutes: Number | None = None
    at_most_minutes: Number | None = None


class AcceptShape(msgspec.Struct):
    """Other values of a field that are right as well."""

    channel: list[str | None] = []
    status: list[str | None] = []
    date: list[str | DaysShape | None] = []
    place: list[str | Named | None] = []


class ContactShape(msgspec.Struct, kw_only=True):
    """What a gold and a predicted contact have in common."""

    participants: list[str | PersonShape] = []
    channel: str | None = None
    status: str | None = None
    date: str | DaysShape | None = None
    place: str | Named | None = None
    main: bool | None = None
    sides: list[str] | None = None
    resolves_to: list[str] | None = None
    evidence: list[int | list[int]] | None = None


class PredictedContactShape(ContactShape, kw_only=True):
    """A contact of the exchange format, as far as it is scored."""

    duration: Number | str | DurationShape | None = None


class GoldContactShape(ContactShape, kw_only=True):
    """A contact of a gold file."""

    participants: list[str | PersonShape]
    channel: str
    status: str
    contact_key: str | None = None
    evidence_text: str | None = None
    duration_minutes: Number | MinutesShape | None = None
    roles: dict[str, Role] | None = None
    accept: AcceptShape | None = None
    unscored: list[str] | None = None
    date_absolute: bool | None = None


class QuotationShape(msgspec.Struct):
    """A quotation of the gold."""

    speaker: str
    content: list[int | list[int]] | None = None
    quote: str | None = None
    via: str | list[str | Named] | None = None


class StatementShape(msgspec.Struct):
    """A statement of a prediction."""

    kind: str | None = None
    speaker: str | Named | None = None
    content: list[int | list[int]] | None = None
    quoted: list[int | list[int]] | None = None
    via: str | list[str | Named] | None = None


class GoldShape(msgspec.Struct):
    """One line of a gold file; what it lacks is not scored."""

    id: str | int
    source: str | None = None
    sha256: str | None = None
    half: str | None = None
    published: str | DaysShape | None = None
    contacts: list[GoldContactShape] | msgspec.UnsetType = msgspec.UNSET
    quotes: list[QuotationShape] | msgspec.UnsetType = msgspec.UNSET


class ArticleShape(msgspec.Struct):
    """The `article` of a prediction."""

    id: str | int | None = None
    source: str | None = None
    sha256: str | None = None
    text: str | None = None
    published: str | DaysShape | None = None


class PredictionShape(msgspec.Struct):
    """One object of the exchange format, as far as it is scored."""

    article: ArticleShape
    sha256: str | None = None
    contacts: list[PredictedContactShape] | None = None
    statements: list[StatementShape] | None = None


def shape(record: Mapping[str, object], kind: type[Shape]) -> Shape:
    """The record as a `kind`; a ValueError names the key that is wrong and what it should be."""
    try:
        return msgspec.convert(record, kind)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at `$")
        raise ValueError(f"{path.rstrip('`').lstrip('.')}: {what}" if path else what) from None


def name_of(value: str | Named | None) -> str:
    """The name, written alone or under the key `name`; "" where there is none.

    >>> name_of(Named("Beijing")), name_of("Beijing"), name_of(None)
    ('Beijing', 'Beijing', '')
    """
    return (value.name if isinstance(value, Named) else value) or ""


def under(key: str, value: Shape, read: Callable[[Shape], Value]) -> Value:
    """What `read` makes of a value; its ValueError is given the key."""
    try:
        return read(value)
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from None
