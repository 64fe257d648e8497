"""What somebody filled into a form, and where they may be led afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from readouts.desk.bodies import LARGE
from readouts.desk.forgery import MOST_FIELDS, MOST_FILES

_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]*")


async def read_form(request: Request) -> Mapping[str, str]:
    """The words in a form by their fields; raises HTTPException 400 where one has a character that no text has."""
    try:
        form = await request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=LARGE)
    except (MultiPartException, UnicodeDecodeError, ValueError):
        raise HTTPException(400, "This is not a form as browsers send them.") from None
    words = {name: value for name, value in form.items() if isinstance(value, str)}
    if any("\0" in part or not _whole(part) for pair in words.items() for part in pair):
        raise HTTPException(400, "There is a character in the form that no text has.")
    return words


def read_next(address: str | None) -> str:
    """Where to go on: a page of this desk, whatever was asked for.

    >>> read_next("/contacts?from=2022"), read_next("//evil.example"), read_next("javascript:alert(1)")
    ('/contacts?from=2022', '/', '/')
    """
    return address if address and len(address) <= 2000 and _LOCAL.fullmatch(address) else "/"


def _whole(words: str) -> bool:
    """Whether no character is half of one."""
    return not any("\ud800" <= letter <= "\udfff" for letter in words)
