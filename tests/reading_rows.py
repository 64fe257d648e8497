"""A sound reading, made by hand, and strategies that generate readings of every shape: rows for other tests."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from readouts import model
from readouts.exchange import text_digest
from readouts.model import (
    Announcer,
    Article,
    Asker,
    Claim,
    Commitment,
    Contact,
    ContactDate,
    Doubt,
    Duration,
    HeldBack,
    Interval,
    Participant,
    Place,
    Published,
    PublishedEvidence,
    Reading,
    Reporter,
    Rewritten,
    SaidOn,
    Span,
    Speaker,
    Statement,
    StatusStep,
    TimeExpression,
    Topic,
)

TEXT = (
    "President Aalto of Northmark phoned Chancellor Brandt on Tuesday for forty minutes, the Courier reported. "
    "“We will meet in Oslo,” she said."
)


def at(words: str) -> Span:
    """Where the words stand in TEXT."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def claim(field: str, value: str, words: str) -> Claim:
    return Claim(field=field, value=value, spans=(at(words),), rule="test")


DAY = date(2026, 3, 3)
CALL = Contact(
    id="c1",
    participants=(
        Participant(name="Aalto", state="NMK", office="president", role="caller", spans=(at("President Aalto"),)),
        Participant(name="Brandt", role="callee", spans=(at("Chancellor Brandt"),)),
    ),
    channel="phone_call",
    status="held",
    status_history=(StatusStep(status="held", said_by="Courier", date=Interval.day(DAY), span=at("phoned")),),
    date=ContactDate(earliest=DAY, latest=DAY, text="Tuesday", span=at("Tuesday"), rule="weekday", basis="relative"),
    duration=Duration(at_least_minutes=40, at_most_minutes=40, text="forty minutes", span=at("forty minutes")),
    asked_for_by=Asker(name="Aalto", span=at("Aalto")),
    announced_first_by=Announcer(name="Courier", date=Interval.day(DAY), span=at("Courier")),
    topics=(Topic(label="meeting", span=at("meet")),),
    main=True,
    reported_by=(Reporter(name="Courier", kind="outlet", span=at("the Courier")),),
    evidence=(Span(0, 102),),
    confidence=0.9,
    claims=(
        claim("participants[0]", "Aalto", "President Aalto"),
        claim("channel", "phone_call", "phoned"),
        claim("status", "held", "phoned"),
        claim("date", "2026-03-03", "Tuesday"),
        claim("duration.at_least_minutes", "40", "forty minutes"),
        claim("asked_for_by", "Aalto", "phoned"),
        claim("announced_first_by", "Courier", "the Courier reported"),
    ),
)
MEETING = Contact(
    id="c2",
    participants=CALL.participants,
    channel="meeting",
    status="announced",
    place=Place(name="Oslo", state="NOR", span=at("Oslo")),
    evidence=(at("We will meet in Oslo"),),
    claims=(
        claim("participants", "Aalto", "We"),
        claim("channel", "meeting", "meet"),
        claim("status", "announced", "will meet"),
        claim("place", "Oslo", "Oslo"),
    ),
)
SOUND = Reading(
    article=Article(
        id="a1",
        sha256=text_digest(TEXT),
        source="press/a1.txt",
        text=TEXT,
        title="Aalto phones Brandt",
        language="en",
        published=Published(
            earliest=DAY,
            latest=DAY,
            basis="inferred",
            evidence=(PublishedEvidence(span=at("Tuesday"), says="a Tuesday", rule="weekday"),),
        ),
        rewritten=Rewritten(score=0.1, evidence=(at("phoned"),)),
    ),
    contacts=(CALL, MEETING),
    statements=(
        Statement(
            speaker=Speaker(name="Aalto", mention=at("she")),
            kind="direct",
            content=(at("We will meet in Oslo"),),
            quoted=(at("We will meet in Oslo"),),
            cue=at("said"),
            said_on=SaidOn(earliest=DAY, latest=DAY),
            contact="c1",
        ),
    ),
    commitments=(
        Commitment(kind="promise", by=("Aalto",), to=(), text="will meet", span=at("will meet"), foresees="c2"),
    ),
    times=(
        TimeExpression(span=at("Tuesday"), text="Tuesday", type="DATE", value="2026-03-03", earliest=DAY, latest=DAY),
    ),
    held_back=(HeldBack(what="a meeting", reason="no parties", span=at("meet")),),
    doubts=(Doubt(says="which Tuesday?", span=at("Tuesday")),),
)

# --- generated readings -------------------------------------------------------------------------------------------

# Astral, combining and right-to-left characters, line separators and controls beside plain ones; no half characters.
ODD = st.sampled_from(
    ["𝕏", "👩‍👩‍👧", "e\u0301", "שלום", "مرحبا", "\u202e", "\u2028", "\x00", "\ufeff", "\U0010ffff", "ǆ", '"\\', "\r\n"]
)
PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WORDS = st.lists(st.one_of(ODD, PLAIN), max_size=5).map("".join)
NAMES = WORDS.filter(bool)
MAYBE = st.none() | WORDS
SPANS = st.tuples(st.integers(0, 10_000), st.integers(1, 500)).map(lambda pair: Span(pair[0], sum(pair)))
DAYS = st.dates()
INTERVALS = st.tuples(DAYS, DAYS).map(lambda pair: Interval(min(pair), max(pair)))
SHARES = st.floats(0, 1)


def several(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=2).map(tuple)


def dated(noun: type, **parts: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """A noun with `earliest` and `latest`."""
    return st.builds(
        lambda days, rest: noun(earliest=days.earliest, latest=days.latest, **rest),
        INTERVALS,
        st.fixed_dictionaries(dict(parts)),
    )


def one_of(kind: object) -> st.SearchStrategy[object]:
    return st.sampled_from(get_args(kind))


TOPICS = several(st.builds(Topic, label=WORDS, span=SPANS))
REPORTERS = several(st.builds(Reporter, name=WORDS, kind=one_of(model.ReporterKind), span=SPANS))
STEPS = several(
    st.builds(
        StatusStep,
        status=one_of(model.Status),
        said_by=MAYBE,
        date=st.none() | INTERVALS,
        span=st.none() | SPANS,
    )
)
CONTACT_DATES = st.none() | dated(
    ContactDate, zone=MAYBE, text=MAYBE, span=st.none() | SPANS, rule=WORDS, basis=one_of(model.DateBasis)
)
CONTACTS = st.builds(
    Contact,
    id=NAMES,
    participants=several(
        st.builds(
            Participant,
            name=WORDS,
            kind=one_of(model.PersonKind),
            state=MAYBE,
            office=MAYBE,
            role=one_of(model.Role),
            spans=several(SPANS),
        )
    ),
    channel=one_of(model.Channel),
    status=one_of(model.Status),
    visit_type=st.none() | one_of(model.VisitType),
    setting=MAYBE,
    part_of=MAYBE,
    status_history=STEPS,
    date=CONTACT_DATES,
    duration=st.none()
    | st.builds(
        Duration,
        at_least_minutes=st.none() | st.integers(0, 10_000),
        at_most_minutes=st.none() | st.integers(0, 10_000),
        text=WORDS,
        span=SPANS,
    ),
    place=st.none() | st.builds(Place, name=WORDS, state=MAYBE, span=st.none() | SPANS),
    topics=TOPICS,
    asked_for_by=st.none() | st.builds(Asker, name=WORDS, state=MAYBE, span=st.none() | SPANS),
    announced_first_by=st.none()
    | st.builds(Announcer, name=WORDS, state=MAYBE, date=st.none() | INTERVALS, span=st.none() | SPANS),
    main=st.booleans(),
    reported_by=REPORTERS,
    evidence=several(SPANS),
    confidence=SHARES,
    claims=several(
        st.builds(Claim, field=WORDS, value=WORDS, spans=SPANS.map(lambda s: (s,)), rule=WORDS, inferred_from=MAYBE)
        | st.builds(Claim, field=WORDS, value=WORDS, spans=st.just(()), rule=WORDS, inferred_from=NAMES)
    ),
)
EVIDENCE = several(st.builds(PublishedEvidence, span=SPANS, says=WORDS, rule=WORDS))
PUBLISHED = st.builds(Published, evidence=EVIDENCE) | dated(
    Published, basis=st.sampled_from(["given", "inferred"]), evidence=EVIDENCE
)
ARTICLES = st.builds(
    lambda text, parts: Article(text=text, sha256=text_digest(text), **parts),
    WORDS,
    st.fixed_dictionaries(
        {
            "id": NAMES,
            "source": WORDS,
            **dict.fromkeys(("title", "outlet", "byline", "language", "url"), MAYBE),
            "published": PUBLISHED,
            "rewritten": st.builds(Rewritten, score=SHARES, evidence=several(SPANS)),
        }
    ),
)
READINGS = st.builds(
    Reading,
    article=ARTICLES,
    contacts=several(CONTACTS),
    statements=several(
        st.builds(
            Statement,
            speaker=st.none() | st.builds(Speaker, name=WORDS, state=MAYBE, mention=st.none() | SPANS),
            kind=one_of(model.StatementKind),
            content=several(SPANS),
            quoted=several(SPANS),
            cue=st.none() | SPANS,
            addressee=MAYBE,
            said_on=st.none() | dated(SaidOn, span=st.none() | SPANS),
            via=REPORTERS,
            topics=TOPICS,
            contact=MAYBE,
        )
    ),
    commitments=several(
        st.builds(
            Commitment,
            kind=one_of(model.CommitmentKind),
            by=several(WORDS),
            to=several(WORDS),
            text=WORDS,
            span=SPANS,
            date=CONTACT_DATES,
            foresees=MAYBE,
        )
    ),
    times=several(
        st.builds(TimeExpression, span=SPANS, text=WORDS, type=one_of(model.TimeType), value=WORDS, rule=WORDS)
        | dated(TimeExpression, span=SPANS, text=WORDS, type=one_of(model.TimeType), value=WORDS, rule=WORDS)
    ),
    held_back=several(st.builds(HeldBack, what=WORDS, reason=WORDS, span=st.none() | SPANS)),
    doubts=several(st.builds(Doubt, says=WORDS, span=st.none() | SPANS)),
)
