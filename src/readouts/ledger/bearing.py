"""Which report of an article a judgement was made on, found again after the article was read anew or changed.

The rules, in this order. A report whose evidence shares characters with the evidence that was judged and that names a
party of then is it; of several the one that shares most, and the one with more of the parties, the channel and the id
of then. In another version of the text the evidence is looked for character by character, by its digest. Where no
evidence is shared, the one report with two parties, the channel and the status of then is it, which is flagged. Where
none is, or two are as good, the ground is lost, which is flagged too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from readouts.ledger.ids import identify_report
from readouts.ledger.judgement import Bearing, Ground, Seen, Somebody, State
from readouts.ledger.party import name_words
from readouts.ledger.rules import load_rules
from readouts.model import Article, Contact, Participant, Span

Score = tuple[int, int, bool, bool]
"""Characters of evidence shared, parties of then, whether the channel is that of then, and the id."""


@dataclass(frozen=True, slots=True)
class Current:
    """What the ledger holds of an article now; `text` is empty where it was left out or removed."""

    article: str
    sha256: str
    text: str
    contacts: tuple[Contact, ...]


def see(article: Article, contact: Contact, side: int) -> Ground:
    """A report as it is, for a judgement to stand on; the text may be left out of the article."""
    spans = _spans(contact)
    digests = tuple(_digest(span.of(article.text)) for span in spans) if article.text else ()
    parties = tuple(Somebody(p.name, p.kind, p.state) for p in contact.participants)
    return Ground(
        side, article.id, article.sha256, contact.id, Seen(spans, digests, parties, contact.channel, contact.status)
    )


def find_bearing(ground: Ground, current: Current | None) -> Bearing:
    """The report that a ground is now, and whether that is as it was."""
    if current is None:
        return Bearing(None, "flagged", f"article {ground.article} is not in the ledger")
    spans, changed = ground.seen.spans, ""
    if current.sha256 != ground.sha256:
        spans = tuple(_locate(ground.seen, current.text))
        changed = "the text has changed, its words were found again" if spans else "the text has changed"
    ranked = sorted(
        ((_score(ground, spans, contact), contact) for contact in current.contacts),
        key=lambda pair: pair[0],
        reverse=True,
    )
    good = [(score, contact) for score, contact in ranked if score[0] and score[1]]
    if good:
        return _found(ground, current, good, spans, changed)
    alike = [contact for _, contact in ranked if _structurally(ground.seen, contact)]
    if len(alike) == 1:
        reason = f"{changed or 'it rests on other words now'}; report {alike[0].id} has its parties, channel and status"
        return Bearing(identify_report(current.article, alike[0].id), "flagged", reason)
    lost = f"{len(alike)} reports could be it" if alike else f"article {current.article} no longer reports it"
    return Bearing(None, "flagged", f"{changed}; {lost}" if changed else lost)


def _found(
    ground: Ground, current: Current, good: list[tuple[Score, Contact]], spans: tuple[Span, ...], changed: str
) -> Bearing:
    score, contact = good[0]
    if len(good) > 1 and good[1][0] == score:
        names = ", ".join(other.id for rank, other in good if rank == score)
        return Bearing(None, "flagged", f"reports {names} could be it")
    reasons = [changed] if changed else []
    if contact.id != ground.report or current.article != ground.article:
        reasons.append(f"it is report {contact.id} of {current.article} now")
    if not changed and spans and _spans(contact) != spans:
        reasons.append("it rests on other characters now")
    if contact.channel != ground.seen.channel:
        reasons.append(f"its channel was {ground.seen.channel}")
    state: State = "moved" if reasons else "kept"
    if score[1] < len(ground.seen.parties) or len(contact.participants) != len(ground.seen.parties):
        reasons.append("its parties are others now")
        state = "flagged"
    return Bearing(identify_report(current.article, contact.id), state, "; ".join(reasons) or None)


def _score(ground: Ground, spans: Sequence[Span], contact: Contact) -> Score:
    shared = sum(
        max(0, min(one.end, other.end) - max(one.start, other.start)) for one in spans for other in _spans(contact)
    )
    parties = sum(any(_alike(then, now) for now in contact.participants) for then in ground.seen.parties)
    return shared, parties, contact.channel == ground.seen.channel, contact.id == ground.report


def _structurally(seen: Seen, contact: Contact) -> bool:
    alike = sum(any(_alike(then, now) for now in contact.participants) for then in seen.parties)
    way = load_rules().related(seen.channel, contact.channel)
    return alike >= min(2, len(seen.parties)) and way and contact.status == seen.status


def _alike(then: Somebody, now: Participant) -> bool:
    """Whether both are named in the same words, or one name's words are among the other's, or neither is a person."""
    a, b = set(name_words(then.name)), set(name_words(now.name))
    if a and b and (a <= b or b <= a):
        return True
    return then.state is not None and then.state == now.state and "person" not in (then.kind, now.kind)


def _spans(contact: Contact) -> tuple[Span, ...]:
    """The evidence, or where there is none all that its claims and parties rest on."""
    found = contact.evidence or [
        *(span for claim in contact.claims for span in claim.spans),
        *(span for participant in contact.participants for span in participant.spans),
    ]
    return tuple(sorted(set(found)))


def _locate(seen: Seen, text: str) -> Iterator[Span]:
    """Where the characters of then stand in another text: of several places, the one nearest to where they were."""
    for span, digest in zip(seen.spans, seen.digests, strict=False):
        length = span.end - span.start
        starts = [at for at in range(len(text) - length + 1) if _digest(text[at : at + length]) == digest]
        if starts:
            start = min(starts, key=lambda at: (abs(at - span.start), at))
            yield Span(start, start + length)


def _digest(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
