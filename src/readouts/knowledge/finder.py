"""Finding the names of the knowledge in a text: one automaton over all of them, word borders checked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick
from ahocorasick_rs import MatchKind as Automaton

from readouts.knowledge.nouns import Match, MatchKind, Outlet, Person, State, Town
from readouts.text import fold, normalise, plain

# Where one name is several kinds of thing, the kind that a sentence means most often stands first.
_ORDER: tuple[MatchKind, ...] = (
    "person", "state", "demonym", "body", "metonym", "office_body", "capital", "outlet", "short_name", "town",
)  # fmt: skip
# What makes a cautious surname or capital usable later in the text: "Theresa May", "Costa Rica".
_NAMING = frozenset({"person", "state", "demonym"})
# "Mr Brown", "President Park": a title before it makes a cautious name usable.
_WORD_BEFORE = re.compile(r"([\w'-]+)\.? $")
_GOES_ON = re.compile(r" [A-Z]")
# "(AFP)", "told Time", "Fox reported": what makes a word that is also an outlet's name the outlet.
_QUOTED_BEFORE = re.compile(
    r"(?:\b(?:told|according to|quoted by|reported by|citing|by|for|on|via|in)|\() (?:the )?$|\($"
)
_REPORTS_AFTER = re.compile(r"\)| (?:news agency|news|reported|reports|said|says|wrote|writes|quoted|understands)\b")
# A town is read only where the words say that something is there: many are surnames, papers or teams, too.
_THERE = re.compile(
    r"(?i:\b(?:in|to|at|from|near|into|around|via|outside|visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|leav(?:es?|ing)|left|"
    r"reach(?:es|ed)?|(?:city|town|port|resort)(?: of)?)) $"
)
_PERHAPS_THERE = re.compile(r"\b(?:for|of|and),? $|, $")
# "flew to Muscat", "talks in Sofia": what makes a capital of a name that is also a word, a surname or many places
_GONE_THERE = re.compile(
    r"\b(?i:(?:fl(?:ew|ies|y\w*)|travel\w*|go(?:es|ing)?|went|head\w*|trips?|visits?|return\w*|sent) to|"
    r"(?:is|was|were) in|(?:arriv\w+|land\w+|talks|summit|conference|visit\w*|capital,?)(?: in)?) $"
)
_ELSEWHERE = re.compile(r"(?: [A-Z]|, [A-Z][a-z]+(?:,|\.| (?!on|said|where|to)))")
_HELD_THERE = re.compile(r" (?:talks|summit|meetings?|visit|trip|conference|negotiations)\b")
# What nearly always stands around a word; everything else is looked at twice.
_OPEN, _CLOSE = frozenset(' \n"(-'), frozenset(' \n",.;:)?!-')
_POSSESSIVE = re.compile(r"'(?:s|d|ll|re|ve)?(?!\w)")


def _names(
    persons: Iterable[Person], states: Iterable[State], outlets: Iterable[Outlet], towns: Iterable[Town]
) -> Iterator[tuple[str, MatchKind, str]]:
    for person in persons:
        for name in (person.name, *person.aliases):
            yield name, "person", person.id
        for name in person.short:
            yield name, "short_name", person.id
    for state in states:
        own: MatchKind = "body" if state.kind in ("body", "non_state") else "state"
        for name in (state.name, *state.aliases):
            yield name, own, state.code
        for name in state.demonyms:
            yield name, "demonym", state.code
        for name in state.capitals:
            yield name, "capital", state.code
        for name in state.metonyms:
            yield name, "metonym", state.code
        for name in state.offices:
            yield name, "office_body", state.code
    for town in towns:
        yield town.name, "town", town.state
    for outlet in outlets:
        for name in (outlet.name, *outlet.aliases):
            yield name, "outlet", outlet.name


class Finder:
    """Finds names: longest leftmost, case as written, diacritics and kinds of dash and apostrophe set aside."""

    def __init__(
        self,
        persons: Iterable[Person],
        states: Iterable[State],
        outlets: Iterable[Outlet],
        cautious: frozenset[str],
        titles: frozenset[str],
        towns: Iterable[Town] = (),
    ) -> None:
        self._titles = titles
        meant: dict[str, dict[MatchKind, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for name, kind, target in _names(persons, states, outlets, towns):
            meant[plain(name)][kind][target] = None
        self._patterns = list(meant)
        self._meanings: list[tuple[MatchKind, tuple[str, ...]]] = []
        for kinds in meant.values():
            kind = min(kinds, key=_ORDER.index)
            self._meanings.append((kind, tuple(kinds[kind])))
        careful = {plain(term) for term in cautious}
        self._cautious = [pattern in careful for pattern in self._patterns]
        self._automaton = AhoCorasick(self._patterns, matchkind=Automaton.Standard)

    def find(self, text: str) -> list[Match]:
        """The names in a text, in order, none overlapping; offsets are the text's own code points."""
        view = normalise(text)
        moved = view.moved
        seen: set[str] = set()
        found: list[Match] = []
        for start, end, pattern in self._longest(view.text):
            kind, targets = self._meanings[pattern]
            if kind == "town" and not _is_town(view.text, start, end):
                continue
            if self._cautious[pattern]:
                targets = self._meant(view.text, start, end, kind, targets, seen)
                if not targets:
                    continue
            elif kind in _NAMING:
                seen.update(targets)
            span = view.span(start, end) if moved else (start, end)
            found.append(Match(*span, kind, targets))
        return found

    def _meant(
        self, text: str, start: int, end: int, kind: MatchKind, targets: tuple[str, ...], seen: set[str]
    ) -> tuple[str, ...]:
        """Who or what a name that is also a word means here, or nothing: `seen` are persons and states named before."""
        if kind == "outlet":
            return targets if _is_outlet(text, start, end) else ()
        if kind not in ("short_name", "capital"):
            return targets
        named = tuple(target for target in targets if target in seen)
        if not named and kind == "capital" and _is_capital(text, start, end):
            return targets
        if named or kind == "capital":
            return named
        # "Senator John Smith" is no "John": a title makes a surname only of a name that ends there
        return targets if self._titled(text, start) and not _GOES_ON.match(text, end) else ()

    def _titled(self, text: str, start: int) -> bool:
        """Whether a word that ends a title stands right before `start`."""
        before = _WORD_BEFORE.search(text[max(0, start - 24) : start])
        return before is not None and fold(before[1]) in self._titles

    def _longest(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Hits at word borders, leftmost first, of those the longest, as (start, end, pattern)."""
        padded = f" {text} "
        hits = [
            (start, -end, pattern)
            for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if (padded[start] in _OPEN and padded[end + 1] in _CLOSE) or _bordered(text, start, end)
        ]
        hits.sort()
        done = 0
        for start, minus_end, pattern in hits:
            if start >= done:
                done = -minus_end
                yield start, done, pattern


def _is_outlet(text: str, start: int, end: int) -> bool:
    """Whether the words around an ambiguous name say that it is a medium."""
    before = text[max(0, start - 20) : start]
    return bool(_QUOTED_BEFORE.search(before) or _REPORTS_AFTER.match(text, end))


def _bordered(text: str, start: int, end: int) -> bool:
    """Whether `start` to `end` are whole words: not "Xi" in "Xi'an", not "US" in "US$5"."""
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    if end == len(text):
        return True
    after = text[end]
    if after == "'":
        return _POSSESSIVE.match(text, end) is not None
    return not (after.isalnum() or after in "_$")


def _is_capital(text: str, start: int, end: int) -> bool:
    """ "flew to Muscat on Friday", "the Sofia talks", but no "visits Victoria Nuland", no "in Georgetown, Texas"."""
    before = text[max(0, start - 24) : start]
    there = _GONE_THERE.search(before) or _HELD_THERE.match(text, end)
    return bool(there) and not _ELSEWHERE.match(text, end)


def _is_town(text: str, start: int, end: int) -> bool:
    """ "in Geneva", "to Sochi", "the Istanbul talks", but no "fans of Sydney Sweeney", no "Milan beat Turin"."""
    before = text[max(0, start - 24) : start]
    if _HELD_THERE.match(text, end) or _THERE.search(before):
        return True
    return bool(_PERHAPS_THERE.search(before)) and not _GOES_ON.match(text, end)
