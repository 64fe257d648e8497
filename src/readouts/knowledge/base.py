"""The knowledge as one object: asked by name, by office and by day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from readouts.errors import KnowledgeError
from readouts.knowledge.finder import Finder
from readouts.knowledge.names import Names
from readouts.knowledge.nouns import KINDS, Match, Outlet, Person, State, Tenure
from readouts.knowledge.tables import Tables
from readouts.knowledge.titles import Titles
from readouts.model import Interval
from readouts.text import fold

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
# "The head of state" of a kingdom is its monarch, the head of government of the United States its president.
_STANDS_FOR: dict[str, tuple[str, ...]] = {
    "head_of_state": ("head_of_state", "monarch"),
    "monarch": ("monarch", "head_of_state"),
}


class Knowledge:
    """Who held which office when; states, bodies and outlets with their names."""

    def __init__(self, tables: Tables) -> None:
        self._persons = {key: person for key, (person, _) in tables.persons.items()}
        self._states = {key: state for key, (state, _) in tables.states.items()}
        self._outlets = [outlet for outlet, _ in tables.outlets.values()]
        self.cautious = frozenset(tables.cautious)
        self._held: dict[str, list[Tenure]] = defaultdict(list)
        self._holders: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
        for tenure, _ in tables.tenures.values():
            self._held[tenure.person].append(tenure)
            self._holders[tenure.state, tenure.kind].append(tenure)
        self._titles = Titles(title for title, _ in tables.titles.values())
        honorifics = {fold(word): note for word, (note, _) in tables.honorifics.items()}
        self._names = Names(self._persons.values(), self._titles.words() | frozenset(honorifics))
        self._state_names = _state_names(self._states.values())
        self._outlet_names = {
            fold(name): outlet for outlet in reversed(self._outlets) for name in (*outlet.aliases, outlet.name)
        }
        before = self._titles.endings() | {word for word, note in honorifics.items() if note == "title"}
        towns = tuple(town for town, _ in tables.towns.values())
        self._finder = Finder(
            self._persons.values(), self._states.values(), self._outlets, self.cautious, before, towns
        )

    @property
    def persons(self) -> tuple[Person, ...]:
        """All persons, in the order of the files."""
        return tuple(self._persons.values())

    @property
    def states(self) -> tuple[State, ...]:
        """All states, territories and bodies, in the order of the files."""
        return tuple(self._states.values())

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """All outlets, in the order of the files."""
        return tuple(self._outlets)

    def find(self, text: str) -> list[Match]:
        """The names in a text, in order, none overlapping; a possessive 's is left out of the span.

        Short names listed in `cautious` ("May", "Rice") count only after the full name or right behind a title.

        >>> from readouts.knowledge import load
        >>> [(m.kind, m.targets) for m in load().find("Xi Jinping’s call to Berlin")]
        [('person', ('xi-jinping',)), ('capital', ('DEU',))]
        """
        return self._finder.find(text)

    def person(self, id: str) -> Person:
        """The person of an id; KnowledgeError where there is none."""
        try:
            return self._persons[id]
        except KeyError:
            raise KnowledgeError(f"no person {id!r}; ids are in persons.csv") from None

    def persons_named(self, name: str) -> tuple[Person, ...]:
        """All persons a name may mean: full name, alias, short name, near spelling, with or without a title.

        >>> from readouts.knowledge import load
        >>> [person.id for person in load().persons_named("President Recep Tayyip Erdoğan")]
        ['recep-tayyip-erdogan']
        """
        return tuple(self._persons[id] for id in self._names.named(name))

    def tenures(self, person_id: str, on: Interval | None = None) -> tuple[Tenure, ...]:
        """A person's tenures that may overlap `on` (all without it): surely held first, then the highest office."""
        held = self._held.get(person_id, [])
        if on is None:
            return tuple(sorted(held, key=lambda t: (t.possible, _RANK[t.kind])))
        return tuple(sorted((t for t in held if t.may_cover(on)), key=lambda t: _order(t, on)))

    def office(self, person_id: str, on: Interval | None) -> Tenure | None:
        """The principal office a person held on `on`; without a day, the only one they ever held, else None."""
        held = self.tenures(person_id, on)
        if on is None:
            return held[-1] if held and len({(t.state, t.title) for t in held}) == 1 else None
        return held[0] if held else None

    def last_office(self, person_id: str, on: Interval | None) -> Tenure | None:
        """The office that "former" means: the last one of rank that a person had surely left before `on`."""
        held = self._held.get(person_id, [])
        past = [t for t in held if t.end and t.end.latest < (on.earliest if on else date.max)]
        high = [t for t in past if _RANK[t.kind] <= _RANK["national_security_adviser"]]
        return max(high or past, key=lambda t: (t.possible.latest, -_RANK[t.kind]), default=None)

    def holders(self, state: str, kind: str, on: Interval | None) -> tuple[Tenure, ...]:
        """Who may have held a kind of office on `on`, surest first; acting holders included."""
        for stand_in in self._kinds_meant(state, kind):
            held = self._holders.get((state, stand_in), [])
            if held:
                if on is None:
                    return tuple(sorted(held, key=lambda t: t.possible))
                return tuple(sorted((t for t in held if t.may_cover(on)), key=lambda t: _order(t, on)))
        return ()

    def _kinds_meant(self, state: str, kind: str) -> Sequence[str]:
        if kind == "head_of_government" and (state, kind) not in self._holders:
            return ("head_of_state", "monarch", "body_head")
        return _STANDS_FOR.get(kind, (kind,))

    def title_kinds(self, state: str | None, title: str) -> tuple[str, ...]:
        """The kinds of office a title means in a state, best first; empty where the title is unknown.

        >>> from readouts.knowledge import load
        >>> load().title_kinds("DEU", "chancellor"), load().title_kinds("IRN", "president")
        (('head_of_government',), ('head_of_government',))
        """
        return self._titles.kinds(self._states.get(state or ""), state, title)

    def holder_of(self, state: str, title: str, on: Interval | None) -> tuple[Tenure, ...]:
        """Who is meant by a title of a state on a day; empty when unknown, several when it cannot be told.

        >>> from datetime import date
        >>> from readouts.knowledge import load
        >>> [t.person for t in load().holder_of("DEU", "chancellor", Interval.day(date(2022, 3, 1)))]
        ['olaf-scholz']
        """
        if on is None:
            return ()
        for kind in self.title_kinds(state, title):
            held = self._titles.meant(self.holders(state, kind, on), state, title)
            if held:
                sure = tuple(t for t in held if t.surely_covers(on))
                return tuple(t for t in sure if not t.acting) or sure or held
        return ()

    def state(self, code: str) -> State | None:
        """The state, territory or body of a code."""
        return self._states.get(code)

    def state_of(self, name: str) -> str | None:
        """The code that a name, demonym, capital or seat stands for; None where unknown or ambiguous.

        >>> from readouts.knowledge import load
        >>> [load().state_of(name) for name in ("German", "Berlin", "the Kremlin", "Atlantis")]
        ['DEU', 'DEU', 'RUS', None]
        """
        codes = self._state_names.get(fold(name)) or self._state_names.get(re.sub(r"^the ", "", fold(name)), ())
        return codes[0] if len(codes) == 1 else None

    def outlet(self, name: str) -> Outlet | None:
        """The outlet of a name, alias or address ("bbc.com"); what stands in brackets behind it is left out.

        >>> from readouts.knowledge import load
        >>> load().outlet("The Guardian (via a reader)").name
        'The Guardian'
        """
        folded = fold(re.sub(r"\s*\(.*\)$", "", name) or name)
        for tried in (fold(name), folded, re.sub(r"^(?:the|www) ?", "", folded)):
            if tried in self._outlet_names:
                return self._outlet_names[tried]
        return None


def _order(tenure: Tenure, on: Interval) -> tuple[bool, int, bool, Interval]:
    return (not tenure.surely_covers(on), _RANK[tenure.kind], tenure.acting, tenure.possible)


def _state_names(states: Iterable[State]) -> dict[str, tuple[str, ...]]:
    """Codes by folded name; a name proper goes before a capital ("Luxembourg"), that before a seat or office."""
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for state in states:
        layers = ((state.name, *state.aliases), state.demonyms, state.capitals, (*state.metonyms, *state.offices))
        for layer, names in enumerate(layers):
            for name in dict.fromkeys(fold(name) for name in names):
                before, codes = found.get(name, (layer, ()))
                if layer < before:
                    found[name] = (layer, (state.code,))
                elif layer == before and state.code not in codes:
                    found[name] = (layer, (*codes, state.code))
    return {name: codes for name, (_, codes) in found.items()}
