"""Bytes to text: which encoding they are in, and how that is known."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from readouts.model import Doubt, Span

# The longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages mean when they say so, as browsers take it (WHATWG Encoding Standard).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_GUESS_FROM = 100_000
# Of the letters of a text in a Western language far fewer than this are not a to z, even of a short and odd one.
_MANY = 0.4
# Bytes that are not UTF-8 are strays among UTF-8 where this many times as many characters are UTF-8.
_STRAYS = 3
_MOJIBAKE = re.compile("â€[™œ\u009d¦“”˜]|Ã[©¨¡³¼¶¤]|\u00e2\u0080[\u0098-\u009d]")


class Undecodable(ValueError):
    """Bytes that are no text in any encoding known here; the message says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, its encoding by Python's name, and what is doubtful about it."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def decode(data: bytes, *, page: bool = False, charset: str | None = None) -> Decoded:
    r"""The text that bytes say; line ends stay, a byte order mark at the beginning is no part of it.

    Tried in turn: a byte order mark, UTF-16 without one, UTF-8, the `charset` that the server told, what a page
    (`page`) declares, Windows-1252, a guess from the frequencies of letters; of the last two a doubt is kept. Raises
    Undecodable.

    >>> decode("Société".encode("cp1252")).encoding
    'cp1252'
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    encoding = marked(data)
    if encoding:
        mark = next(mark for mark, name in _MARKS if name == encoding and data.startswith(mark))
        return _strictly(data[len(mark) :], encoding, "its byte order mark says so")
    encoding = _unmarked_wide(data)
    if encoding:
        return _strictly(data, encoding, "every second byte is zero")
    if b"\x00" in data and not page:
        raise Undecodable("not text: it holds zero bytes, as programs and databases do")
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, page, charset)


def marked(data: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning tells."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def wide(head: bytes) -> str | None:
    """The two- or four-byte encoding a file begins in, if it is one."""
    encoding = marked(head)
    return encoding if encoding != "utf-8" and encoding else _unmarked_wide(head)


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in text of any Latin language nearly every second byte is zero, and no other."""
    head = data[:4096]
    if len(head) < 4 or b"\x00" not in head:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _strictly(data: bytes, encoding: str, why: str) -> Decoded:
    try:
        return _checked(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(
            f"not {encoding.upper()}, though {why}: byte {error.start} does not fit; is it cut off?"
        ) from None


def _not_utf8(data: bytes, error: UnicodeDecodeError, page: bool, charset: str | None) -> Decoded:
    """Bytes that are not UTF-8, of which `error` tells the first."""
    for declared in (_meant(charset), _declared(data) if page else None):
        try:
            if declared:
                return _checked(data.decode(declared), declared)
        except UnicodeDecodeError:
            continue
    patched = _patched(data, error.start)
    if patched:
        return patched
    if not page and _controls(data) > 0.02 * len(data):
        raise Undecodable("not text: it is full of control bytes, as programs and pictures are")
    for encoding, how in (
        ("cp1252", "usual for Western text"),
        (_guess(data, error.start), "by the frequency of letters"),
    ):
        try:
            text = data.decode(encoding) if encoding else ""
        except UnicodeDecodeError:
            continue
        if text and (encoding != "cp1252" or _plausible(text)):
            decoded = _checked(text, encoding or "")
            doubt = Doubt(says=f"encoding not declared and not UTF-8; read as {encoding}, {how}", span=_first_odd(text))
            return Decoded(decoded.text, decoded.encoding, (doubt, *decoded.doubts))
    raise Undecodable(
        f"encoding unknown: not UTF-8 (byte {error.start} is 0x{data[error.start]:02x}) and nothing else fits; "
        "convert it first: iconv -f ENCODING -t UTF-8"
    )


def _patched(data: bytes, first: int) -> Decoded | None:
    """UTF-8 with a few foreign bytes in it, as joined files have, or cut off within a character."""
    kept = data.decode("utf-8", "ignore")
    text = data.decode("utf-8", "readouts-strays")
    strays = len(text) - len(kept)
    if strays * _STRAYS > sum(character > "\x7f" for character in kept):
        return None
    start = len(data[:first].decode("utf-8"))
    says = f"UTF-8 but for {strays} of its bytes, the first here; read as Windows-1252"
    return Decoded(text, "utf-8", (Doubt(says=says, span=Span(start, start + 1)),))


def _read_stray(error: UnicodeError) -> tuple[str, int]:
    """A byte that is not UTF-8 as Windows-1252; half a character at the end as lost."""
    assert isinstance(error, UnicodeDecodeError)
    cut_off = error.end == len(error.object) and error.reason == "unexpected end of data"
    return "\ufffd" if cut_off else error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("readouts-strays", _read_stray)


def _declared(page: bytes) -> str | None:
    """The encoding a page says it is in, as browsers understand that."""
    found = _DECLARED.search(page[:8192])
    return _meant((found[1] or found[2]).decode("ascii", "replace")) if found else None


def _meant(declared: str | None) -> str | None:
    """Python's name for the encoding that is meant by a name; None for one that is none, or none of text."""
    try:
        codec = codecs.lookup(declared or "")
    except (LookupError, ValueError):
        return None
    return _MEANT.get(codec.name, codec.name) if codec._is_text_encoding else None


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")))


def _plausible(text: str) -> bool:
    """Whether a text read as Windows-1252 looks written.

    Other encodings read so betray themselves: capitals after small letters ("heÕs", from a Macintosh), signs inside
    words ("spotka³", from Polish), or mostly letters with marks (Cyrillic).
    """
    odd = re.findall(r"[^\x00-\x7f]", text)
    letters = sum(character.isalpha() for character in text) or 1
    if sum(character.isalpha() for character in odd) > _MANY * letters:
        return False
    return not re.search(r"[a-zß-ÿ][À-ÖØ-ÞŠŽŒŸ]|[a-z][¹²³£¥¶ª¿¡¼½¾¤¦¬±µ×÷ƒ†‡‰‚„ˆ˜]|[\x80-\x9f]", text)


def _guess(data: bytes, first: int) -> str | None:
    """What charset-normalizer makes of the bytes around the first odd one."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[max(0, first - 1000) : first + _GUESS_FROM]).best()
    return best.encoding if best else None


def _first_odd(text: str) -> Span | None:
    """The first word that hangs on the encoding, so that a reader can judge it."""
    found = re.search(r"[^\x00-\x7f]\w{0,40}", text)
    if found is None:
        return None
    before = re.search(r"\w{0,40}\Z", text[max(0, found.start() - 40) : found.start()])
    return Span(found.start() - len(before[0] if before else ""), found.end())


def _checked(text: str, encoding: str) -> Decoded:
    """A decoded text with what earlier damage can be seen in it."""
    doubts = []
    lost = text.count("\ufffd")
    if lost:
        start = text.index("\ufffd")
        doubts.append(
            Doubt(says=f"{lost} characters were lost before it came here (U+FFFD)", span=Span(start, start + 1))
        )
    # to look for the letters with which it begins takes a hundredth of the time
    found = _MOJIBAKE.search(text) if "\u00e2" in text or "\u00c3" in text else None
    if found:
        doubts.append(
            Doubt(says="was once decoded wrongly (mojibake): quotation marks may be missed", span=Span(*found.span()))
        )
    return Decoded(text, encoding, tuple(doubts))
