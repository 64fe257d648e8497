"""People: who takes part in contacts; of one their offices over time, their latest contacts, whom they met most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.ledgers import reading
from readouts.desk.picking import LONGEST, address, pick, read_word
from readouts.desk.recalling import recall_of
from readouts.knowledge import Knowledge, Tenure, load
from readouts.knowledge.nouns import Person
from readouts.ledger.ahead import keys_of
from readouts.ledger.contact import LedgerContact
from readouts.ledger.meetings import Among, Partner
from readouts.ledger.party import name_words
from readouts.ledger.rolls import CAP
from readouts.views.offices import show_bound

LATEST = 15
PARTNERS = 25
_PAGE = 100


def people(request: Request) -> Response:
    """Those of a name, else those who took part in most of the latest contacts."""
    words, after = read_word(request.query_params, "q"), read_word(request.query_params, "after")
    with reading(request) as ledger:
        if words or after:
            found, more = recall_of(request).answer(
                ("persons", words, after), ledger, lambda own: own.survey.roll("persons", words, after, _PAGE)
            )
            busiest, bounded = list[Partner](), False
        else:
            found, more = [], False
            busiest, bounded = recall_of(request).answer(
                "busiest", ledger, lambda own: own.survey.busiest(Among(), "persons", _PAGE)
            )
    onward = address("/people", {"q": words}, after=found[-1].key) if more else None
    return draw(
        request,
        "people.html",
        person_address=person_address,
        found=found,
        busiest=busiest,
        asked=words,
        after=after,
        onward=onward,
        cap=CAP,
        bounded=bounded,
    )


def person(request: Request) -> Response:
    """One person; several of one name are told apart by their offices."""
    name = request.path_params["name"].strip()
    if len(name) > LONGEST:
        raise HTTPException(404)
    picked = pick(request.query_params)
    knowledge = load()
    known = knowledge.persons_named(name)
    among = replace(picked.among, keys=tuple(keys_of([name])))
    with reading(request) as ledger:
        latest = ledger.survey.latest(among, LATEST)
        partners, bounded = recall_of(request).answer(
            ("partners", among), ledger, lambda own: own.survey.partners(among, "persons", PARTNERS)
        )
        there = latest or ledger.survey.latest(Among(keys=among.keys, statuses=()), 1)
    if not known and not there:
        raise HTTPException(404)
    title = known[0].name if len(known) == 1 else _told_name(name, among.keys, there)
    return draw(
        request,
        "person.html",
        title=title,
        person_address=person_address,
        offices=[(one, _offices(knowledge, one)) for one in known],
        latest=latest,
        partners=partners,
        bounded=bounded,
        picked=picked,
        here=person_address(name),
    )


def person_address(name: str) -> str:
    """Where the page of a person is."""
    return f"/people/{quote(name, safe='')}"


def _told_name(name: str, keys: tuple[str, ...], contacts: Sequence[LedgerContact]) -> str:
    """The name as the ledger has it."""
    parties = (party.name for contact in contacts for party in contact.participants)
    return next((told for told in parties if " ".join(name_words(told)) in keys), name)


def _offices(knowledge: Knowledge, person: Person) -> list[tuple[Tenure, str, str]]:
    """The offices of a person, with when each began and ended, in words."""
    return [
        (one, show_bound(one.start) or "?", show_bound(one.end) or "no end known")
        for one in knowledge.tenures(person.id)
    ]


routes = [
    Route("/people", people),
    Route("/people/{name:path}", person),
]
