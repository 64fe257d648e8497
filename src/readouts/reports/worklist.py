"""Who is named with a role that the knowledge does not hold: a worklist, the most frequent first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from readouts.knowledge import Knowledge, Person, Tenure
from readouts.language import roles
from readouts.language.document import Document
from readouts.language.roles import Bearer
from readouts.model import Article, Interval
from readouts.text import fold

Counted = TypeVar("Counted")
_OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "crown_prince", "minister")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Somebody with a role that the knowledge does not hold.

    `person` is the id where the person is known and only the office is not. `role`, `kind` and `state` are those named
    most often; `articles` counts those that name the role, `mentions` every time; `first` and `last` are the days of
    the dated ones. `example` is a sentence of the article `source`, whose outlet is `outlet`.
    """

    name: str
    role: str
    kind: str
    state: str | None
    articles: int
    mentions: int
    first: date | None
    last: date | None
    example: str
    source: str
    outlet: str | None
    person: str | None = None


@dataclass(slots=True)
class _Seen:
    """What was seen of one name so far."""

    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    days: list[Interval] = field(default_factory=list)
    articles: int = 0
    example: str = ""
    source: str = ""
    outlet: str | None = None
    person: str | None = None


@dataclass(slots=True)
class Worklist:
    """Counts the people whom the articles added name with a role, and the knowledge does not have in it."""

    knowledge: Knowledge
    _seen: dict[str, _Seen] = field(default_factory=dict)

    def add(self, article: Article) -> None:
        """Count one article; only its words are looked at, nothing is parsed."""
        document = Document(article, self.knowledge)
        here: set[str] = set()
        for bearer in roles.find(document):
            known = self._known(bearer)
            if any(self._holds(person, bearer, article.published.interval) for person in known):
                continue
            key = fold(bearer.name)
            seen = self._seen.setdefault(key, _Seen())
            if key not in here:
                here.add(key)
                self._note_article(seen, document, bearer)
            seen.names[bearer.name] += 1
            seen.roles[bearer.role, bearer.kind] += 1
            seen.person = seen.person or (known[0].id if len(known) == 1 else None)
            if bearer.state:
                seen.states[bearer.state] += 1

    def rows(self, least: int = 1) -> list[Unknown]:
        """Those named so in at least so many articles, the most frequent first."""
        made = [_unknown(seen) for seen in self._seen.values() if seen.articles >= least]
        return sorted(made, key=lambda row: (-row.articles, -row.mentions, fold(row.name)))

    def _known(self, bearer: Bearer) -> tuple[Person, ...]:
        """Whom the name, or its first two words where a page ran on, may mean."""
        words = bearer.name.split()
        return self.knowledge.persons_named(bearer.name) or (
            self.knowledge.persons_named(" ".join(words[:2])) if len(words) > 3 else ()
        )

    def _holds(self, person: Person, bearer: Bearer, on: Interval | None) -> bool:
        """Whether nothing is missing of a person who is known: some office then, or the one named at another time."""
        if on is None or bearer.state is None or bearer.kind not in _OFFICES:
            return True
        ever = self.knowledge.tenures(person.id)
        return any(t.may_cover(on) or (t.state == bearer.state and t.kind == bearer.kind) for t in ever)

    @staticmethod
    def _note_article(seen: _Seen, document: Document, bearer: Bearer) -> None:
        seen.articles += 1
        if document.article.published.interval and document.article.published.basis == "given":
            seen.days.append(document.article.published.interval)
        if not seen.example:
            words = document.sentences[bearer.sentence].span.of(document.text)
            seen.example = " ".join(words.split())
            seen.source, seen.outlet = document.article.source, document.article.outlet


def _unknown(seen: _Seen) -> Unknown:
    role, kind = _most(seen.roles)
    return Unknown(
        name=_most(seen.names),
        role=role,
        kind=kind,
        state=_most(seen.states) if seen.states else None,
        articles=seen.articles,
        mentions=seen.names.total(),
        first=min((days.earliest for days in seen.days), default=None),
        last=max((days.latest for days in seen.days), default=None),
        example=seen.example,
        source=seen.source,
        outlet=seen.outlet,
        person=seen.person,
    )


def _most(counted: Counter[Counted]) -> Counted:
    return counted.most_common(1)[0][0]


def person_rows(rows: list[Unknown], knowledge: Knowledge) -> list[Person]:
    """Persons for a knowledge file: those whom the knowledge has not, ids that nobody has."""
    taken = {person.id for person in knowledge.persons}
    made = []
    for row in rows:
        if row.person is None:
            made.append(Person(id=_free(_slug(row.name), taken), name=row.name, source=_source(row)))
            taken.add(made[-1].id)
    return made


def tenure_rows(rows: list[Unknown], knowledge: Knowledge) -> list[Tenure]:
    """Tenures for a knowledge file: in office "not after" the first article's day and "not before" the last one's.

    That is all that the articles say; whoever knows more writes it in. Days and states that nothing tells are empty.
    """
    ids = iter(person.id for person in person_rows(rows, knowledge))
    return [
        Tenure(
            person=row.person or next(ids),
            state=row.state or "",
            title=" ".join(word[:1].upper() + word[1:] for word in row.role.split()),
            kind=row.kind,
            start=Interval(date.min, row.first) if row.first else None,
            end=Interval(row.last, date.max) if row.last else None,
            source=_source(row),
        )
        for row in rows
    ]


def _source(row: Unknown) -> str:
    where = row.outlet or row.source
    return f"stated in {where}, {row.first}" if row.first else f"stated in {where}"


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in fold(name)).split())


def _free(slug: str, taken: set[str]) -> str:
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
