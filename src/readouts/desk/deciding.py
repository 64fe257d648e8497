"""What a reviewer's form says: the decision, and the contacts as the reviewer saw them when deciding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

import msgspec

from readouts.errors import UsageError
from readouts.ledger import Decision, LedgerContact
from readouts.ledger.contact import tell_state
from readouts.ledger.correcting import FIELDS, show_value, value_of
from readouts.ledger.judgement import JudgementKind

KINDS: tuple[JudgementKind, ...] = get_args(JudgementKind)
_LONGEST = 4000


class Seen(msgspec.Struct, frozen=True):
    """A contact as a page showed it: its state by `tell_state`, its fields in words, the judgements it had."""

    state: str
    fields: dict[str, str]
    judgements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A decision with what was seen, by the ids of the contacts."""

    decision: Decision
    seen: Mapping[str, Seen]

    @property
    def states(self) -> dict[str, str]:
        """What the ledger compares."""
        return {id: one.state for id, one in self.seen.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a contact that is not any more what was seen."""

    field: str
    then: str
    now: str


def see_contact(contact: LedgerContact) -> Seen:
    """A contact as a form brings it back."""
    fields = {field: show_value(field, value_of(contact, field)) for field in FIELDS}
    return Seen(tell_state(contact), fields, tuple(one.id for one in contact.judgements))


def write_seen(contact: LedgerContact) -> str:
    """What a form holds of a contact, as text."""
    return msgspec.json.encode(see_contact(contact)).decode()


def compare_seen(seen: Seen, contact: LedgerContact) -> list[Difference]:
    """The fields that changed since, with both values."""
    now = see_contact(contact).fields
    return [
        Difference(field, seen.fields.get(field, ""), now[field])
        for field in FIELDS
        if seen.fields.get(field, "") != now[field]
    ]


def read_decision(form: Mapping[str, str], reports: Sequence[str], by: str, now: datetime) -> Form:
    """The decision that a form makes; `contact` and perhaps `other` with `seen` and `seen-other` tell of what.

    Raises UsageError where it makes none.
    """
    kind = form.get("do", "")
    if kind not in KINDS:
        raise UsageError("choose what to do: accept, reject, correct, merge, split, note or undo")
    if any(len(word) > _LONGEST for name, word in form.items() if not name.startswith("seen")):
        raise UsageError(f"no field takes more than {_LONGEST} characters")
    contacts = tuple(form[name].strip() for name in ("contact", "other") if form.get(name, "").strip())
    if kind != "undo" and len(contacts) != (2 if kind == "merge" else 1):
        raise UsageError("to merge, give the other contact's id" if kind == "merge" else "no contact is named")
    decision = Decision(
        kind=kind,
        by=by,
        made=now.isoformat(timespec="microseconds"),
        why=form.get("why", ""),
        contacts=contacts if kind != "undo" else (),
        field=form.get("field") or None if kind == "correct" else None,
        value=form.get("value", "") if kind == "correct" else None,
        reports=tuple(reports) if kind == "split" else (),
        undoes=form.get("undoes") or None if kind == "undo" else None,
    )
    seen = {form[name]: _read_seen(form[f"seen-{name}"]) for name in ("contact", "other") if form.get(f"seen-{name}")}
    return Form(decision, seen)


def _read_seen(words: str) -> Seen:
    try:
        return msgspec.json.decode(words, type=Seen)
    except msgspec.MsgspecError:
        raise UsageError("this form is not as the page made it; load the page again") from None
