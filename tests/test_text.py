"""The normalised view: what becomes of characters, and the way back to them."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readouts import text as module
from readouts.text import fold, normalise, plain

# Letters, marks and oddities that news texts hold, and then anything at all.
ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from("aeéñßÆœŁøðþıə'’‘“”«»–—‐ \u00a0\u2009\u200b\ufeff\u0301\u0308ﬁ½²…\n\r\tйשו中Ａ１€"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)

ROWS = [
    ("plain ASCII stays", "A call at 3 p.m. (\"short\").", "A call at 3 p.m. (\"short\")."),
    ("curly marks", "“We’ll see”, she said — at last", '"We\'ll see", she said - at last'),
    ("spaces that do not break", "Kim\u00a0Jong\u202fUn", "Kim Jong Un"),
    ("diacritics", "Erdoğan, Čaputová, São Tomé, Ålesund", "Erdogan, Caputova, Sao Tome, Alesund"),
    ("letters of one piece", "Łódź Øresund Straße Þór Æsir Əliyev", "Lodz Oresund Strasse Thor Aesir Aliyev"),
    ("combining marks", "Beyonce\u0301", "Beyonce"),
    ("marks without width", "ex\u00adpert\u200b", "expert"),
    ("ligatures and dots", "oﬃce…", "office..."),
    ("full width", "ＵＮ", "UN"),
    ("fractions and footnotes are kept", "3½ hours², 5 m²", "3½ hours², 5 m²"),
    ("other scripts are kept", "Зеленский йод 中国 العربية", "Зеленский йод 中国 العربية"),
    ("line breaks are kept", "one\r\ntwo\n\nthree", "one\r\ntwo\n\nthree"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "original", "view"), ROWS, ids=[row[0] for row in ROWS])
def test_view(why: str, original: str, view: str) -> None:
    assert normalise(original).text == view, why
    assert plain(original) == view


@pytest.mark.parametrize(
    ("original", "found", "behind"),
    [
        ("He met Erdoğan’s envoy", "Erdogan", "Erdoğan"),
        ("the oﬃce of the mayor", "office", "oﬃce"),
        ("the oﬃce of the mayor", "the mayor", "the mayor"),
        ("and Beyonce\u0301 sang", "Beyonce", "Beyonce\u0301"),
        ("Kim\u00a0Jong\u200b-un spoke", "Kim Jong-un", "Kim\u00a0Jong\u200b-un"),
        ("wait… now", "now", "now"),
        ("Straße", "ss", "ß"),
    ],
)
def test_way_back(original: str, found: str, behind: str) -> None:
    view = normalise(original)
    at = view.text.index(found)
    assert view.span(at, at + len(found)).of(original) == behind


@given(ODD)
def test_every_span_of_the_view_lies_in_the_original(original: str) -> None:
    view = normalise(original)
    for start in range(len(view.text)):
        span = view.span(start, start + 1)
        assert 0 <= span.start < span.end <= len(original)
        # the view's character comes from the very characters of the span
        assert view.text[start] in normalise(span.of(original)).text


@given(ODD)
def test_spans_follow_the_order_of_the_view(original: str) -> None:
    view = normalise(original)
    starts = [view.span(at, at + 1).start for at in range(len(view.text))]
    assert starts == sorted(starts)
    assert view.span(0, len(view.text)).start == (starts[0] if starts else len(original))


@given(ODD)
def test_positions_lead_to_the_view_and_back(original: str) -> None:
    view = normalise(original)
    for at in range(len(original) + 1):
        position = view.position(at)
        assert 0 <= position <= len(view.text)
        if position < len(view.text):
            assert view.span(position, position + 1).start >= at


@given(ODD)
def test_an_empty_span_stays_empty(original: str) -> None:
    view = normalise(original)
    for at in range(len(view.text) + 1):
        assert view.span(at, at).start == view.span(at, at).end


@given(ODD)
def test_the_view_of_a_view_is_the_view(original: str) -> None:
    once = normalise(original).text
    assert normalise(once).text == once


@given(ODD)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Joseph R. Biden, Jr.", "Joseph R Biden Jr"),
        ("Gideon Sa’ar", "Gideon Sa'ar"),
        ("Abdel-Fattah  el‑Sisi", "Abdel Fattah El-Sisi"),
        ("Straße", "STRASSE"),
        ("İbrahim", "ibrahim"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_examples_in_the_docstrings_are_true() -> None:
    assert doctest.testmod(module).failed == 0
