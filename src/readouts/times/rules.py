"""The rules of time expressions: patterns over classes of words, read from `rules.toml` and compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import cast

from readouts.errors import KnowledgeError
from readouts.model import TimeType
from readouts.times.tokens import FILLER, load_classes
from readouts.times.words import DATA

SYMBOL = re.compile(r"([a-z]\w*):\s*|([A-Z][A-Z0-9_]*|x\b)|([()|?*+])")
FIELDS = {"name", "type", "pattern", "read", "after", "before", "not_after", "not_before", "trap", "shift", "value"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks for, the TIMEX3 type it makes, and the function that gives it its meaning."""

    name: str
    type: TimeType
    pattern: re.Pattern[str]
    read: str
    trap: bool = False
    shift: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, in their order, and what shows that a stretch of text can hold an expression at all."""

    rules: tuple[Rule, ...]
    stretch: re.Pattern[str]


class Compiler:
    """Turns the patterns of one file into regular expressions; errors name the rule."""

    def __init__(self, macros: dict[str, str]) -> None:
        self.classes = load_classes()
        self.macros = macros
        self.done: dict[str, str] = {}

    def expand(self, name: str, where: str) -> str:
        """The regular expression of one class or macro."""
        if name in self.classes:
            return self.classes[name]
        if name not in self.macros:
            raise KnowledgeError(f"rules.toml: {where}: no class or macro {name!r}; add it to words.csv or [macros]")
        if name not in self.done:
            self.done[name] = f"(?:{self.translate(self.macros[name], name)})"
        return self.done[name]

    def translate(self, pattern: str, where: str) -> str:
        """A whole pattern as a regular expression over class characters."""
        out: list[str] = []
        at, group = 0, ""
        while at < len(pattern):
            if pattern[at].isspace():
                at += 1
                continue
            match = SYMBOL.match(pattern, at)
            if match is None:
                raise KnowledgeError(f"rules.toml: {where}: cannot read {pattern[at : at + 12]!r}")
            at = match.end()
            label, name, sign = match.groups()
            if label:
                group = label
            elif name:
                piece = self.expand(name, where)
                out.append(f"(?P<{group}>{piece})" if group else piece)
                group = ""
            else:
                out.append((f"(?P<{group}>" if group else "(?:") if sign == "(" else sign)
                group = ""
        return "".join(out)

    def members(self, names: str, where: str) -> str:
        """Classes named in `after` and its kin, as a set of characters."""
        found = ""
        for name in names.split():
            piece = re.sub(r"[()?:|]", "", self.expand(name, where))
            found += piece
        return f"[{found}]"


def compile_rule(row: dict[str, object], compiler: Compiler) -> Rule:
    """One table of the file as a rule."""
    name = str(row.get("name", ""))
    unknown = set(row) - FIELDS
    if unknown or not name or "pattern" not in row:
        raise KnowledgeError(f"rules.toml: rule {name!r}: needs name and pattern, does not know {sorted(unknown)}")
    body = compiler.translate(str(row["pattern"]), name)
    for field, look in (("after", "(?<={})"), ("not_after", "(?<!{})")):
        if field in row:
            body = look.format(compiler.members(str(row[field]), name)) + f"(?:{body})"
    for field, look in (("before", "(?={})"), ("not_before", "(?!{})")):
        if field in row:
            body = f"(?:{body})" + look.format(compiler.members(str(row[field]), name))
    return Rule(
        name=name,
        type=cast("TimeType", row.get("type", "DATE")),
        pattern=re.compile(body),
        read=str(row.get("read", "")),
        trap=bool(row.get("trap", False)),
        shift=cast(int, row.get("shift", 0)),
        value=str(row.get("value", "")),
    )


@cache
def load_rules() -> Rules:
    """The rules of `rules.toml`; an unknown class, macro or field is a KnowledgeError that names the rule."""
    with (DATA / "rules.toml").open("rb") as source:
        data = tomllib.load(source)
    compiler = Compiler(data["macros"])
    rules = tuple(compile_rule(row, compiler) for row in data["rule"])
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise KnowledgeError(f"rules.toml: two rules are named {name!r}")
    weak = {compiler.expand(name, "weak") for name in data["weak"]["classes"].split()}
    strong = "".join(char for char in compiler.classes.values() if char not in weak and char != FILLER)
    stretch = re.compile(f"[^{FILLER}{strong}]*[{strong}][^{FILLER}]*")
    return Rules(rules, stretch)
