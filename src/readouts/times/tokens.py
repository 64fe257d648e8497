"""A text as a row of word classes: one character a token, so that rules are plain regular expressions over classes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from readouts.times.words import Word, load_words

# Order matters: the longer, more special shape first. A blank line ends every expression, so it is a token too.
TOKEN = re.compile(
    r"""\n[^\S\n]*\n\s*
    | [0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})(?![0-9.][0-9]|[0-9])   # 24.02.2022
    | [0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?                          # 1,200
    | [0-9]+\.[0-9]+                                          # 1.5
    | [0-9]+(?:st|nd|rd|th|ST|ND|RD|TH)\b                  # 5th
    | ['’]?[0-9]+s\b                                       # 1990s, '90s
    | ['’][0-9]{2}\b(?!['’])                               # '88
    | [0-9]+
    | [AaPp]\.[Mm]\.?
    | [Oo]['’]clock\b
    | [^\W0-9_]+[0-9]\w*                                    # G20, Q3
    | ½ | [^\W0-9_]+
    | \S""",
    re.VERBOSE,
)
FILLER = "x"
SIGNS = {
    ",": "COMMA",
    ".": "DOT",
    "-": "HYPHEN",
    "‐": "HYPHEN",
    "‑": "HYPHEN",
    "–": "HYPHEN",
    "—": "HYPHEN",
    "/": "SLASH",
    ":": "COLON",
    "'": "APOS",
    "’": "APOS",
    "(": "OPEN",
    "[": "OPEN",
    "“": "OPEN",
    '"': "OPEN",
    ")": "CLOSE",
    "]": "CLOSE",
    "”": "CLOSE",
    "%": "PCT",
}
SHAPES = ("DD", "N2", "NUM", "DEC", "YEAR", "ORDD", "DECADE", "AGEDECADE", "DOTDATE", "YEAR2", "FYEAR")
FISCAL = re.compile(r"FY(?:[0-9]{2}|[12][0-9]{3})")
FIRST_YEAR, LAST_YEAR = 1200, 2199


@cache
def load_classes() -> dict[str, str]:
    """The one character that stands for each class in a row of classes; `x` is every other word."""
    names = sorted({word.kind for word in load_words().values()} | set(SIGNS.values()) | set(SHAPES))
    return {FILLER: FILLER} | {name: chr(0xE000 + at) for at, name in enumerate(names)}


def shape_number(token: str) -> str:
    """The class of a token that starts with a digit (or an apostrophe and digits).

    >>> [shape_number(t) for t in ("24", "1989", "1990s", "5th", "1.5", "24.02.2022", "123")]
    ['DD', 'YEAR', 'DECADE', 'ORDD', 'DEC', 'DOTDATE', 'NUM']
    """
    if token.isdecimal():
        if len(token) <= 2:
            return "DD" if 1 <= int(token) <= 31 else "N2"
        return "YEAR" if len(token) == 4 and FIRST_YEAR <= int(token) <= LAST_YEAR else "NUM"
    if token[0] in "'’" and token[1:].isdecimal():
        return "YEAR2"
    if token.endswith("s"):
        digits = token.lstrip("'’")[:-1]
        if not digits.endswith("0") or len(digits) not in (2, 4):
            return FILLER
        # "in his 30s" is an age, "the 30s" and "'30s" are years.
        return "AGEDECADE" if len(digits) == 2 and token[0].isdigit() else "DECADE"
    if token[-1].isalpha():
        return "ORDD" if int(token[:-2]) <= 31 else FILLER
    return "DOTDATE" if token.count(".") == 2 else "DEC" if "." in token else "NUM"


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens: where each starts and ends, and the row of their classes."""

    text: str
    starts: list[int]
    ends: list[int]
    classes: str

    def string(self, at: int) -> str:
        """The characters of one token."""
        return self.text[self.starts[at] : self.ends[at]]

    def word(self, at: int) -> Word | None:
        """The row of the word list that the token is, if any."""
        return load_words().get(self.string(at).lower())


def cut_tokens(text: str) -> Tokens:
    """Cut a text into tokens with their classes; offsets are those of the text itself.

    >>> cut_tokens("On 5 May").starts
    [0, 3, 5]
    """
    spans = [match.span() for match in TOKEN.finditer(text)]
    row = "".join([classify(text[start:end]) for start, end in spans])
    return Tokens(text, [start for start, _ in spans], [end for _, end in spans], row)


@lru_cache(maxsize=65_536)
def classify(token: str) -> str:
    """The character of a token's class: a listed word written as its row asks, a sign, a shape of number, or filler."""
    classes = load_classes()
    word = load_words().get(token.lower())
    if word is not None:
        return classes[word.kind] if word.written(token) else FILLER
    if token in SIGNS:
        return classes[SIGNS[token]]
    if "0" <= token[0] <= "9" or (token[0] in "'’" and len(token) > 1):
        return classes[shape_number(token)]
    return classes["FYEAR"] if token[:2] == "FY" and FISCAL.fullmatch(token) else FILLER
