"""The console blocks of the documents are real output: runs them and compares, or with --write renews them.

Words behind it name the documents meant, else README.md and all of docs/.

A block opened with ```` ```console ```` holds commands after "$ " and what they print; one opened with
```` ```json NAME ```` (or any other word and a file name) is the content of that file. All blocks of one document are
run in order in one fresh folder in which `examples` is the project's.

What is called is the installed `readouts`. The first time that the documents call one of its commands it is started as
a user starts it, so that each has shown that it loads what it needs; after that, to save minutes, the calls are those
of `warm_commands.py`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from warm_commands import warm_commands

ROOT = Path(__file__).parents[1]
DOCUMENTS = tuple(path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if path.is_file())
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
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


def run_document(path: Path, warm: Mapping[str, str]) -> Iterator[Command]:
    """Each command of a document's console blocks, run; `warm` is the environment of those that need no start."""
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        for block in _BLOCK.finditer(text):
            kind, title, content = block.groups()
            if title:
                (folder / title).write_text(content, encoding="utf-8")
            elif kind == "console":
                for match in _COMMAND.finditer(content):
                    start, end = (block.start(3) + offset for offset in match.span(2))
                    cold = (path, start) in first_calls().values()
                    printed = _run(match[1], folder, environment() if cold else warm)
                    yield Command(start, end, match[1], match[2], printed)


@cache
def first_calls() -> dict[str, tuple[Path, int]]:
    """Each command of `readouts` that the documents call: in which, and where the output of its first call stands."""
    found: dict[str, tuple[Path, int]] = {}
    for path in DOCUMENTS:
        for block in _BLOCK.finditer(path.read_text(encoding="utf-8")):
            if block[1] == "console" and not block[2]:
                for match in _COMMAND.finditer(block[3]):
                    for name in re.findall(r"\breadouts (\w+)", match[1]):
                        found.setdefault(name, (path, block.start(3) + match.start(2)))
    return found


def renew(path: Path, warm: Mapping[str, str]) -> bool:
    """Put what the commands print into the document; whether that changed it."""
    text = old = path.read_text(encoding="utf-8")
    for command in reversed(list(run_document(path, warm))):
        if "Traceback (most recent call last)" in command.printed:
            sys.exit(f"{path.relative_to(ROOT)}: left as it was, a command crashes: {command}")
        text = text[: command.start] + command.printed + text[command.end :]
    path.write_text(text, encoding="utf-8", newline="\n")
    return text != old


def environment() -> dict[str, str]:
    """The environment of a terminal of 80 columns that shows no colours, in which `readouts` is the installed one."""
    given = dict(os.environ, COLUMNS="80", NO_COLOR="1", TERM="dumb", LC_ALL="C.UTF-8", PYTHONUTF8="1")
    given["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), given.get("PATH", "")])
    return given


def _run(words: str, folder: Path, environment: Mapping[str, str]) -> str:
    """What a command prints, errors too."""
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
    with warm_commands(environment()) as warm:
        for path in (path for path in DOCUMENTS if not named or path in named):
            if "--write" in sys.argv[1:]:
                print(f"{path.relative_to(ROOT)}: {'renewed' if renew(path, warm) else 'as it was'}")
                continue
            for command in run_document(path, warm):
                if command.documented != command.printed:
                    stale += 1
                    print(f"{path.relative_to(ROOT)}: {command}")
    sys.exit(1 if stale else 0)


if __name__ == "__main__":
    main()
