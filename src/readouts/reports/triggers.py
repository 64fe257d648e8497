"""The words that may name a contact: a data file, checked, looked up by lemma."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from readouts.errors import KnowledgeError
from readouts.language.gate import Follows, Gate
from readouts.model import Channel
from readouts.reports import rulebook
from readouts.reports.rulebook import Row, Rulebook

if TYPE_CHECKING:
    from spacy.tokens import Token

VERB_FRAMES = (
    "with",
    "to",
    "object",
    "visit",
    "go",
    "host",
    "join",
    "message",
    "invite",
    "discuss",
    "agree",
    "send",
    "lead",
    "expected",
    "presence",
    "come",
)
NOUN_FRAMES = ("with", "visit", "message", "event", "medium", "expected", "invitation", "press", "guest")
FILE = rulebook.TRIGGERS
CHANNELS: tuple[Channel, ...] = get_args(Channel)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word: its lemma, the channel it names, the frame in which its parties stand, and what it must not precede."""

    lemma: str
    verb: bool
    channel: Channel
    frame: str
    never: frozenset[str]
    needs: frozenset[str]
    before: frozenset[str]
    skip: frozenset[str]
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class Triggers:
    """All triggers with the lists that go with them."""

    verbs: dict[str, Trigger]
    nouns: dict[str, Trigger]
    mediums: dict[Channel, re.Pattern[str]]
    in_person: re.Pattern[str]
    light: frozenset[str]
    addressees: frozenset[str]
    modifiers: frozenset[str]
    settings: frozenset[str]
    relations: frozenset[str]
    sports: re.Pattern[str]
    separate: frozenset[str]
    parts: dict[str, str]
    towns: frozenset[str]
    venues: frozenset[str]
    addressed: frozenset[str]
    attends: re.Pattern[str]
    attending: re.Pattern[str]
    gate: Gate


def load() -> Triggers:
    """The table that holds here; KnowledgeError names the file and the row that is wrong."""
    return _made_of(rulebook.current())


def tells(token: Token) -> Trigger | None:
    """The verb of contact that a token is by its lemma and the word behind it: "sat down", not "sat"."""
    found = load().verbs.get(token.lemma_.lower())
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return found if found and (not found.needs or following in found.needs) else None


@lru_cache(maxsize=8)
def _made_of(book: Rulebook) -> Triggers:
    try:
        data = book.lists
        verbs = _table(book.rows["verb"], True, VERB_FRAMES)
        nouns = _table(book.rows["noun"], False, NOUN_FRAMES)
        medium = data["medium"]
        return Triggers(
            verbs,
            nouns,
            {"phone_call": words(medium["phone_call"]), "video_call": words(medium["video_call"])},
            words(medium["in_person"]),
            frozenset(data["light"]["verbs"]),
            frozenset(data["nothing"]["addressees"]),
            frozenset(data["nothing"]["modifiers"]),
            frozenset(data["nothing"]["settings"]),
            frozenset(data["nothing"]["relations"]),
            words(data["nothing"]["sports"]),
            frozenset(data["nothing"]["separate"]),
            dict(row.split() for row in data["nothing"]["parts"]),
            frozenset(data["places"]["towns"]),
            frozenset(data["places"]["venues"]),
            frozenset(data["addressed"]["verbs"]),
            words(data["gatherings"]["attends"]),
            _nothing_but(data["gatherings"]["between"]),
            _gate(verbs, nouns),
        )
    except KeyError as error:
        raise KnowledgeError(f"{FILE}: {error} is missing; see the comments at its head for the form") from error


def _nothing_but(listed: list[str]) -> re.Pattern[str]:
    """Matches what holds, up to its end, only these words, spaces and commas."""
    return re.compile(rf"(?:[\s,]|\b(?:{'|'.join(map(re.escape, listed))})\b)*$")


def _gate(verbs: dict[str, Trigger], nouns: dict[str, Trigger]) -> Gate:
    """The gate over all forms of all triggers, and over what machine rewriting makes of a call ("a video name")."""
    none = frozenset[str]()
    rewritten = {f"{medium} name": Follows(none, none, none) for medium in ("video", "phone", "telephone")}
    rows: dict[str, Follows] = {}
    for trigger in (*nouns.values(), *verbs.values()):
        for form in forms(trigger.lemma) - trigger.skip:
            # what is both verb and noun ("call") passes where either does
            one = Follows(trigger.before, trigger.never, trigger.beside)
            rows[form] = one.either(rows[form]) if form in rows else one
    return Gate({**rows, **rewritten})


def words(phrases: list[str]) -> re.Pattern[str]:
    """One pattern for a list of phrases, each as whole words, spaces of any kind."""
    longest = sorted(phrases, key=lambda p: (-len(p), p))
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(p).replace(r"\ ", r"[\s\u00a0]+") for p in longest) + r")(?!\w)",
        re.IGNORECASE,
    )


def _table(rows: Sequence[Row], verb: bool, frames: tuple[str, ...]) -> dict[str, Trigger]:
    table: dict[str, Trigger] = {}
    for row in rows:
        frame = row["frame"]
        channel: Channel | None = next((c for c in CHANNELS if c == row["channel"]), None)
        if channel is None:
            known = ", ".join(CHANNELS)
            raise KnowledgeError(f"{row['where']}: channel {row['channel']!r} is none; known are {known}")
        if frame not in frames:
            raise KnowledgeError(f"{row['where']}: frame {frame!r} is none; known are {', '.join(frames)}")
        lists = [frozenset(_strings(row.get(key, []))) for key in ("never", "needs", "before", "skip", "beside")]
        for lemma in _strings(row["lemmas"]):
            table[lemma] = Trigger(lemma, verb, channel, str(frame), *lists)
    return table


def _strings(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


_IRREGULAR = {
    "meet": ("met",), "speak": ("spoke", "spoken"), "fly": ("flew", "flown"), "ring": ("rang", "rung"),
    "send": ("sent",), "sit": ("sat",), "shake": ("shook", "shaken"), "write": ("wrote", "written"),
    "go": ("went", "gone", "goes"), "be": ("is", "was", "were", "been"), "spend": ("spent",), "name": (),
    "leave": ("left",), "stand": ("stood",), "drop": ("dropped", "dropping"), "stop": ("stopped", "stopping"),
    "come": ("came",), "bring": ("brought",), "take": ("took", "taken"), "see": ("saw", "seeing", "seen"),
    "lead": ("led",),
}  # fmt: skip


def forms(lemma: str) -> set[str]:
    """Every form of a verb or noun, right or merely possible: talk, talks, talked, talking."""
    bare = lemma.removesuffix("e")
    found = {lemma, f"{lemma}s", f"{bare}ed", f"{bare}ing", f"{lemma}ings", *_IRREGULAR.get(lemma, ())}
    if lemma.endswith(("s", "x", "ch", "sh", "o", "e")):
        found.add(f"{bare}es")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        found |= {f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"}
    if lemma[-1] not in "aeiouywx" and lemma[-2] in "aeiou":
        found |= {f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"}
    return found
