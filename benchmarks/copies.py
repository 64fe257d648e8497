"""How well copies are told: hand-labelled pairs of feed items, and a set of copies made on purpose.

    python benchmarks/copies.py [--wordnet FOLDER] [--seed N ...] [--peers]

The hand-labelled pairs and the texts come from the folder of outside data (READOUTS_SHARED, else `../shared` beside
the repository), the synonyms from WordNet 3.0 as Debian's `wordnet-base` installs it.
Of each `--seed` (1 where none is given) a set is made. `--peers`
runs MinHash and TF-IDF on the same texts, at the settings of the field and at the lowest threshold at which nothing
is called a copy wrongly; neither is a dependency of the project, `pip install datasketch scikit-learn` where it is run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

from made_copies import KINDS, Made, make_set, read_synonyms
from readouts.ledger.families import Known, find_kin
from readouts.ledger.trace import hash_words, trace
from readouts.model import Interval

SHARED = Path(os.environ.get("READOUTS_SHARED", Path(__file__).parents[2] / "shared"))
_WORD = re.compile(r"[^\W_]+")
Pair = frozenset[str]
Finder = Callable[[Sequence[Made]], set[Pair]]


def rows_of(name: str) -> list[dict[str, str]]:
    """The lines of a file of the outside data."""
    return [json.loads(line) for line in (SHARED / name).read_text(encoding="utf-8").splitlines()]


def labelled(half: str) -> None:
    """The share of hand-labelled pairs that are called copies, by relation, of one half."""
    texts = {row["id"]: row for row in rows_of("corpora/feed.jsonl") + rows_of("corpora/articles.jsonl")}
    days = {id: Interval(*[_day(row["published"])] * 2) for id, row in texts.items() if row["published"]}
    known = {id: Known(row["outlet"], days.get(id)) for id, row in texts.items()}
    kin = find_kin({id: trace(row["text"]) for id, row in texts.items()}, known)
    found = {frozenset(pair) for family in kin for pair in combinations(family.members, 2)}
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows_of("gold/copies_dev.jsonl"):
        if row["half"] == half:
            total[row["relation"]] += 1
            right[row["relation"]] += frozenset((row["a"], row["b"])) in found
    for relation, number in sorted(total.items(), reverse=True):
        print(f"{half:5} {relation:26} called copies {right[relation]:3} of {number:3}  {right[relation] / number:.3f}")


def _day(words: str) -> date:
    return date.fromisoformat(words)


def ours(made: Sequence[Made]) -> set[Pair]:
    """Pairs that Readouts calls copies, by families."""
    kin = find_kin({one.id: trace(one.text) for one in made})
    return {frozenset(pair) for family in kin for pair in combinations(family.members, 2)}


Scores = dict[Pair, float]


def minhash(made: Sequence[Made]) -> Scores:
    """How alike the MinHash sketches of two texts' three-word runs are, 128 permutations.

    Of pairs that an index for .1 and more gives, which are some below it too.
    """
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found,unused-ignore]

    index = MinHashLSH(threshold=0.1, num_perm=128)
    sketches = {}
    for one in made:
        words = one.text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 3]).encode() for i in range(len(words) - 2)])
        sketches[one.id] = sketch
        index.insert(one.id, sketch)
    near = {frozenset((id, other)) for id, one in sketches.items() for other in index.query(one) if other != id}
    scores: Scores = {}
    for pair in near:
        a, b = sorted(pair)
        scores[pair] = sketches[a].jaccard(sketches[b])
    return scores


def tfidf(made: Sequence[Made]) -> Scores:
    """The cosine of TF-IDF of runs of three to five characters, from .2 on."""
    from sklearn.feature_extraction.text import (  # type: ignore[import-not-found,unused-ignore]
        TfidfVectorizer,
    )

    matrix = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, max_features=200_000).fit_transform(
        one.text for one in made
    )
    near = (matrix @ matrix.T).tocoo()
    return {
        frozenset((made[i].id, made[j].id)): float(value)
        for i, j, value in zip(near.row, near.col, near.data, strict=True)
        if i < j and value >= 0.2
    }


def judge(name: str, finder: Finder, made: Sequence[Made]) -> None:
    """Prints recall by kind, false pairs and texts a CPU second."""
    start = time.process_time()
    found = finder(made)
    tell(name, found, made, time.process_time() - start)


def judge_scores(name: str, finder: Callable[[Sequence[Made]], Scores], made: Sequence[Made], usual: float) -> None:
    """Prints the same of a peer at its usual threshold, and at the lowest one at which no false pair is left."""
    start = time.process_time()
    scores = finder(made)
    seconds = time.process_time() - start
    worst = max((score for pair, score in scores.items() if _false(pair, _groups(made))), default=0.0)
    tell(f"{name}, from {usual:.2f}", {pair for pair, score in scores.items() if score >= usual}, made, seconds)
    tell(f"{name}, above {worst:.2f}", {pair for pair, score in scores.items() if score > worst}, made, seconds)


def tell(name: str, found: set[Pair], made: Sequence[Made], seconds: float) -> None:
    """Prints recall by kind, false pairs and texts a CPU second."""
    groups = _groups(made)
    wrong = sum(_false(pair, groups) for pair in found)
    recall = {}
    for kind in KINDS:
        copies = [one for one in made if one.kind == kind]
        recall[kind] = sum(frozenset((one.id, f"{one.group}-original")) in found for one in copies) / len(copies)
    told = "  ".join(f"{kind} {share:.3f}" for kind, share in recall.items())
    mean = sum(recall.values()) / len(recall)
    print(f"{name:20} recall {mean:.4f}  false pairs {wrong}  {len(made) / seconds:.0f} texts/s\n           {told}")


def _groups(made: Sequence[Made]) -> dict[str, int | None]:
    return {one.id: one.group for one in made}


def _false(pair: Pair, groups: dict[str, int | None]) -> bool:
    found = {groups[id] for id in pair}
    return len(found) > 1 or None in found


def long_texts() -> list[str]:
    """Texts of 120 words and more; of those that share a tenth of their runs of eight words, natural copies, one.

    Words are compared without case and marks: one outlet's curly quotation marks are another's straight ones.
    """
    texts = {f"a{n}": row["text"] for n, row in enumerate(rows_of("corpora/articles.jsonl"))}
    texts |= {f"f{n}": row["text"] for n, row in enumerate(rows_of("corpora/feed.jsonl"))}
    texts |= {f"p{n}": row["text"] for n, row in enumerate(rows_of("corpora/attributions.jsonl"))}
    long = {id: text for id, text in sorted(texts.items()) if len(text.split()) >= 120}
    kept: list[str] = []
    seen: set[int] = set()
    for text in long.values():
        words = _WORD.findall(text.lower())
        runs = {hash_words(" ".join(words[start : start + 8])) for start in range(len(words) - 7)}
        if len(runs & seen) < 0.1 * len(runs):
            kept.append(text)
        seen |= runs
    return kept


def main(arguments: Iterable[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--seed", type=int, nargs="+", default=[1])
    parser.add_argument("--half", choices=("open", "check"), default="open")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    labelled(options.half)
    texts, synonyms = long_texts(), read_synonyms(options.wordnet)
    for seed in options.seed:
        made = list(make_set(texts, 150, 2000, synonyms, seed=seed))
        words = sum(len(one.text.split()) for one in made) / len(made)
        print(f"made set, seed {seed}: {len(made)} texts, {words:.0f} words each")
        judge("readouts", ours, made)
        if options.peers:
            judge_scores("MinHash", minhash, made, 0.3)
            judge_scores("TF-IDF", tfidf, made, 0.5)


if __name__ == "__main__":
    main()
