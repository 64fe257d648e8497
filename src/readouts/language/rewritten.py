"""Whether a text was rewritten word by word by a machine: fixed phrases of the field gone wrong, and odd words.

Rewriting by a thesaurus puts words in the place of common ones that the press hardly ever uses. `substitutes.csv` has
words with the natural logarithm of how much more often texts rewritten so have them than others: above 0 those which
the thesaurus brings, below 0 those which it takes away.
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from importlib.resources import files

from readouts.errors import KnowledgeError
from readouts.model import Rewritten, Span

FILE = "language/data/rewritten.toml"
SUBSTITUTES = "language/data/substitutes.csv"
_WORD = re.compile(r"[A-Za-z]+")
_FEWEST, _SHORTEST, _ODD = 8, 15, 2.0
# Of weight over the root of the text's different words: the even odds, how fast they grow, and what is as good as none.
_EVEN, _STEEP, _NONE = 1.1, 3.0, 0.005


def judge(text: str) -> Rewritten:
    """How likely a text was rewritten by a machine, with the phrases and words that betray it.

    The score joins the weights of the different phrases as if each were an independent witness, and with them what the
    words say together; a few words say nothing.

    >>> judge("Chinese language President Xi spoke in a video name.").score > 0.9
    True
    >>> judge("Chinese President Xi spoke in a video call.").score
    0.0
    """
    innocent = 1.0
    evidence: list[Span] = []
    for pattern, weight in load():
        spans = [Span(*match.span()) for match in pattern.finditer(text)]
        if spans:
            innocent *= 1 - min(weight, 0.95)
            evidence += spans
    odd, words = _judge_words(text)
    if odd:
        innocent *= 1 - odd
        evidence += [word for word in words if not any(word.overlaps(span) for span in evidence)]
    return Rewritten(score=round(1 - innocent, 3), evidence=tuple(sorted(evidence)))


def _judge_words(text: str) -> tuple[float, list[Span]]:
    """How likely the words of a text are those of a thesaurus; where they are, the odd ones."""
    weights = load_substitutes()
    seen: set[str] = set()
    odd: dict[str, Span] = {}
    for match in _WORD.finditer(text):
        word = match.group().lower()
        seen.add(word)
        if word not in odd and weights.get(word, 0.0) >= _ODD:
            odd[word] = Span(*match.span())
    weight = math.fsum(weights.get(word, 0.0) for word in seen) / math.sqrt(max(_SHORTEST, len(seen)))
    likely = 1 / (1 + math.exp(_STEEP * (_EVEN - weight)))
    if len(seen) < _FEWEST or likely < _NONE:
        return 0.0, []
    return likely, list(odd.values()) if weight >= _EVEN else []  # a few odd words betray nothing


@cache
def load_substitutes() -> dict[str, float]:
    """The words with their weights; KnowledgeError names the line that is wrong."""
    lines = files("readouts").joinpath(SUBSTITUTES).read_text(encoding="utf-8").splitlines()
    if not lines or lines[0] != "word,weight":
        raise KnowledgeError(f"{SUBSTITUTES}:1: the columns must be word, weight")
    weights: dict[str, float] = {}
    for number, line in enumerate(lines[1:], 2):
        word, _, weight = line.partition(",")
        try:
            weights[word] = float(weight)
        except ValueError:
            raise KnowledgeError(f"{SUBSTITUTES}:{number}: weight: {weight!r} is no number; give one") from None
    return weights


@cache
def load() -> tuple[tuple[re.Pattern[str], float], ...]:
    """The phrases with their weights; KnowledgeError names the row that is wrong."""
    rows = tomllib.loads(files("readouts").joinpath(FILE).read_text(encoding="utf-8"))["phrase"]
    table = []
    for number, row in enumerate(rows, 1):
        try:
            weight = float(row["weight"])
            table.append((re.compile(row["pattern"].replace(" ", r"\s")), weight))
        except (KeyError, ValueError, re.error) as error:
            raise KnowledgeError(
                f"{FILE}: phrase {number}: {error}; see the comments at the head for the form"
            ) from error
        if not 0 < weight <= 1:
            raise KnowledgeError(f"{FILE}: phrase {number}: weight {weight} must lie between 0 and 1")
    return tuple(table)
