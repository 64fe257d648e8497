"""Lines all in capitals, as agencies send flashes, written as a headline is: "PUTIN, XI MEET" is "Putin, Xi Meet".

Every character keeps its place, so that what is found in the one text stands at the same offsets in the other.
"""

from __future__ import annotations

import re

from readouts.knowledge import Knowledge

# at least three words without a small letter
_LINE = re.compile(r"^(?=(?:[^a-z\n]*?[A-Z]{2,}){2})(?:[^\sa-z]+[ \t]+){2,}[^a-z\n]+$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def recase(text: str, knowledge: Knowledge) -> str:
    """The text with its lines in capitals written as headlines: "EU: NO CALL PLANNED" → "EU: No Call Planned".

    What the knowledge knows in capitals, "EU" or "NATO", stays as it is.
    """
    return _LINE.sub(lambda line: _headline(line.group(), knowledge), text)


def _headline(line: str, knowledge: Knowledge) -> str:
    known = {line[match.start : match.end] for match in knowledge.find(line)}

    def capitalized(word: re.Match[str]) -> str:
        written = word.group()
        made = written.capitalize()
        return written if written in known or len(made) != len(written) else made

    return _WORD.sub(capitalized, line)
