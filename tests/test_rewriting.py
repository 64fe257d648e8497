"""Whether a text was rewritten by a machine, told from the text alone."""

from __future__ import annotations

import pytest

from readouts.language import rewritten

CLEAN = """The president of Northmark met the chancellor of Ostland on Monday to discuss the bridge over the strait.
They agreed that work should start in spring, and that both governments would pay half of the cost. Officials said the
talks lasted two hours. The chancellor told reporters that farmers who lost land would receive a fair price for it."""

THESAURUS = """The chairperson of Northmark encountered the premier of Ostland on Mon to discourse the span over the
sound. They concord that employment should commence in outpouring, and that both regimes would compensate half of the
toll. Functionary aver the negotiation endured two hr. The aforesaid premier distinguish newsperson that husbandman who
misplace demesne would incur a reasonable damage for it."""


def test_a_clean_text_is_not_marked() -> None:
    judged = rewritten.judge(CLEAN)
    assert judged.score < 0.1
    assert judged.evidence == ()


def test_words_of_a_thesaurus_betray_rewriting_and_are_pointed_at() -> None:
    judged = rewritten.judge(THESAURUS)
    assert judged.score > 0.9
    words = {span.of(THESAURUS).lower() for span in judged.evidence}
    assert "aforesaid" in words
    assert words <= rewritten.load_substitutes().keys()
    assert list(judged.evidence) == sorted(set(judged.evidence))


@pytest.mark.parametrize("text", ["", "They met.", "aforesaid " * 50])
def test_few_words_say_nothing(text: str) -> None:
    assert rewritten.judge(text).score < 0.5


def test_the_table_is_in_order_and_its_weights_are_bounded() -> None:
    table = rewritten.load_substitutes()
    assert list(table) == sorted(table)
    assert all(1 <= weight <= 4 or -4 <= weight <= -0.5 for weight in table.values())
