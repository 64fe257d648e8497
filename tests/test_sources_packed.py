"""Archives of files, and every compression: what lies in them, and what is left of damaged and hostile ones."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from archive_builders import page, pages, tarred, told, zipped
from readouts.sources import Failure, Loaded, iter_pages, read

LINES = b'{"id": "n1", "text": "They met."}\n{"id": "n2", "text": "They met again."}\n'
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.compress,
}


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("name", ["named", "a.jsonl"])
def test_lines_are_read_through_every_compression(tmp_path: Path, suffix: str, name: str) -> None:
    path = tmp_path / (name + suffix)
    path.write_bytes(PACKERS[suffix](LINES))
    found = list(read(path))
    assert [each.article.id for each in found if isinstance(each, Loaded)] == ["n1", "n2"]
    assert len(found) == 2


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_compressed_file_cut_off_anywhere_says_so(tmp_path: Path, suffix: str, share: float) -> None:
    lines = b"".join(b'{"text": "They met on day %d of year %d."}\n' % (n, n * n * 7919) for n in range(4000))
    data = PACKERS[suffix](lines)
    *_, last = told(tmp_path / f"a.jsonl{suffix}", data[: int(len(data) * share)])
    assert last.startswith(f"failed: a.jsonl{suffix}: the ")
    assert "is cut off; fetch it again" in last


def test_zstandard_of_several_frames_is_one_file(tmp_path: Path) -> None:
    halves = [zstandard.compress(line + b"\n") for line in LINES.splitlines()]
    assert told(tmp_path / "a.jsonl.zst", b"".join(halves)) == ["a.jsonl.zst:1", "a.jsonl.zst:2"]


FILES = {
    "pages/1.html": page(1).encode(),
    "a.jsonl": LINES,
    ".hidden": b"x",
    "pages/1_files/x.css": b"x",
    "b.txt": b"Hi",
}
WITHIN = ["!pages/1.html", "!a.jsonl:1", "!a.jsonl:2", "!b.txt"]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_the_files_of_a_tar_archive(tmp_path: Path, mode: str) -> None:
    assert told(tmp_path / "a.tar", tarred(FILES, mode)) == [f"a.tar{name}" for name in WITHIN]


def test_the_files_of_a_zip_archive(tmp_path: Path) -> None:
    assert told(tmp_path / "a.zip", zipped(FILES)) == [f"a.zip{name}" for name in WITHIN]


def test_archives_in_archives_are_opened_to_a_depth(tmp_path: Path) -> None:
    data = zipped({"in.html": page(1).encode()})
    for level in range(4):
        data = tarred({f"{level}.zip": data}) if level % 2 else zipped({f"{level}.tar": data})
    name = "a.zip!3.zip!2.tar!1.zip"
    (found,) = told(tmp_path / "a.zip", data)
    assert found == f"failed: {name}: an archive within archives within archives; unpack it first"


def test_names_that_climb_write_nowhere(tmp_path: Path) -> None:
    inner = tmp_path / "deep" / "er"
    inner.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    for name, data in (
        ("a.zip", zipped({"../../evil.html": page(1).encode()})),
        ("a.tar", tarred({"/evil.txt": b"Hi"})),
    ):
        (only,) = pages(inner / name, data)
        assert "!" in only.source
        (inner / name).unlink()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("share", [0.2, 0.5, 0.7])
def test_a_tar_archive_cut_off_gives_what_stands_before(tmp_path: Path, share: float) -> None:
    data = tarred({f"{number}.html": page(number).encode() for number in range(20)})
    *before, last = told(tmp_path / "a.tar", data[: int(len(data) * share)])
    assert last.startswith("failed: a.tar")
    assert before == [f"a.tar!{number}.html" for number in range(len(before))]
    assert len(before) >= int(20 * share) - 2


def test_a_zip_archive_cut_off_says_what_to_do(tmp_path: Path) -> None:
    data = zipped(FILES)
    reason = "the ZIP archive is cut off or damaged; fetch it again, or mend it: zip -FF"
    assert told(tmp_path / "a.zip", data[:-30]) == [f"failed: a.zip: {reason}"]


def test_a_damaged_file_in_a_zip_archive_is_told_and_the_others_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"1.txt": b"They met in Oslo. " * 9, "2.txt": b"They met."}))
    data[40:45] = b"\xff" * 5
    first, second = told(tmp_path / "a.zip", bytes(data))
    assert first.startswith("failed: a.zip!1.txt: the packed file is damaged")
    assert second == "a.zip!2.txt"


def test_an_encrypted_file_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"1.txt": b"They met."}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert told(tmp_path / "a.zip", bytes(data)) == ["failed: a.zip!1.txt: cannot be unpacked: it is encrypted"]


def test_a_word_document_is_none(tmp_path: Path) -> None:
    (only,) = told(tmp_path / "a.docx", zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w/>"}))
    assert only.startswith("failed: a.docx: not text: ZIP archive (perhaps a Word")


@pytest.mark.parametrize("kind", ["zip", "zst", "gz"])
def test_a_bomb_is_told_before_it_does_harm(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"bomb.{kind}"
    part = b'{"text": "' + b"x" * 990 + b'"}\n'
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.jsonl", "w") as file:
            for _ in range(130):
                file.write(part * 1000)
    elif kind == "zst":
        path.write_bytes(zstandard.ZstdCompressor(level=3).compress(part * 130_000))
    else:
        path.write_bytes(gzip.compress(part * 130_000))
    found = [str(each) for each in iter_pages(path) if isinstance(each, Failure)]
    assert len(found) == 1
    assert "it unpacks to more than 250 times its size" in found[0]
