"""Paths, folders and globs to files, in a settled order."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from itertools import takewhile
from pathlib import Path

import pytest

from readouts.sources import Failure, Loaded, read


def names(*paths: Path | str, root: Path) -> list[str]:
    """What is read of paths: sources, and failures with a cross before them, relative to a folder."""
    found = []
    for each in read([str(path) for path in paths]):
        told = each.article.source if isinstance(each, Loaded) else f"x {each.path}"
        found.append(told.replace(f"{root}{os.sep}", "").replace(str(root), "."))
    return found


def plant(root: Path, *files: str) -> None:
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The president spoke with the chancellor about {name}.", encoding="utf-8")


def test_a_folder_is_read_by_name_and_through(tmp_path: Path) -> None:
    plant(tmp_path, "b.txt", "a/2.txt", "a/10.txt", "a.txt", "c", "B.md", "é.txt")
    assert names(tmp_path, root=tmp_path) == ["B.md", "a/10.txt", "a/2.txt", "a.txt", "b.txt", "c", "é.txt"]


def test_hidden_files_are_passed_over_unless_named(tmp_path: Path) -> None:
    plant(tmp_path, ".secret.txt", ".git/config", "a.txt", "sub/.DS_Store")
    assert names(tmp_path, root=tmp_path) == ["a.txt"]
    assert names(tmp_path / ".secret.txt", root=tmp_path) == [".secret.txt"]


def test_the_parts_of_saved_pages_are_passed_over(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "story_files/frame.html",
        "story_files/x.txt",
        "other_files/a.txt",
        "style.css",
        "photo.JPG",
        "story.txt",
    )
    (tmp_path / "story.html").write_text("<p>The president spoke with the chancellor.</p>", encoding="utf-8")
    assert names(tmp_path, root=tmp_path) == ["other_files/a.txt", "story.html", "story.txt"]
    assert names(tmp_path / "story_files", root=tmp_path) == ["story_files/frame.html", "story_files/x.txt"]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", "b.txt", "c/1.txt")
    paths = [tmp_path / "c", tmp_path / "missing", tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "a.txt"]
    assert names(*paths, root=tmp_path) == ["c/1.txt", "x missing", "b.txt", "a.txt", "a.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("?.md", ["c.md"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "sub/d.txt"]),
        ("s*", ["sub/d.txt"]),
        ("*.pdf", ["x *.pdf"]),
    ],
)
def test_globs(tmp_path: Path, pattern: str, expected: list[str]) -> None:
    plant(tmp_path, "b.txt", "a.txt", "c.md", "sub/d.txt", ".hidden.txt")
    assert names(tmp_path / pattern, root=tmp_path) == expected


def test_a_file_called_like_a_glob_is_that_file(tmp_path: Path) -> None:
    plant(tmp_path, "a[1].txt", "a1.txt")
    assert names(tmp_path / "a[1].txt", root=tmp_path) == ["a[1].txt"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    plant(tmp_path, "a/1.txt", "b/2.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    (tmp_path / "b" / "link.txt").symlink_to(tmp_path / "a" / "1.txt")
    (tmp_path / "c").symlink_to(tmp_path / "b")
    assert names(tmp_path, root=tmp_path) == ["a/1.txt", "x a/self", "b/2.txt", "b/link.txt"]


def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path, tmp_path / "gone.txt"):
        assert list(read([str(path)])) == [Failure(str(tmp_path / "gone.txt"), "a link to a file that is not there")]


def test_pipes_and_sockets_in_folders_do_not_hold_up(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        found = list(read([str(tmp_path)]))
    assert [str(each) for each in found[1:]] == [
        f"{tmp_path / name}: not a file: a pipe, socket or device" for name in ("fifo", "s")
    ]


def test_a_named_pipe_is_read_where_it_is_named(tmp_path: Path) -> None:
    pipe = tmp_path / "fifo"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write('They met in Oslo.')"]):
        (found,) = read([str(pipe)])
    assert isinstance(found, Loaded)
    assert found.article.text == "They met in Oslo."


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    with open(path, "wb") as file:
        file.write(b"They met.")
    (found,) = read([str(tmp_path)])
    assert isinstance(found, Loaded)
    assert found.article.source == f"{tmp_path}{os.sep}caf\\xe9.txt"


def test_a_single_path_needs_no_list(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt")
    assert list(read(tmp_path / "a.txt")) == list(read(str(tmp_path / "a.txt"))) == list(read([tmp_path]))


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert list(read([str(tmp_path)])) == []


READ_AS_NOBODY = """
import os, sys
from readouts.sources import read, Loaded
list(read([sys.argv[1]]))  # all that is loaded late is loaded while this may still be done
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for each in read(sys.argv[2:]):
    print(each.article.source if isinstance(each, Loaded) else each)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows other permissions")
def test_what_may_not_be_read_is_told_and_the_rest_read(tmp_path: Path) -> None:
    """As root everything may be read, so that another user does the reading."""
    plant(tmp_path, "a.txt", "closed/b.txt", "locked.txt", "z.txt")
    (tmp_path / "locked.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    outermost = Path(tempfile.gettempdir())
    for folder in takewhile(lambda one: one != outermost, (tmp_path, *tmp_path.parents[:-1])):
        folder.chmod(0o755)
    paths = [str(tmp_path / name) for name in ("a.txt", "", "closed/b.txt", "locked.txt")]
    command = [sys.executable, "-c", READ_AS_NOBODY, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (tmp_path / "closed").chmod(0o755)
    assert done.stdout.replace(f"{tmp_path}/", "").splitlines() == [
        "a.txt",
        "closed: folder not read: permission denied: you may not read it",
        "locked.txt: permission denied: you may not read it",
        "z.txt",
        "closed/b.txt: permission denied: the folder it is in may not be entered",
        "locked.txt: permission denied: you may not read it",
    ]
