"""The patterns by which articles are dated, from `dating.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from readouts.errors import KnowledgeError
from readouts.times.words import DATA


@cache
def load_text(section: str, name: str) -> str | None:
    """One pattern of `dating.toml` as it is written, of a section such as "head" or "standings.before"."""
    with (DATA / "dating.toml").open("rb") as source:
        table = tomllib.load(source)
    for part in section.split("."):
        table = table.get(part, {})
    return str(table[name]) if name in table else None


@cache
def load_pattern(section: str, name: str) -> re.Pattern[str]:
    """One pattern of `dating.toml`, compiled; a missing or wrong one is a KnowledgeError that names it."""
    text = load_text(section, name)
    if text is None:
        raise KnowledgeError(f"dating.toml: [{section}] has no {name!r}; add it")
    try:
        return re.compile(text)
    except re.error as fault:
        raise KnowledgeError(f"dating.toml: [{section}] {name}: {fault}; mend the pattern") from None
