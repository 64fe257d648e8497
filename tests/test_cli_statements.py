"""`readouts statements` with what is asked of them: the same from files and from a ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from readouts.cli import commands

ARTICLES = [
    {
        "id": "first",
        "published": "2024-03-05",
        "text": 'Macron called Scholz on Monday. "We will buy less gas," Macron said of the call. '
        "Scholz said that he was against new sanctions.",
    },
    {
        "id": "second",
        "published": "2024-05-20",
        "text": "Macron will visit Berlin in June, the Kremlin said. Macron said that tariffs help nobody.",
    },
]
ROWS = [
    ((), 4),
    (("--speaker", "macron"), 2),
    (("--speaker", "Macron", "--speaker", "Scholz"), 3),
    (("--speaker", "Olaf"), 1),
    (("--topic", "energy"), 1),
    (("--topic", "sanc"), 1),
    (("--topic", "energy", "--speaker", "Scholz"), 0),
    (("--from", "2024-04"), 2),
    (("--to", "2024-04"), 2),
    (("--from", "2024-03-05", "--to", "2024-05-20"), 4),
]


def lines(*arguments: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(commands, ["statements", "--format", "jsonl", *arguments])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("said")
    articles, ledger = folder / "articles.jsonl", folder / "said.sqlite"
    articles.write_text("".join(json.dumps(row) + "\n" for row in ARTICLES), encoding="utf-8")
    result = CliRunner().invoke(commands, ["add", "--ledger", str(ledger), str(articles)])
    assert result.exit_code == 0, result.output
    return str(articles), str(ledger)


@pytest.mark.parametrize(("asked", "number"), ROWS)
def test_statements_asked_for(places: tuple[str, str], asked: tuple[str, ...], number: int) -> None:
    assert len(lines(places[0], *asked)) == number


def test_of_a_contact_and_from_a_ledger(places: tuple[str, str]) -> None:
    mine = [row for row in lines("--ledger", places[1]) if row["contact"]]
    assert mine, "no statement is linked to a contact"
    contact = str(mine[0]["contact"])
    assert len(contact) == 16
    found = lines("--ledger", places[1], "--contact", contact[:8])
    assert found == [row for row in mine if row["contact"] == contact]
    assert [row["speaker"] for row in lines("--ledger", places[1], "--speaker", "Macron")]


@pytest.mark.parametrize(
    ("text", "how", "shown"),
    [
        ("Macron said that he would come.", "said", "(indirect)"),
        ("Macron did not say that he would come.", "denied", "(indirect, not said)"),
        ("Did Macron say that he would come?", "asked", "(indirect, only asked)"),
    ],
)
def test_whether_it_was_said(tmp_path: Path, text: str, how: str, shown: str) -> None:
    article = tmp_path / "article.txt"
    article.write_text(text, encoding="utf-8")
    assert [row["asserted"] for row in lines(str(article))] == [how]
    result = CliRunner().invoke(commands, ["statements", "-q", str(article)])
    assert shown in result.stdout


def test_what_cannot_be_asked(places: tuple[str, str], tmp_path: Path) -> None:
    for arguments in (["--topic", "weather", places[0]], ["--ledger", places[1], places[0]]):
        result = CliRunner().invoke(commands, ["statements", *arguments])
        assert result.exit_code != 0
    nothing = CliRunner().invoke(commands, ["statements", "--ledger", places[1], "--speaker", "Nobody"])
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "no statement meets this" in nothing.stderr
    assert CliRunner().invoke(commands, ["statements", "--ledger", str(tmp_path / "none.sqlite")]).exit_code != 0
