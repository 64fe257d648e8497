"""Whether a text was rewritten word by word by a machine: fixed phrases of the field gone wrong."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from readouts.errors import KnowledgeError
from readouts.model import Rewritten, Span

FILE = "language/data/rewritten.toml"


def judge(text: str) -> Rewritten:
    """How likely a text was rewritten by a machine, with the phrases that betray it.

    The score joins the weights of the different phrases as if each were an independent witness.

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
    return Rewritten(score=round(1 - innocent, 3), evidence=tuple(sorted(evidence)))


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
