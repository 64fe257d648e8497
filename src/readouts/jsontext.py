"""JSON from bytes, with reasons that help where it is not JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import msgspec

HALF = re.compile("[\ud800-\udfff]")


class NotJson(ValueError):
    """Bytes that are not JSON; the message says why and where. `halved` is set where only half characters are wrong."""

    def __init__(self, reason: str, halved: object = None) -> None:
        super().__init__(reason)
        self.halved = halved


def parse(line: bytes) -> object:
    r"""The value that a line of JSON says, all its strings made of whole characters.

    Raises NotJson. Where the JSON itself is sound and a string holds half a character (`\ud83d` alone, as cut feeds
    have it), the error's `halved` is the value with those halves in it.

    >>> parse(b'{"a": [1]}')
    {'a': [1]}
    >>> parse(b'{"a": [1}')
    Traceback (most recent call last):
    readouts.jsontext.NotJson: Expecting ',' delimiter at column 9
    """
    try:
        parsed: object = msgspec.json.decode(line)
    except RecursionError:
        raise NotJson("nested too deeply") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _explained(line, str(error)) from None
    return parsed


def _explained(line: bytes, reason: str) -> NotJson:
    """The error in words that help more than the fast parser's: which column, which half character."""
    try:
        parsed: object = json.loads(line.rstrip(b"\r\n"))
    except UnicodeDecodeError as error:
        return NotJson(f"byte {error.start} is not UTF-8")
    except json.JSONDecodeError as error:
        return NotJson(f"{error.msg.removesuffix(' at')} at column {error.colno}")
    except RecursionError:
        return NotJson("nested too deeply")
    except ValueError as error:  # a number of thousands of digits
        return NotJson(str(error))
    halves = [path for path, value in strings(parsed) if halved(value)]
    if not halves:
        return NotJson(reason)
    return NotJson(f"{halves[0]} holds a lone surrogate (half a character)", parsed)


def strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string within a JSON value, keys apart, with its path ("contacts[0].id")."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from strings(item, f"{path}[{index}]")


def halved(text: str) -> bool:
    """Whether a text holds half a character (a lone surrogate)."""
    return HALF.search(text) is not None
