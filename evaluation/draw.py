"""Draws the texts that are labelled by hand: items of a collection, stratified by source and by candidate flag.

    python evaluation/draw.py > evaluation/drawn.csv
    python evaluation/draw.py --further > evaluation/drawn_further.csv

The outside collections lie in the folder that READOUTS_SHARED names, or beside the repository. What the development
gold holds already is left out, and of the further draw what the first one took. The same seed draws the same items;
what it wrote was committed before a text was read.
"""

from __future__ import annotations

import csv
import json
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

SEED = 20261125
SHARES = {  # how many of each (collection, source, candidate)
    ("articles", "abdullah-2k3", True): 46,
    ("articles", "abdullah-2k3", False): 10,
    ("articles", "Giveme5W1H", False): 4,
    ("feed", "r26", True): 28,
    ("feed", "r26", False): 6,
    ("feed", "rthk", True): 26,
    ("feed", "rthk", False): 4,
    ("feed", "wk", True): 28,
    ("feed", "wk", False): 4,
}
TWICE = 20  # items of these that a second reader labels without seeing the first labels
FURTHER_SEED = 20261126
FURTHER_SHARES = {  # how many of each (collection, source, candidate); all candidates that are left among the articles
    ("articles", "abdullah-2k3", True): 94,
    ("articles", "abdullah-2k3", False): 16,
    ("feed", "rthk", True): 60,
}
FURTHER_BATCHES = {"articles": 5, "feed": 2}  # each is read by another reader; the last of each is the half "check"


def main() -> None:
    """Writes the rows `item,collection,half,twice`, of the further draw `item,collection,batch,half`."""
    first = draw(SEED, SHARES, set())
    out = csv.writer(sys.stdout, lineterminator="\n")
    if "--further" in sys.argv[1:]:
        drawn = draw(FURTHER_SEED, FURTHER_SHARES, {item for item, _ in first[0]})[0]
        out.writerow(("item", "collection", "batch", "half"))
        out.writerows(dealt(drawn))
        return
    drawn, chance = first
    twice = set(chance.sample([item for item, _ in drawn], TWICE))
    out.writerow(("item", "collection", "half", "twice"))
    for number, (item, collection) in enumerate(drawn):
        out.writerow((item, collection, "open" if number % 2 else "check", "yes" if item in twice else "no"))


def draw(
    seed: int, shares: dict[tuple[str, str, bool], int], taken: set[str]
) -> tuple[list[tuple[str, str]], random.Random]:
    """So many items of each stratum, none of the development gold nor of `taken`, as (item, collection); and the
    source of chance as it stands after them."""
    shared = Path(os.environ.get("READOUTS_SHARED", Path(__file__).parents[2] / "shared"))
    known = {json.loads(line)["id"] for line in (shared / "gold/dev.jsonl").open(encoding="utf-8")} | taken
    strata: dict[tuple[str, str, bool], list[str]] = {key: [] for key in shares}
    for collection in ("articles", "feed"):
        for line in (shared / f"corpora/{collection}.jsonl").open(encoding="utf-8"):
            item = json.loads(line)
            key = (collection, item["source"], item["candidate"])
            if item["id"] not in known and key in strata:
                strata[key].append(item["id"])
    chance = random.Random(seed)
    drawn = [(item, key[0]) for key, number in shares.items() for item in sorted(chance.sample(strata[key], number))]
    return drawn, chance


def dealt(drawn: list[tuple[str, str]]) -> Iterator[tuple[str, str, int, str]]:
    """The items with the number of their batch and their half, dealt out like cards."""
    for collection, batches in FURTHER_BATCHES.items():
        items = [item for item, of in drawn if of == collection]
        for number, item in enumerate(items):
            batch = number % batches + 1
            yield item, collection, batch, "check" if batch == batches else "open"


if __name__ == "__main__":
    main()
