"""Where a report was written: "Seoul, South Korea (AP) - …" names a town in which nobody need have met."""

from __future__ import annotations

import re
from collections.abc import Iterable

from readouts.language.mentions import Mention

_BEHIND = re.compile(
    r"(?:[,/][ \u00a0]?[A-Z][\w.’' ]{2,30})?(?:,[ \u00a0][A-Z][a-z]{2,8}\.?[ \u00a0]\d{1,2})?"
    r"(?:[ \u00a0]?\([^()\n]{2,40}\))?[ \u00a0][-–—]{1,2}[ \u00a0]"
)


def without_dateline(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without the towns and states of a dateline, which opens a line and ends in a dash."""
    kept: list[Mention] = []
    end = 0
    for mention in mentions:
        opens = mention.span.start == 0 or text[mention.span.start - 1] == "\n"
        if opens and mention.kind == "state" and mention.surface in ("capital", "town"):
            behind = _BEHIND.match(text, mention.span.end)
            end = behind.end() if behind else end
        if mention.span.end > end or mention.kind != "state":
            kept.append(mention)
    return kept
