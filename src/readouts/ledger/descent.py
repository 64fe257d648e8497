"""Families of copies among articles, with the one that the others descend from where that can be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from readouts.knowledge import load
from readouts.language import rewritten
from readouts.ledger.credits import find_credits
from readouts.ledger.families import Kin, Known, find_kin
from readouts.ledger.likeness import CopyKind
from readouts.ledger.trace import Trace, trace
from readouts.model import Article

_REWRITTEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Articles that descend from one text.

    `members` are article ids; `kind` is what was done at most: same text, cut, reordered or rewritten; `origin` is the
    id of the article that the others descend from, None where that cannot be told, and `why` says how it is known.
    """

    members: tuple[str, ...]
    kind: CopyKind
    origin: str | None
    why: str | None


def find_copies(articles: Iterable[Article]) -> list[Family]:
    """The families of copies among articles, whatever their order; of several with one id the first counts.

    >>> from readouts.sources.articles import make_article
    >>> text = "Aalto and Brandt met in Ostburg on Monday to speak about the bridge and its long delays."
    >>> [f.members for f in find_copies([make_article(text, source="a", id=id) for id in ("x", "y")])]
    [('x', 'y')]
    """
    notes: dict[str, _Note] = {}
    for article in articles:
        notes.setdefault(article.id, _take_note(article))
    kin = find_kin(
        {id: note.trace for id, note in notes.items()},
        {id: note.known for id, note in notes.items()},
    )
    return [_family(one, {id: notes[id] for id in one.members}) for one in kin]


@dataclass(frozen=True, slots=True)
class _Note:
    """What is kept of an article, its text not among it."""

    trace: Trace
    known: Known
    outlet: str | None
    credited: tuple[str, ...]
    rewritten: bool

    @property
    def day(self) -> date | None:
        """The day it appeared, where it is known to the day."""
        days = self.known.published
        return days.earliest if days and days.earliest == days.latest else None


def _take_note(article: Article) -> _Note:
    known = load().outlet(article.outlet) if article.outlet else None
    return _Note(
        trace=trace(article.text),
        known=Known(article.outlet, article.published.interval),
        outlet=known.name if known else article.outlet,
        credited=tuple(credit.outlet for credit in find_credits(article.text)),
        rewritten=rewritten.judge(article.text).score >= _REWRITTEN,
    )


def _family(kin: Kin, notes: dict[str, _Note]) -> Family:
    rules = (_credited, _not_rewritten, _first, _complete)
    for why, found in ((rule.__doc__ or "", rule(notes, kin.kind)) for rule in rules):
        if len(found) == 1:
            return Family(members=kin.members, kind=kin.kind, origin=found[0], why=why.rstrip("."))
    return Family(members=kin.members, kind=kin.kind, origin=None, why=None)


def _credited(notes: dict[str, _Note], _kind: CopyKind) -> Sequence[str]:
    """others credit its outlet."""
    credited = {name for note in notes.values() for name in note.credited if name != note.outlet}
    return [id for id, note in notes.items() if note.outlet in credited]


def _not_rewritten(notes: dict[str, _Note], _kind: CopyKind) -> Sequence[str]:
    """the others were rewritten by machine."""
    if not any(note.rewritten for note in notes.values()):
        return []
    return [id for id, note in notes.items() if not note.rewritten]


def _first(notes: dict[str, _Note], _kind: CopyKind) -> Sequence[str]:
    """it appeared first."""
    days = [note.day for note in notes.values()]
    known = [day for day in days if day]
    if not known or len(known) < len(days):
        return []
    return [id for id, note in notes.items() if note.day == min(known)]


def _complete(notes: dict[str, _Note], kind: CopyKind) -> Sequence[str]:
    """it is complete, the others are cut."""
    if kind != "cut":
        return []
    most = max(len(note.trace.all) for note in notes.values())
    return [id for id, note in notes.items() if len(note.trace.all) == most]
