"""The examples of `docs/api.md` are real: each `$ curl` is asked of a running desk, and prints what stands below it.

`python tests/api_examples.py` writes what they print now into the document.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

DOCUMENT = Path(__file__).parents[1] / "docs" / "api.md"
DESK = "https://desk.example"
"""What the document calls the desk."""

_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def examples(text: str) -> Iterator[tuple[int, int, str]]:
    """Each command of the document, and where what it prints begins and ends."""
    for block in _BLOCK.finditer(text):
        for match in _COMMAND.finditer(block[1]):
            yield block.start(1) + match.start(2), block.start(1) + match.end(2), match[1]


def run(words: str, address: str, token: str, folder: Path) -> str:
    """What a command prints where `address` is the desk."""
    environment = {**os.environ, "TOKEN": token, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-c", words.replace(DESK, address)], cwd=folder, env=environment, capture_output=True, check=False
    )
    return (done.stdout + done.stderr).decode().replace(address, DESK).replace("\r\n", "\n")


def write() -> None:
    """Puts what the commands print into the document."""
    from desk_people import TOKENS, add_people
    from desk_server import make_example_ledger, serving
    from readouts.desk.settings import Settings
    from readouts.ledger import open_ledger

    text = DOCUMENT.read_text("utf-8")
    with tempfile.TemporaryDirectory() as name:
        file = make_example_ledger(Path(name) / "news.sqlite")
        with open_ledger(file) as ledger:
            add_people(ledger)
        with serving(file, Settings(port=0, sign_in=True)) as address:
            printed = [run(words, address, TOKENS["Vera"], Path(name)) for _, _, words in examples(text)]
    for (start, end, _), output in reversed(list(zip(examples(text), printed, strict=True))):
        text = text[:start] + output + text[end:]
    DOCUMENT.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
