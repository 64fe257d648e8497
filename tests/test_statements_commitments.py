"""Promises, invitations, acceptances and refusals: who binds whom."""

from __future__ import annotations

from datetime import date

import pytest

from readouts import times
from readouts.knowledge import load
from readouts.language.document import Document
from readouts.model import Article, Published
from readouts.statements import commitments


def document(text: str) -> Document:
    day = Published(earliest=date(2024, 3, 5), latest=date(2024, 3, 5), basis="given")
    return Document(Article(id="a", sha256="", source="a", text=text, published=day), load())


XI, MACRON, PUTIN, MODI = "Xi Jinping", "Emmanuel Macron", "Vladimir Putin", "Narendra Modi"
ROWS = [
    ("Xi invited Macron to visit Beijing.", "invitation", (XI,), (MACRON,)),
    ("Macron was invited by Xi to Beijing.", "invitation", (XI,), (MACRON,)),
    ("Modi extended an invitation to Putin to visit Delhi.", "invitation", (MODI,), (PUTIN,)),
    ("Macron accepted Xi's invitation to visit China.", "acceptance", (MACRON,), (XI,)),
    ("Putin has accepted an invitation from Modi to visit India.", "acceptance", (PUTIN,), (MODI,)),
    ("Macron did not accept Xi's invitation.", "refusal", (MACRON,), (XI,)),
    ("Macron turned down Xi's invitation.", "refusal", (MACRON,), (XI,)),
    ("Modi refused to meet Putin.", "refusal", (MODI,), ()),
    ("Macron ruled out meeting Putin.", "refusal", (MACRON,), ()),
    ("Macron pledged to send more grain.", "promise", (MACRON,), ()),
    ("Modi agreed to meet Putin in Moscow.", "promise", (MODI,), ()),
    ("Modi agreed to a truce.", "promise", (MODI,), ()),
    ("Modi agreed to the plan.", "acceptance", (MODI,), ()),
    ("Macron pledged 30 million euros in aid.", "promise", (MACRON,), ()),
    ("Macron refused to commit to talks.", "refusal", (MACRON,), ()),
    ("It was agreed to stay in contact.", "promise", (), ()),
    ("We have agreed to open the roads.", "promise", (), ()),
]


@pytest.mark.parametrize(("text", "kind", "by", "to"), ROWS)
def test_who_binds_whom(text: str, kind: str, by: tuple[str, ...], to: tuple[str, ...]) -> None:
    (found,) = commitments(document(text))
    assert (found.kind, found.by, found.to) == (kind, by, to)
    assert found.span.of(text) == found.text
    assert text.startswith(found.text)


@pytest.mark.parametrize(
    "text",
    [
        "Modi thanked Putin for the talks.",
        "Macron declined slightly in the polls.",
        "The offer stands on the table.",
        "Xi met Macron in Paris.",
        "Macron declined to comment.",
        "Macron denied that he agreed to send troops.",
        "Modi was not invited to the summit.",
    ],
)
def test_what_binds_nobody(text: str) -> None:
    assert commitments(document(text)) == ()


def test_only_the_sentences_asked_for() -> None:
    doc = document("Xi invited Macron to visit Beijing. Modi refused to meet Putin.")
    assert [c.kind for c in commitments(doc, sentences=[1])] == ["refusal"]


def test_a_date_inside_dates_it() -> None:
    text = "Xi invited Macron to visit Beijing on March 20."
    doc = document(text)
    (found,) = commitments(doc, dated=times.find(text, doc.article.published.interval))
    assert found.date is not None
    assert (found.date.earliest, found.date.text) == (date(2024, 3, 20), "March 20")
