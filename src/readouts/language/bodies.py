"""Who heads a body of a state: "the CIA chief" is one of the agency, "the Pentagon chief" a minister."""

from __future__ import annotations

from dataclasses import replace

from readouts.knowledge import State
from readouts.language.mentions import Mention
from readouts.language.people import Resolver

# "a representative of Burkinabe leader A": not A
SENT_BY_ONE = frozenset(
    {"representative", "envoy", "special envoy", "emissary", "special representative", "adviser", "aide"}
)
HEADS = frozenset({"chief", "head", "boss", "director", "leader"})
CHAIRS = frozenset({"speaker", "deputy speaker", "chair", "chairman", "chairwoman"})
_LEADERS = frozenset({"leader", "president", "premier", "prime minister"})
LEADERS = "leaders of a body"  # by which rule "G7 leaders" are named
# a state has many, of whom the table holds one: meant only where the text names that one
SEVERAL = frozenset(
    {
        "envoy",
        "special envoy",
        "special representative",
        "negotiator",
        "emissary",
        "mediator",
        "prince",
        "princess",
        "strongman",  # also one who rules behind the one in office
    }
)
# ministries that are called by another name than that of their minister
_MINISTRIES = {"Pentagon": "secretary of defense", "State Department": "secretary of state"}


def headed(office: Mention, words: str, body: str, resolver: Resolver) -> Mention:
    """A head named with its body: the minister where that is a ministry, else an office of the body alone.

    Who leads a part of a state is its own: "the president of Somaliland". Other offices are left as they are.
    """
    if office.state and resolver.is_region(office.state, body):
        return _of_region(office, words, body, resolver)
    if words not in HEADS:
        return office
    ministry = _MINISTRIES.get(body)
    holder = resolver.holder(office.state, ministry) if ministry and office.state else None
    if holder is None or ministry is None:
        return _of_body(office, f"{words} of {body}")
    return replace(
        office,
        person=holder.id,
        name=holder.name,
        office=ministry,
        title=ministry,
        inferred=f"{ministry} of {office.state}",
        rule="head of a ministry",
    )


def _of_region(office: Mention, words: str, region: str, resolver: Resolver) -> Mention:
    """ "the president of Somaliland", "the Kurdistan Region's prime minister": who leads the part, not the state."""
    found = resolver.regional(office.state, region, None if words in _ANY_HEAD else words) if office.state else None
    role = _of_body(office, f"{words} of {region}")
    if found is None:
        return role
    person, title = found
    return replace(
        role, person=person.id, name=person.name, office=title, inferred=f"{title} then", rule="head of a region"
    )


_ANY_HEAD = frozenset({"leader", "head", "ruler"})


def of_a_part(office: Mention, words: str, resolver: Resolver) -> Mention:
    """ "the head of Germany's intelligence service": one of that state, whoever leads it."""
    name = f"{words} of a body of {resolver.body_name(office.state)}" if office.state else words
    return _of_body(office, name)


def _of_body(office: Mention, name: str) -> Mention:
    return replace(office, person=None, name=name, office=name, inferred=None, rule="head of a body of a state")


def of_members(office: Mention, title: str, state: State | None) -> Mention | None:
    """ "NATO leaders", "the foreign ministers of the G7": the body, not the one who heads it; None for other titles."""
    named = title.endswith("minister") or title in ("leader", "head of state", "head of government")
    if state is None or state.kind != "body" or not named:
        return None
    span = office.span
    return Mention(span=span, head=span, kind="body", name=state.name, rule=LEADERS, state=state.code, title=title)


def are_many(single: str, state: State | None) -> bool:
    """Whether a state's title in the plural is of others than the one who holds it: "Chinese leaders"."""
    return single in _LEADERS and (state is None or state.kind != "body")
