"""The tables of docs/exchange.md, made from the schema: run with --write to renew them there."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from readouts.exchange import schema

DOCUMENT = Path(__file__).parents[1] / "docs" / "exchange.md"
_TABLES = re.compile(r"(?<=<!-- tables -->\n).*(?=<!-- end of tables -->)", re.DOTALL)


def tables() -> str:
    """A heading, a table of keys and what they hold, for each noun of the format."""
    definitions: Any = schema()["$defs"]
    parts = []
    for name, told in _in_order(definitions):
        parts.append(f"### {name}\n\n{told['description']}\n")
        if "properties" in told:
            rows = [
                f"| `{key}` | {_holds(value)} | {value['description']} |" for key, value in told["properties"].items()
            ]
            parts.append("\n".join(("| key | holds | |", "|---|---|---|", *rows)) + "\n")
    return "\n" + "\n".join(parts) + "\n"


def renewed(text: str) -> str:
    """The document with the tables as they should be."""
    return _TABLES.sub(lambda _: tables(), text)


def _in_order(definitions: dict[str, Any]) -> list[tuple[str, Any]]:
    """The nouns as a reader meets them: each after the one that holds it."""
    names = ["Reading"]
    for name in names:
        names += [found for found in re.findall(r"#/\$defs/(\w+)", str(definitions[name])) if found not in names]
    pairs = ["Span", "Interval"]
    return [(name, definitions[name]) for name in [name for name in names if name not in pairs] + pairs]


def _row(key: str, told: dict[str, Any]) -> str:
    return f"| `{key}` | {_holds(told)} | {told['description']} |"


def _holds(told: dict[str, Any]) -> str:
    """What a key holds, in a few words."""
    if "$ref" in told:
        name = told["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in told:
        return " or ".join(_holds(choice) for choice in told["anyOf"])
    if "enum" in told:
        return ", ".join("null" if value is None else f"`{value}`" for value in told["enum"])
    if "const" in told:
        return f"`{told['const']}`"
    if told["type"] == "array":
        return f"list of {_holds(told['items'])}"
    if told.get("format") == "date":
        return "day"
    if "maximum" in told:
        return f"{told['type']}, {told['minimum']} to {told['maximum']}"
    return "true or false" if told["type"] == "boolean" else str(told["type"])


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    else:
        print(tables())
