"""The examples of docs/times.md are true."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "times.md"


def test_examples_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE.read_text(encoding="utf-8")
    table = re.search(r"```csv events-of-norland.csv\n(.*?)```", text, re.DOTALL)
    assert table is not None
    (tmp_path / "events-of-norland.csv").write_text(table[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert (failed, tried > 15) == (0, True)
