"""The words that name people by office: a data file, checked, and the patterns made of it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from readouts.errors import KnowledgeError

Acts = Literal["yes", "named", "no"]


@dataclass(frozen=True, slots=True)
class Title:
    """Words that name an office, in lower case: whether a plural, whether the holder acts for a state."""

    words: str
    plural: bool
    acts: Acts


@dataclass(frozen=True, slots=True)
class Titles:
    """All of them, with one pattern for each kind."""

    titles: dict[str, Title]
    delegations: frozenset[str]
    administrations: frozenset[str]
    pattern: re.Pattern[str]
    modifiers: re.Pattern[str]
    past: re.Pattern[str]
    honorific: re.Pattern[str]
    organs: re.Pattern[str]
    officials: re.Pattern[str]
    twins: re.Pattern[str]
    no_names: frozenset[str]
    only: dict[str, str]

    def get(self, words: str) -> Title | None:
        """The title of these words, in whatever case and spacing."""
        return self.titles.get(" ".join(words.lower().split()))


@cache
def load() -> Titles:
    """The shipped table; KnowledgeError where the file is wrong."""
    name = "language/data/titles.toml"
    try:
        data = tomllib.loads(files("readouts").joinpath(name).read_text(encoding="utf-8"))
        titles: dict[str, Title] = {}
        for row in data["title"]:
            for plural, key in ((False, "single"), (True, "plural")):
                for words in row[key]:
                    if words in titles:
                        raise KnowledgeError(f"{name}: title {words!r} stands twice; keep one")
                    titles[words] = Title(words, plural, row["acts"])
        delegations = frozenset(data["group"]["delegation"])
        administrations = frozenset(data["group"]["administration"])
        modifiers, past = data["modifiers"]["plain"], data["modifiers"]["past"]
        honorific = data["honorific"]["words"]
        organs = data["organs"]["words"]
        officials, offices = data["officials"]["words"], data["officials"]["offices"]
        no_names = frozenset(data["no_name"]["words"])
        only = {words: state for state, listed in data["only"].items() for words in listed}
    except (KeyError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{name}: {error}; see the comments at its head for the form") from error
    return Titles(
        titles,
        delegations,
        administrations,
        re.compile(rf"(?<![\w-])(?:{_any([*titles, *delegations, *administrations])})(?![\w])", re.IGNORECASE),
        re.compile(rf"(?:(?:{_any(modifiers + past)})[ \u00a0-]+)*", re.IGNORECASE),
        re.compile(rf"\b(?:{_any(past)})(?![\w])", re.IGNORECASE),
        re.compile(rf"(?:(?:{_any(honorific)})[ \u00a0]+)*"),
        re.compile(rf"(?:['’]s?)?[ \u00a0](?:{_any(organs)})(?![\w])"),
        re.compile(rf"^[ \u00a0]+(?:(?:{_any(officials)}) and )?(?:{_any(officials)})[ \u00a0]+$", re.IGNORECASE),
        re.compile(rf"\b({_any(offices)}) and $", re.IGNORECASE),
        no_names,
        only,
    )


def _any(words: list[str]) -> str:
    longest_first = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"[ \u00a0\n]") for w in longest_first)


def singular(words: str) -> str:
    """The singular of a plural title: "prime ministers" → "prime minister", "heads of state" → "head of state"."""
    for head, rest in (
        ("heads of", "head of"),
        ("secretaries-general", "secretary-general"),
        ("secretaries", "secretary"),
    ):
        if words.startswith(head) or words.endswith(head):
            return words.replace(head, rest)
    return words.removesuffix("s")
