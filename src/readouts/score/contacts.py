"""Contacts of the gold and of a prediction: whether one can be the other, and which of its fields are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from readouts.model import Interval, Span
from readouts.score.channels import channel, related, status_group
from readouts.score.days import near, read_days, read_gold_days
from readouts.score.names import same_place
from readouts.score.people import Agreement, Party, agree, is_superfluous, read_parties, read_sides
from readouts.score.shapes import (
    DurationShape,
    GoldContactShape,
    MinutesShape,
    Number,
    PredictedContactShape,
    name_of,
    under,
)
from readouts.score.spans import read_spans, share_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Bounds of a duration; `loose` where the gold gives a number that may be either."""

    at_least: Number | None = None
    at_most: Number | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedContact:
    """A contact as a prediction has it."""

    parties: tuple[Party, ...]
    sides: frozenset[str]
    channel: str
    status: str
    date: Interval | None = None
    place: str = ""
    duration: Minutes | None = None
    main: bool = False
    evidence: tuple[Span, ...] = ()

    def __str__(self) -> str:
        return f"{_show_parties(self.parties)}: {self.channel}, {self.status}, {show_days(self.date)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldContact:
    """A contact of the gold: of `channels`, `statuses`, `dates` and `places` the first is the label, all are right."""

    key: str
    parties: tuple[Party, ...]
    sides: frozenset[str]
    channels: tuple[str, ...]
    statuses: tuple[str, ...]
    dates: tuple[Interval | None, ...]
    places: tuple[str, ...]
    duration: Minutes | None = None
    main: bool | None = None
    evidence: tuple[Span, ...] = ()
    evidence_text: str = ""
    unscored: frozenset[str] = frozenset()
    date_absolute: bool = False

    @property
    def date(self) -> Interval | None:
        """The label of the date."""
        return self.dates[0]


def read_predicted(contact: PredictedContactShape) -> PredictedContact:
    """A predicted contact; raises ValueError where its date is none."""
    return PredictedContact(
        parties=read_parties(contact),
        sides=read_sides(contact),
        channel=channel(contact.channel),
        status=status_group(contact.status),
        date=under("date", contact.date, read_days),
        place=name_of(contact.place),
        duration=_read_duration(contact.duration),
        main=bool(contact.main),
        evidence=under("evidence", contact.evidence, read_spans),
    )


def read_gold(contact: GoldContactShape) -> GoldContact:
    """A gold contact; raises ValueError naming the key that is wrong."""
    accept = contact.accept
    return GoldContact(
        key=contact.contact_key or "?",
        parties=read_parties(contact, contact.roles),
        sides=read_sides(contact),
        channels=tuple(channel(v) for v in (contact.channel, *(accept.channel if accept else ()))),
        statuses=tuple(status_group(v) for v in (contact.status, *(accept.status if accept else ()))),
        dates=tuple(under("date", v, read_gold_days) for v in (contact.date, *(accept.date if accept else ()))),
        places=tuple(name_of(v) for v in (contact.place, *(accept.place if accept else ()))),
        duration=_read_minutes(contact.duration_minutes),
        main=contact.main,
        evidence=under("evidence", contact.evidence, read_spans),
        evidence_text=contact.evidence_text or "",
        unscored=frozenset(contact.unscored or ()),
        date_absolute=bool(contact.date_absolute),
    )


def fit(gold: GoldContact, guess: PredictedContact) -> float:
    """How well a predicted contact fits a gold one; 0 where they cannot be the same."""
    dated = "date" not in gold.unscored
    if not any(related(wanted, guess.channel) for wanted in gold.channels):
        return 0.0
    if dated and not any(near(wanted, guess.date) for wanted in gold.dates):
        return 0.0
    agreement = agree(gold.parties, guess.parties, gold.sides)
    if not _same_parties(gold, guess, agreement):
        return 0.0
    likeness = 1.0 + agreement.count
    likeness += guess.channel == gold.channels[0]
    likeness += guess.status == gold.statuses[0]
    likeness += dated and guess.date == gold.date
    return likeness + 0.5 * any(share_text(a, b) for a in gold.evidence for b in guess.evidence)


def judge(gold: GoldContact, guess: PredictedContact) -> dict[str, bool]:
    """Which of the four fields of an exact contact are right; "no date" where the gold has none."""
    verdicts = {
        "channel": guess.channel in gold.channels,
        "status": guess.status in gold.statuses,
        "participants": _exactly_the_parties(gold, guess),
        "date" if gold.date else "no date": guess.date in gold.dates,
    }
    return {field: right for field, right in verdicts.items() if field.removeprefix("no ") not in gold.unscored}


def judge_further(gold: GoldContact, guess: PredictedContact) -> dict[str, bool]:
    """Which of main flag, place and duration are right, of those that the gold has."""
    verdicts: dict[str, bool] = {}
    if gold.main is not None:
        verdicts["main flag"] = gold.main == guess.main
    if gold.places[0]:
        verdicts["place"] = any(same_place(wanted, guess.place) for wanted in gold.places)
    if gold.duration:
        verdicts["duration"] = guess.duration is not None and _same_minutes(gold.duration, guess.duration)
    return {field: right for field, right in verdicts.items() if field not in gold.unscored}


def compare_roles(gold: GoldContact, guess: PredictedContact) -> Iterator[tuple[Party, Party]]:
    """Each participant of the gold whose role it tells, with the one predicted for it."""
    if "role" not in gold.unscored:
        pairs = agree(gold.parties, guess.parties, gold.sides).pairs
        yield from ((want, got) for want, got in pairs if want.role)


def contrast(field: str, gold: GoldContact, guess: PredictedContact) -> str:
    """What was predicted and what the gold has, in words, for one field as `judge` names it."""
    said, wanted = _CONTRASTS.get(field, _CONTRASTS["date"])(gold, guess)
    return f"{said}, not {' or '.join(dict.fromkeys(wanted))}"


def show_days(days: Interval | None) -> str:
    """An interval as ISO 8601 has it: one day, or two with a slash, or "no date"."""
    if days is None:
        return "no date"
    return "/".join(dict.fromkeys((days.earliest.isoformat(), days.latest.isoformat())))


def _show_parties(parties: Sequence[Party]) -> str:
    return " + ".join(party.name or "?" for party in parties) or "nobody"


def _show_minutes(minutes: Minutes | None) -> str:
    if minutes is None:
        return "no duration"
    ends = dict.fromkeys(str(end) for end in (minutes.at_least, minutes.at_most) if end is not None)
    return f"{'/'.join(ends)} min"


def _same_parties(gold: GoldContact, guess: PredictedContact, agreement: Agreement) -> bool:
    same_sides = len(gold.sides & guess.sides) >= min(2, len(gold.sides) or 2)
    if gold.parties and agreement.count == len(gold.parties) and (agreement.by_words or same_sides):
        return True
    return same_sides and (agreement.count > 0 or all(party.is_nameless for party in gold.parties))


def _exactly_the_parties(gold: GoldContact, guess: PredictedContact) -> bool:
    agreement = agree(gold.parties, guess.parties, gold.sides)
    superfluous = any(is_superfluous(party, agreement, gold.sides) for party in agreement.left)
    return agreement.count == len(gold.parties) and not superfluous


def _same_minutes(gold: Minutes, guess: Minutes) -> bool:
    if gold.loose:
        return gold.at_least in (guess.at_least, guess.at_most)
    return gold.at_least in (None, guess.at_least) and gold.at_most in (None, guess.at_most)


def _read_minutes(value: Number | MinutesShape | None) -> Minutes | None:
    if value is None:
        return None
    if isinstance(value, MinutesShape):
        return Minutes(at_least=value.at_least, at_most=value.at_most)
    return Minutes(at_least=value, loose=True)


def _read_duration(value: Number | str | DurationShape | None) -> Minutes | None:
    if not isinstance(value, DurationShape):
        return None
    return Minutes(at_least=value.at_least_minutes, at_most=value.at_most_minutes)


_CONTRASTS: Mapping[str, Callable[[GoldContact, PredictedContact], tuple[str, Sequence[str]]]] = {
    "channel": lambda gold, guess: (guess.channel, gold.channels),
    "status": lambda gold, guess: (guess.status or "no status", gold.statuses),
    "participants": lambda gold, guess: (_show_parties(guess.parties), [_show_parties(gold.parties)]),
    "date": lambda gold, guess: (show_days(guess.date), [show_days(day) for day in gold.dates]),
    "main flag": lambda gold, guess: (str(guess.main), [str(gold.main)]),
    "place": lambda gold, guess: (guess.place or "no place", gold.places),
    "duration": lambda gold, guess: (_show_minutes(guess.duration), [_show_minutes(gold.duration)]),
}
