"""Archives of files (tar and ZIP): each file within is read as one that lies by itself; nothing is written to disk."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from readouts.sources.detection import load_formats
from readouts.sources.finding import shown
from readouts.sources.limits import limits
from readouts.sources.loaded import Failure
from readouts.sources.page import Page
from readouts.sources.streams import Damaged, Stream, open_stream, seekable
from readouts.sources.unpacking import BROKEN, Bomb, Bound, Readable, damage

Reader = Callable[[Stream, str], Iterator[Page | Failure]]
_OFFICE = ("[Content_Types].xml", "mimetype")
_BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def tar_files(stream: Stream, source: str, read: Reader) -> Iterator[Page | Failure]:
    """What the files of a tar archive hold, in the order they have there, each named `ARCHIVE!FILE`.

    Links, devices and hidden files are passed over, as are pictures and the like. The archive is read once, from
    beginning to end.
    """
    number = 0
    try:
        with tarfile.open(fileobj=stream.body, mode="r|", errorlevel=1) as archive:
            for member in archive:
                number += 1
                if not member.isfile() or _passed_over(member.name):
                    continue
                file = archive.extractfile(member)
                if file is not None:
                    found = read(open_stream(_Bounded(file, member.size)), _within(source, member.name))
                    yield from map(_archived, found)
    except BROKEN as error:
        yield Failure(source, f"{damage(stream.packed, error)}; the {number:,} files before were read")
    except (tarfile.TarError, OSError) as error:
        yield Failure(source, f"the tar file is cut off or damaged ({error}); the {number:,} files before were read")


def zip_files(stream: Stream, source: str, read: Reader) -> Iterator[Page | Failure]:
    """What the files of a ZIP archive hold, in the order they have there, each named `ARCHIVE!FILE`.

    One that cannot be unpacked is a failure, and the others are read.
    """
    try:
        file = seekable(stream)
    except Damaged as error:
        yield Failure(source, str(error))
        return
    try:
        yield from _unzipped(file, source, read)
    finally:
        if file is not stream.file:
            file.close()


def _unzipped(file: BinaryIO, source: str, read: Reader) -> Iterator[Page | Failure]:
    try:
        archive = zipfile.ZipFile(file)
    except _BAD_ZIP:
        yield Failure(source, "the ZIP archive is cut off or damaged; fetch it again, or mend it: zip -FF")
        return
    with archive:
        names = archive.namelist()
        if any(name in _OFFICE or name.startswith("word/") for name in names):
            reason = (
                "not text: ZIP archive (perhaps a Word, OpenDocument or EPUB file); unpack it, or save the document"
            )
            yield Failure(source, f"{reason} as plain text or HTML")
            return
        for member in archive.infolist():
            if not member.is_dir() and not _passed_over(member.filename):
                yield from _zipped(archive, member, _within(source, member.filename), read)


def _zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, read: Reader) -> Iterator[Page | Failure]:
    try:
        if member.flag_bits & 1:
            raise ValueError("it is encrypted")
        with archive.open(member) as file:
            yield from map(_archived, read(open_stream(_Bounded(file, member.compress_size)), name))
    except Bomb as error:
        yield Failure(name, f"{error}; nothing more of it is read")
    except _BAD_ZIP as error:
        yield Failure(name, f"cannot be unpacked: {error}")


def _archived(found: Page | Failure) -> Page | Failure:
    return replace(found, archived=True) if isinstance(found, Page) else found


class _Bounded:
    """A file of an archive, with a bound to what it unpacks to."""

    def __init__(self, file: Readable, packed: int) -> None:
        self._file = file
        self._bound = Bound()
        self._bound.taken(packed)

    def read(self, size: int, /) -> bytes:
        part = self._file.read(size) or b""
        self._bound.out(len(part))
        return part


def too_deep(source: str) -> bool:
    """Whether an archive lies in more archives than are opened."""
    return source.count("!") >= limits().archive_depth


def _within(source: str, name: str) -> str:
    return f"{source}!{shown(name)}"


def _passed_over(name: str) -> bool:
    """Files that are passed over in folders, too."""
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts
    return hidden or name.lower().endswith(load_formats().furniture)
