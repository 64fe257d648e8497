"""Atoms → mentions: one pass over the known words, trying the longest naming phrase at each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from readouts.language import bodies, titles
from readouts.language.atoms import NAME, Atom
from readouts.language.gaps import (
    APPOSED,
    DEMONYM_NAME,
    DETERMINER,
    LIST,
    MODIFIERS,
    NOT_NAMES,
    OFFICIAL_WORDS,
    OWNED_TITLE,
    PLACE_NAME,
    PLACE_TITLE,
    SENT_BY,
    TABLE,
    TITLE_TITLE,
    TWIN,
    TWIN_BEFORE,
    sent_to,
    title_of,
)
from readouts.language.mentions import Mention
from readouts.language.names import Names
from readouts.model import Span

_NAME_BEFORE = re.compile(rf"(?<![\w’'.-])({NAME.pattern}),[ \u00a0](?:(?:the|a|an|its)[ \u00a0])?(?i:{MODIFIERS})$")
_OWN_ORGAN = re.compile(r"['’]s(?:[ \u00a0][A-Z][\w’'-]+){1,4}(?![\w])")
# "B's minister of health, A", "the B deputy minister for trade and industry, A"
_PORTFOLIO = re.compile(
    r"[ \u00a0](?:of|for)[ \u00a0](?:the[ \u00a0])?[a-z-]+"
    r"(?:(?:,|[ \u00a0]and)?[ \u00a0][a-z-]+){0,3}(?=,[ \u00a0][A-Z])"
)
# "the head of the US development agency"
_PART = re.compile(
    r"(?:['’]s?)?(?:[ \u00a0][a-z-]+){0,3}[ \u00a0]"
    r"(?:agency|assembly|authority|bank|board|bureau|commission|department|fund|institute|legislature|ministry|office"
    r"|parliament|programme|senate|service)\b"
)
# "the US special envoy for the Horn of Africa, A"
_REGION = re.compile(
    r"[ \u00a0]for[ \u00a0](?:the[ \u00a0])?[A-Z][\w-]+(?:[ \u00a0](?:of|and|the|[A-Z][\w-]+)){0,4}(?=,[ \u00a0][A-Z])"
)
_FOR_A_REGION = ("envoy", "diplomat", "adviser", "advisor", "official", "representative", "coordinator")
_AT_THE_TIME = re.compile(r"[ \u00a0]at the time(?=,[ \u00a0][A-Z])")  # "the A spy chief at the time, B"
# "the head of Germany's intelligence service": not the one who leads Germany
_OF_ITS_PART = re.compile(r"['’]s?[ \u00a0][a-z]")
_ADJECTIVE = re.compile(
    r"[ \u00a0](?:visit|trip|tour|talks|statement|reception|residence|ceremony|welcome|media|news|account|data)\b"
)
_TOP = re.compile(r"\b(?:top|chief)[ \u00a0]$", re.IGNORECASE)
_OF_A_PERSON = re.compile(rf"^(?:['’]s?)?[ \u00a0]{MODIFIERS}$", re.IGNORECASE)


class Composer(Names):
    """Makes the mentions of one text; `mentions` yields them in the order of the text."""

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
        return (
            self.is_kind(i + 1, "place")
            and self.gap(i, i + 1) in (" ", "'s ", "’s ")
            and self.atoms[i].targets == self.atoms[i + 1].targets
        )

    def _owned(self, places: range, last: int) -> tuple[list[Mention], int]:
        """What the places own: a title with or without name, a delegation, an administration, a name alone."""
        nxt = last + 1
        if nxt >= len(self.atoms):
            return self.short_of(places, last)
        between = self.gap(last, nxt)
        start = self.atoms[places[0]].start
        twins = self.is_kind(nxt, "title") and self.is_plural(nxt) and TWIN.match(between)
        if self.is_kind(nxt, "title") and (
            twins or PLACE_TITLE.match(between) or OWNED_TITLE.match(between) or OFFICIAL_WORDS.match(between)
        ):
            codes = [self.atoms[p].targets[0] for p in places]
            return self._titled(start, places[0], nxt, codes, bool(TABLE.past.search(between)))
        if self.is_kind(nxt, "delegation") and (
            PLACE_TITLE.match(between) or OWNED_TITLE.match(between) or OFFICIAL_WORDS.match(between)
        ):
            sent = [self._delegation(places[0] if len(places) == 1 else p, nxt, p) for p in places]
            if len(places) > 1:
                sent = [replace(one, plural=True) for one in sent]  # "US and Iran negotiators"
            return sent, nxt - places[0] + 1
        if self.is_kind(nxt, "administration") and PLACE_TITLE.match(between):
            if self.is_kind(nxt + 1, "delegation") and self.gap(nxt, nxt + 1) == " ":
                return [self._delegation(places[0], nxt + 1, p) for p in places], nxt - places[0] + 2
            return [self._state(p, nxt) for p in places], nxt - places[0] + 1
        pattern = DEMONYM_NAME if self.atoms[last].sort == "demonym" else PLACE_NAME
        if len(places) == 1 and self.is_kind(nxt, "person", "short") and pattern.match(between):
            made = self.person(start, nxt, None, self.atoms[last].targets[0], False)
            return ([made], nxt - last + 1) if made else ([], 0)
        office = self.name_with_office(last) if len(places) == 1 and self.is_kind(nxt, "title") else None
        return ([office], nxt - last + 1) if office else self.short_of(places, last)

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
            name=f"delegation of {state}"
            if words in ("delegation", "side", "team", "mission", "delegations")
            else f"delegation of {state} ({words})",
            state=code,
            title=words,
            rule="people sent by a state",
            plural=first != place,
        )

    def _title_led(self, i: int) -> tuple[list[Mention], int]:
        if self.is_kind(i, "title"):
            return self._titled(self.atoms[i].start, i, i, [], self.was(self.atoms[i].start))
        if self.is_kind(i, "delegation") and self.is_kind(i + 1, "place") and SENT_BY.match(self.gap(i, i + 1)):
            last = i + 1
            while (
                self.atoms[i].text.lower().endswith("s")
                and self.is_kind(last + 1, "place")
                and LIST.match(self.gap(last, last + 1))
            ):
                last += 1  # "delegations of Russia and Ukraine"
            first = self._delegation_of(i, i + 1)
            further = [self._delegation_of(i, place) for place in range(i + 2, last + 1)]
            for n, made in enumerate(further, i + 2):
                where = Span(self.atoms[n].start, self.atoms[n].end)
                further[n - i - 2] = replace(made, span=where, head=where)
            return [first, *further], last - i + 1
        return [], 0

    def _delegation_of(self, noun: int, place: int) -> Mention:
        made = self._delegation(place, noun, place)
        return replace(made, span=Span(self.atoms[noun].start, self.atoms[place].end))

    def _titled(self, start: int, first: int, title: int, codes: list[str], past: bool) -> tuple[list[Mention], int]:
        last = title
        while (
            self.is_kind(last + 1, "title") and TITLE_TITLE.match(self.gap(last, last + 1)) and not self.is_plural(last)
        ) and self.atoms[last + 1].sort != "first lady":
            last += 1
        words = self.atoms[title].sort
        if words == "diplomat" and _TOP.search(self.text[max(0, start - 7) : start]):
            words = "top diplomat"  # "the top US diplomat"
        if words == "official" and (not codes or _ADJECTIVE.match(self.text, self.atoms[title].end)):
            return [], 0  # "an official visit"
        behind = last + 1
        if not codes and self.is_kind(behind, "place") and title_of(words, self.gap(last, behind)):
            codes = [self.atoms[behind].targets[0]]
            while (
                self.is_kind(behind + 1, "place") and LIST.match(self.gap(behind, behind + 1)) and self.is_plural(title)
            ):
                behind += 1
                codes.append(self.atoms[behind].targets[0])
            last = behind
            if titles.singular(words) in bodies.SENT_BY_ONE and self.atoms[last].sort == "demonym":
                last = self._senders(last)
        if not codes and words in TABLE.only:
            codes = [TABLE.only[words]]  # "the Pope", "the Taoiseach"
        organ = self._organ(title, last) if codes else None
        past = past or self.was(start)
        if self.is_plural(title):
            return self._plural_titles(start, first, title, last, codes)
        state = codes[0] if codes else None
        sent = codes and self.is_kind(last + 1, "place") and sent_to(words, self.gap(last, last + 1))
        if sent and (named := self.named(start, last + 1, words, state, past)):  # "US envoy to Sudan A"
            return [named[0]], named[1] - first + 1
        named = self.named(start, last, words, state, past, organ.end() if organ else None)
        if named and last > title and self._of_another(named[0], title):
            office = self._office(start, self.atoms[title].end, title, state, past, words)
            return ([office], title - first + 1) if office else ([], 0)
        if named:
            return [named[0]], named[1] - first + 1
        if (both := self._two_offices(start, title, last, state, past)) is not None:
            return both, last - first + 1
        if state is None and not self._means_somebody(start, title):
            return [], 0
        office = self._office(start, organ.end() if organ else self.atoms[last].end, title, state, past, words)
        headed = first if first < title else last if last > title else None  # "the Mossad chief", "the head of Mossad"
        if office and headed is not None and self.atoms[headed].sort in ("metonym", "office_body"):
            office = bodies.headed(office, words, self.atoms[headed].text, self.resolver)
        elif (
            office
            and words in bodies.HEADS
            and last > title
            and (organ or _OF_ITS_PART.match(self.text, self.atoms[last].end))
        ):
            office = bodies.of_a_part(office, words, self.resolver)
        if office:
            office = self._named_before(office)
        return ([office], last - first + 1) if office else ([], 0)

    def _senders(self, last: int) -> int:
        """ "a representative of Burkinabe leader A", "advisers of the French president and the German chancellor"."""
        while True:
            if self.is_kind(last + 1, "title", "person", "short") and self.gap(last, last + 1) == " ":
                last += 1
            elif (
                self.is_kind(last + 1, "place")
                and self.is_kind(last + 2, "title")
                and LIST.match(self.gap(last, last + 1))
            ):
                last += 2
            else:
                return last

    def _organ(self, title: int, last: int) -> re.Match[str] | None:
        """Of what a title is, behind its state: "of Japan's National Security Secretariat", "for trade"."""
        end = self.atoms[last].end
        organ = TABLE.organs.match(self.text, end)
        if organ is None and last > title:
            organ = _OWN_ORGAN.match(self.text, end)
        sort = self.atoms[title].sort
        part = _PART.match(self.text, end) if sort in bodies.HEADS | bodies.CHAIRS else None
        sent = _REGION.match(self.text, end) if sort.endswith(_FOR_A_REGION) else None
        return organ or part or sent or _PORTFOLIO.match(self.text, end) or _AT_THE_TIME.match(self.text, end)

    def _two_offices(self, start: int, title: int, last: int, state: str | None, past: bool) -> list[Mention] | None:
        """ "the country's prime minister and defence minister": two, where not one man holds both."""
        second = title + 1
        if last < second or not self.is_kind(second, "title") or self.gap(title, second).strip() != "and":
            return None
        one = self._office(start, self.atoms[title].end, title, state, past)
        begin = self.atoms[second].start
        other = self._office(begin, self.atoms[max(second, last)].end, second, state, past)
        if one is None or other is None or one.acts != "yes" or other.acts != "yes":
            return None
        if state is not None and (None in (one.person, other.person) or one.person == other.person):
            return None
        return [one, other]

    def _of_another(self, named: Mention, title: int) -> bool:
        """ "the prime minister and Foreign Secretary A": A holds the second office and never held the first."""
        if named.person is None or self.gap(title, title + 1).strip() != "and":
            return False
        held = [self.resolver.ever_held(named.person, named.state, self.atoms[t].sort) for t in (title, title + 1)]
        return held == [False, True]

    def _means_somebody(self, start: int, title: int) -> bool:
        """Whether a title alone is one: "the envoy", "its ambassador", but not "to head home", "an official visit"."""
        known = TABLE.get(self.atoms[title].sort)
        return known is not None and (
            known.acts == "yes" or bool(DETERMINER.search(self.text[max(0, start - 8) : start]))
        )

    def _named_before(self, office: Mention) -> Mention:
        """ "Akiba Takeo, the secretary general of …": an unknown name with its office behind it."""
        before = self.text[max(0, office.span.start - 60) : office.span.start]
        match = _NAME_BEFORE.search(before)
        if not match or " " not in match.group(1) or office.state is None or office.acts == "no":
            return office
        first, name = office.span.start - len(before) + match.start(1), match.group(1)
        while name.split()[0] in NOT_NAMES and name.count(" ") > 1:  # "In June Jane Doe, the minister"
            first, name = first + name.index(" ") + 1, name.partition(" ")[2]
        inside = [a for a in self.atoms if a.start < first + len(name) and first < a.end]
        given = name.split()[0]
        if any(a.kind != "short" or self._are_called(a, given) for a in inside) or given in NOT_NAMES:
            return office
        if office.person and name.split()[-1] in office.name.split():
            return office  # another spelling of the holder's name
        return replace(
            office,
            kind="person",
            name=name,
            person=None,
            inferred=None,
            span=Span(first, office.span.end),
            head=Span(first, first + len(name)),
            rule="name with its office behind",
        )

    def _are_called(self, surname: Atom, given: str) -> bool:
        """Whether one of those known by a surname has this first name: the name is another spelling of theirs."""
        return any(self.knowledge.person(person).name.split()[0] == given for person in surname.targets)

    def _plural_titles(
        self, start: int, first: int, title: int, last: int, codes: list[str]
    ) -> tuple[list[Mention], int]:
        single = titles.singular(self.atoms[title].sort)
        several = len(codes) == 1 and self.is_kind(first, "place") and self.atoms[first].sort != "office_body"
        if several and bodies.are_many(single, self.knowledge.state(codes[0])):
            return [self._delegation(first, title, first)], last - first + 1
        made = []
        for code in codes:
            office = self._office(start, self.atoms[last].end, title, code, False, single)
            if office and self.atoms[first].sort == "office_body":
                office = bodies.headed(office, single, self.atoms[first].text, self.resolver)  # "Hamas leaders"
            if office:
                made.append(
                    bodies.of_members(office, single, self.knowledge.state(code)) or replace(office, plural=True)
                )
            twin = TWIN_BEFORE.search(self.text[max(0, self.atoms[title].start - 14) : self.atoms[title].start])
            if office and twin and single.endswith(" minister"):  # "the French foreign and defence ministers"
                other = self._office(start, self.atoms[last].end, title, code, False, f"{twin[1].lower()} minister")
                made += [replace(other, plural=True)] if other else []
        return made, last - first + 1

    def _office(
        self, start: int, end: int, title: int, state: str | None, past: bool, words: str | None = None
    ) -> Mention | None:
        """An office without a name: its holder on the date where there is one, else the role itself."""
        atom = self.atoms[title]
        words = words or atom.sort
        known = TABLE.get(words)
        if known is None:
            return None
        head = Span(atom.start, atom.end)
        base = Mention(
            span=Span(start, end),
            head=head,
            kind="office",
            name=words,
            rule="office",
            state=state,
            office=words,
            title=words,
            acts=known.acts,
            past=past,
        )
        if state is None:
            return base
        role = replace(base, name=f"{words} of {self.resolver.body_name(state)}", rule="office of a state")
        if past or words in ("counterpart", "opposite number"):
            return role
        holder = self.resolver.holder(state, words)
        if holder is None or (words in bodies.SEVERAL and holder.name.split()[-1] not in self.text):
            return role
        tenure = self.resolver.tenure(holder.id, state, words)
        when = f"{self.resolver.on.earliest} to {self.resolver.on.latest}" if self.resolver.on else "the article's date"
        return replace(
            role,
            name=holder.name,
            person=holder.id,
            office=tenure.title if tenure else words,
            rule="holder of the office",
            inferred=f"{words} of {self.resolver.body_name(state)} on {when}",
        )

    def _name_led(self, i: int) -> tuple[list[Mention], int]:
        atom = self.atoms[i]
        if atom.kind == "outlet":
            outlet = self.knowledge.outlet(atom.text)
            name = outlet.name if outlet else atom.text
            span = Span(atom.start, atom.end)
            return [
                Mention(
                    span=span,
                    head=span,
                    kind="outlet",
                    name=name,
                    rule="name of an outlet",
                    state=outlet.state if outlet else None,
                )
            ], 1
        if atom.kind == "person" or (atom.kind == "short" and self.stands_alone(i)):
            if self._owns_people(i):
                sent_by = self._sent_by(i)
                return [sent_by], 2 + (sent_by.span.end > self.atoms[i + 1].end)
            sent = self._owned_name(i)
            if sent:
                return [sent[0]], sent[1]
            made = self.person(atom.start, i, None, None, False)
            if made:
                return self._apposed(made, i)
        return [], 0

    def _owns_people(self, i: int) -> bool:
        """ "Trump's envoys", "the Biden administration", "Putin's envoy Kirill Dmitriev" (then the name leads)."""
        if not self.is_kind(i + 1, "delegation", "administration", "title"):
            return False
        if not _OF_A_PERSON.match(self.gap(i, i + 1)):
            return False
        if self.is_kind(i + 1, "title"):
            return self.atoms[i + 1].sort in (
                "envoy",
                "envoys",
                "aide",
                "aides",
                "adviser",
                "advisers",
                "advisor",
                "advisors",
                "special envoy",
            ) and not self.named(self.atoms[i].start, i + 1, self.atoms[i + 1].sort, None, False)
        return True

    def _owned_name(self, i: int) -> tuple[Mention, int] | None:
        """ "Putin's envoy Kirill Dmitriev": the name behind, sent by the state of the name before."""
        if not self.is_kind(i + 1, "title") or not _OF_A_PERSON.match(self.gap(i, i + 1)):
            return None
        owner = self.person(self.atoms[i].start, i, None, None, False)
        named = self.named(self.atoms[i].start, i + 1, self.atoms[i + 1].sort, owner.state if owner else None, False)
        return (named[0], named[1] - i + 1) if named else None

    def _sent_by(self, i: int) -> Mention:
        owner = self.person(self.atoms[i].start, i, None, None, False)
        further = self.is_kind(i + 2, "delegation") and self.gap(i + 1, i + 2) == " "
        noun = self.atoms[i + 2 if further else i + 1]
        span, head = Span(self.atoms[i].start, noun.end), Span(noun.start, noun.end)
        state = owner.state if owner else None
        if noun.kind == "administration" and state:
            return Mention(
                span=span,
                head=head,
                kind="state",
                name=self.resolver.body_name(state),
                rule="administration",
                state=state,
                surface="administration",
            )
        name = f"{noun.sort} of {owner.name if owner else self.atoms[i].text}"
        return Mention(
            span=span,
            head=head,
            kind="delegation",
            name=name,
            rule="people sent by a leader",
            state=state,
            title=noun.sort,
        )

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
                    return [replace(made, span=Span(made.span.start, end), state=state, title=other.title)], used + 1
        return [made], 1
