"""One clue to the day an article appeared: the days it leaves possible, and the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from readouts.model import PublishedEvidence, Span
from readouts.times.daysets import Days


@dataclass(frozen=True, slots=True)
class Constraint:
    """Days that a clue leaves possible. A `firm` clue is a statement of the text; others are customs of the press,
    and give way where they clash with the firm ones."""

    days: Days
    span: Span
    says: str
    rule: str
    firm: bool = True

    @property
    def evidence(self) -> PublishedEvidence:
        """The clue as evidence of a publication date."""
        return PublishedEvidence(span=self.span, says=self.says, rule=self.rule)
