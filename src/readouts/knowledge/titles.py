"""What a title means: which kinds of office, and which of several offices of one kind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from readouts.knowledge.nouns import NAMED_BY_KIND, State, Tenure, Title
from readouts.text import fold

_ADDED = re.compile(r"^(?:the|acting|interim|caretaker|transitional|de facto|current|new|incoming|outgoing|longtime) ")
_AMERICAN = ((re.compile(r"\bdefense\b"), "defence"), (re.compile(r"\badvisor\b"), "adviser"))


def plain(title: str) -> str:
    """A title as it is compared: folded, in British spelling, without words that say how it is held.

    >>> plain("the acting Defense Minister")
    'defence minister'
    """
    phrase = fold(title)
    for american, british in _AMERICAN:
        phrase = american.sub(british, phrase)
    while shorter := _ADDED.sub("", phrase):
        if shorter == phrase:
            return phrase
        phrase = shorter
    return phrase


class Titles:
    """The rows of titles.csv, asked by state and title."""

    def __init__(self, rows: Iterable[Title]) -> None:
        self._rows = {(row.state, plain(row.title)): row for row in rows}

    def words(self) -> frozenset[str]:
        """All words that titles are made of, folded."""
        return frozenset(word for _, phrase in self._rows for word in phrase.split())

    def endings(self) -> frozenset[str]:
        """The words titles end with, folded: what may stand right before a name ("minister")."""
        return frozenset(phrase.split()[-1] for _, phrase in self._rows)

    def row(self, state: str | None, title: str) -> Title | None:
        """What a title means in a state, else what it means everywhere."""
        phrase = plain(title)
        return self._rows.get((state, phrase)) or self._rows.get((None, phrase))

    def kinds(self, state: State | None, code: str | None, title: str) -> tuple[str, ...]:
        """The kinds of office meant, best first; "leader" is whatever office leads that state."""
        row = self.row(code, title)
        if row is None:
            return ()
        leads = state.leader if state else ("head_of_state", "head_of_government", "body_head")
        kinds = (kind for named in row.kinds for kind in (leads if named == "leader" else (named,)))
        return tuple(dict.fromkeys(kinds))

    def meant(self, held: tuple[Tenure, ...], code: str, title: str) -> tuple[Tenure, ...]:
        """Those of some tenures of one kind that the title names: by its row's office, by its words, or by its kind."""
        row = self.row(code, title)
        if row and row.office:
            return tuple(t for t in held if t.title == row.office)
        words = set(plain(title).split())
        by_words = tuple(t for t in held if words <= set(plain(t.title).split()))
        exact = tuple(t for t in by_words if plain(t.title) == plain(title))
        return exact or by_words or tuple(t for t in held if t.kind in NAMED_BY_KIND)
