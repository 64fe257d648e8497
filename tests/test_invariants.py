"""What holds between a reading's parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reading_rows import CALL, DAY, MEETING, SOUND, TEXT, claim
from readouts.exchange import check, decode, encode, text_digest
from readouts.model import (
    Article,
    Interval,
    Published,
    Reading,
    Span,
    StatusStep,
    TimeExpression,
)


def test_a_sound_reading_has_no_complaints() -> None:
    assert check(SOUND) == []


def test_a_sound_reading_without_its_text_has_none_either() -> None:
    assert check(decode(encode(SOUND, text=False), "x")) == []


def contact(**changes: object) -> Reading:
    """SOUND with its first contact changed."""
    return replace(SOUND, contacts=(replace(CALL, **changes), MEETING))  # type: ignore[arg-type]


def article(**changes: object) -> Reading:
    return replace(SOUND, article=replace(SOUND.article, **changes))  # type: ignore[arg-type]


assert CALL.date is not None
assert CALL.duration is not None
END = len(TEXT)


@pytest.mark.parametrize(
    ("reading", "complaint"),
    [
        (article(sha256="0" * 64), "article.sha256: 000"),
        (article(published=Published(earliest=DAY, latest=DAY)), "article.published.basis: 'unknown' does not go with"),
        (article(published=Published(basis="given")), "article.published.basis: 'given' does not go with"),
        (contact(evidence=(Span(5, 5),)), "contacts[0].evidence[0]: [5, 5] is empty or runs backwards"),
        (contact(evidence=(Span(9, 5),)), "contacts[0].evidence[0]: [9, 5] is empty or runs backwards"),
        (contact(evidence=(Span(0, END + 1),)), f"contacts[0].evidence[0]: [0, {END + 1}] lies outside the text"),
        (contact(evidence=(Span(-1, 4),)), "contacts[0].evidence[0]: [-1, 4] lies outside the text"),
        (contact(evidence=()), "contacts[0].evidence: empty"),
        (contact(participants=()), "contacts[0].participants: empty"),
        (contact(date=replace(CALL.date, text="Monday")), "contacts[0].date.text: 'Monday' is not what stands at"),
        (contact(date=replace(CALL.date, latest=date(2026, 3, 1))), "contacts[0].date: latest 2026-03-01 lies before"),
        (contact(date=replace(CALL.date, span=None)), "contacts[0].date.span: missing, though the basis is 'relative'"),
        (contact(duration=replace(CALL.duration, text="an hour")), "contacts[0].duration.text: 'an hour' is not"),
        (contact(duration=replace(CALL.duration, at_most_minutes=30)), "contacts[0].duration: at least 40 minutes"),
        (
            contact(duration=replace(CALL.duration, at_least_minutes=None, at_most_minutes=None)),
            "contacts[0].duration: neither bound is known",
        ),
        (contact(id="c2"), "contacts: 2 have the id 'c2'"),
        (contact(part_of="c9"), "contacts[0].part_of: no contact has the id 'c9'"),
        (contact(part_of="c1"), "contacts[0].part_of: the contact itself"),
        (contact(visit_type="state"), "contacts[0].visit_type: no claim says what it rests on"),
        (contact(claims=()), "contacts[0].channel: no claim says what it rests on"),
        (
            contact(claims=(*CALL.claims, claim("chanel.x", "y", "phoned"))),
            "contacts[0].claims: 'chanel' is no field of a contact",
        ),
        (
            contact(status_history=(StatusStep(status="held", date=Interval(DAY, date(2026, 3, 1))),)),
            "contacts[0].status_history[0].date: latest 2026-03-01 lies before",
        ),
        (
            replace(SOUND, statements=(replace(SOUND.statements[0], contact="c9"),)),
            "statements[0].contact: no contact has the id 'c9'",
        ),
        (replace(SOUND, statements=(replace(SOUND.statements[0], content=()),)), "statements[0].content: empty"),
        (
            replace(SOUND, commitments=(replace(SOUND.commitments[0], foresees="c9"),)),
            "commitments[0].foresees: no contact has the id 'c9'",
        ),
        (
            replace(SOUND, commitments=(replace(SOUND.commitments[0], text="will"),)),
            "commitments[0].text: 'will' is not what stands at",
        ),
        (
            replace(SOUND, times=(replace(SOUND.times[0], text="tuesday"),)),
            "times[0].text: 'tuesday' is not what stands at",
        ),
        (replace(SOUND, times=(replace(SOUND.times[0], latest=None),)), "times[0]: earliest and latest must both be"),
    ],
)
def test_a_fault_between_the_parts_is_named(reading: Reading, complaint: str) -> None:
    assert any(told.startswith(complaint) for told in check(reading)), check(reading)


@pytest.mark.parametrize("text", ["𝕏 met Zoë in Kyïv", "e\u0301 met אהוד", "👩‍👩‍👧 called\u2028Aalto"])
def test_offsets_count_code_points(text: str) -> None:
    words = text.split(" ")[-1]
    span = Span(len(text) - len(words), len(text))
    times = (TimeExpression(span=span, text=words, type="DATE", value="x"),)
    sound = Reading(article=Article(id="a", sha256=text_digest(text), source="x", text=text), times=times)
    assert check(decode(encode(sound), "x")) == []
