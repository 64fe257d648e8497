"""The rules with how often each made a value, and how often that was right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from readouts.model import Contact, Reading
from readouts.reports.rulebook import BY_STATUS, MODALITY, TRIGGERS, Rulebook

WORD, MEDIUM, STATUS_WORD, HELD_BACK = "word", "medium", "status word", "held back"
_STATUS_NAMES = dict(zip(BY_STATUS, ("governed by {}", "modifier: {}", "auxiliary: {}"), strict=True))
Fields = Mapping[str, bool]
_UNJUDGED: Fields = {}
_VERDICTS = {
    "channel": ("channel",),
    "status": ("status",),
    "participants": ("participants",),
    "date": ("date", "no date"),
    "place": ("place",),
    "duration": ("duration",),
    "main": ("main flag",),
}
_NAMED = re.compile(r" (?:to|of) [^a-z(].*|(?: \(|\d).*")  # what a rule's name says of one text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: `kind` is word, medium, status word, held back, or the field that it gives; `name` is as in claims.

    `makes` is the channel or status of a word, `frame` where its parties stand, `source` the file it is in. `fired`
    counts the contacts (of held back: the rows) it had a part in, `right` those that were right of the `judged` ones.
    """

    kind: str
    name: str
    makes: str | None = None
    frame: str | None = None
    source: str | None = None
    fired: int = 0
    right: int = 0
    judged: int = 0

    @property
    def own(self) -> bool:
        """Whether it is out of a user's file."""
        return self.source not in (None, TRIGGERS, MODALITY)


def list_rules(book: Rulebook) -> Iterator[Rule]:
    """The rules that are words: for contacts, for their medium, for their status."""
    for kind, rows in book.rows.items():
        for row in rows:
            for lemma in _words(row["lemmas"]):
                frame = str(row["frame"])
                name = f"{kind} {lemma}: frame {frame}"
                yield Rule(kind=WORD, name=name, makes=str(row["channel"]), frame=frame, source=str(row["from"]))
    for channel, words in book.lists.get("medium", {}).items():
        makes = "meeting" if channel == "in_person" else channel
        for word in dict.fromkeys(words):
            source = book.origins.get(("medium", word), TRIGGERS)
            yield Rule(kind=MEDIUM, name=word, makes=makes, source=source)
    for table, form in _STATUS_NAMES.items():
        for status, words in book.lists.get(table, {}).items():
            for word in words:
                source = book.origins.get((table, word), MODALITY)
                yield Rule(kind=STATUS_WORD, name=form.format(word), makes=status, source=source)


def _words(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []


@dataclass(slots=True)
class Tally:
    """Counts rules over readings; of judged contacts also how often each was right.

    A word for a contact is right where the scorer finds the contact, and its channel is right; every other rule where
    the contact is found and the field right: of a contact that is not found only its word is to blame.
    """

    book: Rulebook
    _rules: dict[tuple[str, str], Rule] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in list_rules(self.book):
            self._rules.setdefault((rule.kind, rule.name), rule)

    def add(self, reading: Reading, judged: Mapping[str, Fields | None] | None = None) -> None:
        """Count the rules of one article.

        `judged` has contacts by their ids: which fields are right, by the names that scores have for them, or None
        where there is no such contact; what is left out was not judged.
        """
        known = judged or {}
        for contact in reading.contacts:
            verdict = known.get(contact.id, _UNJUDGED)
            for kind, name, about in dict.fromkeys(self._of_contact(contact, reading.article.text)):
                self._count(kind, name, _right(kind, about, verdict))
        for held in reading.held_back:
            self._count(HELD_BACK, _plain(held.reason), None)

    def rules(self) -> list[Rule]:
        """All rules: those of one kind together, the ones that fired most first."""
        kinds = list(dict.fromkeys([WORD, MEDIUM, STATUS_WORD, *sorted(k for k, _ in self._rules)]))
        kinds.sort(key=lambda kind: kind == HELD_BACK)
        return sorted(self._rules.values(), key=lambda r: (kinds.index(r.kind), -r.fired, r.name))

    def _of_contact(self, contact: Contact, text: str) -> Iterator[tuple[str, str, str]]:
        """Kind, name and field of each rule that had a part in a contact."""
        for claim in contact.claims:
            name, _, how = claim.rule.partition(", ")
            if claim.field == "channel":
                yield WORD, name, claim.field
                for span in claim.spans:
                    words = " ".join(span.of(text).lower().split())
                    if (MEDIUM, words) in self._rules:
                        yield MEDIUM, words, claim.field
                if how:
                    yield "channel", how, claim.field
            elif claim.field == "status" and (STATUS_WORD, name) in self._rules:
                yield STATUS_WORD, name, claim.field
            else:
                yield claim.field, _plain(claim.rule), claim.field

    def _count(self, kind: str, name: str, right: bool | None) -> None:
        known = self._rules.get((kind, name)) or Rule(kind=kind, name=name)
        self._rules[kind, name] = replace(
            known,
            fired=known.fired + 1,
            right=known.right + (right or False),
            judged=known.judged + (right is not None),
        )


def _right(kind: str, about: str, verdict: Fields | None) -> bool | None:
    """Whether a rule was right; None where that was not judged."""
    if verdict is None:
        return False if kind == WORD else None
    told = [verdict[name] for name in _VERDICTS.get(about, ()) if name in verdict]
    return all(told) if told else None


def _plain(rule: str) -> str:
    """A rule's name without the names and figures of one text.

    >>> _plain("both parties of one state (RUS)"), _plain("name joined to Ann Lee"), _plain("confidence .32, below .5")
    ('both parties of one state', 'name joined', 'confidence too low')
    """
    return "confidence too low" if rule.startswith("confidence ") else _NAMED.sub("", rule)
