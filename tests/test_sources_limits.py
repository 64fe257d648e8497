"""What is beyond a limit: told with the name of the limit, the rest read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readouts.errors import UsageError
from readouts.knowledge import load
from readouts.model import HeldBack, Reading
from readouts.reports.inputs import read_inputs
from readouts.sources import Failure, Loaded, read
from readouts.sources.limits import set_limits

CALL = "French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday."
VISIT = "On Tuesday Polish President Andrzej Duda visited Vilnius, where he met Lithuanian President Gitanas Nauseda."
TEXT = f"{CALL} {VISIT}"


@pytest.fixture(autouse=True)
def shipped() -> Iterator[None]:
    """The shipped limits hold again behind each test."""
    yield
    set_limits({})


def read_one(folder: Path, text: str, **limits: int) -> tuple[Loaded, Reading] | Failure:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    set_limits(limits)
    [found] = read_inputs(read(str(path)), load())
    return found


@pytest.mark.parametrize(
    ("limit", "most", "contacts", "begins", "reason"),
    [
        ("article_sentences", 1, 1, VISIT, "beyond the limit of 1 sentences (article_sentences)"),
        ("article_contacts", 1, 1, None, "beyond the limit of 1 contacts (article_contacts)"),
    ],
)
def test_what_is_beyond_is_held_back_and_the_rest_read(
    tmp_path: Path, limit: str, most: int, contacts: int, begins: str | None, reason: str
) -> None:
    whole, found = read_one(tmp_path, TEXT), read_one(tmp_path, TEXT, **{limit: most})
    assert not isinstance(whole, Failure)
    assert not isinstance(found, Failure)
    assert len(whole[1].contacts) > contacts == len(found[1].contacts)
    held = [one for one in found[1].held_back if one.reason == reason]
    assert held
    assert not [one for one in whole[1].held_back if one.reason == reason]
    if begins:
        assert held[0].span is not None
        assert held[0].span.of(TEXT).strip() == begins


def test_a_text_that_is_too_long_is_held_back_as_a_whole(tmp_path: Path) -> None:
    most = len(TEXT) - 1
    found = read_one(tmp_path, TEXT, article_characters=most)
    assert not isinstance(found, Failure)
    assert found[1].article.text == TEXT
    reason = f"longer than the limit of {most} characters (article_characters); split it"
    assert found[1].held_back == (HeldBack(what="the whole article", reason=reason, span=None),)
    assert not found[1].contacts
    whole = read_one(tmp_path, TEXT, article_characters=len(TEXT))
    assert not isinstance(whole, Failure)
    assert whole[1].contacts


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({"article_sentence": 5}, "no limit is called 'article_sentence'; there are article_characters, "),
        ({"article_sentences": 0}, "article_sentences: the least is 1"),
    ],
)
def test_limits_that_are_none_are_refused(rows: dict[str, int], says: str) -> None:
    with pytest.raises(UsageError) as raised:
        set_limits(rows)
    assert str(raised.value).startswith(says)
