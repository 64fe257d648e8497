"""Bytes to text, whatever encoding they came in, and the doubt where that was guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readouts.sources.decoding import Undecodable, decode

WESTERN = "He said “we’ll meet at the Élysée” – on Friday… for £5 or €6, Señor Ibáñez."

READABLE = [
    ("They met.", "utf-8", False),
    (WESTERN, "utf-8", False),
    ("\ufeffThey met at the Élysée.", "utf-8", False),
    ("\ufeffThey met at the Élysée.", "utf-16-be", False),
    ("They met.\r\nÉlysée 𝕏", "utf-16", False),
    ("They met.\r\nÉlysée", "utf-16-le", False),
    ("They met.\r\nÉlysée", "utf-16-be", False),
    ("They met. 𝕏", "utf-32", False),
    (WESTERN, "cp1252", True),
    ("Le président a déclaré « c'est fini » à l'Élysée — voilà.", "cp1252", True),
    ("El señor Ibáñez viajó a Perú. ¿Cuándo? ¡Mañana! 1º 2ª", "latin-1", True),
    ("Der Präsident traf Müller in Köln. Größe, Ämter, ÜBER.", "latin-1", True),
    ("He said “we’ll meet” – on Friday… José, he’s late.", "mac_roman", True),
    ("Premier spotkał się we środę z kanclerzem, powiedział rzecznik rządu. Żółć, gęślą, jaźń.", "cp1250", True),
    ("Президент провёл переговоры по телефону со своим коллегой в Астане.", "cp1251", True),
    ("首相は火曜日、韓国の大統領と電話で会談した。", "cp932", True),
]


@pytest.mark.parametrize(("text", "encoding", "guessed"), READABLE, ids=lambda value: str(value)[:20])
def test_a_text_comes_out_as_it_went_in(text: str, encoding: str, guessed: bool) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text.removeprefix("\ufeff")
    assert bool(decoded.doubts) == guessed
    if guessed:
        (doubt,) = decoded.doubts
        assert "not declared and not UTF-8" in doubt.says
        assert doubt.span is not None
        assert not doubt.span.of(decoded.text).isascii()


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "iso-8859-5"])
def test_a_page_is_read_as_it_declares(encoding: str) -> None:
    page = f"<html><head><meta charset='{encoding}'></head><p>Президент провёл переговоры.</p>"
    decoded = decode(page.encode(encoding), page=True)
    assert decoded.text == page
    assert decoded.doubts == ()


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-1", "cp1252"), ("utf-16", "utf-8"), ("latin-1", "utf-8"), ("no-such", "cp1252")],
)
def test_a_page_that_declares_wrongly_is_read_as_browsers_do(declared: str, encoding: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{WESTERN}</p>'
    assert decode(page.encode(encoding), page=True).text == page


UTF8 = "They met at the Élysée, où ils étaient déjà. "


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        (UTF8.encode() + b"caf\xe9 ", UTF8 + "café ", "UTF-8 but for 1 of its bytes"),
        (UTF8.encode() + b"caf\xc3", UTF8 + "caf\ufffd", "UTF-8 but for 1 of its bytes"),
        ("It was the presidentâ€™s wish.".encode(), "It was the presidentâ€™s wish.", "decoded wrongly"),
        ("It was the president\ufffds wish.".encode(), "It was the president\ufffds wish.", "1 characters were lost"),
    ],
)
def test_damage_is_read_through_and_doubted(data: bytes, text: str, told: str) -> None:
    decoded = decode(data)
    assert decoded.text == text
    assert told in decoded.doubts[0].says
    assert decoded.doubts[0].span is not None
    assert decoded.doubts[0].span.of(text)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"abc\x00def", "not text: it holds zero bytes"),
        (bytes(range(1, 256)) * 20, "not text: it is full of control bytes"),
        ("They met.".encode("utf-16")[:-1], "not UTF-16-LE, though its byte order mark says so: byte 16 does not fit"),
        (
            "They met in Oslo a\ud800t noon.".encode("utf-16-le", "surrogatepass"),
            "not UTF-16-LE, though every second byte is zero",
        ),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(Undecodable) as caught:
        decode(data)
    assert told in str(caught.value)


@settings(deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_text_or_refused(data: bytes, page: bool) -> None:
    try:
        decoded = decode(data, page=page)
    except Undecodable:
        return
    decoded.text.encode("utf-8")
    for doubt in decoded.doubts:
        assert doubt.span is None or 0 <= doubt.span.start < doubt.span.end <= len(decoded.text)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_never_doubted_away(text: str) -> None:
    text = text.lstrip("\ufeff")
    assert decode(text.encode()).text == text


def test_a_long_word_before_the_odd_one_costs_nothing() -> None:
    decoded = decode(b"x" * 3_000_000 + b" caf\xe9")
    assert decoded.doubts[0].span is not None
    assert decoded.doubts[0].span.of(decoded.text) == "café"
