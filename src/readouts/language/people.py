"""Who is meant: persons and offices resolved on the article's date, against the other names of the text."""

from __future__ import annotations

from collections.abc import Callable

from readouts.knowledge import Knowledge, Person, Tenure
from readouts.model import Interval


class Resolver:
    """Resolves names and titles of one article; `on` is its publication interval, None where unknown."""

    def __init__(self, knowledge: Knowledge, on: Interval | None) -> None:
        self.knowledge = knowledge
        self.on = on
        self.full: set[str] = set()

    def person(self, candidates: tuple[str, ...], state: str | None, title: str | None) -> Person | None:
        """The one person meant among `candidates`, None where that stays open.

        A state named beside the name, then the full name elsewhere in the text, then an office held on the date decide.
        """
        left = list(dict.fromkeys(candidates))
        if len(left) > 1 and title and self.knowledge.title_kinds(state, title):
            # several of one surname, and a title: whoever never held it is not meant
            left = [p for p in left if p in self.full or self.ever_held(p, state, title)]
        tests: tuple[Callable[[str], bool], ...] = (
            lambda p: state is None or state in self._states(p),
            lambda p: p in self.full,
            lambda p: self._holds(p, state, title),
            lambda p: self.knowledge.office(p, self.on) is not None,
        )
        for test in tests:
            left = [p for p in left if test(p)] or left
            if len(left) == 1:
                return self.knowledge.person(left[0])
        highest = min((self._rank(p) for p in left), default=0)
        left = [p for p in left if self._rank(p) == highest]
        return self.knowledge.person(left[0]) if len(left) == 1 else None

    def ever_held(self, person: str, state: str | None, title: str) -> bool:
        """Whether a person held an office of this title at any time, in the state where one is given."""
        kinds = self.knowledge.title_kinds(state, title)
        return any(t.kind in kinds and state in (None, t.state) for t in self.knowledge.tenures(person))

    def _states(self, person: str) -> set[str]:
        return {t.state for t in self.knowledge.tenures(person)}

    def _holds(self, person: str, state: str | None, title: str | None) -> bool:
        tenure = self.knowledge.office(person, self.on)
        if tenure is None or title is None:
            return False
        return tenure.kind in self.knowledge.title_kinds(state or tenure.state, title)

    def _rank(self, person: str) -> int:
        tenure = self.knowledge.office(person, self.on)
        order = ("head_of_state", "head_of_government", "monarch", "body_head", "foreign_minister", "crown_prince")
        return order.index(tenure.kind) if tenure and tenure.kind in order else len(order)

    def tenure(self, person: str, state: str | None = None, title: str | None = None) -> Tenure | None:
        """The office held on the date: the one the text names where the person held several, else the principal one."""
        held = self.knowledge.tenures(person, self.on)
        if title:
            for tenure in held:
                if (state is None or tenure.state == state) and tenure.kind in self.knowledge.title_kinds(
                    tenure.state, title
                ):
                    return tenure
        return self.knowledge.office(person, self.on)

    def state_of(self, person: str) -> str | None:
        """The state a person acts for on the date: by the office held, else by the last or any one."""
        tenure = self.knowledge.office(person, self.on) or self.knowledge.last_office(person, self.on)
        if tenure is None:
            anywhere = self.knowledge.tenures(person)
            tenure = anywhere[0] if anywhere else None
        return tenure.state if tenure else None

    def holder(self, state: str, title: str) -> Person | None:
        """The one holder of an office on the date, None where nobody or several may be meant."""
        holders = {t.person for t in self.knowledge.holder_of(state, title, self.on)}
        return self.knowledge.person(holders.pop()) if len(holders) == 1 else None

    def is_region(self, state: str, name: str) -> bool:
        """Whether a part of a state has heads of its own in the knowledge: "Kurdistan Region", not "Hamas"."""
        return any(_heads(t, name) for t in self.knowledge.holders(state, "regional_head", None))

    def regional(self, state: str, region: str, title: str | None) -> tuple[Person, str] | None:
        """Who led a part of a state on the date, by any or by this title, with the title; None where not one alone."""
        held = [t for t in self.knowledge.holders(state, "regional_head", self.on) if _heads(t, region)]
        held = [t for t in held if title is None or t.title.lower().startswith(f"{title.lower()} of ")]
        if self.on is None or len({t.person for t in held}) != 1:
            return None
        return self.knowledge.person(held[0].person), held[0].title

    def body_name(self, code: str) -> str:
        """The name of a state or body, its code where it is unknown."""
        state = self.knowledge.state(code)
        return state.name if state else code


def _heads(tenure: Tenure, region: str) -> bool:
    """Whether an office is one of a region: "President of Somaliland"."""
    return tenure.title.endswith((f" of {region}", f" of the {region}"))
