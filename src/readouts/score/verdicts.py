"""Each contact read with what the gold says of it: what rules, and confidences, are judged by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from readouts.model import Contact, Reading
from readouts.score import contacts
from readouts.score.articles import GoldArticle, PredictedArticle, read_predictions
from readouts.score.pairing import pair


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a contact read is one of the gold, and if so which of its fields are right.

    `fields` has channel, status, participants, date (or "no date"), and main flag, place, duration where the gold has
    them.
    """

    reading: Reading
    contact: Contact
    found: bool
    fields: Mapping[str, bool]


def give_verdicts(
    gold: Sequence[GoldArticle], readings: Iterable[Reading], *, partial: bool = False
) -> Iterator[Verdict]:
    """A verdict on each contact of those readings that the gold knows, in the order read.

    `partial` as in `score`: of a contact that matches none and is not marked main nothing is known, it gets none.
    """
    known = {name: article for article in gold for name in article.names}
    for reading in readings:
        (guess,) = read_predictions([reading])
        article = next((known[name] for name in guess.names if name in known), None)
        if article is not None and article.contacts is not None:
            yield from _of_article(article, guess, reading, partial)


def _of_article(article: GoldArticle, guess: PredictedArticle, reading: Reading, partial: bool) -> Iterator[Verdict]:
    wanted = article.contacts or ()
    matched = {j: i for i, j in pair(wanted, guess.contacts, contacts.fit)}
    for j, (contact, said) in enumerate(zip(reading.contacts, guess.contacts, strict=True)):
        if j in matched:
            one = wanted[matched[j]]
            yield Verdict(reading, contact, True, contacts.judge(one, said) | contacts.judge_further(one, said))
        elif contact.main or not (partial and wanted):
            yield Verdict(reading, contact, False, {})
