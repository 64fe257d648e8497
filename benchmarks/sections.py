"""docs/speed.md, of which several benchmarks write a section each."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "speed.md"
LONGEST, WIDE = 140, 120
_BEGINS = re.compile(r"^(?=## )", re.MULTILINE)


def put(text: str) -> None:
    """Put a section, which begins with its heading, in the place of the one of that heading, or at the end.

    What begins with the page's own heading takes the place of all before the first section.
    """
    text = "\n".join(map(_broken, text.split("\n")))
    head, *rest = _BEGINS.split(PAGE.read_text(encoding="utf-8"))
    heading = text.partition("\n")[0]
    if heading.startswith("# "):
        head = text
    elif any(part.partition("\n")[0] == heading for part in rest):
        rest = [text if part.partition("\n")[0] == heading else part for part in rest]
    else:
        rest.append(text)
    PAGE.write_text("\n\n".join(part.strip() for part in (head, *rest)) + "\n", encoding="utf-8")


def _broken(line: str) -> str:
    """A line that is too long, in several; what goes on with an item of a list stands under it. Tables stay."""
    if len(line) <= LONGEST or line.startswith("|"):
        return line
    indent = "  " if line.startswith(("- ", "  ")) else ""
    return textwrap.fill(line, WIDE, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
