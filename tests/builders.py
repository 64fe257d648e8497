"""Readings from short rows: "Aalto/NMK Brandt/OST", "held call", "2026-03-03"."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import date
from typing import cast, get_args

import pytest

from readouts.exchange import text_digest
from readouts.model import (
    Article,
    Channel,
    Claim,
    Contact,
    ContactDate,
    Doubt,
    Duration,
    HeldBack,
    Interval,
    Participant,
    PersonKind,
    Place,
    Published,
    Reading,
    Span,
    Status,
)


def days(words: str | None) -> Interval | None:
    """ "2026-03-03" or "2026-03-01/2026-03-07" as an interval."""
    if words is None:
        return None
    first, _, last = words.partition("/")
    return Interval(date.fromisoformat(first), date.fromisoformat(last or first))


def party(words: str) -> Participant:
    """ "Eino Aalto/NMK", "Eino Aalto/NMK/president", "office:leader of Ostland/OST", "state:Ostland/OST"."""
    kind, colon, rest = words.partition(":")
    name, state, office = [*(rest if colon else words).split("/"), "", ""][:3]
    return Participant(
        name=name, kind=cast("PersonKind", kind) if colon else "person", state=state or None, office=office or None
    )


def said(
    who: str,
    how: str = "held call",
    when: str | None = None,
    *,
    id: str = "c1",
    main: bool = True,
    place: str | None = None,
    minutes: tuple[int | None, int | None] | None = None,
) -> Contact:
    """A report: who takes part, parted by commas; status and channel; the days, or None."""
    status, channel = how.split()
    assert status in get_args(Status)
    assert channel in get_args(Channel)
    stated = days(when)
    name, _, land = (place or "").partition("/")
    return Contact(
        id=id,
        participants=tuple(party(one.strip()) for one in who.split(",")),
        channel=cast("Channel", channel),
        status=cast("Status", status),
        date=ContactDate(earliest=stated.earliest, latest=stated.latest, rule="given") if stated else None,
        place=Place(name=name, state=land or None) if place else None,
        duration=Duration(at_least_minutes=minutes[0], at_most_minutes=minutes[1], text="a while", span=Span(0, 1))
        if minutes
        else None,
        main=main,
    )


def told(
    id: str,
    published: str | None,
    *contacts: Contact,
    outlet: str | None = None,
    title: str | None = None,
    body: str = "",
    held_back: Sequence[str] = (),
    doubts: Sequence[str] = (),
    source: str | None = None,
) -> Reading:
    """A reading of an article that says each contact in a sentence of its own, `body` behind them.

    Each contact's evidence is its sentence, and its channel and participants are claimed from their words there.
    """
    sentences: list[str] = []
    whole: list[Contact] = []
    for contact in contacts:
        start = sum(len(sentence) + 1 for sentence in sentences)
        sentence = f"{' and '.join(p.name for p in contact.participants)} had a {contact.channel}, {contact.status}."
        sentences.append(sentence)
        whole.append(_claimed(contact, sentence, start))
    text = " ".join([*sentences, body]).strip()
    appeared = days(published)
    return Reading(
        article=Article(
            id=id,
            sha256=text_digest(text),
            source=source or f"{id}.txt",
            text=text,
            title=title,
            outlet=outlet,
            language="en",
            published=Published(earliest=appeared.earliest, latest=appeared.latest, basis="given")
            if appeared
            else Published(),
        ),
        contacts=tuple(whole),
        held_back=tuple(HeldBack(what="contact", reason=reason, span=Span(0, 4)) for reason in held_back),
        doubts=tuple(Doubt(says=says, span=Span(0, 4)) for says in doubts),
    )


def _claimed(contact: Contact, sentence: str, start: int) -> Contact:
    def at(words: str) -> Span:
        place = start + sentence.index(words)
        return Span(place, place + len(words))

    claims = [Claim(field="channel", value=contact.channel, spans=(at(contact.channel),), rule="channel word")]
    claims += [
        Claim(field=f"participants[{number}].name", value=p.name, spans=(at(p.name),), rule="name")
        for number, p in enumerate(contact.participants)
    ]
    if contact.date:
        value = str(contact.date.earliest)
        claims.append(
            Claim(field="date", value=value, spans=(), rule="date of publication", inferred_from="when it appeared")
        )
    fields = {name: getattr(contact, name) for name in contact.__dataclass_fields__}
    return Contact(**{**fields, "evidence": (Span(start, start + len(sentence)),), "claims": tuple(claims)})


def command_bound_by_permissions() -> list[str]:
    """What to put before a command so that files' permissions bind it; skips the test where that cannot be had.

    They bind everybody but root, who can lay that power down.
    """
    if os.name != "posix":
        pytest.skip("permissions of this kind are of POSIX systems")
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("as root permissions bind nobody, and there is no setpriv to lay that power down")
    without = "-dac_override,-dac_read_search"
    return ["setpriv", f"--inh-caps={without}", f"--bounding-set={without}"]
