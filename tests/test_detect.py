"""What is foreign is known as such; what is English, however foreign its names, is never called so."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readouts.language.detect import Language, identify

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("READOUTS_SHARED") or HERE.parent.parent / "shared")
ROWS = list(csv.DictReader((HERE / "languages.csv").read_text(encoding="utf-8").splitlines()))
LONG = [(row["language"], row["text"]) for row in ROWS if row["kind"] == "long"]
HEADLINES = [(row["language"], row["text"]) for row in ROWS if row["kind"] == "headline"]
NAMES = [row["text"] for row in ROWS if row["kind"] == "names"]

ENGLISH = [
    "The chancellor spoke with her counterpart on Tuesday, and the two agreed to meet in Oslo, a spokesman said.",
    "The two ministers met. " * 400,
    "THE PRIME MINISTER TOLD REPORTERS THAT THE TALKS WOULD RESUME WHEN BOTH SIDES WERE READY.",
    "Nguyễn Văn Sơn said that Siarhei Čerkasaŭ and Jørgen Łaskawiec would come to Ürümqi after their talks with him.",
]


@pytest.mark.parametrize(("language", "text"), LONG, ids=[code for code, _ in LONG])
def test_a_paragraph_is_known_by_its_language(language: str, text: str) -> None:
    assert identify(text) == Language(language, True)
    assert identify(text).foreign


def spoilt(text: str) -> list[str]:
    """The text as it may arrive: in capitals, decomposed, much repeated, cut, beside English names and an address."""
    return [
        text.upper(),
        unicodedata.normalize("NFD", text),
        text * 30,
        text[-110:],
        f"{text} “America First”, Donald Trump, Volodymyr Zelenskyy, Emmanuel Macron, Keir Starmer (BBC News)",
        f"https://www.example.org/news/2026/01/03/abc Photo: Getty Images\n{text}",
    ]


@pytest.mark.parametrize(("language", "text"), LONG, ids=[code for code, _ in LONG])
def test_it_is_foreign_however_it_arrives(language: str, text: str) -> None:
    assert [version for version in spoilt(text) if len(version) > 100 and not identify(version).foreign] == [], language


def test_most_headlines_are_known_as_foreign() -> None:
    missed = [text for _, text in HEADLINES if not identify(text).foreign]
    assert len(missed) <= 2, missed


@pytest.mark.parametrize("text", NAMES)
def test_a_headline_of_foreign_names_is_not_foreign(text: str) -> None:
    assert not identify(text).foreign


@pytest.mark.parametrize("text", ENGLISH, ids=lambda text: text[:20])
def test_english_is_surely_english(text: str) -> None:
    assert identify(text) == Language("en", True)


@pytest.mark.parametrize("text", ["", " \n", "12.5 % – 3/4/2026", "???", "\x00", "👩‍👩‍👧"])
def test_what_has_no_words_has_no_language(text: str) -> None:
    assert identify(text) == Language("und", False)


@pytest.mark.parametrize("order", [1, -1])
def test_a_page_half_english_is_not_called_foreign(order: int) -> None:
    halves = [ENGLISH[0] * 8, LONG[0][1] * 4]
    assert not identify("\n\n".join(halves[::order])).foreign


@settings(deadline=None)
@given(st.text())
def test_any_text_has_an_answer_and_always_the_same(text: str) -> None:
    assert identify(text) == identify(text)


def test_plain_english_needs_no_model() -> None:
    program = (
        "import sys; from readouts.language.detect import identify; "
        f"assert identify({ENGLISH[1]!r}).code == 'en'; assert 'py3langid' not in sys.modules, 'model was loaded'"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("corpus", ["feed", "articles", "official_readouts", "attributions", "timex"])
def test_english_corpora_hold_next_to_nothing_foreign(corpus: str) -> None:
    path = SHARED / "corpora" / f"{corpus}.jsonl"
    if not path.exists():
        pytest.skip(f"no {path}: set READOUTS_SHARED to the folder of development data")
    texts = [json.loads(line)["text"] for line in path.read_bytes().splitlines()]
    foreign = [text[:60] for text in texts if identify(text).foreign]
    assert len(foreign) <= len(texts) * 0.0005, foreign
