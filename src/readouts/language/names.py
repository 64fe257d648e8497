"""Names of people in a text: with and without titles, known and unknown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from readouts.knowledge import Knowledge, Match
from readouts.language import atoms, sentences, titles
from readouts.language.atoms import NAME, Atom
from readouts.language.gaps import HONORIFIC, MODIFIERS, NAME_OF, NOT_NAMES, TABLE, TITLE_NAME
from readouts.language.mentions import Mention
from readouts.language.people import Resolver
from readouts.model import Interval, Span
from readouts.text import fold

# also "Ferdinand Marcos Jr", whose name is known with a full stop
_JUNIOR = r"[ \u00a0][JS]r\b(?!\.)"
_PARTICLED = re.compile(
    rf"(?:{_JUNIOR}|[ \u00a0](?:bin|bint|ibn|al|Al|el|El)[ \u00a0-]+(?:{atoms.WORD}|[aA]l[ -]{atoms.WORD}))+"
)
SPEAKS_ONLY = "spokesperson"
_GIVEN = re.compile(r"^[A-Z][a-z]+$")
_WAS = re.compile(rf"{TABLE.past.pattern}[ \u00a0-]*(?:\w+[ \u00a0])?$", re.IGNORECASE)
_HYPHENATED = re.compile(r"[A-Z][a-z]+-[a-z]+$")
_PART_OF_ONE = re.compile(r"-[a-z]")
_SHORT_LINE = 5  # words
_NEXT_NAME = re.compile(rf"[ \u00a0]((?:[A-Z]\.|{atoms.WORD}))")
_FIRST_NAME = re.compile(rf"(?:^|[\s\"“‘'(—–-])((?:{atoms.WORD}|[A-Z]\.))[ \u00a0]$")
_NAME_OFFICE = re.compile(
    rf"['’]s?[ \u00a0]({NAME.pattern}),[ \u00a0](?:(?:the|a|an|its|who is)[ \u00a0])?(?i:{MODIFIERS})"
)
_OWNED_WORD = re.compile(rf"['’]s?[ \u00a0]({atoms.WORD})")
# "Germany's Klaasen visits Kyiv": whom only an outlet's readers know; firms and teams seldom visit or meet
_ONLY_HERE = re.compile(
    r"['’]s?[ \u00a0][A-Z][a-z]{3,}(?:-[A-Z][a-z]+)?[ \u00a0](?:visits?|meets?|met|arrives?|arrived|travels?|flies|"
    r"heads?[ \u00a0]to|lands?[ \u00a0]in|to[ \u00a0](?:visit|meet|travel|host)|in[ \u00a0]talks)\b"
)
_THING = re.compile(
    r"[ \u00a0](?:Airport|Avenue|Boulevard|Campaign|Cent(?:er|re)|Doctrine|Foundation|Hotel|Institute|International|"
    r"Library|Museum|National|Organi[sz]ation|Plan|Plaza|Prize|School|Street|Towers?|University|Village)\b"
)
# who is called by the surname alone at once, whoever else has it
_LEADS = frozenset({"head_of_state", "head_of_government", "monarch"})
_OPENS = re.compile(r"(?:^|[.!?:\n\"“‘;]\s*|[—–-] )$")
_NAME_BEHIND = re.compile(rf"[ \u00a0]+{HONORIFIC}({NAME.pattern})")
_NAME_IN_COMMAS = re.compile(rf",[ \u00a0]{HONORIFIC}({NAME.pattern}),")
_HONORED = re.compile(rf"^(?:{HONORIFIC})$")


# whose state is the one they are sent to as often as their own: "Trump's Ukraine envoy"
_SENT = frozenset({"envoy", "special envoy", "ambassador", "representative", "special representative", "negotiator"})


class Names:
    """The atoms of one text, and the people among them: who is named where, under which title."""

    def __init__(
        self, text: str, knowledge: Knowledge, on: Interval | None, names: Iterable[Match] | None = None
    ) -> None:
        self.text = text
        self.knowledge = knowledge
        self.resolver = Resolver(knowledge, on)
        self.atoms = atoms.find(text, knowledge, names)
        self._starts = sentences.paragraph_starts(text)
        for atom in self.atoms:
            if atom.kind == "person":
                self.resolver.full.update(atom.targets if len(atom.targets) == 1 else ())

    def gap(self, left: int, right: int) -> str:
        """The characters between two atoms."""
        return self.between(self.atoms[left].end, self.atoms[right].start)

    def between(self, start: int, end: int) -> str:
        """The characters between two offsets; where a paragraph begins between them, what no pattern matches."""
        crossed = bisect_right(self._starts, end) != bisect_right(self._starts, start)
        return "¶" if crossed else self.text[start:end]

    def is_kind(self, i: int, *kinds: str) -> bool:
        """Whether atom `i` exists and is of one of these kinds."""
        return i < len(self.atoms) and self.atoms[i].kind in kinds

    def was(self, start: int) -> bool:
        before = self.text[max(0, start - 14) : start]
        return bool(_WAS.search(before))

    def is_plural(self, i: int) -> bool:
        found = TABLE.get(self.atoms[i].sort)
        return bool(found and found.plural)

    def goes_on(self, i: int) -> bool:
        """Whether a surname goes on as another name: "Kim" in "Kim Sung-han"."""
        atom = self.atoms[i]
        after = _NEXT_NAME.match(self.text, atom.end)
        if atom.kind != "short" or not after or self.title_case(atom.start):
            return False
        follows = i + 1 < len(self.atoms) and self.atoms[i + 1].start <= atom.end + 1
        follows = follows and not _HYPHENATED.match(after.group(1))  # "Kim Yun-duk", though "Yun" is a name, too
        return not follows and after.group(1) not in NOT_NAMES

    def title_case(self, at: int) -> bool:
        line = self.text[self.text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
        words = [w for w in re.findall(r"[A-Za-z][\w’'-]*", line) if len(w) > 3]
        if line.rstrip().endswith(".") and len(words) < _SHORT_LINE:
            return False  # a sentence of names: "Clinton met Kim Jong Il."
        return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.8 * len(words)

    def stands_alone(self, i: int) -> bool:
        """Whether a surname is not part of somebody else's longer name ("Melania Trump"), and safe to read alone."""
        atom = self.atoms[i]
        named = bool(self.resolver.full.intersection(atom.targets))
        if _PART_OF_ONE.match(self.text, atom.end):
            return False  # "Yun-duk"
        if atom.text in NOT_NAMES or (atom.text in self.knowledge.cautious and not named):
            return False
        return not self._second_name(i, named) and not self.goes_on(i) and (named or not self._is_namesake(i))

    def _is_namesake(self, i: int) -> bool:
        """Whether the text names another in full first: "Mr Makamba" behind "Farai Makamba, a student"."""
        atom = self.atoms[i]
        names = " ".join(self.knowledge.person(person).name for person in atom.targets)
        family_first = re.search(rf"\b{re.escape(atom.text)} ([A-Z][a-z]+-[a-z]+)\b", self.text[: atom.start])
        if family_first is not None and family_first[1] not in names:
            return True  # "Kim" behind "Kim Yun-duk"
        full = re.search(rf"(?:^|[\n.,a-z] ?)([A-Z][a-z]+) {re.escape(atom.text)}\b(,?)", self.text[: atom.start])
        if full is None or full[1] in NOT_NAMES or _HONORED.match(full[1] + " ") or TABLE.get(full[1].lower()):
            return False
        opens = _OPENS.search(self.text[max(0, full.start(1) - 3) : full.start(1)]) is not None
        if self.title_case(full.start(1)) or (opens and not full[2]):
            return False
        offices = [self.knowledge.office(person, self.resolver.on) for person in atom.targets]
        leads = any(held is not None and held.kind in _LEADS for held in offices)
        return not leads and full[1] not in names

    def _second_name(self, i: int, named: bool) -> bool:
        """Whether another name stands before a surname and belongs to it: "Melania" before "Trump"."""
        start = self.atoms[i].start
        lead = self.text[max(0, start - 30) : start]
        before = _FIRST_NAME.search(lead)
        if not before or self.title_case(start):
            return False
        word = before.group(1)
        covered = i > 0 and self.atoms[i - 1].end >= start - 1 - len(word)
        owner = word.endswith(("’s", "'s"))
        if owner or word in NOT_NAMES or covered or _HONORED.match(word + " "):
            return False
        opens = _OPENS.search(lead[: before.start(1)])
        return not opens or (bool(_GIVEN.match(word)) and (not named or is_given(word, self.atoms[i].text, self.text)))

    def person(self, start: int, i: int, words: str | None, state: str | None, past: bool) -> Mention | None:
        atom = self._longer(i)
        person = self.resolver.person(atom.targets, state, words)
        span = Span(start, atom.end)
        if person is None:
            return self.make(span, Span(atom.start, atom.end), atom.text, None, words, state, past)
        return self.make(span, Span(atom.start, atom.end), person.name, person.id, words, state, past)

    def _longer(self, i: int) -> Atom:
        """A name with the particles that the known form leaves out: "King Hamad" of "King Hamad bin Isa"."""
        atom = self.atoms[i]
        more = _PARTICLED.match(self.text, atom.end)
        if not more:
            return atom
        return replace(atom, end=more.end(), text=self.text[atom.start : more.end()])

    def _acts(self, person: str | None, known: titles.Title | None, state: str | None) -> titles.Acts:
        """Whether somebody may be a party: those who only speak for others never are."""
        if person:
            tenure = self.resolver.tenure(person, state)
            return "no" if tenure and tenure.kind == SPEAKS_ONLY else "yes"
        return known.acts if known else "yes"

    def make(
        self, span: Span, head: Span, name: str, person: str | None, words: str | None, state: str | None, past: bool
    ) -> Mention:
        known = TABLE.get(words) if words else None
        office, rule = words, "name with title" if words else "name"
        if person:
            tenure = self.resolver.tenure(person, state, words)
            office = tenure.title if tenure else (f"former {words}" if past and words else words)
            state = (tenure.state if tenure else None) or self.resolver.state_of(person) or state
            resolved = self.knowledge.person(person)
            name = resolved.name
        return Mention(
            span=span,
            head=head,
            kind="person",
            name=name,
            rule=rule,
            person=person,
            state=state,
            office=office,
            title=words,
            acts=self._acts(person, known, state),
            past=past,
        )

    def short_of(self, places: range, last: int) -> tuple[list[Mention], int]:
        """ "South Korea's Lee": a surname too common to read alone is read behind its state."""
        atom = self.atoms[last]
        match = _OWNED_WORD.match(self.text, atom.end)
        if len(places) > 1 or not match or match.group(1) in NOT_NAMES:
            return [], 0
        word = re.sub(r"['’]s?$", "", match.group(1))
        code = atom.targets[0]
        known = [p.id for p in self.knowledge.persons_named(word) if fold(word) in map(fold, p.short)]
        held = [p for p in known if (t := self.knowledge.office(p, self.resolver.on)) and t.state == code]
        person = self.resolver.person(tuple(held), code, None) if held else None
        if person is None and (atom.sort != "state" or known or not _ONLY_HERE.match(self.text, atom.end)):
            return [], 0
        end = match.start(1) + len(word)
        used = last
        while used + 1 < len(self.atoms) and self.atoms[used + 1].start < end:
            used += 1
        whom = person.id if person else None
        made = self.make(Span(atom.start, end), Span(match.start(1), end), word, whom, None, code, False)
        return [made], used - last + 1

    def name_with_office(self, place: int) -> Mention | None:
        """ "Sweden's Maria Nilsson, the trade minister": an unknown name between the state and the office."""
        atom, title = self.atoms[place], self.atoms[place + 1]
        known = TABLE.get(title.sort)
        match = _NAME_OFFICE.match(self.text, atom.end)
        if match is None or match.end() != title.start or " " not in match[1] or known is None or known.acts == "no":
            return None
        if match[1].split()[0] in NOT_NAMES or known.plural:
            return None
        made = self.make(
            Span(atom.start, title.end), Span(*match.span(1)), match[1], None, title.sort, atom.targets[0], False
        )
        return replace(made, rule="name with its office behind")

    def named(
        self, start: int, last: int, words: str, state: str | None, past: bool, at: int | None = None
    ) -> tuple[Mention, int] | None:
        """A title with the name behind it, which may begin at `at`: the mention and the index of its last atom."""
        nxt = last + 1
        at = at or self.atoms[last].end
        between = self.between(at, self.atoms[nxt].start) if nxt < len(self.atoms) else ""
        apart = between.startswith(",") and bool(TITLE_NAME.match(between)) and words not in _SENT
        if apart and state and self.is_kind(nxt, "person", "short") and self._of_others(nxt, state):
            return None  # "after talks with the German chancellor, Emmanuel Macron said"
        if (
            self.is_kind(nxt, "person", "short")
            and TITLE_NAME.match(between)
            and self.atoms[nxt].text not in NOT_NAMES
            and not self.goes_on(nxt)
        ):
            made = self.person(start, nxt, words, state, past)
            if made:
                return self._with_state_behind(made, nxt)
        match = _NAME_BEHIND.match(self.text, at)
        comma = _NAME_IN_COMMAS.match(self.text, at)
        if not match and comma and (state or words in ("counterpart", "opposite number")):
            match = comma
        if not match:
            return None
        name = trim(match.group(1), self.title_case(start))
        if not name:
            return None
        end = match.start(1) + len(name)
        used = last
        while (
            self.is_kind(used + 1, *("person", "short", "place", "title", "outlet"))
            and self.atoms[used + 1].start < end
        ):
            used += 1
        known = tuple(
            p.id for p in self.knowledge.persons_named(name) if " " in name or fold(name) in map(fold, p.short)
        )
        if not known and name.count(" ") >= 2:  # "Jair Messias Bolsonaro": the known name has no middle one
            outer = f"{name.split(' ')[0]} {name.split(' ')[-1]}"
            known = tuple(p.id for p in self.knowledge.persons_named(outer))
        person = self.resolver.person(known, state, words) if known else None
        made = self.make(
            Span(start, end), Span(match.start(1), end), name, person.id if person else None, words, state, past
        )
        return self._with_state_behind(made, used)

    def _of_others(self, i: int, state: str) -> bool:
        """Whether those whom a name may mean have held offices of other states only."""
        states = {tenure.state for person in self.atoms[i].targets for tenure in self.knowledge.tenures(person)}
        return bool(states) and state not in states

    def _with_state_behind(self, made: Mention, last: int) -> tuple[Mention, int]:
        """ "Prime Minister Narendra Modi of India": the state behind the name belongs to the phrase."""
        nxt = last + 1
        if self.is_kind(nxt, "place") and NAME_OF.match(self.text[made.span.end : self.atoms[nxt].start]):
            code = self.atoms[nxt].targets[0]
            if made.state in (None, code):
                return replace(made, span=Span(made.span.start, self.atoms[nxt].end), state=code), nxt
        return made, last


def is_given(word: str, surname: str, text: str) -> bool:
    """Whether a word that opens a sentence is a name: it stands so inside another one, or again before the surname."""
    if word.lower() in _verb_forms():
        return False
    inside = re.search(rf"[a-z’'],? {re.escape(word)}\b", text) is not None
    return inside or text.count(f"{word} {surname}") > 1


def behind_another(surname: str, text: str, start: int) -> bool:
    """Whether another's first name stands right before a surname: "Juanita" before "Castro"."""
    before = _FIRST_NAME.search(text[max(0, start - 30) : start])
    if not before or not _GIVEN.match(word := before.group(1)) or word in NOT_NAMES or _HONORED.match(word + " "):
        return False
    opens = _OPENS.search(text[max(0, start - len(word) - 4) : start - len(word) - 1])
    return TABLE.get(word.lower()) is None and (not opens or is_given(word, surname, text))


def called(parts: list[str], known: bool) -> list[str]:
    """The words of a name that stand for the whole later on: the surname, and a known one's first name."""
    outer = [p for p in (parts[0], parts[-1]) if len(p) > 2 and p not in NOT_NAMES and not _HONORED.match(p + " ")]
    return [p for p in outer if known or p == parts[-1] or "-" in parts[-1]]


def names_thing(text: str, end: int) -> bool:
    """Whether a surname names a thing: "Clinton Foundation", "Trump Tower"."""
    return _THING.match(text, end) is not None


@cache
def _verb_forms() -> frozenset[str]:
    """The verbs, in their third person and past, that a headline's capitals make look like names."""
    lines = files("readouts").joinpath("language/data/verbs.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def trim(name: str, title_case: bool) -> str:
    """The name without the capitalised words behind it that are no names ("Kim Jong Un During Asia Tour")."""
    parts = name.split(" ")
    kept: list[str] = []
    for part in parts:
        if part in NOT_NAMES or (title_case and (len(kept) >= 2 or part.lower() in _verb_forms())):
            break
        owner = re.match(r"^(.*?)['’]s?$", part)
        kept.append(owner.group(1) if owner else part)
        if owner:
            break
    return " ".join(kept)
