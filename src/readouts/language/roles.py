"""People by the role that the text gives them, whether the knowledge has them or not.

"Turkish central bank governor Jane Doe", "Jane Doe, Kenya's new trade envoy", "Bank of Japan Governor Jane Doe": the
name in full, the role in the words of the text, and the state that is named with it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from readouts.errors import KnowledgeError
from readouts.knowledge import Knowledge
from readouts.knowledge.nouns import KINDS, Match
from readouts.language import atoms, titles
from readouts.language.document import Document
from readouts.language.gaps import HONORIFIC, MODIFIERS, NOT_NAMES, OWNED_TITLE, PLACE_TITLE, TABLE
from readouts.model import Span

_FILE = "language/data/roles.toml"
_SPACE = r"[ \u00a0]"
_LEAD = r"(?:(?:deputy|vice|acting|interim|special)[ \u00a0-])?"
_PLACE = rf"{atoms.WORD}(?:{_SPACE}{atoms.WORD})?"
_PAST = re.compile(rf"(?:{TABLE.past.pattern})[ \u00a0-]*(?:[\w’'-]+{_SPACE}){{0,3}}$", re.IGNORECASE)
_NAME_BEHIND = re.compile(rf",?{_SPACE}{HONORIFIC}(?P<name>{atoms.NAME.pattern})")
_NAME_BEFORE = re.compile(
    rf"(?<![\w’'-])(?P<name>{atoms.NAME.pattern}),{_SPACE}(?:(?:the|an?|its|now|who is){_SPACE})?"
    r"(?P<between>[^,;:.()]*)$"
)
_OF = re.compile(rf"{_SPACE}of{_SPACE}(?:the{_SPACE})?")
_BETWEEN = re.compile(rf"^{MODIFIERS}$", re.IGNORECASE)
_FEWEST = 2  # words of a full name
_JOINED = re.compile(r"[a-z](?:President|Prime|Minister|The)")  # a caption that a page ran together
_DEPUTIES = ("deputy", "vice")
_LOOK_BACK = 90
_LONG_WORD, _MOST_CAPITALS = 3, 0.7


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody with the role that a text gives: `name` in full at `span`, `role` in its words, in lower case.

    `kind` is the kind of office as the knowledge has them; `state` the code of the state or body named with the role.
    """

    name: str
    span: Span
    role: str
    kind: str
    state: str | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Institution:
    """One that a leader is named by: its pattern, the kind of office, and whose it is where its name does not say."""

    pattern: re.Pattern[str]
    kind: str
    state: str | None


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of the data files, their kinds ("" where the knowledge tells), and one pattern of them all."""

    kinds: Mapping[str, str]
    institutions: Sequence[Institution]
    pattern: re.Pattern[str]
    with_state: frozenset[str]
    no_names: frozenset[str]
    behind: frozenset[str]

    def institution(self, role: str) -> Institution | None:
        """The institution in a role."""
        return next((one for one in self.institutions if one.pattern.fullmatch(role)), None)

    def kind_of(self, role: str, state: str | None, knowledge: Knowledge) -> str:
        """The kind of office that a role is: by the knowledge's titles, else by the data file."""
        words = role.lower().split()
        if words[0] in _DEPUTIES and words[-1] == "minister":
            return "deputy_minister"
        for start in range(len(words)):
            known = knowledge.title_kinds(state, " ".join(words[start:])) if start == 0 else ()
            kind = known[0] if known else self.kinds.get(" ".join(words[start:]))
            if kind:
                return kind
        return "other"


@cache
def load() -> Roles:
    """The shipped table; KnowledgeError where the file is wrong."""
    try:
        data = tomllib.loads(files("readouts").joinpath(_FILE).read_text(encoding="utf-8"))
        never, with_state = frozenset(data["never"]["words"]), frozenset(data["with_state"]["words"])
        no_names = NOT_NAMES | frozenset(data["no_name"]["words"])
        kinds = {t.words: "" for t in titles.load().titles.values() if not t.plural and t.acts != "no"}
        kinds = {words: kind for words, kind in kinds.items() if words not in never}
        for row in data["role"]:
            kinds.update(dict.fromkeys(row["words"], row["kind"]))
        institutions = [
            Institution(re.compile(_institution(row["names"], row["leads"])), row["kind"], row.get("state"))
            for row in data["institution"]
        ]
    except (KeyError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{_FILE}: {error}; see the comments at its head for the form") from error
    wrong = {kind for kind in (*kinds.values(), *(one.kind for one in institutions)) if kind and kind not in KINDS}
    if wrong:
        raise KnowledgeError(f"{_FILE}: kind {min(wrong)!r} is unknown; choose one of {', '.join(KINDS)}")
    plain = "|".join(_words(words) for words in sorted(kinds, key=lambda words: (-len(words), words)))
    named = "|".join(one.pattern.pattern for one in institutions)
    pattern = re.compile(rf"(?<![\w’'-])(?:{named}|(?i:{_LEAD}(?:{plain})))(?![\w’'-])")
    return Roles(kinds, institutions, pattern, with_state, no_names, frozenset(data["no_name"]["behind"]))


def _words(words: str) -> str:
    return re.escape(words).replace(r"\ ", _SPACE)


def _institution(names: Sequence[str], leads: Sequence[str]) -> str:
    """ "Bank of Japan governor" and "governor of the Bank of Japan"."""
    name = "|".join(re.escape(each).replace(r"\ ", _SPACE).replace(r"\*", _PLACE) for each in names)
    lead = "|".join(_words(each) for each in sorted(leads, key=lambda each: (-len(each), each)))
    return rf"(?:(?:{name})(?:['’]s?)?{_SPACE}(?i:{lead})|(?i:{lead}){_OF.pattern}(?:{name}))"


def find(document: Document) -> Iterator[Bearer]:
    """The people of a document by the roles it gives them now, in its order: nobody who is called former.

    A name of one word is nobody's full name and is left out, and so are the capitals of a headline in title case.
    """
    roles, text = load(), document.text
    found = list(roles.pattern.finditer(text))
    places = [m for m in document.knowledge.find(text) if m.kind in atoms.PLACES] if found else []
    for match in found:
        role = Span(match.start(), match.end())
        if _PAST.search(text, max(0, role.start - _LOOK_BACK), role.start):
            continue
        of = _place_behind(text, role, places)
        behind = _NAME_BEHIND.match(text, of.end if of else role.end)
        before = None if behind else _NAME_BEFORE.search(text, max(0, role.start - _LOOK_BACK), role.start)
        if before and not _between(text, Span(*before.span("between")), places):
            continue
        named = behind or before
        span = _full_name(text, Span(*named.span("name")), places) if named else None
        span = _in_title_case(document, span, role) if span else None
        if span is None:
            continue
        words = " ".join(role.of(text).split())
        institution = roles.institution(words)
        state = _state(text, role, places) or (of.targets[0] if of else None)
        state = state or (institution.state if institution else None)
        if state is None and words.lower() in roles.with_state:
            continue
        kind = institution.kind if institution else roles.kind_of(words, state, document.knowledge)
        shown = words if institution else words.lower()
        yield Bearer(span.of(text), span, shown, kind, state, document.sentence_at(span.start))


def _place_behind(text: str, role: Span, places: Sequence[Match]) -> Match | None:
    """ "governor of the central bank of Kenya Jane Doe": the place that "of" leads to."""
    of = _OF.match(text, role.end)
    return next((p for p in places if of and p.start == of.end()), None)


def _between(text: str, span: Span, places: Sequence[Match]) -> bool:
    """Whether but a place and plain adjectives stand between a name and its role: "Jane Doe, Kenya's new …"."""
    inside = [p for p in places if span.start <= p.start and p.end <= span.end]
    rest = text[inside[-1].end : span.end] if inside else span.of(text)
    before = text[span.start : inside[0].start] if inside else ""
    owned = PLACE_TITLE.match(rest) or OWNED_TITLE.match(rest) if inside else _BETWEEN.match(rest)
    return bool(owned) and not before.strip()


def _state(text: str, role: Span, places: Sequence[Match]) -> str | None:
    """The state named in a role or right before it."""
    for place in places:
        if role.start <= place.start and place.end <= role.end:
            return place.targets[0]
        gap = text[place.end : role.start]
        if place.end <= role.start <= place.end + _LOOK_BACK and (PLACE_TITLE.match(gap) or OWNED_TITLE.match(gap)):
            return place.targets[0]
    return None


def _full_name(text: str, span: Span, places: Sequence[Match]) -> Span | None:
    """A name without what is none at its ends; None where less than two words are left, or a place is in it."""
    words = [Span(m.start() + span.start, m.end() + span.start) for m in re.finditer(r"[^ \u00a0]+", span.of(text))]
    parts: list[list[Span]] = [[]]
    for word in words:
        if _no_name(word.of(text)) or (parts[-1] and word.of(text) in load().behind):
            parts.append([])
        else:
            parts[-1].append(word)
    words = next((part for part in parts if len(part) >= _FEWEST), [])
    if not words:
        return None
    last = words[-1].of(text)
    bare = re.sub(r"['’](?:s|S)?$", "", last)
    name = Span(words[0].start, words[-1].end - (len(last) - len(bare)))
    return None if any(p.start < name.end and name.start < p.end for p in places) else name


def _no_name(word: str) -> bool:
    return (
        word in load().no_names
        or word.lower() in titles.load().titles
        or bool(_JOINED.search(word))
        or (word.isupper() and len(word) > _FEWEST)
    )


def _in_title_case(document: Document, span: Span, role: Span) -> Span | None:
    """The name, or as much of it as stands elsewhere too where it is in a headline in title case: "Jane Doe Sees …"."""
    if not document.sentences[document.sentence_at(span.start)].headline:
        return span
    text = document.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", start) if "\n" in text[start:] else len(text)
    others = [
        m[0]
        for m in re.finditer(r"[^\W\d_][\w’'-]*", text[start:end])
        if len(m[0]) > _LONG_WORD and m.start() > 0 and not _inside(m.start() + start, span, role)
    ]
    if sum(word[0].isupper() for word in others) <= _MOST_CAPITALS * len(others) and others:
        return span
    rest = text[:start] + text[end:]
    words = span.of(text).split(" ")
    for kept in range(len(words), _FEWEST - 1, -1):
        name = " ".join(words[:kept])
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest):
            return Span(span.start, span.start + len(name))
    return None


def _inside(offset: int, *spans: Span) -> bool:
    return any(span.start <= offset < span.end for span in spans)
