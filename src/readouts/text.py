"""A normalised view of a text, with the way back to the original's characters.

The stored text never changes; rules and word lists look at a view of it in which quotation marks, dashes and
spaces are plain and letters carry no diacritics, and carry what they find back to the original's offsets.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from readouts.model import Span

_MARKS = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u0060\u00b4\u02b0\u2035\uff07",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2036\uff02",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
}
# The names of the calendar in small letters, for whoever must not take them for something else.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)
# Letters that Unicode does not take apart, in the spelling an English newspaper gives them.
_LETTERS = {
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "Ae",
    "œ": "oe",
    "Œ": "Oe",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
    "ı": "i",
    "ə": "a",
    "Ə": "A",
    "ħ": "h",
    "Ħ": "H",
}
_FOLDED = {variant: plain for plain, variants in _MARKS.items() for variant in variants} | _LETTERS
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# What two spellings of one name may differ in.
_UNWRITTEN = str.maketrans({"-": " ", "'": None, ".": None, ",": None, '"': None})
# Taking these apart would change what is said: "3½ hours" is not "31/2", the "2" of "law²" is a footnote.
_KEPT_WHOLE = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """What one character becomes in the view: one character, several, or none."""
    if character in _FOLDED:
        return _FOLDED[character]
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Cf" or "\u0300" <= character <= "\u036f":
        return ""
    if unicodedata.decomposition(character).startswith(_KEPT_WHOLE):
        return character
    apart = unicodedata.normalize("NFKD", character)
    bare = "".join(part for part in apart if not unicodedata.combining(part))
    return bare if bare.strip() and bare.isascii() else character


@dataclass(frozen=True, slots=True)
class NormalView:
    """A text as word lists see it: `text` is the view, `original` what was stored.

    `span` leads from offsets in the view to offsets in the original.
    """

    text: str
    original: str
    _starts: array[int] | None = field(default=None, repr=False)

    @property
    def moved(self) -> bool:
        """Whether offsets in the view differ from those in the original."""
        return self._starts is not None

    def span(self, start: int, end: int) -> Span:
        """The original's characters behind `start` to `end` of the view, code points, end exclusive.

        >>> view = normalise("the ﬁrst")
        >>> view.text, view.span(4, 6), view.span(4, 9).of("the ﬁrst")
        ('the first', Span(start=4, end=5), 'ﬁrst')
        """
        if self._starts is None:
            return Span(start, end)
        first = self._starts[start] if start < len(self._starts) else len(self.original)
        if end <= start:
            return Span(first, first)
        last = self._starts[end - 1]
        return Span(first, self._end_of(last))

    def position(self, original: int) -> int:
        """Where the original's character at `original` stands in the view (for one left out: what follows it)."""
        if self._starts is None:
            return original
        at = bisect_right(self._starts, original - 1)
        return min(at, len(self.text))

    def _end_of(self, at: int) -> int:
        """The end of the original character at `at`, with the marks that stand on it."""
        end = at + 1
        while end < len(self.original) and "\u0300" <= self.original[end] <= "\u036f":
            end += 1
        return end


def plain(text: str) -> str:
    """The view of a text without the way back: for names and words that are looked up.

    >>> plain("São Tomé’s")
    "Sao Tome's"
    """
    return text if text.isascii() else normalise(text).text


def normalise(text: str) -> NormalView:
    """The view of a text with plain quotation marks, dashes, spaces and letters without diacritics.

    Letters of other scripts, line breaks, fractions and footnote figures stay as they are.

    >>> normalise("Erdoğan’s “non–paper”").text
    'Erdogan\\'s "non-paper"'
    """
    if text.isascii():
        return NormalView(text, text)
    changed = {c: _plain(c) for c in set(_FOREIGN.findall(text))}
    changed = {c: plain for c, plain in changed.items() if plain != c}
    if all(len(plain) == 1 for plain in changed.values()):
        view = text
        for character, plain in changed.items():
            view = view.replace(character, plain)
        return NormalView(view, text)
    pieces: list[str] = []
    starts = array("l")
    done = 0
    for hit in re.finditer("[" + re.escape("".join(sorted(changed))) + "]", text):
        at, plain = hit.start(), changed[hit.group()]
        pieces += (text[done:at], plain)
        starts.extend(range(done, at))
        starts.extend([at] * len(plain))
        done = at + 1
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    return NormalView("".join(pieces), text, starts)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name as it is compared: no case, no diacritics, no points or apostrophes, hyphens as spaces.

    >>> fold("Recep Tayyip Erdoğan"), fold("Joseph R. Biden, Jr."), fold("Abdel-Fattah el-Sisi")
    ('recep tayyip erdogan', 'joseph r biden jr', 'abdel fattah el sisi')
    """
    folded = plain(plain(name).casefold())
    return " ".join(folded.translate(_UNWRITTEN).split())
