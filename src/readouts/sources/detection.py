"""Which format an input is in: by its content first, then by its name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from readouts.errors import KnowledgeError
from readouts.jsontext import NotJson, parse
from readouts.sources.decoding import wide
from readouts.sources.unpacking import SUFFIXES

Format = Literal["plain", "html", "jsonl", "feed", "warc", "parquet", "tar", "zip"]

_PROLOGUE = re.compile(r"(?:\s|<!--.*?-->|<\?xml.*?\?>|<!doctype (?!html)[^>]*>)*", re.DOTALL)
_RECORD = re.compile(r'\{\s*"[^"\\\n]{1,100}"\s*:')
_KEYLESS = re.compile(r"\{\s*\n|\[\s*[{\[\n]")


class Unreadable(ValueError):
    """Content that is not read, whatever its name; the message says what it is and what to do."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A kind of file that is not text, by bytes at an offset."""

    name: str
    content: bytes
    offset: int
    remedy: str | None


@dataclass(frozen=True, slots=True)
class Formats:
    """What `data/formats.toml` says."""

    binary: tuple[Signature, ...]
    holding: tuple[tuple[Format, bytes, int], ...]
    unread: tuple[tuple[str, str, str | None], ...]
    feed_begins: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    html_begins: tuple[str, ...]
    html_names: tuple[str, ...]
    jsonl_names: tuple[str, ...]
    warc_names: tuple[str, ...]
    furniture: tuple[str, ...]
    part_folders: tuple[str, ...]


def detect(head: bytes, name: str) -> Format:
    """The format of an input that begins so and is called so. Raises Unreadable for what is no article.

    >>> detect(b"<!DOCTYPE html><title>x</title>", "a.txt"), detect(b'{"text": "They met."}', "-")
    ('html', 'jsonl')
    """
    formats = load_formats()
    for kind in formats.binary:
        if head[kind.offset :].startswith(kind.content):
            raise Unreadable(f"not text: {kind.name}{_or_rather(kind.remedy)}")
    for format, content, offset in formats.holding:
        if head[offset:].startswith(content):
            return format
    text = head.decode(wide(head) or "utf-8", "replace").lstrip("\ufeff")
    prologue = _PROLOGUE.match(text)
    begins = text[prologue.end() if prologue else 0 :][:2000]
    for words, name_of_kind, remedy in formats.unread:
        if begins.lower().startswith(words):
            raise Unreadable(f"{name_of_kind}, which is not read{_or_rather(remedy)}")
    if begins.lower().startswith(formats.feed_begins):
        return "feed"
    name = _uncompressed(name.lower())
    if begins.lower().startswith(formats.html_begins) or (name.endswith(formats.html_names) and "<" in text):
        return "html"
    if name.endswith(formats.jsonl_names) or _holds_records(text):
        return "jsonl"
    if _KEYLESS.match(begins) and (name.endswith(".json") or _is_json(head)):
        raise Unreadable(
            "JSON, but not one object a line; turn it into JSON lines: jq -c '.[]' (or jq -c . for one object)"
        )
    return "plain"


def named_archive(name: str) -> bool:
    """Whether a file is called a web archive: what is broken at its beginning can still hold records."""
    return _uncompressed(name.lower()).endswith(load_formats().warc_names)


def _uncompressed(name: str) -> str:
    return next((name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix)), name)


def _or_rather(remedy: str | None) -> str:
    return f"; {remedy}" if remedy else ""


def _holds_records(text: str) -> bool:
    """Whether one of the first lines is a JSON object, or the beginning of one too long to see."""
    lines = text.lstrip().split("\n", 5)[:5]
    if not lines[0].startswith("{"):
        return False
    if len(lines) == 1 and len(text) > 60_000:
        return bool(_RECORD.match(lines[0]))
    return any(line.startswith("{") and _is_json(line.encode("utf-8", "replace")) for line in lines)


def _is_json(data: bytes) -> bool:
    try:
        parse(data)
    except NotJson as error:
        return error.halved is not None
    return True


@cache
def load_formats() -> Formats:
    """The shipped table; KnowledgeError where the file is wrong."""
    path = "sources/data/formats.toml"
    try:
        told = tomllib.loads(files("readouts").joinpath(path).read_text(encoding="utf-8"))
        return Formats(
            binary=tuple(
                Signature(row["name"], bytes.fromhex(row["bytes"]), row.get("offset", 0), row.get("remedy"))
                for row in told["binary"]
            ),
            holding=tuple(
                (_format(path, row["format"]), bytes.fromhex(row["bytes"]), row.get("offset", 0))
                for row in told["holding"]
            ),
            feed_begins=_lower(path, told["feed"]["begins"]),
            columns={field: _lower(path, names) for field, names in told["columns"].items()},
            unread=tuple((words, row["name"], row.get("remedy")) for row in told["unread"] for words in row["begins"]),
            html_begins=_lower(path, told["html"]["begins"]),
            html_names=_lower(path, told["names"]["html"]),
            jsonl_names=_lower(path, told["names"]["jsonl"]),
            warc_names=_lower(path, told["names"]["warc"]),
            furniture=_lower(path, told["furniture"]["names"]),
            part_folders=tuple(told["furniture"]["folders"]),
        )
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"{path}: {error}: mend or complete that entry") from error


def _format(path: str, name: str) -> Format:
    if name not in get_args(Format):
        raise KnowledgeError(f"{path}: {name!r} is no format; use one of {', '.join(get_args(Format))}")
    return cast(Format, name)


def _lower(path: str, words: list[str]) -> tuple[str, ...]:
    for word in words:
        if word != word.lower() or not word:
            raise KnowledgeError(f"{path}: {word!r} must be in lower case; it is compared with lowered text")
    return tuple(words)
