"""Atoms: the known words of a text (names, states, bodies, titles), before phrases are made of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from readouts.knowledge import Knowledge, Match
from readouts.language import titles
from readouts.language.titles import Titles

AtomKind = Literal["person", "short", "place", "outlet", "title", "delegation", "administration"]
PLACES = {
    "state": "state",
    "demonym": "demonym",
    "capital": "capital",
    "town": "town",
    "metonym": "metonym",
    "body": "body",
    "office_body": "office_body",
}
_PARTICLE = r"(?:al|el|bin|bint|ibn|von|van|der|de|da|del|dos|la|le|abu|ul|ur)"
WORD = r"[A-Z\u00c0-\u017d][\w’'\u2010\-]*"
# A personal name: "Asaad al-Shaibani", "Mahmoud Ali Youssouf", "J. D. Vance", "Ursula von der Leyen".
NAME = re.compile(
    rf"(?:[A-Z]\.|{WORD}|[aA]l-{WORD})"
    rf"(?:[ \u00a0](?:(?:{_PARTICLE})[ \u00a0\-])*(?:[A-Z]\.|{WORD}|[aA]l-{WORD})){{0,4}}"
)


# "I" is a word before it is Juan Carlos I.
_NUMERAL = re.compile(r"^[IVX]+$")


# "South American" is of no state called America.
_KNIGHT = re.compile(r"\b(?:Sir|Dame)[ \u00a0]([A-Z][a-z]+)(?!['’]?\w)(?![ \u00a0][A-Z])")
# "his Security Council", "the National Security Council" are no body of the world's
_OF_ONES_OWN = re.compile(r"\b(?:his|her|its|their|own|National)[ \u00a0]$")
_OF_A_STATE = re.compile(r"(?<!UN)(?<!Nations)['’]s[ \u00a0]$")  # "Turkey's Security Council"
_LETTERS = re.compile(r"[^\W\d_]+")
_WATERS = re.compile(r"[ \u00a0](?:Sea|Ocean|Valley|River|Straits?|Channel)\b(?!['’]?s)")
_WATERS_OF = re.compile(r"\b(?:Gulf|Sea|Bay|Straits?)[ \u00a0]of[ \u00a0]$")
_CONTINENT = re.compile(r"\b(?:South|North|Latin|Central)[ -]$")


@dataclass(frozen=True, slots=True)
class Atom:
    """One known word or phrase: offsets, what it is, whom or what it may mean."""

    start: int
    end: int
    kind: AtomKind
    sort: str
    targets: tuple[str, ...]
    text: str


def _is_ones_own(text: str, match: Match) -> bool:
    """Whether a council is one's own and not the world's."""
    before = text[max(0, match.start - 9) : match.start]
    council = text[match.start : match.end].endswith("Council")
    return bool(_OF_ONES_OWN.search(before) or (council and _OF_A_STATE.search(before)))


def _is_water(text: str, match: Match) -> bool:
    """ "the South China Sea", "the Gulf of Mexico", "the Jordan Valley": what bears a state's name and is none."""
    return bool(_WATERS.match(text, match.end) or _WATERS_OF.search(text[max(0, match.start - 11) : match.start]))


def find(text: str, knowledge: Knowledge, names: Iterable[Match] | None = None) -> list[Atom]:
    """The atoms of a text in order, none overlapping another; `names` are what the knowledge finds, if found before."""
    found = [
        _known(match, text)
        for match in (knowledge.find(text) if names is None else names)
        if not _NUMERAL.match(text[match.start : match.end])
        and not (match.kind == "office_body" and _is_ones_own(text, match))
        and not (match.kind in ("state", "demonym") and _is_water(text, match))
        and not (
            _CONTINENT.search(text[max(0, match.start - 9) : match.start])
            and text[match.start : match.end].startswith("America")
        )
    ]
    found = [atom for i, atom in enumerate(found) if not _is_anothers(atom, found[i - 1] if i else None)]
    found += _knights(text, found, knowledge)
    table = titles.load()
    for match in _titles(text, table):
        words = " ".join(match.group().lower().split())
        kind: AtomKind = "title" if words in table.titles else "delegation"
        if words in table.administrations and words not in table.titles:
            kind = "administration"
        found.append(Atom(match.start(), match.end(), kind, words, (), match.group()))
    return _without_overlap(found)


def _is_anothers(atom: Atom, before: Atom | None) -> bool:
    """ "the Venezuelan General Assembly" is not that of the United Nations."""
    owned = before is not None and before.sort == "demonym" and before.end == atom.start - 1
    return atom.sort == "office_body" and owned and before is not None and before.targets != atom.targets


def _titles(text: str, table: Titles) -> Iterator[re.Match[str]]:
    """What the pattern of all titles finds in a text, tried only at words that begin one: it is slow elsewhere."""
    done = 0
    for start in _beginnings(text):
        match = table.pattern.match(text, start) if start >= done else None
        if match:
            done = match.end()
            yield match


def _beginnings(text: str) -> Iterator[int]:
    """Where the words stand with which titles begin."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow when made small
        yield from (word.start() for word in _LETTERS.finditer(text) if word.group().lower() in _first_words())
        return
    for _, start, end in _finder().find_matches_as_indexes(lower):
        if not (start and _LETTERS.match(text, start - 1)) and not _LETTERS.match(text, end):
            yield start


@cache
def _finder() -> AhoCorasick:
    return AhoCorasick(sorted(_first_words()), implementation=Implementation.DFA, matchkind=MatchKind.LeftmostLongest)


@cache
def _first_words() -> frozenset[str]:
    """The letters with which titles and groups begin, as far as the first sign that is no letter."""
    table = titles.load()
    begun = [_LETTERS.match(words) for words in (*table.titles, *table.delegations, *table.administrations)]
    return frozenset(match.group() for match in begun if match)


def _knights(text: str, found: list[Atom], knowledge: Knowledge) -> list[Atom]:
    """ "Sir Keir", "Dame Jacinda": the one person of the text with that first name."""
    if "Sir " not in text and "Dame " not in text:
        return []
    persons = {target for atom in found if atom.kind == "person" for target in atom.targets}
    made = []
    for match in _KNIGHT.finditer(text):
        called = [p for p in persons if knowledge.person(p).name.split(" ")[0] == match.group(1)]
        if len(called) == 1:
            made.append(Atom(match.start(1), match.end(1), "short", "short_name", (called[0],), match.group(1)))
    return made


def _known(match: Match, text: str) -> Atom:
    start, end, kind, targets = match.start, match.end, match.kind, match.targets
    words = text[start:end]
    if kind in ("person", "short_name"):
        return Atom(start, end, "person" if kind == "person" else "short", kind, targets, words)
    if kind == "outlet":
        return Atom(start, end, "outlet", kind, targets, words)
    return Atom(start, end, "place", PLACES[kind], targets, words)


def _without_overlap(found: list[Atom]) -> list[Atom]:
    """Longest first; of equal length what the knowledge names goes before a title."""
    rank = {"person": 0, "place": 1, "outlet": 2, "short": 3, "title": 4, "delegation": 5, "administration": 6}
    taken: list[Atom] = []
    starts: list[int] = []
    for atom in sorted(found, key=lambda a: (a.start - a.end, rank[a.kind], a.start)):
        at = bisect_left(starts, atom.start)
        clear = at == 0 or taken[at - 1].end <= atom.start
        if clear and (at == len(taken) or atom.end <= taken[at].start):
            starts.insert(at, atom.start)
            taken.insert(at, atom)
    return taken
