"""What a person decided about contacts: who, when, why, and on which reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from readouts.ledger.ids import identify_judgement
from readouts.model import Channel, PersonKind, Span, Status

JudgementKind = Literal["accept", "reject", "correct", "merge", "split", "note", "undo"]
State = Literal["kept", "moved", "flagged"]
Verdict = Literal["accepted", "rejected"]

LEAVING, STAYING = 0, 1
"""The sides of a split; those of a merge are the contacts that it joins, counted from 0."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A party of a report when it was judged."""

    name: str
    kind: PersonKind
    state: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a report was when it was judged: `digests` are of the characters of each span, so that no text is kept.

    Found again in another text by these digests, or by its parties, channel and status.
    """

    spans: tuple[Span, ...]
    digests: tuple[str, ...]
    parties: tuple[Somebody, ...]
    channel: Channel
    status: Status


@dataclass(frozen=True, slots=True)
class Ground:
    """One report that a judgement was made on: the article, its text's sha256, and the report's id in it."""

    side: int
    article: str
    sha256: str
    report: str
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision; `made` is a time in ISO form, `value` and `machine` the person's and the machine's value as JSON.

    `field`, `value` and `machine` are set where a field is corrected, `undoes` where another judgement is undone.
    """

    kind: JudgementKind
    by: str
    made: str
    why: str
    field: str | None = None
    value: str | None = None
    machine: str | None = None
    undoes: str | None = None
    grounds: tuple[Ground, ...] = ()

    @property
    def id(self) -> str:
        """Made from all that it says, so that a row that was tampered with no longer has its id."""
        return identify_judgement(msgspec.json.encode(self))


@dataclass(frozen=True, slots=True)
class Bearing:
    """Which report a ground is now, by the ledger's id of reports; `reason` says what moved or why it was lost."""

    report: str | None
    state: State
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement as it bears on a contact: the person's value beside the machine's, both as they are printed.

    `state` is kept where all is as it was when it was judged; moved or flagged with the `reason` where it is not.
    `overtaken` names the later judgement that decides in its place.
    """

    id: str
    kind: JudgementKind
    by: str
    made: str
    why: str
    field: str | None = None
    value: str | None = None
    machine: str | None = None
    overtaken: str | None = None
    state: State = "kept"
    reason: str | None = None
