"""What an operation of the API is: where it answers, what it takes and gives, and who may ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar

import msgspec

from readouts.desk.visitors import Visitor
from readouts.ledger import Ledger

Asked = TypeVar("Asked", bound=msgspec.Struct)
Body = TypeVar("Body")


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[Asked, Body]):
    """One request: the parameters in the path and behind it, the body, who asks, when, and If-Match."""

    ledger: Ledger
    path: Mapping[str, str]
    asked: Asked
    body: Body
    visitor: Visitor
    now: datetime
    if_match: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer with its ETag, where that is not made from all of its bytes, and the address of what was made."""

    answer: object
    etag: str | None = None
    made: str | None = None


class Problem(Exception):
    """What an operation answers with in place of what was asked: a status and words for people."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One row of the table. `refuses` are the statuses beside 200 or 201 that are its own, `changes` that it writes."""

    id: str
    method: Literal["GET", "POST"]
    path: str
    summary: str
    asks: type[msgspec.Struct]
    gives: object
    answer: Callable[[Question[msgspec.Struct, object]], Found]
    takes: type[msgspec.Struct] | None = None
    refuses: tuple[int, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether it writes to the ledger."""
        return self.method != "GET"

    @property
    def names(self) -> list[str]:
        """The parameters in its path."""
        return [part[1:-1] for part in self.path.split("/") if part.startswith("{")]


def look(
    id: str,
    path: str,
    summary: str,
    gives: object,
    asks: type[Asked],
    answer: Callable[[Question[Asked, None]], Found],
    *,
    refuses: tuple[int, ...] = (),
) -> Operation:
    """An operation that reads."""
    return Operation(
        id=id,
        method="GET",
        path=path,
        summary=summary,
        asks=asks,
        gives=gives,
        answer=answer,  # type: ignore[arg-type]
        refuses=refuses,
    )


def change(
    id: str,
    path: str,
    summary: str,
    gives: object,
    takes: type[Body],
    answer: Callable[[Question[Nothing, Body]], Found],
    *,
    refuses: tuple[int, ...] = (),
) -> Operation:
    """An operation that writes what the body says."""
    return Operation(
        id=id,
        method="POST",
        path=path,
        summary=summary,
        asks=Nothing,
        gives=gives,
        answer=answer,  # type: ignore[arg-type]
        takes=takes,  # type: ignore[arg-type]
        refuses=refuses,
    )
