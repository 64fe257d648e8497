"""Lines of other programs: what they leave out or add is told; what is wrong is refused."""

from __future__ import annotations

import json

import pytest

from reading_rows import SOUND
from readouts.completing import accept
from readouts.errors import ExchangeError
from readouts.exchange import decode, encode, text_digest

TEXT = "Aalto phoned Brandt."
BARE = {
    "version": 1,
    "article": {"id": "a1", "text": TEXT, "published": None},
    "contacts": [
        {
            "id": "a1/0",
            "participants": [{"name": "Aalto"}],
            "channel": "call",
            "status": "held",
            "sides": ["NMK", "OST"],
        }
    ],
}


def test_a_line_of_the_format_is_left_as_it_is() -> None:
    assert accept(encode(SOUND), "x") == decode(encode(SOUND), "x") == SOUND


def test_what_is_missing_or_unknown_is_told_once() -> None:
    reading = accept(json.dumps(BARE).encode(), "out.jsonl:3")
    assert reading.article.source == "out.jsonl:3"
    assert reading.article.sha256 == text_digest(TEXT)
    assert reading.article.published.basis == "unknown"
    assert reading.contacts[0].participants[0].kind == "person"
    (doubt,) = reading.doubts
    assert doubt.span is None
    assert doubt.says.endswith("; not known here, passed over: contacts[].sides")
    assert "article.byline, language, outlet, published, rewritten, sha256, source, title, url" in doubt.says
    assert decode(encode(reading), "x") == reading


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("article.id", None, "article.id: expected `str`, got `null`"),
        ("contacts.0.channel", "smoke", "contacts[0].channel: invalid enum value 'smoke'"),
        ("contacts.0.status", None, "contacts[0].status"),
        ("contacts.0.evidence", [[4, 2]], "contacts[0].evidence[0]: span [4, 2] must have"),
        ("article.text", None, "sha256"),
    ],
)
def test_what_is_wrong_is_refused(path: str, value: object, message: str) -> None:
    line = json.loads(json.dumps(BARE))
    spot = line
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        spot = spot[step]
    spot[last] = value
    with pytest.raises(ExchangeError) as caught:
        accept(json.dumps(line).encode(), "out.jsonl:3")
    assert message in str(caught.value)
