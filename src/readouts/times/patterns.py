"""The patterns by which articles are dated, from `dating.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from readouts.errors import KnowledgeError
from readouts.times.words import DATA


@cache
def load_pattern(section: str, name: str) -> re.Pattern[str]:
    """One pattern of `dating.toml`; a missing or wrong one is a KnowledgeError that names it."""
    with (DATA / "dating.toml").open("rb") as source:
        data = tomllib.load(source)
    try:
        return re.compile(data[section][name])
    except KeyError:
        raise KnowledgeError(f"dating.toml: [{section}] has no {name!r}; add it") from None
    except re.error as fault:
        raise KnowledgeError(f"dating.toml: [{section}] {name}: {fault}; mend the pattern") from None
