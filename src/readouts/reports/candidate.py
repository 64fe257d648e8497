"""A word that may name a contact, with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from readouts.language.mentions import Mention
from readouts.model import Channel, Role, Span
from readouts.reports.modality import Reading
from readouts.reports.party import Party
from readouts.reports.triggers import Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A word that may name a contact, with what stands around it.

    `parties` are those in its frame with their roles, `objects` the keys of those whom it is with, `body` the body of
    states whose summit it is, `host` the state visited; `reason` says why it is no contact (None where it is one);
    `stretch` bounds where its day, length and place stand; `back` marks what looks back ("their last meeting");
    `definite` marks "the call", "their meeting", which take up a contact named elsewhere; `alone` "a separate meeting".
    """

    sentence: int
    token: int
    trigger: Trigger
    word: Span
    channel: Channel
    channel_span: Span
    status: Reading
    status_span: Span
    parties: tuple[tuple[Party, Role], ...]
    place: Mention | None
    evidence: Span
    definite: bool
    reason: str | None
    rule: str
    headline: bool = False
    apart: bool = False
    stretch: Span | None = None
    back: bool = False
    objects: frozenset[str] = frozenset()
    body: str | None = None
    alone: bool = False

    @property
    def sides(self) -> frozenset[str]:
        """The states and bodies of the parties."""
        return frozenset(p.state for p, _ in self.parties if p.state)


def spanned(word: Span, spans: list[Span], sentence: Span) -> Span:
    """From the first to the last of a word and those of the spans that stand in its sentence."""
    inside = [s for s in spans if sentence.covers(s)]
    return Span(min([word.start, *(s.start for s in inside)]), max([word.end, *(s.end for s in inside)]))
