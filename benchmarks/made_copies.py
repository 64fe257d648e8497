"""Copies made on purpose: words replaced by WordNet's synonyms, clutter and cuts, sentences moved."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_WORD = re.compile(r"[A-Za-z]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_POS = ("noun", "verb", "adj", "adv")
_LEAST_LETTERS = 4
SPINS = (10, 25, 40, 55, 70)
KINDS = ("exact", "boiler_cut20", "reordered", *(f"spin{share}" for share in SPINS))
_BEFORE = (
    "Advertisement\n\nShare this story\n\n",
    "By our staff\n\nPublished this morning\n\nListen to this article\n\n",
    "WORLD NEWS\n\nSubscribe for full access to our reporting\n\n",
)
_AFTER = (
    "\n\nRead more stories in our app.\n\nSign up for our newsletter to get the latest in your inbox.",
    "\n\nAll rights reserved. This material may not be published without permission.",
    "\n\nMost read today\n\nFollow us on social media.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A text of the made set: `group` is its original's number, None for one that stands alone."""

    id: str
    text: str
    group: int | None
    kind: str


def read_synonyms(folder: Path) -> dict[str, tuple[str, ...]]:
    """For each word of WordNet the other single words of its first sense; of several parts of speech the first."""
    found: dict[str, tuple[str, ...]] = {}
    for pos in _POS:
        senses = read_senses(folder / f"data.{pos}")
        for line in (folder / f"index.{pos}").read_text(encoding="ascii").splitlines():
            if line.startswith(" "):
                continue
            parts = line.split()
            first = parts[4 + int(parts[3]) + 2]
            others = tuple(word for word in senses.get(first, ()) if word.lower() != parts[0])
            if others and parts[0] not in found:
                found[parts[0]] = others
    return found


def read_senses(path: Path, *, several: bool = False) -> dict[str, tuple[str, ...]]:
    """The words of each sense in a file of WordNet's, by its place; with `several` also those of several words."""
    if not path.is_file():
        raise SystemExit(
            f"{path}: no such file; install WordNet 3.0 (Debian: wordnet-base), or name its folder with --wordnet"
        )
    senses = {}
    for line in path.read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            parts = line.split(" | ")[0].split()
            words = parts[4 : 4 + 2 * int(parts[3], 16) : 2]
            senses[parts[0]] = tuple(
                word.split("(")[0].replace("_", " ") for word in words if several or "_" not in word
            )
    return senses


def spin(text: str, share: float, synonyms: dict[str, tuple[str, ...]], chance: random.Random) -> str:
    """The text with this share of its content words replaced, as far as there are synonyms for so many."""
    words = [match for match in _WORD.finditer(text) if len(match.group()) >= _LEAST_LETTERS]
    able = [match for match in words if _lemma(match.group(), synonyms)]
    chosen = chance.sample(able, min(len(able), round(share * len(words))))
    for match in sorted(chosen, key=lambda match: -match.start()):
        lemma = _lemma(match.group(), synonyms)
        assert lemma is not None
        other = chance.choice(synonyms[lemma])
        word = other.capitalize() if match.group()[0].isupper() else other
        text = text[: match.start()] + word + text[match.end() :]
    return text


def _lemma(word: str, synonyms: dict[str, tuple[str, ...]]) -> str | None:
    low = word.lower()
    tries = (low, low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ed"), low.removesuffix("ing"))
    return next((one for one in tries if one in synonyms), None)


def clutter_and_cut(text: str, chance: random.Random) -> str:
    """The text with a fifth of its sentences cut and clutter before and behind."""
    parts = [part for part in _SENTENCE.split(text) if part]
    cut = set(chance.sample(range(len(parts)), len(parts) // 5))
    kept = " ".join(part for place, part in enumerate(parts) if place not in cut)
    return chance.choice(_BEFORE) + kept + chance.choice(_AFTER)


def reorder(text: str, chance: random.Random) -> str:
    """The text with its sentences in another order."""
    parts = [part for part in _SENTENCE.split(text) if part]
    chance.shuffle(parts)
    return " ".join(parts)


def make_set(
    texts: list[str], originals: int, size: int, synonyms: dict[str, tuple[str, ...]], seed: int
) -> Iterator[Made]:
    """`size` texts: so many originals with a copy of each kind, the rest standing alone, the same for one seed."""
    chance = random.Random(seed)
    drawn = chance.sample(texts, originals + size - originals * (1 + len(KINDS)))
    for number, text in enumerate(drawn[:originals]):
        yield Made(f"{number}-original", text, number, "original")
        yield Made(f"{number}-exact", text.replace("\n\n", "\n"), number, "exact")
        yield Made(f"{number}-boiler_cut20", clutter_and_cut(text, chance), number, "boiler_cut20")
        yield Made(f"{number}-reordered", reorder(text, chance), number, "reordered")
        for share in SPINS:
            yield Made(f"{number}-spin{share}", spin(text, share / 100, synonyms, chance), number, f"spin{share}")
    for number, text in enumerate(drawn[originals:]):
        yield Made(f"alone-{number}", text, None, "distractor")
