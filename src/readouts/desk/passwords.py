"""Passwords and other secrets: hashed by argon2id, made from the system's randomness, compared in constant time."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from readouts.errors import UsageError

SHORTEST, LONGEST = 12, 1024
"""Characters of a password."""

_FEWEST = 5
"""Different characters in a password."""

_HASHER = PasswordHasher()
# Each takes 64 MB of memory: many who sign in at once wait for each other.
_AT_ONCE = BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_plain(password))


def check_password(password: str, name: str) -> None:
    """Raises UsageError where a password is too easily guessed, or the name of who has it is in it."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters; several words in a row are a good one")
    folded = password.casefold()
    if len(set(folded)) < _FEWEST:
        raise UsageError(f"a password has {_FEWEST} different characters or more")
    if name.casefold() in folded:
        raise UsageError("the name is in the password; take another one")
    try:
        _plain(password).encode()
    except UnicodeEncodeError:
        raise UsageError("the password has half a character in it") from None


def verify_password(hash: str | None, password: str) -> bool:
    """Whether a password is the one that was hashed; takes as long where there is no such account (None)."""
    if len(password) > LONGEST:
        return False
    try:
        with _AT_ONCE:
            _HASHER.verify(hash or _nobodys(), _plain(password))
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):
        return False
    return hash is not None


def is_dated(hash: str) -> bool:
    """Whether a hash was made by a weaker measure than that of today."""
    return _HASHER.check_needs_rehash(hash)


def new_secret(mark: str = "") -> str:
    """256 random bits as text, behind a mark that tells what they are."""
    return mark + secrets.token_urlsafe(32)


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_urlsafe(32))


def _plain(password: str) -> str:
    """The same characters, however a keyboard puts them together."""
    return unicodedata.normalize("NFKC", password)
