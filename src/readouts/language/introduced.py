"""Later mentions of people whom only the text itself introduces: "Mr. Kim" after "Kim Sung-han"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from readouts.knowledge import Knowledge
from readouts.language.mentions import Mention
from readouts.language.names import behind_another, called, names_thing
from readouts.model import Span


def _any_of(names: set[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n)))


@lru_cache(maxsize=4096)
def _whole(names: str) -> re.Pattern[str]:
    """Any of the names as whole words; the names of the news come again and again."""
    return re.compile(rf"(?<![\w-])({names})(?![\w-])")


def _several(found: list[Mention], mention: Mention, surname: str) -> bool:
    """Whether the text names another of that surname: which of them a bare "Lee" is stays open."""
    return any(m.person != mention.person and surname in m.name.split() for m in found)


_REGAL = re.compile(r"\b(Sheikh|Shaikh|Prince|Princess|King|Queen|Sultan|Emir)[ \u00a0]$")
_MEN = frozenset({"Sheikh", "Shaikh", "Prince", "King", "Sultan", "Emir"})


def by_given_name(text: str, found: list[Mention], knowledge: Knowledge) -> list[Mention]:
    """ "Sheikh Mohammed" after "Sheikh Mohammed bin Abdulrahman": who is called so, not one of that surname.

    Where nobody is, a prince is no woman of that surname, and nobody is named.
    """
    made: list[Mention] = []
    for mention in found:
        start, word = mention.head.start, mention.head.of(text)
        regal = _REGAL.search(text[max(0, start - 10) : start]) if mention.kind == "person" else None
        if regal is not None and " " not in word:
            so_called = (m for m in made if m.kind == "person" and m.person and m.head.of(text).startswith(f"{word} "))
            before = {m.person: m for m in so_called}
            if len(before) == 1 and mention.person not in before:
                (one,) = before.values()
                mention = replace(one, span=mention.span, head=mention.head, rule="name introduced before")
            elif regal[1] in _MEN and mention.person and knowledge.person(mention.person).gender == "f":
                continue
        made.append(mention)
    return made


def again(text: str, found: list[Mention]) -> list[Mention]:
    """Later mentions of people whom only the text itself introduces: "Mr. Kim" after "Kim Sung-han"."""
    covered = [(m.span.start, m.span.end) for m in found]
    made: list[Mention] = []
    seen: set[str] = set()
    for mention in found:
        written = mention.head.of(text)
        if mention.kind != "person" or not mention.state or mention.acts == "no" or written in seen:
            continue
        seen.add(written)
        parts = written.replace("\u00a0", " ").split()
        if mention.person and len(parts) < 2 and _several(found, mention, parts[0]):
            continue
        names = {written, *called(parts, mention.person is not None)}
        for match in _whole(_any_of(names)).finditer(text, mention.span.end):
            start, end = match.span()
            if not any(s < end and start < e for s, e in covered) and (
                " " in match[1] or not (behind_another(match[1], text, start) or names_thing(text, end))
            ):
                covered.append((start, end))
                made.append(
                    replace(
                        mention,
                        title=None,
                        span=Span(match.start(), match.end()),
                        head=Span(match.start(1), match.end(1)),
                        rule="name introduced before",
                    )
                )
    return made
