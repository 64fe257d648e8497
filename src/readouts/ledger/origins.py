"""Where what an article says comes from in the end: a state's own word, an agency, an outlet; or nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from readouts.knowledge import Outlet, load
from readouts.ledger.credits import Credit, named_agencies, owner_of
from readouts.model import Reporter

OriginKind = Literal["official", "agency", "outlet", "unknown"]


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin: `key` is the same for all that cannot be independent of each other, `rule` how it was found.

    A state's officials and the media that it owns have one key, and so have the outlets of one owner. What is unknown
    has no key.
    """

    key: str | None
    name: str
    kind: OriginKind
    rule: str


_LANDS = ("state", "capital", "demonym")
UNKNOWN = Origin(None, "unknown", "unknown", "nothing says")


def find_origin(
    outlet: str | None, byline: str | None, credits: Sequence[Credit], chain: Sequence[Reporter] = ()
) -> Origin:
    """The origin of a report: the far end of its chain, else a credited agency, else the outlet itself.

    A chain that ends with somebody unnamed has no known origin: two outlets may have had one and the same source.

    >>> from readouts.model import Span
    >>> find_origin("The Daily Example", None, [Credit("Reuters", Span(0, 7), "dateline")]).name
    'Reuters'
    >>> find_origin(None, None, []).kind
    'unknown'
    """
    if chain:
        return _from_chain(chain[-1])
    if credits:
        return _from_outlet(load().outlet(credits[0].outlet), credits[0].outlet, credits[0].rule)
    for agency in named_agencies(byline or ""):
        return _from_outlet(agency, agency.name, "byline")
    if outlet:
        return _from_outlet(load().outlet(outlet), outlet, "outlet")
    return UNKNOWN


def _from_chain(last: Reporter) -> Origin:
    """The origin that the last link of a chain stands for."""
    if last.kind == "anonymous":
        return Origin(None, last.name, "unknown", "unnamed source")
    if last.kind == "official":
        state = _state(last.name)
        return Origin(f"state {state}" if state else f"name {last.name.casefold()}", last.name, "official", "chain")
    return _from_outlet(load().outlet(last.name), last.name, "chain")


def _from_outlet(known: Outlet | None, name: str, rule: str) -> Origin:
    if known is None:
        state = _own_office(name)
        if state:
            return Origin(f"state {state}", name, "official", rule)
        return Origin(f"outlet {name.casefold()}", name, "outlet", rule)
    agency = known.kind in ("agency", "wire")
    if known.official and known.state:
        kind: OriginKind = "official" if known.kind == "agency" else "outlet"
        return Origin(f"state {known.state}", known.name, kind, rule)
    owner = owner_of(known.name)
    key = f"owner {owner.casefold()}" if owner else f"outlet {known.name.casefold()}"
    return Origin(key, known.name, "agency" if agency else "outlet", rule)


def _own_office(name: str) -> str | None:
    """The state whose seat, office or ministry is named as an outlet: the Kremlin; not what is called like a land."""
    knowledge = load()
    land = any(match.kind in _LANDS and len(name) == match.end - match.start for match in knowledge.find(name))
    return None if land else knowledge.state_of(name)


def _state(name: str) -> str | None:
    """The one state that the name of an official source stands for: the Kremlin, Xi Jinping, the German government."""
    knowledge = load()
    code = knowledge.state_of(name)
    if code:
        return code
    found = knowledge.find(name)
    codes = {
        target for match in found if match.kind not in ("person", "short_name", "outlet") for target in match.targets
    }
    if not codes:
        persons = [target for match in found if match.kind in ("person", "short_name") for target in match.targets]
        codes = {tenure.state for person in persons for tenure in knowledge.tenures(person)}
    return codes.pop() if len(codes) == 1 else None
