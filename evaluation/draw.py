"""Draws the texts that are labelled by hand: items of a collection, stratified by source and by candidate flag.

    python evaluation/draw.py > evaluation/drawn.csv

The outside collections lie in the folder that READOUTS_SHARED names, or beside the repository. What the development
gold holds already is left out. The same seed draws the same items; what it wrote was committed before a text was read.
"""

from __future__ import annotations

import csv
import json
import os
import random
import sys
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


def main() -> None:
    """Writes the rows `item,collection,half,twice`."""
    shared = Path(os.environ.get("READOUTS_SHARED", Path(__file__).parents[2] / "shared"))
    known = {json.loads(line)["id"] for line in (shared / "gold/dev.jsonl").open(encoding="utf-8")}
    strata: dict[tuple[str, str, bool], list[str]] = {key: [] for key in SHARES}
    for collection in ("articles", "feed"):
        for line in (shared / f"corpora/{collection}.jsonl").open(encoding="utf-8"):
            item = json.loads(line)
            if item["id"] not in known:
                strata[collection, item["source"], item["candidate"]].append(item["id"])
    chance = random.Random(SEED)
    drawn = [(item, key[0]) for key, number in SHARES.items() for item in sorted(chance.sample(strata[key], number))]
    twice = set(chance.sample([item for item, _ in drawn], TWICE))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("item", "collection", "half", "twice"))
    for number, (item, collection) in enumerate(drawn):
        out.writerow((item, collection, "open" if number % 2 else "check", "yes" if item in twice else "no"))


if __name__ == "__main__":
    main()
