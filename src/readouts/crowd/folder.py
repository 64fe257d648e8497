"""Places on any file system: folders on disks, object stores and all else that fsspec knows."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from typing import BinaryIO, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

from readouts.errors import UsageError

_NUMBERS = count()


def is_url(place: str) -> bool:
    """Whether a place is an address with a scheme rather than a path.

    >>> is_url("s3://news/crawl"), is_url("news/crawl")
    (True, False)
    """
    return "://" in place


def absolute(place: str) -> str:
    """A place that means the same in every working folder."""
    return place if is_url(place) else os.path.abspath(place)


def file_system(place: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """The file system of a place, and its path there; UsageError where what serves such addresses is not installed."""
    try:
        return cast("tuple[fsspec.AbstractFileSystem, str]", fsspec.core.url_to_fs(place))
    except ImportError as error:
        raise UsageError(f"{place}: {' '.join(str(error).split())}") from None
    except ValueError as error:
        raise UsageError(f"{place}: {error}") from None


def open_input(place: str) -> BinaryIO:
    """An input to be read, by its absolute path or address. Raises OSError."""
    if not is_url(place):
        return cast("BinaryIO", open(place, "rb", buffering=0))
    files, path = file_system(place)
    return cast("BinaryIO", files.open(path, "rb"))


class Folder:
    """A folder in which a file is there whole or not at all."""

    def __init__(self, place: str) -> None:
        self.place = absolute(place)
        self._files, self._root = file_system(self.place)
        self._local = isinstance(self._files, LocalFileSystem)

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """A file that takes its name, in place of one that has it, at the end of the block; after a fault it is gone.

        It is written under a name of its own and then renamed. On a disk that is one step. Object stores copy and
        delete instead: there, too, a name never stands for half a file.
        """
        path = f"{self._root}/{name}"
        draft = f"{path}.{socket.gethostname()}-{os.getpid()}-{next(_NUMBERS)}.part"
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        try:
            with self._new(draft) as file:
                yield file
                if self._local:
                    file.flush()
                    os.fsync(file.fileno())
            if self._local:
                os.replace(draft, path)
            else:
                self._files.mv(draft, path)
        except BaseException:
            with suppress(OSError):
                self._files.rm_file(draft)
            raise

    def _new(self, path: str) -> BinaryIO:
        return cast("BinaryIO", open(path, "wb") if self._local else self._files.open(path, "wb"))

    def write(self, name: str, data: bytes) -> None:
        """Writes a small file."""
        with self.writing(name) as file:
            file.write(data)

    def read(self, name: str) -> bytes | None:
        """The bytes of a small file, None where there is none."""
        try:
            return cast("bytes", self._files.cat_file(f"{self._root}/{name}"))
        except FileNotFoundError:
            return None

    def open(self, name: str) -> BinaryIO:
        """A file to be read. Raises OSError."""
        return cast("BinaryIO", self._files.open(f"{self._root}/{name}", "rb"))

    def size(self, name: str) -> int | None:
        """The bytes of a file, None where there is none."""
        try:
            return int(self._files.info(f"{self._root}/{name}")["size"])
        except FileNotFoundError:
            return None

    def sizes(self, below: str) -> dict[str, int]:
        """The files that lie in a folder below with their bytes, none where there is no such folder."""
        self._files.invalidate_cache()
        try:
            found = self._files.ls(f"{self._root}/{below}", detail=True)
        except FileNotFoundError:
            return {}
        return {str(one["name"]).rstrip("/").rpartition("/")[2]: int(one["size"] or 0) for one in found}

    def remove(self, name: str) -> None:
        """Removes a file if it is there."""
        with suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{name}")
