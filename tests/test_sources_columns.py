"""Parquet: columns to articles, rows that are none, files that are damaged, and no pyarrow."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from archive_builders import page, told
from readouts.sources import Failure, Loaded, Page, iter_pages

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def write(path: Path, **columns: list[object]) -> Path:
    """A Parquet file of these columns."""
    parquet.write_table(pyarrow.table(columns), path)
    return path


def rows(path: Path) -> list[Loaded | Failure]:
    return [each.article() if isinstance(each, Page) else each for each in iter_pages(path)]


@pytest.mark.parametrize("column", ["text", "Text", "maintext", "content"])
@pytest.mark.parametrize("day", ["2022-01-03", date(2022, 1, 3), datetime(2022, 1, 3, 23, 30)])
def test_columns_are_known_by_their_names(tmp_path: Path, column: str, day: object) -> None:
    columns: dict[str, list[object]] = {column: ["They met."], "url": ["https://a.example/1"], "date": [day]}
    path = write(tmp_path / "a", **columns, more=[3])
    (found,) = rows(path)
    assert isinstance(found, Loaded)
    assert (found.article.text, found.article.url) == ("They met.", "https://a.example/1")
    assert str(found.article.published.earliest) == "2022-01-03"
    assert found.article.source == f"{path} record 1 (https://a.example/1)"


def test_html_is_read_as_a_page_where_there_is_no_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a", html=[page(3).encode()], fetch_time=["2022-01-05T00:00:00Z"])
    (only,) = iter_pages(path)
    assert isinstance(only, Page)
    assert (only.kind, only.raw, only.fetched) == ("html", page(3).encode(), "2022-01-05T00:00:00Z")


def test_a_row_that_is_no_article_is_told_and_the_rest_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a", text=["They met.", None, "", "They met again."], id=["a", "b", "c", "d"])
    found = rows(path)
    assert [str(each).rpartition("/")[2] for each in found if isinstance(each, Failure)] == [
        "a record 2: text: missing",
        "a record 3: text: empty",
    ]
    assert [each.article.id for each in found if isinstance(each, Loaded)] == ["a", "d"]


def test_a_table_without_texts_says_which_columns_it_has(tmp_path: Path) -> None:
    (found,) = iter_pages(write(tmp_path / "a", words=["x"], n=[1]))
    assert str(found) == f"{tmp_path}/a: no column with texts; there are words, n"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_file_cut_off_is_told(tmp_path: Path, share: float) -> None:
    data = write(tmp_path / "a", text=[f"They met on day {n * n * 7919}." for n in range(500)]).read_bytes()
    (found,) = told(tmp_path / "b", data[: int(len(data) * share)])
    assert found.startswith("failed: b: the Parquet file is cut off or damaged (")


def test_without_pyarrow_the_remedy_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a", text=["They met."])
    code = f"import sys; sys.modules['pyarrow'] = None\nfrom readouts.sources import read\nprint(*read({str(path)!r}))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "reading Parquet needs pyarrow: pip install 'readouts[parquet]'" in said
