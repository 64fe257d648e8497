"""Rules that are words: a user's own files, what is wrong in them, and how often rules fired and were right."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

import readouts
from readouts.cli import commands
from readouts.errors import KnowledgeError
from readouts.model import Reading
from readouts.reports import Rule, Tally, read_rules
from readouts.reports.rulebook import BY_STATUS, MODALITY, TRIGGERS, current, shipped, using
from readouts.reports.triggers import NOUN_FRAMES, VERB_FRAMES
from readouts.score import give_verdicts, read_gold_file
from readouts.views.rules import show_rules

DAY = "2022-03-08"
POWWOW = '[[verb]]\nlemmas = ["powwow"]\nchannel = "meeting"\nframe = "with"\n'


@pytest.fixture
def rules_file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


@pytest.mark.parametrize(
    ("rules", "text", "before", "after"),
    [
        (POWWOW, "Emmanuel Macron powwowed with Olaf Scholz in Berlin on Monday.", None, ("meeting", "held")),
        (
            '[[noun]]\nlemmas = ["pourparler"]\nchannel = "talks"\nframe = "with"\n',
            "Emmanuel Macron held a pourparler with Olaf Scholz in Berlin on Monday.",
            None,
            ("talks", "held"),
        ),
        (
            '[[verb]]\nlemmas = ["meet"]\nchannel = "talks"\nframe = "with"\n',
            "Emmanuel Macron met Olaf Scholz on Monday.",
            ("meeting", "held"),
            ("talks", "held"),
        ),
        (
            '[medium]\nvideo_call = ["over a screen"]\n',
            "Emmanuel Macron spoke with Olaf Scholz over a screen on Monday.",
            ("call", "held"),
            ("video_call", "held"),
        ),
        (
            '[governs]\nproposed = ["plan"]\n',
            "Emmanuel Macron plans to meet Olaf Scholz in Berlin.",
            ("meeting", "announced"),
            ("meeting", "proposed"),
        ),
    ],
)
def test_own_rules_are_laid_over_the_shipped_ones(
    rules: str, text: str, before: tuple[str, str] | None, after: tuple[str, str], rules_file: Path
) -> None:
    rules_file.write_text(rules, encoding="utf-8")

    def contacts(*own: Path) -> list[tuple[str, str]]:
        reading = readouts.read_text(text, published=DAY, rules=own, min_confidence=0.0)
        return [(c.channel, c.status) for c in reading.contacts]

    assert contacts() == ([before] if before else [])
    assert contacts(rules_file) == [after]
    assert contacts() == ([before] if before else []), "rules hold only for the reading they were given to"


def test_two_readers_at_once_keep_their_own_rules(tmp_path: Path, rules_file: Path) -> None:
    rules_file.write_text(POWWOW, encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Emmanuel Macron powwowed with Olaf Scholz on Monday.", encoding="utf-8")
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    own, plain = readouts.read(*paths, published=DAY, rules=[rules_file]), readouts.read(*paths, published=DAY)
    found = []
    for one, other in zip(own, plain, strict=True):
        assert isinstance(one, Reading)
        assert isinstance(other, Reading)
        found.append((len(one.contacts), len(other.contacts)))
    assert found == [(1, 0), (1, 0)]


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        ("[[verb]\n", r"mine\.toml: Expected .*line 1"),
        ('[[verb]]\nchannel = "meeting"\nframe = "with"\n', r"mine\.toml: \[\[verb\]\] row 1: 'lemmas' is missing"),
        (POWWOW + POWWOW, r"mine\.toml: \[\[verb\]\] row 2: 'powwow' stands in row 1 already"),
        (POWWOW.replace("meeting", "seance"), r"row 1: channel 'seance' is none; known are phone_call, "),
        (POWWOW.replace('"with"', '"near"'), r"row 1: frame 'near' is none; known are with, "),
        (POWWOW + 'colour = "red"\n', r"row 1: 'colour' is no key; known are channel, frame, lemmas"),
        (POWWOW + 'never = "up"\n', r"row 1: 'never' must be a list of words"),
        ('[verb]\nlemmas = ["a"]\n', r"write \[\[verb\]\], with two brackets"),
        ('[verbs]\nlight = ["hold"]\n', r"mine\.toml: \[verbs\] is no table; known are verb, noun, medium"),
        ('[medium]\npigeon = ["by pigeon"]\n', r"\[medium\] 'pigeon' is no list; known are phone_call"),
        ('[governs]\nmaybe = ["plan"]\n', r"\[governs\] 'maybe' is no list; known are announced"),
        ('[governs]\ndenied = ["x"]\nproposed = ["x"]\n', r"\[governs\] 'x' is under denied and proposed; keep one"),
    ],
)
def test_a_wrong_rule_is_told_with_file_and_row(rules: str, complaint: str, rules_file: Path) -> None:
    rules_file.write_text(rules, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=complaint):
        read_rules([rules_file])


def test_a_file_that_is_not_there_is_told(rules_file: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read_rules([rules_file])


def test_of_two_files_the_later_one_holds(tmp_path: Path) -> None:
    first, second = tmp_path / "1.toml", tmp_path / "2.toml"
    first.write_text(POWWOW + '[governs]\ndenied = ["plan"]\n', encoding="utf-8")
    second.write_text(POWWOW.replace("meeting", "talks") + '[governs]\nproposed = ["plan"]\n', encoding="utf-8")
    book = read_rules([first, second])
    (row,) = [row for row in book.rows["verb"] if "powwow" in str(row["lemmas"])]
    assert (row["channel"], row["from"]) == ("talks", str(second))
    assert [status for status, words in book.lists["governs"].items() if "plan" in words] == ["proposed"]


def test_rules_hold_inside_only() -> None:
    book = read_rules(())
    assert current() is shipped() is book
    with using(None):
        assert current() is shipped()


READ = (
    "French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday.",
    "Emmanuel Macron plans to meet Olaf Scholz in Berlin.",
    "Emmanuel Macron met his own ministers.",
)


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    """The first contact is right; of the second the gold has another channel; of the third nothing is told."""
    both = ["Emmanuel Macron", "Olaf Scholz"]
    call = {"participants": both, "sides": ["FRA", "DEU"], "channel": "phone_call", "status": "held"}
    visit = {"participants": both, "sides": ["FRA", "DEU"], "channel": "visit", "status": "announced"}
    lines = [{"id": "0.txt", "contacts": [call]}, {"id": "1.txt", "contacts": [visit]}]
    for number, text in enumerate(READ):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return tmp_path / "gold.jsonl"


def counted(gold_file: Path) -> list[Rule]:
    tally, gold = Tally(shipped()), read_gold_file(gold_file)
    for one in readouts.read(*sorted(gold_file.parent.glob("*.txt")), published=DAY, min_confidence=0.0):
        assert isinstance(one, Reading)
        tally.add(one, {v.contact.id: v.fields if v.found else None for v in give_verdicts(gold, [one])})
    return tally.rules()


@pytest.mark.parametrize(
    ("kind", "name", "fired", "right", "judged"),
    [
        ("word", "verb speak: frame to", 1, 1, 1),
        ("word", "verb meet: frame with", 1, 0, 1),
        ("word", "verb ring: frame object", 0, 0, 0),
        ("medium", "by phone", 1, 1, 1),
        ("status word", "governed by plan", 1, 1, 1),
        ("status", "past tense", 1, 1, 1),
        ("held back", "both parties of one state", 0, 0, 0),
    ],
)
def test_rules_are_counted(kind: str, name: str, fired: int, right: int, judged: int, gold_file: Path) -> None:
    found = [r for r in counted(gold_file) if (r.kind, r.name) == (kind, name)]
    assert [(r.fired, r.right, r.judged) for r in found] == ([(fired, right, judged)] if found or fired else [])


def test_every_word_of_the_files_is_listed_once() -> None:
    rules = Tally(shipped()).rules()
    assert len({(r.kind, r.name) for r in rules}) == len(rules)
    assert {r.source for r in rules} == {TRIGGERS, MODALITY}
    assert not any(r.own or r.fired for r in rules)
    assert {r.makes for r in rules if r.kind == "word"} >= {"meeting", "visit", "phone_call", "summit"}


def test_the_table_is_eighty_columns_wide(gold_file: Path) -> None:
    out = StringIO()
    show_rules(counted(gold_file), "table", out, counted=True)
    assert max(map(len, out.getvalue().splitlines())) <= 80
    assert "verb meet: frame with                           meeting           1        0/1" in out.getvalue()


def test_the_command_lists_own_words_marked(rules_file: Path) -> None:
    rules_file.write_text(POWWOW, encoding="utf-8")
    shown = CliRunner().invoke(commands, ["rules", "--rules", str(rules_file)], standalone_mode=False)
    listed = shown.output.replace("\n   ", "")
    assert re.search(r"^ *meeting \(verb, frame with\): .*\bmeet\b.*\bpowwow \*", listed, re.MULTILINE), listed


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_command_counts_for_programs(form: str, gold_file: Path) -> None:
    texts = [str(path) for path in sorted(gold_file.parent.glob("*.txt"))]
    words = [
        "rules",
        "--gold",
        str(gold_file),
        "--quiet",
        "--published",
        DAY,
        "--min-confidence",
        "0",
        "--format",
        form,
    ]
    output = CliRunner().invoke(commands, [*words, *texts], standalone_mode=False).output
    rows = list(csv.DictReader(StringIO(output))) if form == "csv" else [json.loads(x) for x in output.splitlines()]
    (row,) = [row for row in rows if row["rule"] == "verb speak: frame to"]
    assert {key: str(row[key]) for key in ("kind", "makes", "frame", "source", "fired", "judged", "right")} == {
        "kind": "word",
        "makes": "call",
        "frame": "to",
        "source": TRIGGERS,
        "fired": "1",
        "judged": "1",
        "right": "1",
    }


def test_a_gold_needs_articles(gold_file: Path) -> None:
    result = CliRunner().invoke(commands, ["rules", "--gold", str(gold_file)], standalone_mode=False)
    assert "give the articles that it is of" in str(result.exception)


def test_every_frame_and_list_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "rules.md").read_text(encoding="utf-8")
    of_verbs, _, of_nouns = page.partition("| frame of a noun |")
    assert [frame for frame in VERB_FRAMES if f"| `{frame}` |" not in of_verbs] == []
    assert [frame for frame in NOUN_FRAMES if f"| `{frame}` |" not in of_nouns] == []
    book = shipped()
    assert [table for table in book.lists if f"`[{table}]`" not in page] == []
    keys = {key for table, lists in book.lists.items() if table not in BY_STATUS for key in lists}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
