"""The rules that are words: the files shipped, and a user's own laid over them.

A file is TOML in the form of `data/triggers.toml` and `data/modality.toml`; one of a user may hold rows of both. Laid
over means: a row for a word takes the place of the shipped row for it, a word under a status moves to it, and other
lists grow. Which rules hold is told by `using`; where nothing is told the shipped ones hold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from readouts.errors import KnowledgeError

TRIGGERS, MODALITY = "reports/data/triggers.toml", "reports/data/modality.toml"
HELP = "docs/rules.md has the form"
ROWS = ("verb", "noun")
BY_STATUS = ("governs", "modifiers", "auxiliaries")
ROW_LISTS = ("lemmas", "never", "needs", "before", "skip", "beside")
_ROW_WORDS = ("channel", "frame")
Row: TypeAlias = dict[str, object]


@dataclass(frozen=True, eq=False, slots=True)
class Rulebook:
    """Rules merged from files: `rows` of verbs and nouns, each with its file under the key `from`, and lists of words.

    `lists` are by table and key: `lists["governs"]["announced"]`. `origins` names the file of each word of a table.
    """

    rows: Mapping[str, list[Row]]
    lists: Mapping[str, Mapping[str, list[str]]]
    origins: Mapping[tuple[str, str], str]
    own: tuple[str, ...] = ()


_current: ContextVar[Rulebook | None] = ContextVar("rulebook", default=None)


def current() -> Rulebook:
    """The rules that hold here."""
    return _current.get() or shipped()


@contextmanager
def using(book: Rulebook | None) -> Iterator[None]:
    """Lets these rules hold inside; None the shipped ones."""
    before = _current.set(book)
    try:
        yield
    finally:
        _current.reset(before)


@cache
def shipped() -> Rulebook:
    """The rules of the package."""
    return merge(())


def merge(paths: Sequence[Path]) -> Rulebook:
    """The package's rules with the files of a user over them; KnowledgeError names the file, the row and the remedy."""
    sources = [(name, files("readouts").joinpath(name).read_text(encoding="utf-8")) for name in (TRIGGERS, MODALITY)]
    sources += [(str(path), _read(path)) for path in paths]
    rows: dict[str, list[Row]] = {kind: [] for kind in ROWS}
    lists: dict[str, dict[str, list[str]]] = {}
    origins: dict[tuple[str, str], str] = {}
    for name, text in sources:
        for table, value in _parse(name, text).items():
            if table in ROWS:
                rows[table] = _over(rows[table], _rows(name, table, value))
                continue
            known = lists.setdefault(table, {}) if name in (TRIGGERS, MODALITY) else _known(lists, table, name)
            for key, words in _word_lists(name, table, value, known, shipped=name in (TRIGGERS, MODALITY)).items():
                _add(known, table, key, words, name, origins)
    return Rulebook(rows, lists, origins, tuple(str(path) for path in paths))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read: {error}") from error


def _parse(name: str, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{name}: {error}; {HELP}") from error


def _known(lists: Mapping[str, dict[str, list[str]]], table: str, name: str) -> dict[str, list[str]]:
    if table not in lists:
        raise KnowledgeError(f"{name}: [{table}] is no table; known are {', '.join((*ROWS, *lists))}; {HELP}")
    return lists[table]


def _rows(name: str, table: str, value: object) -> list[Row]:
    """The rows of a table, checked: every key known, words in lists, no word twice."""
    if not isinstance(value, list):
        raise KnowledgeError(f"{name}: write [[{table}]], with two brackets, above each row; {HELP}")
    seen: dict[str, int] = {}
    for number, row in enumerate(value, 1):
        where = f"{name}: [[{table}]] row {number}"
        for key in ("lemmas", *_ROW_WORDS):
            if key not in row:
                raise KnowledgeError(f"{where}: {key!r} is missing; {HELP}")
        for key, content in row.items():
            if key in ROW_LISTS:
                _strings(content, f"{where}: {key!r}")
            elif key not in _ROW_WORDS:
                raise KnowledgeError(f"{where}: {key!r} is no key; known are {', '.join((*_ROW_WORDS, *ROW_LISTS))}")
        for lemma in row["lemmas"]:
            if lemma in seen:
                raise KnowledgeError(f"{where}: {lemma!r} stands in row {seen[lemma]} already; keep one")
            seen[lemma] = number
    return [{**row, "from": name, "where": f"{name}: [[{table}]] row {n}"} for n, row in enumerate(value, 1)]


def _over(rows: list[Row], new: list[Row]) -> list[Row]:
    """The rows with new ones laid over: a word of a new row is no longer in an old one."""
    taken = {lemma for row in new for lemma in _strings(row["lemmas"])}
    kept = [{**row, "lemmas": [w for w in _strings(row["lemmas"]) if w not in taken]} for row in rows]
    return [row for row in kept if row["lemmas"]] + new


def _word_lists(
    name: str, table: str, value: object, known: Mapping[str, list[str]], *, shipped: bool
) -> dict[str, list[str]]:
    """The lists of words of a table, checked."""
    if not isinstance(value, dict):
        raise KnowledgeError(f"{name}: [{table}] must be a table of lists of words; {HELP}")
    for key in value:
        if not shipped and key not in known:
            raise KnowledgeError(f"{name}: [{table}] {key!r} is no list; known are {', '.join(known)}; {HELP}")
    found = {key: _strings(words, f"{name}: [{table}] {key!r}") for key, words in value.items()}
    if table in BY_STATUS:
        first: dict[str, str] = {}
        for status, words in found.items():
            for word in words:
                if word in first:
                    raise KnowledgeError(f"{name}: [{table}] {word!r} is under {first[word]} and {status}; keep one")
                first[word] = status
    return found


def _add(
    known: dict[str, list[str]],
    table: str,
    key: str,
    words: list[str],
    name: str,
    origins: dict[tuple[str, str], str],
) -> None:
    if table in BY_STATUS:  # a word has one status: the last one given
        for status in known:
            known[status] = [word for word in known[status] if word not in words]
    known[key] = list(dict.fromkeys([*known.get(key, []), *words]))
    origins.update({(table, word): name for word in words if table in BY_STATUS or (table, word) not in origins})


def _strings(value: object, where: str = "a list of words") -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise KnowledgeError(f'{where} must be a list of words, as in ["meet", "see"]; {HELP}')
    return value
