"""Scoring predictions against a gold: the counts behind the table, article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from readouts.model import Interval
from readouts.score import contacts, quotations
from readouts.score.articles import (
    GoldArticle,
    PredictedArticle,
    Prediction,
    match_articles,
    read_gold_file,
    read_predictions,
)
from readouts.score.contacts import GoldContact, PredictedContact
from readouts.score.days import near
from readouts.score.pairing import pair
from readouts.score.quotations import Passage
from readouts.score.rates import Rate, Retrieval
from readouts.score.table import Difference, Table

_MONTH = 31  # days between the ends of a publication date that counts as within a month
_SILENT = PredictedArticle(names=())


def score(
    gold: Sequence[GoldArticle],
    predicted: Iterable[PredictedArticle],
    *,
    undated: bool = False,
    partial: bool = False,
) -> Table:
    """The table of figures of the predictions against the gold.

    `undated` says that the texts were given without their publication date: a contact's date is scored only where
    the text alone gives it. `partial` says that the gold names only what each text is about: a predicted contact that
    matches none counts as spurious only if it is marked main.
    """
    count = _Count(undated=undated, partial=partial)
    for article, prediction in match_articles(gold, predicted):
        if prediction is None:
            count.note(article, "no prediction", None, "no article with this id, file name or text")
        count.add(article, prediction or _SILENT)
    return count.table()


def score_files(
    gold: Path,
    predicted: Iterable[Prediction],
    *,
    undated: bool = False,
    partial: bool = False,
    half: str | None = None,
) -> Table:
    """The table for a gold file and predictions: readings, or objects of their exchange format.

    `half` picks the gold lines of one half. Raises SourceError where the gold cannot be read (line and key named),
    ExchangeError where a prediction cannot.
    """
    return score(read_gold_file(gold, half), read_predictions(predicted), undated=undated, partial=partial)


@dataclass(slots=True)
class _Count:
    """Counts on the way to a table: `right[row]` of `total[row]`, and `said[row]` where precision is asked."""

    undated: bool
    partial: bool
    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def note(self, article: GoldArticle, kind: str, contact_key: str | None, detail: str) -> None:
        """Keep a difference."""
        self.differences.append(Difference(article.id, kind, contact_key, detail))

    def tick(self, row: str, right: bool) -> bool:
        """Count one case of a row; gives back whether it was right."""
        self.total[row] += 1
        self.right[row] += right
        return right

    def add(self, gold: GoldArticle, guess: PredictedArticle) -> None:
        """Count one article."""
        if gold.contacts is not None:
            wanted = [_leave_date(c) if self.undated else c for c in gold.contacts]
            self._add_contacts(gold, wanted, guess.contacts)
        if gold.passages is not None:
            self._add_passages(gold, gold.passages, guess.passages)
        if gold.published is not None:
            self._add_published(gold.published, guess.published)

    def table(self) -> Table:
        """The rows in their order."""
        rows: dict[str, Rate | Retrieval] = {
            name: self._retrieval(name) for name in ("contacts found", "contacts exact")
        }
        fields = ("main contacts found", "channel", "status", "participants", "date", "no day invented")
        rows |= {name: self._rate(name) for name in fields}
        if self.undated:
            rows["date right or left open"] = self._rate("date right or left open")
        rows |= {name: self._rate(name) for name in ("main flag", "place", "duration", "role") if self.total[name]}
        rows["texts without a contact left empty"] = self._rate("texts without a contact left empty")
        rows["quotations"] = self._retrieval("quotations")
        rows["speakers"] = self._rate("speakers")
        rows |= {name: self._rate(name) for name in ("via",) if self.total[name]}
        sorts = ("overlaps", "contains the truth", "right or left open", "within a month", "exact")
        return Table(
            rows | {f"publication date {sort}": self._rate(f"publication date {sort}") for sort in sorts},
            tuple(self.differences),
        )

    def _rate(self, row: str) -> Rate:
        return Rate(self.right[row], self.total[row])

    def _retrieval(self, row: str) -> Retrieval:
        return Retrieval(self.right[row], self.said[row], self.total[row])

    def _add_contacts(
        self, article: GoldArticle, gold: Sequence[GoldContact], guesses: Sequence[PredictedContact]
    ) -> None:
        pairs = pair(gold, guesses, contacts.fit)
        found, used = {i for i, _ in pairs}, {j for _, j in pairs}
        spurious = [g for j, g in enumerate(guesses) if j not in used and (g.main or not (self.partial and gold))]
        exact = sum(self._judge(article, gold[i], guesses[j]) for i, j in pairs)
        for row, right in (("contacts found", len(pairs)), ("contacts exact", exact)):
            self.right[row] += right
            self.said[row] += len(pairs) + len(spurious)
            self.total[row] += len(gold)
        for i, contact in enumerate(gold):
            if contact.main:
                self.tick("main contacts found", i in found)
            if i not in found:
                self.note(article, "missed", contact.key, contact.evidence_text or "no evidence given")
        for guess in spurious:
            self.note(article, "spurious", None, str(guess))
        if not gold:
            self.tick("texts without a contact left empty", not guesses)

    def _judge(self, article: GoldArticle, gold: GoldContact, guess: PredictedContact) -> bool:
        verdicts = contacts.judge(gold, guess)
        for name, right in (verdicts | contacts.judge_further(gold, guess)).items():
            if not self.tick("no day invented" if name == "no date" else name, right):
                self.note(article, f"wrong {name.removeprefix('no ')}", gold.key, contacts.contrast(name, gold, guess))
        for want, got in contacts.compare_roles(gold, guess):
            if not self.tick("role", want.role == got.role):
                self.note(article, "wrong role", gold.key, f"{want.name}: {got.role or 'none'}, not {want.role}")
        if self.undated and gold.date:
            self.tick("date right or left open", any(near(day, guess.date) for day in gold.dates))
        return all(verdicts.values())

    def _add_passages(self, article: GoldArticle, gold: Sequence[Passage], guesses: Sequence[Passage]) -> None:
        pairs = pair(gold, guesses, quotations.fit)
        self.right["quotations"] += len(pairs)
        self.said["quotations"] += len(guesses)
        self.total["quotations"] += len(gold)
        for want, got in ((gold[i], guesses[j]) for i, j in pairs):
            if not self.tick("speakers", quotations.right_speaker(want, got)):
                self.note(article, "wrong speaker", None, f"{got.speaker or 'nobody'}, not {want.speaker}: {want}")
            if want.via and not self.tick("via", quotations.right_via(want, got)):
                chain = ", ".join(got.via) or "nobody"
                self.note(article, "wrong via", None, f"{chain}, not {', '.join(want.via)}: {want}")
        found, used = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, passage in enumerate(gold):
            if i not in found:
                self.note(article, "missed quotation", None, str(passage))
        for j, passage in enumerate(guesses):
            if j not in used:
                self.note(article, "spurious quotation", None, str(passage))

    def _add_published(self, truth: Interval, guess: Interval | None) -> None:
        overlaps = guess is not None and guess.overlaps(truth)
        verdicts = {
            "overlaps": overlaps,
            "contains the truth": guess is not None and _covers(guess, truth),
            "right or left open": overlaps or guess is None,
            "within a month": overlaps and guess is not None and (guess.latest - guess.earliest).days <= _MONTH,
            "exact": overlaps and guess is not None and _covers(truth, guess),
        }
        for sort, right in verdicts.items():
            self.tick(f"publication date {sort}", right)


def _leave_date(contact: GoldContact) -> GoldContact:
    """The contact as it is scored where the text came without its publication date."""
    if contact.date_absolute or contact.date is None:
        return contact
    return replace(contact, unscored=contact.unscored | {"date"})


def _covers(outer: Interval, inner: Interval) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest
