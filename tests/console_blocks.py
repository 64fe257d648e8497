"""The console blocks of the documents are real output: runs them and compares, or with --write renews them.

Words behind it name the documents meant, else README.md and all of docs/.

A block opened with ```` ```console ```` holds commands after "$ " and what they print; one opened with
```` ```json NAME ```` (or any other word and a file name) is the content of that file. All blocks of one document are
run in order in one fresh folder in which `examples` is the project's.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENTS = tuple(path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if path.is_file())
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECONDS = 300  # how long one command may take


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a console block: where its output stands in the document, what stands there, what it prints."""

    start: int
    end: int
    words: str
    documented: str
    printed: str

    def __str__(self) -> str:
        return f"$ {self.words}\n--- documented\n{self.documented}--- printed\n{self.printed}"


def run_document(path: Path) -> Iterator[Command]:
    """Each command of a document's console blocks, run."""
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        for block in _BLOCK.finditer(text):
            kind, title, content = block.groups()
            if title:
                (folder / title).write_text(content, encoding="utf-8")
            elif kind == "console":
                for match in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", content, re.MULTILINE):
                    start, end = (block.start(3) + offset for offset in match.span(2))
                    yield Command(start, end, match[1], match[2], _run(match[1], folder))


def renew(path: Path) -> bool:
    """Put what the commands print into the document; whether that changed it."""
    text = old = path.read_text(encoding="utf-8")
    for command in reversed(list(run_document(path))):
        if "Traceback (most recent call last)" in command.printed:
            sys.exit(f"{path.relative_to(ROOT)}: left as it was, a command crashes: {command}")
        text = text[: command.start] + command.printed + text[command.end :]
    path.write_text(text, encoding="utf-8", newline="\n")
    return text != old


def _run(words: str, folder: Path) -> str:
    """What a command prints, errors too, as in a terminal of 80 columns that shows no colours."""
    environment = dict(os.environ, COLUMNS="80", NO_COLOR="1", TERM="dumb", LC_ALL="C.UTF-8", PYTHONUTF8="1")
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", "")])
    done = subprocess.run(
        ["bash", "-c", words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_SECONDS,
        check=False,
    )
    lines = done.stdout.decode("utf-8").splitlines()
    return "".join(line.rstrip() + "\n" for line in lines)


def main() -> None:
    """Check every document, or those named; with --write renew them; exit code 1 where one was not true."""
    stale = 0
    named = {Path(word).resolve() for word in sys.argv[1:] if not word.startswith("-")}
    for path in (path for path in DOCUMENTS if not named or path in named):
        if "--write" in sys.argv[1:]:
            print(f"{path.relative_to(ROOT)}: {'renewed' if renew(path) else 'as it was'}")
            continue
        for command in run_document(path):
            if command.documented != command.printed:
                stale += 1
                print(f"{path.relative_to(ROOT)}: {command}")
    sys.exit(1 if stale else 0)


if __name__ == "__main__":
    main()
