"""Who else takes part by words beside the frame: "at B's invitation", "B joined the call", "mediated by B".

What the frame of a word leaves open is filled here: a visit to a state is one to who invites, to who is told something
there, or to who lives at the house visited, where the text names them. A mediator is a party with that role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import Role
from readouts.reports import grammar, received, triggers
from readouts.reports.candidate import Candidate
from readouts.reports.party import Party, leaders, of_mention

if TYPE_CHECKING:
    from spacy.tokens import Token

# at which house which office is visited
_HOUSES = {
    "white house": "president",
    "oval office": "president",
    "kremlin": "president",
    "elysee palace": "president",
    "élysée palace": "president",
    "blue house": "president",
    "downing street": "prime minister",
}
# "at the invitation of B", "as the guest of B"
_INVITED = re.compile(
    r"\b(?:at (?:the )?(?:official )?invitation of|as (?:the |a )?(?:[\w-]+ )?guests? of) (?:his |her |the |its )?",
    re.IGNORECASE,
)
_INVITES = re.compile(r"['’]s? (?:official )?invitation\b", re.IGNORECASE)
_JOINED = frozenset({"join", "attend"})
_MEDIATES = frozenset({"mediate", "broker", "host", "facilitate", "chair", "convene", "moderate"})
_UNDER = re.compile(
    r"\b(?:under the (?:mediation|chairmanship|auspices|eye|supervision)|in the presence) of (?:the )?", re.IGNORECASE
)
LOOK_BACK = 3


def add(found: Iterable[Candidate], document: Document) -> list[Candidate]:
    """The candidates of an article with those who take part by such words."""
    rows = [_to_whom(_told_there(_at_home(_invited(c, document), document), document), document) for c in found]
    rows = received.add(_of_the_visited(rows, document), document)
    rows, told = _with_mediators(rows, document)
    return _joined([c for c in rows if (c.sentence, c.token) not in told], document)


def _host(candidate: Candidate) -> Party | None:
    """The state visited, where no person of it is named."""
    hosts = [p for p, r in candidate.parties if r == "host" and p.kind == "state"]
    return hosts[0] if len(hosts) == 1 and candidate.reason is None else None


def _with(candidate: Candidate, party: Party, role: Role, instead: Party | None = None) -> Candidate:
    kept = tuple((p, r) for p, r in candidate.parties if p is not instead)
    return replace(candidate, parties=(*kept, (party, role)))


def _invited(candidate: Candidate, document: Document) -> Candidate:
    """ "will attend the summit in A at the invitation of B": B is the host."""
    host = _host(candidate)
    if host is None:
        return candidate
    span = document.sentences[candidate.sentence].span
    for mention in leaders(document, candidate.sentence):
        before = document.text[span.start : mention.span.start]
        behind = document.text[mention.span.end : mention.span.end + 24]
        asked = any(m.end() == len(before) for m in _INVITED.finditer(before)) or _INVITES.match(behind)
        if asked and mention.state == host.state:
            party = replace(of_mention(mention), rule="invites")
            return _with(candidate, party, "host", host)
    return candidate


def _at_home(candidate: Candidate, document: Document) -> Candidate:
    """ "to visit the White House": the president, where the text names the one in office."""
    host = _host(candidate)
    if host is None or host.state is None or candidate.place is None:
        return candidate
    title = _HOUSES.get(candidate.place.span.of(document.text).removeprefix("the ").removeprefix("The ").lower())
    holder = document.resolver.holder(host.state, title) if title else None
    if holder is None:
        return candidate
    named = next((m for m in document.mentions if m.person == holder.id and not m.past), None)
    if named is None:
        return candidate
    party = replace(of_mention(named), rule="at home there", spans=(named.span, candidate.place.span))
    return _with(candidate, party, "host", host)


def _told_there(candidate: Candidate, document: Document) -> Candidate:
    """ "made his first visit to A and urged B of A": whom the visitor tells something in the same breath."""
    host = _host(candidate)
    if host is None:
        return candidate
    parsed = document.parsed(candidate.sentence)
    token = parsed.doc[candidate.token]
    verb = token if token.pos_ == "VERB" else grammar.governor(token)
    if verb is None:
        return candidate
    others = [*_whom_told(token, verb), *_dealt_with(token)]
    others += [t for told in others for t in grammar.children(told, "appos")]  # "with his counterpart there, B"
    for told in others:
        for mention in parsed.mentions_at(told):
            if _of_the_host(mention, host):
                made = _with(candidate, replace(of_mention(mention), rule="told there"), "host", host)
                also = [m for t in grammar.conjoined(told) for m in parsed.mentions_at(t) if m.person != mention.person]
                for fellow in (m for m in also if _of_the_host(m, host) and m.kind == "person"):
                    made = _with(made, replace(of_mention(fellow), rule="told there"), "host")  # "met B and C"
                return made
    return candidate


def _of_the_host(mention: Mention, host: Party) -> bool:
    """Whether somebody named acts for the state visited."""
    return mention.kind in ("person", "office") and mention.state == host.state and mention.acts == "yes"


def _to_whom(candidate: Candidate, document: Document) -> Candidate:
    """ "A apologizes to B", then "In a telephone conversation, the president said that": with B."""
    if candidate.reason != "only one side named" or len(candidate.parties) != 1 or not candidate.sentence:
        return candidate
    token = document.parsed(candidate.sentence).doc[candidate.token]
    opens = token.dep_ == "pobj" and token.head.lower_ in ("in", "during") and token.head.i == 0
    others_told = bool(grammar.behind(token, ("with", "between", "of")) or grammar.children(token, "poss"))
    if candidate.trigger.verb or candidate.trigger.frame != "with" or not opens or others_told:
        return candidate
    one = candidate.parties[0][0]
    before = {(party := of_mention(m)).key: party for m in leaders(document, candidate.sentence - 1)}
    others = [party for key, party in before.items() if key != one.key and party.state != one.state]
    if one.key not in before or len(before) != 2 or len(others) != 1:
        return candidate
    return replace(_with(candidate, replace(others[0], rule="told of just before"), "participant"), reason=None)


def _of_the_visited(rows: list[Candidate], document: Document) -> list[Candidate]:
    """ "A visited B. She was received by deputy prime minister C": C, of no state known, is of B."""
    made: list[Candidate] = []
    for row in rows:
        receives = row.trigger.frame == "host" and row.reason == "only one side named" and len(row.parties) == 2
        nameless = [p for p, r in row.parties if r == "host" and p.kind == "person" and p.state is None]
        guest = next((p for p, r in row.parties if r == "visitor" and p.state), None)
        if receives and nameless and guest is not None:
            near = [c for c in made if c.reason is None and 0 <= row.sentence - c.sentence <= LOOK_BACK]
            also = any(t.lower_ == "also" for t in document.parsed(row.sentence).doc[row.token].children)
            theirs = [c for c in near if any(p.key == guest.key for p, _ in c.parties)]
            abroad = [c for c in theirs if also or c.channel == "visit"]
            states = {p.state for c in abroad for p, _ in c.parties} - {guest.state, None}
            if len(states) == 1:
                host = replace(nameless[0], state=states.pop(), rule="of the state visited")
                row = replace(_with(row, host, "host", nameless[0]), reason=None)
        made.append(row)
    return made


def _dealt_with(token: Token) -> Iterator[Token]:
    """With whom the visitor does something there: "flew to A to sign a treaty with B", "toured A and argued with B"."""
    if token.pos_ not in ("VERB", "AUX"):
        return
    chain = [token, *(v for v in grammar.children(token, "conj", "xcomp", "advcl") if _goes_on(v))]
    if token.dep_ == "advcl" and any(c.lower_ in ("when", "as") for c in grammar.children(token, "advmod", "mark")):
        yield from grammar.children(token.head, "nsubj")  # "B raised it with C when C visited A"
    if token.dep_ == "advcl" and token.tag_ == "VBG" and token.head.pos_ == "VERB":
        chain.append(token.head)  # "Visiting A, C heard from B that"
    for verb in chain:
        if verb is not token and verb.lemma_.lower() in triggers.load().addressed:
            yield from grammar.objects(verb)  # "flew to A to urge B to give way"
        if not grammar.children(verb, "neg"):
            relations = triggers.load().relations  # "to reset ties with B"
            done = [o for o in grammar.objects(verb) if o.i > verb.i and o.lemma_.lower() not in relations]
            whole = [verb, *done]
            if verb is not token and done:
                yield from grammar.behind(verb, ("to",))  # "flew to A to put their ideas to B"
            led = grammar.behind(verb, ("by",)) if verb is not token and verb.tag_ == "VBN" else []
            yield from led  # "visited A and was led by B through the works"
            yield from (t for word in whole for t in grammar.behind(word, ("with", "from", "before", "alongside")))


def _goes_on(verb: Token) -> bool:
    """Whether a further verb is the visitor's own: joined without a subject, or of purpose."""
    aim = any(c.lower_ == "to" for c in grammar.children(verb, "aux"))
    own = bool(grammar.own_subjects(verb))
    return not own and (aim if verb.dep_ == "advcl" else verb.pos_ == "VERB")


def _whom_told(token: Token, verb: Token) -> Iterator[Token]:
    """Whom the visitor tells something: "urged B", then with whom it is raised on the visit."""
    opens = token.pos_ == "NOUN" and token.dep_ == "pobj" and token.head.lower_ in ("on", "during", "in", "for")
    joined = [g for c in grammar.children(verb, "conj") for g in grammar.children(c, "conj")]
    for other in (*([verb] if opens else []), *verb.children, *joined):
        if (
            (other.dep_ != "conj" and other is not verb)
            or other.lemma_.lower() not in triggers.load().addressed
            or other.tag_ not in _PAST
        ):
            continue
        if grammar.children(other, "neg") or (other is not verb and grammar.children(other, "nsubj")):
            continue
        yield from grammar.objects(other)
    clauses = [verb] if opens and verb.tag_ in _PAST else []  # "raised it with B of A during a visit to A"
    for clause in grammar.children(token, "relcl"):  # "a visit to A, during which he raised it with B of A"
        if any(c.lower_ == "which" for p in grammar.children(clause, "prep") for c in p.children):
            clauses.append(clause)
            yield from grammar.objects(clause)  # "during which he embraced B of A"
    for clause in clauses:
        yield from grammar.behind(clause, ("with", "to"))
        yield from (t for o in grammar.objects(clause) for t in grammar.behind(o, ("with",)))  # "signed it with B"
    for other in grammar.children(verb, "conj"):  # "made a trip to A and suggested to B of A that"
        if other.tag_ in _PAST and not grammar.children(other, "neg", "nsubj"):
            yield from grammar.behind(other, ("to",))
    yield from _where(token)


def _where(token: Token) -> Iterator[Token]:
    """ "flew to A, where he and B of A promised": who does it with the visitor there."""
    for place in grammar.behind(token, ("to", "in", "into")):
        for clause in grammar.children(place, "relcl"):
            if any(c.lower_ == "where" for c in clause.children):
                did = grammar.subjects(clause)
                yield from did if any(t.lower_ in ("he", "she") for t in did) else []
                others = [o for o in grammar.objects(clause) if o.lemma_.lower() not in triggers.load().nouns]
                yield from (t for w in (clause, *others) for t in grammar.behind(w, ("with",)))


_PAST = ("VBD", "VBN")


def _with_mediators(rows: list[Candidate], document: Document) -> tuple[list[Candidate], set[tuple[int, int]]]:
    """ "talks between A and B mediated by C", "a meeting hosted by C": C takes part; and the words that say so."""
    told: set[tuple[int, int]] = set()
    made: list[Candidate] = []
    for row in rows:
        found = _mediator(row, document)
        if found is None:
            made.append(row)
            continue
        party, verb = found
        told.add((row.sentence, verb.i))
        made.append(_with(row, replace(party, rule=f"{verb.lower_} by"), "mediator"))
    return made, told


def _mediator(candidate: Candidate, document: Document) -> tuple[Party, Token] | None:
    if candidate.reason is not None or candidate.trigger.frame not in ("with", "to", "event"):
        return None
    parsed = document.parsed(candidate.sentence)
    token = parsed.doc[candidate.token]
    for under in _UNDER.finditer(document.text, candidate.word.end, document.sentences[candidate.sentence].span.end):
        for mention in document.mentions_of(candidate.sentence):
            named = under.end() <= mention.span.start <= under.end() + 1 and mention.kind in ("person", "office")
            party = of_mention(mention)
            if named and mention.acts == "yes" and all(party.state != p.state for p, _ in candidate.parties):
                return party, parsed.token_at(under.start()) or token
    aims = [t for t in grammar.behind(token, ("for", "in")) if t.lemma_.lower() in triggers.load().nouns]
    for verb in [v for noun in (token, *aims) for v in grammar.children(noun, "acl")]:
        if verb.lemma_ not in _MEDIATES or verb.tag_ != "VBN":
            continue
        for mention in [m for agent in grammar.behind(verb, ("by",)) for m in parsed.mentions_at(agent)]:
            party = of_mention(mention)
            new = all(party.key != p.key and party.state != p.state for p, _ in candidate.parties)
            if mention.kind in ("person", "office") and mention.acts == "yes" and mention.state and new:
                return party, verb
    return None


def _joined(rows: Sequence[Candidate], document: Document) -> list[Candidate]:
    """ "B also joined the call": of the contact told before, where B is of one of its sides."""
    made = list(rows)
    for row in rows:
        if row.reason != "only one side named" or not row.definite or len(row.parties) != 1:
            continue
        verb = document.parsed(row.sentence).doc[row.token].head
        joiner = row.parties[0][0]
        if verb.lemma_ not in _JOINED or verb.tag_ not in _PAST or joiner.kind not in ("person", "office"):
            continue
        at = _taken_up(made, row, joiner)
        if at is not None:
            made[at] = _with(made[at], replace(joiner, rule=f"{verb.lower_} it"), "participant")
    return made


def _taken_up(rows: Sequence[Candidate], row: Candidate, joiner: Party) -> int | None:
    """The last contact of the same kind told before, that the joiner is no party of."""
    for at in range(len(rows) - 1, -1, -1):
        told = rows[at]
        near = told.word < row.word and row.sentence - told.sentence <= LOOK_BACK
        if near and told.reason is None and told.trigger.channel == row.trigger.channel:
            fits = joiner.state in told.sides and all(p.key != joiner.key for p, _ in told.parties)
            return at if fits and len(told.sides) > 1 else None
    return None
