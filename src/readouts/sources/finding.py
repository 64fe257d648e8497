"""Paths, folders and globs to files, in a settled order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from glob import glob, has_magic
from pathlib import Path

from readouts.sources.detection import load_formats
from readouts.sources.loaded import Failure


def find_files(path: str) -> Iterator[str | Failure]:
    """The files that a path means, sorted: itself, those in a folder and below, those a glob fits.

    In a folder hidden files, pictures, scripts and style sheets, and the `NAME_files` folders that browsers save
    beside a page are passed over; a folder reached twice through links is read once. What cannot be read is a
    Failure in its place.
    """
    if os.path.isdir(path):
        yield from _walk(path, set())
    elif os.path.lexists(path):
        yield path
    elif has_magic(path):
        found = sorted(glob(path, recursive=True))
        if not found:
            yield Failure(shown(path), "no file fits this pattern")
        for each in found:
            yield from find_files(each)
    elif (
        os.path.dirname(path) and not os.access(os.path.dirname(path), os.X_OK) and os.path.isdir(os.path.dirname(path))
    ):
        yield Failure(shown(path), "permission denied: the folder it is in may not be entered")
    else:
        yield Failure(shown(path), "no such file or folder")


def shown(path: str) -> str:
    """A path as it can be printed and stored: bytes that are no UTF-8 in it as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def why_not(error: OSError) -> str:
    """The reason an operating system gives, in words that say what to do."""
    if isinstance(error, PermissionError):
        return "permission denied: you may not read it"
    if isinstance(error, FileNotFoundError):
        return "a link to a file that is not there"
    return (error.strerror or str(error)).lower()


def _walk(folder: str, seen: set[tuple[int, int]]) -> Iterator[str | Failure]:
    """The files of a folder and those below it, by name."""
    try:
        told = os.stat(folder)
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield Failure(shown(folder), f"folder not read: {why_not(error)}")
        return
    if (told.st_dev, told.st_ino) in seen:
        return
    seen.add((told.st_dev, told.st_ino))
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if os.path.isdir(path):
            if not _belongs_to_page(name, names):
                yield from _walk(path, seen)
        elif not name.lower().endswith(load_formats().furniture):
            yield path if _plain_file(path) else Failure(shown(path), "not a file: a pipe, socket or device")


def _plain_file(path: str) -> bool:
    """Whether opening a path cannot wait for ever; what cannot be looked at shows when it is opened."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True


def _belongs_to_page(folder: str, names: list[str]) -> bool:
    """Whether a folder holds the parts of a page that lies beside it."""
    for ending in load_formats().part_folders:
        if folder.endswith(ending):
            stem = folder.removesuffix(ending)
            return any(Path(name).stem == stem and name.lower().endswith(load_formats().html_names) for name in names)
    return False
