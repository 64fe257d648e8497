"""Atoms → mentions: one pass over the known words, trying the longest naming phrase at each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from readouts.knowledge import Knowledge
from readouts.language import atoms, titles
from readouts.language.atoms import NAME, Atom
from readouts.language.mentions import Mention
from readouts.language.people import Resolver
from readouts.model import Interval, Span
from readouts.text import fold

_TABLE = titles.load()
_MODIFIERS = _TABLE.modifiers.pattern
_HONORIFIC = _TABLE.honorific.pattern
PLACE_TITLE = re.compile(rf"^(?:['’]s?|-)?[ \u00a0\n-]+{_MODIFIERS}$", re.IGNORECASE)
# "Britain's beleaguered prime minister": one or two plain adjectives, only after a possessive.
OWNED_TITLE = re.compile(r"^['’]s?[ \u00a0](?:[a-z-]+[ \u00a0]){1,2}$")
TITLE_TITLE = re.compile(r"^(?:[ \u00a0]and[ \u00a0]|,[ \u00a0]|[ \u00a0]|/|-)$")
TITLE_OF = re.compile(r"^[ \u00a0](?:of|for|to|from)[ \u00a0](?:the[ \u00a0])?$")
TITLE_NAME = re.compile(rf"^,?[ \u00a0\n]+{_HONORIFIC}$")
NAME_OF = re.compile(r"^[ \u00a0]of[ \u00a0](?:the[ \u00a0])?$")
LIST = re.compile(r"^(?:,[ \u00a0]|,?[ \u00a0](?:and|&)[ \u00a0](?:the[ \u00a0])?|[ \u00a0]?[-–/][ \u00a0]?)$")
PLACE_NAME = re.compile(rf"^['’]s?[ \u00a0]+{_MODIFIERS}$", re.IGNORECASE)
DEMONYM_NAME = re.compile(rf"^[ \u00a0]+{_MODIFIERS}{_HONORIFIC}$", re.IGNORECASE)
APPOSED = re.compile(rf"^,[ \u00a0](?:(?:the|a|an|its|who is|now|currently)[ \u00a0])?(?:country['’]s[ \u00a0])?{_MODIFIERS}$", re.IGNORECASE)
DETERMINER = re.compile(r"\b(?:the|his|her|its|their|an?|this|that|whose)[ \u00a0]$", re.IGNORECASE)
OFFICIAL_WORDS = re.compile(r"^[ \u00a0]+(?:foreign ministry|state department|government|white house|presidential|state)[ \u00a0]+$", re.IGNORECASE)
_NOT_NAMES = frozenset(
    ["The", "A", "An", "In", "On", "At", "For", "With", "And", "But", "As", "After", "Before", "During", "By", "To", "From", "Of", "Who", "When", "While", "Over", "Amid", "He", "She", "They", "It", "His", "Her", "Its", "Says", "Said", "Will", "Is", "Are", "Was", "Were", "Has", "Have", "Had", "Not", "No", "If", "Or", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "President", "Prime", "Minister"]
)


class Composer:
    """Makes the mentions of one text; `mentions` yields them in the order of the text."""

    def __init__(self, text: str, knowledge: Knowledge, on: Interval | None) -> None:
        self.text = text
        self.knowledge = knowledge
        self.resolver = Resolver(knowledge, on)
        self.atoms = atoms.find(text, knowledge)
        for atom in self.atoms:
            if atom.kind == "person":
                self.resolver.full.update(atom.targets if len(atom.targets) == 1 else ())

    def gap(self, left: int, right: int) -> str:
        """The characters between two atoms."""
        return self.text[self.atoms[left].end : self.atoms[right].start]

    def is_kind(self, i: int, *kinds: str) -> bool:
        """Whether atom `i` exists and is of one of these kinds."""
        return i < len(self.atoms) and self.atoms[i].kind in kinds

    def mentions(self) -> Iterator[Mention]:
        """All mentions of the text; each atom is used once."""
        i, end = 0, 0
        while i < len(self.atoms):
            if self.atoms[i].start < end:
                i += 1
                continue
            made, used = self._at(i)
            yield from made
            end = max([end, *(m.span.end for m in made)])
            i += max(used, 1)

    def _at(self, i: int) -> tuple[list[Mention], int]:
        """The mentions that begin with atom `i`, and how many atoms they take."""
        for attempt in (self._place_led, self._title_led, self._name_led):
            made, used = attempt(i)
            if made:
                return made, used
        return [], 1

    # --- "Russian President Vladimir Putin", "British and Canadian prime ministers", "China's Xi"

    def _place_led(self, i: int) -> tuple[list[Mention], int]:
        if not self.is_kind(i, "place"):
            return [], 0
        first = i
        while self._same_state(i):
            i += 1
        last = i
        while self.is_kind(last + 1, "place") and LIST.match(self.gap(last, last + 1)):
            last += 1
        # a list counts only where a plural stands behind it; else the last place alone leads
        if last > i:
            made, used = self._owned(range(i, last + 1), last)
            if made and made[0].plural:
                return made, used + i - first
            return self._places(first, first), 1
        made, used = self._owned(range(i, i + 1), i)
        return (made, used + i - first) if made else (self._places(first, first), 1)

    def _same_state(self, i: int) -> bool:
        """ "US State Department officials": the second name is an office of the first."""
        return self.is_kind(i + 1, "place") and self.gap(i, i + 1) in (" ", "'s ", "’s ") and self.atoms[i].targets == self.atoms[i + 1].targets

    def _owned(self, places: range, last: int) -> tuple[list[Mention], int]:
        """What the places own: a title with or without name, a delegation, an administration, a name alone."""
        nxt = last + 1
        if nxt >= len(self.atoms):
            return self._short_of(places, last)
        between = self.gap(last, nxt)
        start = self.atoms[places[0]].start
        if self.is_kind(nxt, "title") and (PLACE_TITLE.match(between) or OWNED_TITLE.match(between) or OFFICIAL_WORDS.match(between)):
            codes = [self.atoms[p].targets[0] for p in places]
            return self._titled(start, places[0], nxt, codes, bool(_TABLE.past.search(between)))
        if self.is_kind(nxt, "delegation") and (PLACE_TITLE.match(between) or OWNED_TITLE.match(between) or OFFICIAL_WORDS.match(between)):
            return [self._delegation(places[0] if len(places) == 1 else p, nxt, p) for p in places], nxt - places[0] + 1
        if self.is_kind(nxt, "administration") and PLACE_TITLE.match(between):
            if self.is_kind(nxt + 1, "delegation") and self.gap(nxt, nxt + 1) == " ":
                return [self._delegation(places[0], nxt + 1, p) for p in places], nxt - places[0] + 2
            return [self._state(p, nxt) for p in places], nxt - places[0] + 1
        pattern = DEMONYM_NAME if self.atoms[last].sort == "demonym" else PLACE_NAME
        if len(places) == 1 and self.is_kind(nxt, "person", "short") and pattern.match(between):
            made = self._person(start, nxt, None, self.atoms[last].targets[0], False)
            return ([made], nxt - last + 1) if made else ([], 0)
        return self._short_of(places, last)

    def _short_of(self, places: range, last: int) -> tuple[list[Mention], int]:
        """ "South Korea's Lee": a surname too common to read alone is read behind its state."""
        atom = self.atoms[last]
        match = re.compile(rf"['’]s?[ \u00a0]({atoms._WORD})").match(self.text, atom.end)
        if len(places) > 1 or not match or match.group(1) in _NOT_NAMES:
            return [], 0
        word = re.sub(r"['’]s?$", "", match.group(1))
        code = atom.targets[0]
        known = [p.id for p in self.knowledge.persons_named(word) if fold(word) in map(fold, p.short)]
        held = [p for p in known if (t := self.knowledge.office(p, self.resolver.on)) and t.state == code]
        person = self.resolver.person(tuple(held), code, None) if held else None
        if person is None:
            return [], 0
        end = match.start(1) + len(word)
        used = last
        while used + 1 < len(self.atoms) and self.atoms[used + 1].start < end:
            used += 1
        return [self._mention(Span(atom.start, end), Span(match.start(1), end), word, person.id, None, code, False)], used - last + 1

    def _places(self, first: int, last: int) -> list[Mention]:
        return [self._state(i, i) for i in range(first, last + 1)]

    def _state(self, place: int, last: int) -> Mention:
        atom = self.atoms[place]
        code = atom.targets[0]
        state = self.knowledge.state(code)
        span = Span(atom.start, self.atoms[last].end)
        kind: str = "body" if state and state.kind == "body" else "state"
        return Mention(
            span=span,
            head=Span(atom.start, atom.end),
            kind="body" if kind == "body" else "state",
            name=self.resolver.body_name(code),
            state=code,
            rule=f"name of a {kind}: {atom.sort}" if last == place else "administration",
            surface=atom.sort if last == place else "administration",
        )

    def _delegation(self, first: int, noun: int, place: int) -> Mention:
        code = self.atoms[place].targets[0]
        words = self.atoms[noun].text.lower()
        state = self.resolver.body_name(code)
        return Mention(
            span=Span(self.atoms[min(first, place)].start, self.atoms[noun].end),
            head=Span(self.atoms[noun].start, self.atoms[noun].end),
            kind="delegation",
            name=f"delegation of {state}" if words in ("delegation", "side", "team", "mission", "delegations") else f"delegation of {state} ({words})",
            state=code,
            title=words,
            rule="people sent by a state",
            plural=first != place,
        )

    # --- titles, with the state before, behind, or not at all

    def _title_led(self, i: int) -> tuple[list[Mention], int]:
        if self.is_kind(i, "title"):
            return self._titled(self.atoms[i].start, i, i, [], self._was(self.atoms[i].start))
        if self.is_kind(i, "delegation") and self.is_kind(i + 1, "place") and TITLE_OF.match(self.gap(i, i + 1)):
            return [self._delegation_of(i, i + 1)], 2
        return [], 0

    def _delegation_of(self, noun: int, place: int) -> Mention:
        made = self._delegation(place, noun, place)
        return _replace(made, span=Span(self.atoms[noun].start, self.atoms[place].end))

    def _was(self, start: int) -> bool:
        before = self.text[max(0, start - 14) : start]
        return bool(re.search(rf"{_TABLE.past.pattern}[ \u00a0-]*(?:\w+[ \u00a0])?$", before, re.IGNORECASE))

    def _titled(self, start: int, first: int, title: int, codes: list[str], past: bool) -> tuple[list[Mention], int]:
        last = title
        while self.is_kind(last + 1, "title") and TITLE_TITLE.match(self.gap(last, last + 1)) and not self._plural(last):
            last += 1
        words = self.atoms[title].sort
        behind = last + 1
        if not codes and self.is_kind(behind, "place") and TITLE_OF.match(self.gap(last, behind)):
            codes = [self.atoms[behind].targets[0]]
            while self.is_kind(behind + 1, "place") and LIST.match(self.gap(behind, behind + 1)) and self._plural(title):
                behind += 1
                codes.append(self.atoms[behind].targets[0])
            last = behind
        organ = _TABLE.organs.match(self.text, self.atoms[last].end) if codes else None
        past = past or self._was(start)
        if self._plural(title):
            return self._plural_titles(start, first, title, last, codes)
        state = codes[0] if codes else None
        named = self._named(start, last, words, state, past, organ.end() if organ else None)
        if named:
            return [named[0]], named[1] - first + 1
        office = self._office(start, self.atoms[last].end, title, state, past)
        if office and office.person is None:
            office = self._named_before(office)
        return ([office], last - first + 1) if office else ([], 0)

    def _named_before(self, office: Mention) -> Mention:
        """ "Akiba Takeo, the secretary general of …": a name that the knowledge does not hold, with its office behind it."""
        before = self.text[max(0, office.span.start - 60) : office.span.start]
        match = re.search(rf"(?<![\w’'.-])({NAME.pattern}),[ \u00a0](?:(?:the|a|an|its)[ \u00a0])?$", before)
        if not match or " " not in match.group(1) or office.state is None or office.acts == "no":
            return office
        first = office.span.start - len(before) + match.start(1)
        if any(a.start < first + len(match.group(1)) and first < a.end for a in self.atoms) or match.group(1).split()[0] in _NOT_NAMES:
            return office
        name = match.group(1)
        return _replace(office, kind="person", name=name, span=Span(first, office.span.end), head=Span(first, first + len(name)), rule="name with its office behind")

    def _plural(self, i: int) -> bool:
        found = _TABLE.get(self.atoms[i].sort)
        return bool(found and found.plural)

    def _plural_titles(self, start: int, first: int, title: int, last: int, codes: list[str]) -> tuple[list[Mention], int]:
        single = singular(self.atoms[title].sort)
        made = []
        for code in codes:
            office = self._office(start, self.atoms[last].end, title, code, False, single)
            if office:
                made.append(_replace(office, plural=True))
        return made, last - first + 1

    def _named(
        self, start: int, last: int, words: str, state: str | None, past: bool, at: int | None = None
    ) -> tuple[Mention, int] | None:
        """A title with the name behind it: the mention and the index of its last atom; `at` is where the name may begin."""
        nxt = last + 1
        at = at or self.atoms[last].end
        between = self.text[at : self.atoms[nxt].start] if nxt < len(self.atoms) else ""
        if self.is_kind(nxt, "person", "short") and TITLE_NAME.match(between) and self.atoms[nxt].text not in _NOT_NAMES and not self._goes_on(nxt):
            made = self._person(start, nxt, words, state, past)
            if made:
                return self._with_state_behind(made, nxt)
        match = re.compile(rf"[ \u00a0]+{_HONORIFIC}({NAME.pattern})").match(self.text, at)
        comma = re.compile(rf",[ \u00a0]{_HONORIFIC}({NAME.pattern}),").match(self.text, at)
        if not match and comma and (state or words in ("counterpart", "opposite number")):
            match = comma
        if not match:
            return None
        name = _trim(match.group(1), self._title_case(start))
        if not name:
            return None
        end = match.start(1) + len(name)
        used = last
        while self.is_kind(used + 1, *("person", "short", "place", "title", "outlet")) and self.atoms[used + 1].start < end:
            used += 1
        known = tuple(p.id for p in self.knowledge.persons_named(name) if " " in name or fold(name) in map(fold, p.short))
        person = self.resolver.person(known, state, words) if known else None
        made = self._mention(Span(start, end), Span(match.start(1), end), name, person.id if person else None, words, state, past)
        return self._with_state_behind(made, used)

    def _goes_on(self, i: int) -> bool:
        """Whether a surname goes on as another name: "Kim" in "Kim Sung-han"."""
        atom = self.atoms[i]
        after = re.match(rf"[ \u00a0]((?:[A-Z]\.|{atoms._WORD}))", self.text[atom.end :])
        if atom.kind != "short" or not after or self._title_case(atom.start):
            return False
        follows = i + 1 < len(self.atoms) and self.atoms[i + 1].start <= atom.end + 1
        return not follows and after.group(1) not in _NOT_NAMES

    def _with_state_behind(self, made: Mention, last: int) -> tuple[Mention, int]:
        """ "Prime Minister Narendra Modi of India": the state behind the name belongs to the phrase."""
        nxt = last + 1
        if self.is_kind(nxt, "place") and NAME_OF.match(self.text[made.span.end : self.atoms[nxt].start]):
            code = self.atoms[nxt].targets[0]
            if made.state in (None, code):
                return _replace(made, span=Span(made.span.start, self.atoms[nxt].end), state=code), nxt
        return made, last

    def _title_case(self, at: int) -> bool:
        line = self.text[self.text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
        words = [w for w in re.findall(r"[A-Za-z][\w’'-]*", line) if len(w) > 3]
        return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.8 * len(words)

    def _office(self, start: int, end: int, title: int, state: str | None, past: bool, words: str | None = None) -> Mention | None:
        """An office without a name: its holder on the date where there is one, else the role itself."""
        atom = self.atoms[title]
        words = words or atom.sort
        known = _TABLE.get(words)
        if known is None:
            return None
        head = Span(atom.start, atom.end)
        base = Mention(
            span=Span(start, end), head=head, kind="office", name=words, rule="office", state=state, office=words, title=words, acts=known.acts, past=past,
        )
        if state is None:
            return base
        role = _replace(base, name=f"{words} of {self.resolver.body_name(state)}", rule="office of a state")
        if past or words in ("counterpart", "opposite number"):
            return role
        holder = self.resolver.holder(state, words)
        if holder is None:
            return role
        tenure = self.resolver.tenure(holder.id, state, words)
        when = f"{self.resolver.on.earliest} to {self.resolver.on.latest}" if self.resolver.on else "the article's date"
        return _replace(
            role,
            name=holder.name,
            person=holder.id,
            office=tenure.title if tenure else words,
            rule="holder of the office",
            inferred=f"{words} of {self.resolver.body_name(state)} on {when}",
        )

    # --- names without a title before them

    def _name_led(self, i: int) -> tuple[list[Mention], int]:
        atom = self.atoms[i]
        if atom.kind == "outlet":
            outlet = self.knowledge.outlet(atom.text)
            name = outlet.name if outlet else atom.text
            span = Span(atom.start, atom.end)
            return [Mention(span=span, head=span, kind="outlet", name=name, rule="name of an outlet", state=outlet.state if outlet else None)], 1
        if atom.kind == "person" or (atom.kind == "short" and self._stands_alone(i)):
            if self._owns_people(i):
                sent_by = self._sent_by(i)
                return [sent_by], 2 + (sent_by.span.end > self.atoms[i + 1].end)
            sent = self._owned_name(i)
            if sent:
                return [sent[0]], sent[1]
            made = self._person(atom.start, i, None, None, False)
            if made:
                return self._apposed(made, i)
        return [], 0

    def _owns_people(self, i: int) -> bool:
        """ "Trump's envoys", "the Biden administration", "Putin's envoy Kirill Dmitriev" (then the name leads)."""
        if not self.is_kind(i + 1, "delegation", "administration", "title"):
            return False
        if not re.match(rf"^(?:['’]s?)?[ \u00a0]{_MODIFIERS}$", self.gap(i, i + 1), re.IGNORECASE):
            return False
        if self.is_kind(i + 1, "title"):
            return self.atoms[i + 1].sort in ("envoy", "envoys", "aide", "aides", "adviser", "advisers", "advisor", "advisors", "special envoy") and not self._named(
                self.atoms[i].start, i + 1, self.atoms[i + 1].sort, None, False
            )
        return True

    def _owned_name(self, i: int) -> tuple[Mention, int] | None:
        """ "Putin's envoy Kirill Dmitriev": the name behind, sent by the state of the name before."""
        if not self.is_kind(i + 1, "title") or not re.match(rf"^(?:['’]s?)[ \u00a0]{_MODIFIERS}$", self.gap(i, i + 1), re.IGNORECASE):
            return None
        owner = self._person(self.atoms[i].start, i, None, None, False)
        named = self._named(self.atoms[i].start, i + 1, self.atoms[i + 1].sort, owner.state if owner else None, False)
        return (named[0], named[1] - i + 1) if named else None

    def _sent_by(self, i: int) -> Mention:
        owner = self._person(self.atoms[i].start, i, None, None, False)
        further = self.is_kind(i + 2, "delegation") and self.gap(i + 1, i + 2) == " "
        noun = self.atoms[i + 2 if further else i + 1]
        span, head = Span(self.atoms[i].start, noun.end), Span(noun.start, noun.end)
        state = owner.state if owner else None
        if noun.kind == "administration" and state:
            return Mention(span=span, head=head, kind="state", name=self.resolver.body_name(state), rule="administration", state=state, surface="administration")
        name = f"{noun.sort} of {owner.name if owner else self.atoms[i].text}"
        return Mention(span=span, head=head, kind="delegation", name=name, rule="people sent by a leader", state=state, title=noun.sort)

    def _stands_alone(self, i: int) -> bool:
        """Whether a surname is not part of somebody else's longer name ("Melania Trump"), and safe to read alone."""
        atom = self.atoms[i]
        named = bool(self.resolver.full.intersection(atom.targets))
        if atom.text in _NOT_NAMES or (atom.text in self.knowledge.cautious and not named):
            return False
        before = re.search(rf"(?:^|[\s\"“‘'(—–-])((?:{atoms._WORD}|[A-Z]\.))[ \u00a0]$", self.text[max(0, atom.start - 30) : atom.start])
        if before and not self._title_case(atom.start):
            word = before.group(1)
            starts = re.search(r"(?:^|[.!?:\n\"“‘;]\s*|[—–-] )$", self.text[max(0, atom.start - 30) : atom.start][: before.start(1)])
            covered = i > 0 and self.atoms[i - 1].end >= atom.start - 1 - len(word)
            if word.removesuffix("’s").removesuffix("'s") == word and word not in _NOT_NAMES and not covered and not _HONORED.match(word + " "):
                if not starts or (not word.islower() and _GIVEN.match(word) and named is False and word not in _NOT_NAMES):
                    return False
        return not self._goes_on(i)

    def _apposed(self, made: Mention, i: int) -> tuple[list[Mention], int]:
        """ "Wang Yi, the Chinese foreign minister": what stands behind the comma is the same person."""
        j = i + 1
        if self.is_kind(j, "place", "title") and APPOSED.match(self.text[made.span.end : self.atoms[j].start]):
            behind, used = self._at(j)
            if len(behind) == 1 and behind[0].kind == "office" and not behind[0].plural:
                other = behind[0]
                if other.state is None or made.state is None or other.state == made.state:
                    state = made.state or other.state
                    end = other.span.end
                    return [_replace(made, span=Span(made.span.start, end), state=state, title=other.title)], used + 1
        return [made], 1

    def _person(self, start: int, i: int, words: str | None, state: str | None, past: bool) -> Mention | None:
        atom = self._longer(i)
        person = self.resolver.person(atom.targets, state, words)
        span = Span(start, atom.end)
        if person is None:
            return self._mention(span, Span(atom.start, atom.end), atom.text, None, words, state, past)
        return self._mention(span, Span(atom.start, atom.end), person.name, person.id, words, state, past)

    def _acts(self, person: str | None, known: titles.Title | None, state: str | None) -> titles.Acts:
        """Whether somebody may be a party: those who only speak for others never are."""
        if person:
            tenure = self.resolver.tenure(person, state)
            return "no" if tenure and tenure.kind == SPEAKS_ONLY else "yes"
        return known.acts if known else "yes"

    def _longer(self, i: int) -> Atom:
        """A name with the particles that the knowledge's form leaves out: "King Hamad" in "King Hamad bin Isa Al Khalifa"."""
        atom = self.atoms[i]
        more = _PARTICLED.match(self.text, atom.end)
        if not more:
            return atom
        return replace(atom, end=more.end(), text=self.text[atom.start : more.end()])

    def _mention(self, span: Span, head: Span, name: str, person: str | None, words: str | None, state: str | None, past: bool) -> Mention:
        known = _TABLE.get(words) if words else None
        office, rule = words, "name with title" if words else "name"
        if person:
            tenure = self.resolver.tenure(person, state, words)
            office = tenure.title if tenure else (f"former {words}" if past and words else words)
            state = (tenure.state if tenure else None) or self.resolver.state_of(person) or state
            resolved = self.knowledge.person(person)
            name = resolved.name
        return Mention(
            span=span, head=head, kind="person", name=name, rule=rule, person=person, state=state, office=office, title=words,
            acts=self._acts(person, known, state), past=past,
        )


_PARTICLED = re.compile(rf"(?:[ \u00a0](?:bin|bint|ibn|al|Al|el|El)[ \u00a0-]+(?:{atoms._WORD}|[aA]l[ -]{atoms._WORD}))+")
SPEAKS_ONLY = "spokesperson"
_GIVEN = re.compile(r"^[A-Z][a-z]+$")
_HONORED = re.compile(rf"^(?:{_HONORIFIC})$")


def singular(words: str) -> str:
    """The singular of a plural title: "prime ministers" → "prime minister", "heads of state" → "head of state"."""
    for head, rest in (("heads of", "head of"), ("secretaries-general", "secretary-general"), ("secretaries", "secretary")):
        if words.startswith(head) or words.endswith(head):
            return words.replace(head, rest)
    return words.removesuffix("s")


def _trim(name: str, title_case: bool) -> str:
    """The name without the capitalised words behind it that are no names ("Kim Jong Un During Asia Tour")."""
    parts = name.split(" ")
    kept: list[str] = []
    for part in parts:
        if part in _NOT_NAMES or (title_case and len(kept) >= 2):
            break
        owner = re.match(r"^(.*?)['’]s?$", part)
        kept.append(owner.group(1) if owner else part)
        if owner:
            break
    return " ".join(kept)


def _replace(mention: Mention, **changes: object) -> Mention:
    return replace(mention, **changes)  # type: ignore[arg-type]


def again(text: str, found: list[Mention]) -> list[Mention]:
    """Later mentions of people whom only the text itself introduces: "Mr. Kim" after "Kim Sung-han"."""
    covered = [(m.span.start, m.span.end) for m in found]
    made: list[Mention] = []
    seen: set[str] = set()
    for mention in found:
        written = mention.head.of(text)
        if mention.kind != "person" or not mention.state or mention.acts == "no" or written in seen:
            continue
        seen.add(written)
        parts = written.replace("\u00a0", " ").split()
        if mention.person and len(parts) < 2:
            continue
        names = {written, *(p for p in (parts[0], parts[-1]) if len(p) > 2 and (mention.person or p == parts[-1] or "-" in parts[-1]) and p not in _NOT_NAMES)}
        pattern = re.compile(rf"(?<![\w-])(?:{_HONORIFIC})?({'|'.join(sorted(map(re.escape, names), key=lambda n: (-len(n), n)))})(?![\w-])")
        for match in pattern.finditer(text, mention.span.end):
            if not any(s < match.end() and match.start() < e for s, e in covered):
                covered.append((match.start(), match.end()))
                made.append(_replace(mention, title=None, span=Span(match.start(), match.end()), head=Span(match.start(1), match.end(1)), rule="name introduced before"))
    return made
