"""Participants of the gold found among those predicted: by name, by the words of a role, by the state of an office."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from readouts.score.names import same_name, says_role
from readouts.score.shapes import ContactShape, PersonShape

_GROUP = re.compile(
    r"\b(delegations?|leaders|ministers|envoys|officials|counterparts|partners|advis[eo]rs|negotiators|lawmakers"
    r"|representatives)\b",
    re.IGNORECASE,
)
_NO_PERSON = frozenset({"office", "delegation", "state", "body"})


@dataclass(frozen=True, slots=True)
class Party:
    """A participant: its own name first of all `names` it may be matched under; `state` and `role` "" where unknown."""

    name: str
    names: tuple[str, ...]
    state: str = ""
    kind: str = ""
    role: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is not marked as an office, a delegation, a state or a body."""
        return self.kind not in _NO_PERSON

    @property
    def is_role(self) -> bool:
        """Whether it has no personal name: an office, a rank, a delegation, a group."""
        return self.kind in ("office", "delegation") or not _is_personal(self.name)

    @property
    def is_group(self) -> bool:
        """Whether it stands for several people."""
        return bool(_GROUP.search(self.name))

    @property
    def is_nameless(self) -> bool:
        """Whether none of its names is a personal one."""
        return not any(_is_personal(name) for name in self.names)

    @property
    def states(self) -> frozenset[str]:
        """Its states; a gold role may have several, with commas."""
        return frozenset(self.state.split(",")) - {""}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two lists of participants agree.

    `pairs` are the gold ones that are predicted, each with whom as, `by_words` of them by name or words; `left` are the
    predicted ones over; `groups` the states of which the gold names a group.
    """

    pairs: tuple[tuple[Party, Party], ...]
    by_words: int
    left: tuple[Party, ...]
    groups: frozenset[str]

    @property
    def count(self) -> int:
        """How many of the gold ones are predicted."""
        return len(self.pairs)


def read_parties(contact: ContactShape, roles: Mapping[str, str] | None = None) -> tuple[Party, ...]:
    """The participants of a contact; `resolves_to` gives those written as plain words further names.

    `roles` says what some of them did, under their names as written; raises ValueError where one is nobody's.
    """
    parties = tuple(_read_party(item, tuple(contact.resolves_to or ())) for item in contact.participants)
    names = [party.name for party in parties]
    for name in roles or ():
        if name not in names:
            raise ValueError(f"roles: no participant is written {name!r}")
    return tuple(
        replace(party, role=roles[party.name]) if roles and party.name in roles else party for party in parties
    )


def read_sides(contact: ContactShape) -> frozenset[str]:
    """The states and bodies of a contact: those it lists and those of its participants."""
    states = (item.state for item in contact.participants if isinstance(item, PersonShape) and item.state)
    return frozenset(contact.sides or ()).union(*(state.split(",") for state in states))


def agree(gold: Sequence[Party], guesses: Sequence[Party], sides: frozenset[str]) -> Agreement:
    """Match the gold participants with the predicted ones, `sides` being those of the gold contact.

    In three rounds: personal names; roles whose words stand in a predicted name or office; then the roles that are
    left, each with anybody left of a state it allows, people before states and offices.
    """
    left = list(guesses)
    named = [(want, _take(left, partial(_share_name, want))) for want in gold if not want.is_role]
    worded = [(want, _take(left, partial(_share_role, want))) for want in gold if want.is_role]
    groups = {s for want, got in worded if got and want.is_group for s in want.states or got.states}
    pairs = [(want, got) for want, got in (*named, *worded) if got]
    by_words = len(pairs)

    left.sort(key=lambda guess: not guess.is_person)
    named_states = {got.state for _, got in named if got}
    taken = set(named_states)
    for want in (want for want, got in worded if not got):
        allowed = want.states or sides - taken or sides - named_states or sides
        if want.is_group:
            groups |= allowed
        holder = _take(left, partial(_is_of, allowed))
        if holder:
            pairs.append((want, holder))
            taken.add(holder.state)
    return Agreement(tuple(pairs), by_words, tuple(left), frozenset(groups))


def is_superfluous(party: Party, agreement: Agreement, sides: frozenset[str]) -> bool:
    """Whether a predicted participant left over is one too many: of no gold group, no state or office of its sides."""
    return party.state not in agreement.groups and (party.is_person or party.state not in sides)


def _read_party(item: str | PersonShape, resolved: tuple[str, ...]) -> Party:
    if isinstance(item, str):
        return Party(item, tuple(name for name in (item, *resolved) if name))
    names = (item.name, *(item.aliases or ()), item.office)
    known = tuple(name for name in names if name)
    return Party(item.name or "", known, item.state or "", item.kind or "", item.role or "")


def _take(left: list[Party], fits: Callable[[Party], bool]) -> Party | None:
    """The first that fits, taken off the list."""
    for index, party in enumerate(left):
        if fits(party):
            return left.pop(index)
    return None


def _share_name(a: Party, b: Party) -> bool:
    return any(same_name(left, right) for left in a.names for right in b.names)


def _share_role(role: Party, party: Party) -> bool:
    return any(says_role(words, name) for name in role.names for words in party.names)


def _is_of(states: frozenset[str], party: Party) -> bool:
    return party.state in states


def _is_personal(name: str) -> bool:
    return name[:1].isupper() and " of " not in name and "delegation" not in name.lower()
