"""How well machine rewriting is told from a text alone; `--write` renews the table of substitutes that it rests on.

    python benchmarks/rewriting.py [--wordnet FOLDER] [--write]

Texts are those of the outside data (READOUTS_SHARED, else `../shared` beside the repository), parted in two by a hash
of each: the table is made from the one half, the figures from the other, 400 clean texts and 400 others of which a
tenth to seven tenths of the content words were replaced by synonyms of any of WordNet's first four senses.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from made_copies import read_senses, spin
from readouts.language.rewritten import judge

SHARED = Path(os.environ.get("READOUTS_SHARED", Path(__file__).parents[2] / "shared"))
TABLE = Path(__file__).parents[1] / "src" / "readouts" / "language" / "data" / "substitutes.csv"
FILES = ("feed", "articles", "attributions", "official_readouts", "timex")
_LEARNT = (0.15, 0.3, 0.6)
SHARES = (0.1, 0.25, 0.4, 0.55, 0.7)
FLAGGED = 0.5
_WORD = re.compile(r"[A-Za-z]+")
_SENSES, _LEAST_TEXTS, _SHORTEST, _LONG = 4, 6, 15, 60
_ODD, _USUAL, _MOST = 1.0, -0.5, 4.0
"""From which weight on, and below which, a word says something; and the most that it may say."""


def read_texts() -> tuple[list[str], list[str]]:
    """The texts to make the table from, and those to measure on."""
    texts = {
        json.loads(line)["text"]
        for name in FILES
        for line in (SHARED / "corpora" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    }
    halves: tuple[list[str], list[str]] = ([], [])
    for text in sorted(texts, key=lambda text: zlib.crc32(text.encode())):
        halves[zlib.crc32(text.encode()) % 2].append(text)
    return halves


def read_all_synonyms(folder: Path) -> dict[str, tuple[str, ...]]:
    """For each word of WordNet the others of its first senses, several words in a row among them."""
    found: dict[str, set[str]] = defaultdict(set)
    for pos in ("noun", "verb", "adj", "adv"):
        senses = read_senses(folder / f"data.{pos}", several=True)
        for line in (folder / f"index.{pos}").read_text(encoding="ascii").splitlines():
            if not line.startswith(" "):
                parts = line.split()
                for sense in parts[4 + int(parts[3]) + 2 :][:_SENSES]:
                    found[parts[0]] |= {word for word in senses[sense] if word.lower() != parts[0]}
    return {word: tuple(sorted(others)) for word, others in found.items() if others}


def words_of(text: str) -> set[str]:
    """The words of a text, each once."""
    return {word.lower() for word in _WORD.findall(text)}


def make_table(texts: Sequence[str], synonyms: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """How much more often rewritten texts have a word than clean ones, as a natural logarithm; less often below 0."""
    chance = random.Random(5)
    clean, spun = Counter[str](), Counter[str]()
    some = [text for text in texts if len(text.split()) >= _SHORTEST]
    for text in some:
        clean.update(words_of(text))
        for share in _LEARNT:
            spun.update(words_of(spin(text, share, synonyms, chance)))
    weights = {
        word: math.log((spun[word] + 0.5) / len(_LEARNT) / (clean[word] + 0.5))
        for word in sorted(clean.keys() | spun.keys())
        if clean[word] + spun[word] >= _LEAST_TEXTS
    }
    return {
        word: round(max(-_MOST, min(weight, _MOST)), 1)
        for word, weight in weights.items()
        if not _USUAL < weight < _ODD
    }


def area(clean: Sequence[float], made: Sequence[float]) -> float:
    """The area under the curve: how often a made text scores above a clean one, ties counting half."""
    low = sorted(clean)
    above = [bisect_left(low, one) + (bisect_right(low, one) - bisect_left(low, one)) / 2 for one in made]
    return sum(above) / len(low) / len(made)


def measure(name: str, texts: Sequence[str], synonyms: dict[str, tuple[str, ...]]) -> None:
    """Prints the figures of 400 clean and 400 made texts."""
    chance = random.Random(1)
    drawn = chance.sample(list(texts), 800)
    clean = [judge(text).score for text in drawn[:400]]
    flagged = sum(score >= FLAGGED for score in clean) / len(clean)
    made: list[float] = []
    told = []
    for place, share in enumerate(SHARES):
        scores = [judge(spin(text, share, synonyms, chance)).score for text in drawn[400:]]
        made += scores[place :: len(SHARES)]
        told.append(f"{share:.0%} {area(clean, scores):.3f}/{sum(s >= FLAGGED for s in scores) / len(scores):.2f}")
    found = sum(score >= FLAGGED for score in made) / len(made)
    print(f"{name:12} AUC {area(clean, made):.4f}  clean flagged {flagged:.4f}  made found {found:.3f}")
    print(f"{'':12} AUC/found by share replaced: {'  '.join(told)}")


def main() -> None:
    """Prints the figures; with --write the table is made anew before."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    learnt, held_out = read_texts()
    synonyms = read_all_synonyms(options.wordnet)
    if options.write:
        rows = [f"{word},{weight}" for word, weight in make_table(learnt, synonyms).items()]
        TABLE.write_text("\n".join(["word,weight", *rows]) + "\n", encoding="utf-8")
    measure("15 words on", [text for text in held_out if len(text.split()) >= _SHORTEST], synonyms)
    measure("60 words on", [text for text in held_out if len(text.split()) >= _LONG], synonyms)
    measure("15 to 59", [text for text in held_out if _SHORTEST <= len(text.split()) < _LONG], synonyms)


if __name__ == "__main__":
    main()
