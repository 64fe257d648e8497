"""What the documents show is what the commands print, and what they point to is there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from console_blocks import DOCUMENTS, ROOT, Command, environment, first_calls, run_document
from readouts.cli import commands as known
from warm_commands import warm_commands

PAGES = (*DOCUMENTS, *(ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")))
WITH_COMMANDS = [page for page in DOCUMENTS if "\n```console\n" in page.read_text(encoding="utf-8")]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def runs() -> Iterator[dict[Path, Future[list[Command]]]]:
    """The commands of all pages, each page in a folder of its own, as many pages at once as there are processors."""
    with warm_commands(environment()) as warm, ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        yield {page: pool.submit(lambda path: list(run_document(path, warm)), page) for page in WITH_COMMANDS}
        pool.shutdown(cancel_futures=True)


@pytest.mark.skipif(os.name == "nt", reason="the commands are written for bash")
@pytest.mark.parametrize("path", WITH_COMMANDS, ids=name_of)
def test_console_blocks_are_real_output(path: Path, runs: dict[Path, Future[list[Command]]]) -> None:
    commands = runs[path].result()
    assert commands
    for command in commands:
        assert command.documented == command.printed, str(command)


def test_every_command_is_shown_and_started_once_as_a_user_starts_it() -> None:
    assert set(first_calls()) == set(known.commands)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_console_blocks_fit_a_terminal(path: Path) -> None:
    for block in re.findall(r"^```console\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        assert [line for line in block.splitlines() if len(line) > 80 and not line.startswith("$ ")] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), f"{name_of(path)} points to {target}"


def test_every_page_of_docs_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for path in (ROOT / "docs").glob("*.md"):
        assert path.name == "index.md" or f"({path.name})" in index, f"docs/index.md does not name {path.name}"
