"""The words handed to the parser in place of what is written, where a small model would read the sentence wrongly.

A name of many words is one word; so is "face to face". Each keeps its place in the article's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from readouts.language.mentions import Mention
from readouts.model import Span
from readouts.text import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Doc

Group = tuple[Mention, ...]
# A word, whether white space follows, where it stands, and the mentions it stands for.
Row = tuple[str, bool, Span, Group]
PERSON = "Smith"
_PARTIES = ("person", "office", "state", "delegation")
# Words of a time before a name, the last of which would be taken for a part of the name.
_MOST_OPENING = 8
_UNITS = frozenset({"today", "yesterday", "morning", "afternoon", "evening", "night", "day", "week", "month", "year"})
_CLOSING = _UNITS | {"weekend", *WEEKDAYS, *MONTHS}
_LEADING = frozenset(
    {"on", "in", "at", "by", "last", "this", "that", "earlier", "later", "early", "late", "also", "the"}
)
_OPENING = _LEADING | {"only", "just", *WEEKDAYS, *MONTHS}
# Words that "face to face", "one-on-one", "tete-a-tete" begin and end with.
_HEADS = frozenset({"face", "one", "head", "tete", "tête"})
# Words behind which "face to face" is an adverb, and the adverb that the parser knows.
_SPOKEN = frozenset(
    {"met", "meet", "meets", "meeting", "speak", "spoke", "spoken", "talk", "talked", "talks", "sat", "sit"}
)
_PERSONALLY, _PERSONAL = "personally", "personal"
# Words behind which "a face-to-face" is the meeting itself and not of what kind it is.
_BEHIND_NOUN = frozenset({"with", "between", "in", "at", "on", "and", "to", ",", ".", ";", "was", "is", "for", "as"})
# "Smith called Smith" is "a man called Smith" to the parser, "to phone Smith" is "to the phone of Smith".
_VERBS = {
    "called": ("phoned", "call"),
    "phone": ("call", "phone"),
    "phones": ("calls", "phone"),
    "rings": ("calls", "ring"),
}
# What may follow a name behind "called" where nobody is given a name.
_BEHIND_CALL = frozenset(
    {"on", "in", "to", "at", "after", "before", "following", "during", "about", "over", "and", "as", "while", "late"}
    | {"early", "earlier", "again", "ahead", "amid", "with", "from", "by", "this", "last", "yesterday", "today"}
    | {"tonight", "who", "for", "personally", *WEEKDAYS}
)
# Verbs of a headline behind which no article was left out, and nouns before which it was.
_SAID = frozenset({"says", "tells", "confirms", "denies", "reports", "leaves"})
_VISITS = frozenset({"visit", "trip", "tour", "meeting", "call", "summit", "stopover", "talks"})


def join(rows: list[Row], group: Group, headline: bool) -> None:
    """Set *and* or a comma before a name where it would be taken for a part of what stands before it."""
    if len(rows) > 1 and rows[-1][0] in ("–", "—") and rows[-2][3] and not rows[-2][1] and not rows[-1][1]:
        rows[-1] = ("-", *rows[-1][1:])  # "the Smith–Smith summit"
    elif headline and _joins(rows, group):
        rows[-1] = ("and", True, rows[-1][2], ())
    elif not headline and _dates(rows, group):
        at = min(mention.span.start for mention in group)
        rows.append((",", True, Span(at, at), ()))


def _joins(rows: list[Row], group: Group) -> bool:
    """A headline's comma between two parties is an *and*: "Xi, Modi to meet"."""
    return (
        len(rows) > 1
        and rows[-1][0] == ","
        and bool(rows[-2][3])
        and group[0].kind in _PARTIES
        and rows[-2][3][0].kind in _PARTIES
        and not any(row[0] == "," for row in rows[:-1])
    )


def _dates(rows: list[Row], group: Group) -> bool:
    """A time that opens the sentence right before a name: "On Monday Smith" would be parsed as one name."""
    return (
        0 < len(rows) < _MOST_OPENING
        and group[0].kind in ("person", "office")
        and not any(row[3] for row in rows)
        and rows[0][0].lower() in _OPENING
        and (rows[-1][0].lower() in _CLOSING or rows[-1][0].isdigit())
    )


def complete(rows: list[Row]) -> None:
    """Set what headlines leave out: "Smith scraps China trip" scraps *a* trip, "Smith in China" *is* there."""
    for i in range(1, len(rows) - 1):
        word, _, span, group = rows[i]
        if group or not word.endswith("s") or len(word) < 4 or word in _SAID or not _acts(rows[i - 1][3]):
            continue
        noun = i + 2 if rows[i + 1][3] and i + 2 < len(rows) else i + 1
        if rows[noun][0] in _VISITS:
            rows.insert(i + 1, ("a", True, Span(span.end, span.end), ()))
            break
    if len(rows) > 2 and _acts(rows[0][3]) and _lacks_verb(rows):
        rows.insert(1, ("is", True, rows[1][2], ()))  # it stands where "in" does, so that it can be shown


def _acts(group: Group) -> bool:
    return bool(group) and group[0].kind in ("person", "office", "delegation")


def _lacks_verb(rows: list[Row]) -> bool:
    """ "Smith in China: what to expect", "Smith in China to see Smith", "Smith due in Paris"."""
    if rows[1][0] in ("due", "off", "poised", "bound"):
        return True
    behind = rows[3][0] if len(rows) > 3 else ""
    place = rows[2][3]
    abroad = bool(place) and place[0].kind == "state" and place[0].surface != "demonym"
    return rows[1][0] == "in" and abroad and behind in (":", "to", "as")


def ring(rows: list[Row], text: str, end: int) -> None:
    """Read "called" and "to phone" before a name that ends at `end` as verbs, unless the one called is given a name."""
    if not rows or rows[-1][0] not in _VERBS:
        return
    word = rows[-1][0]
    if word == "called":
        following = text[end : end + 20].split(maxsplit=1)
        behind = following[0].strip(".,;:!?").lower() if following else ""
        if text[end : end + 1] not in (".", ",", ";", "") and behind not in _BEHIND_CALL:
            return
    if word == "phone" and not (len(rows) > 1 and rows[-2][0] == "to"):
        return
    rows[-1] = (_VERBS[word][0], *rows[-1][1:])


def restore(doc: Doc, rows: Sequence[Row], text: str) -> None:
    """Give a word that was read for another its own lemma back."""
    for i, (word, _, span, _) in enumerate(rows):  # each token of a document is made when it is asked for
        if word in _READ:
            meant = _VERBS.get(span.of(text))
            if meant is not None and meant[0] == word:
                doc[i].lemma_ = meant[1]


_READ = frozenset(word for word, _ in _VERBS.values())


def whole(words: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Words with their white space → as written, as read, white space; "face to face" and "one-on-one" are one word.

    >>> list(whole([("a", " "), ("one", ""), ("-", ""), ("on", ""), ("-", ""), ("one", " "), ("talk", "")]))
    [('a', 'a', ' '), ('one-on-one', 'personal', ' '), ('talk', 'talk', '')]
    >>> list(whole([("met", " "), ("face", " "), ("to", " "), ("face", "")]))
    [('met', 'met', ' '), ('face to face', 'personally', '')]
    """
    at = 0
    while at < len(words):
        length = _alone(words, at)
        last = at + length - 1
        written = "".join(word + space for word, space in words[at:last]) + words[last][0]
        word = written
        if length > 1 and at and words[at - 1][0].lower() in _SPOKEN:
            word = _PERSONALLY
        elif length > 1:
            named = last + 1 < len(words) and words[last + 1][0].lower() in _BEHIND_NOUN
            word = "-".join(written.replace("-", " ").split()) if named else _PERSONAL
        yield written, word, words[last][1]
        at += length


def _alone(words: Sequence[tuple[str, str]], at: int) -> int:
    """How many words from here on are one: "face to face", "tete-a-tete" are three or five."""
    if words[at][0].lower() in _HEADS:
        for length in (3, 5):
            some = [word.lower() for word, _ in words[at : at + length] if word != "-"]
            if len(some) == 3 and some[0] == some[2] and some[1] in ("to", "on", "a", "à"):
                return length
    return 1


def stand_in(text: str, mention: Mention, headline: bool) -> str:
    """One word that behaves in the sentence as the whole phrase does."""
    if headline and mention.kind == "office" and not mention.plural and mention.state:
        return PERSON  # headlines leave the article out: "foreign minister heads to …"
    if mention.kind in ("office", "delegation"):
        return mention.head.of(text).split()[-1]
    if mention.kind == "person":
        return PERSON  # a surname may be another word to the parser: "Trump heads to …", "May meets …"
    if mention.surface == "demonym":
        return mention.head.of(text)
    return mention.head.of(text).replace("\u00a0", " ").split(" ")[-1].strip(".,’'") or "it"
