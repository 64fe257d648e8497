"""Summits and sessions of many: who is told to take part, and the state in which they are held.

"A will host around 30 leaders at a summit in Rome" names one of many; "B and C are expected to attend", sentences
later, names others. A gathering of which nobody is named is no contact; one that is only where two others met neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.bodies import LEADERS
from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import Role
from readouts.reports import grammar, hosts, places, triggers
from readouts.reports.candidate import Candidate, spanned
from readouts.reports.modality import Reading
from readouts.reports.party import Party, is_leader, of_mention

if TYPE_CHECKING:
    from spacy.tokens import Token

# what a word for a gathering lacks where it names too few
_LACKS = frozenset(
    {
        "a summit without people named",
        "only one side named",
        "no party named",
        "no guest named",
        "with others than leaders",
        "only the setting of another contact",
        "the purpose of another contact",
    }
)
_SESSIONS = frozenset({"meeting", "gathering", "conference"})
_GATHER = frozenset({"gather", "assemble", "convene", "meet", "reconvene"})
# who does this with a gathering is in it
_LEADS = frozenset({"host", "chair", "co-chair", "co-host", "convene", "open", "close", "attend", "join", "address"})
_BRINGS = frozenset({"host", "convene", "gather", "welcome", "receive", "invite", "assemble"})
_SPEAKS = frozenset({"speak", "address", "tell", "say", "urge", "call", "announce", "promise", "warn"})
_MANY = frozenset({"leaders", "ministers", "presidents", "premiers", "counterparts", "allies", "envoys", "countries"})
_OF_IT = re.compile(
    r"\s*(?:[.,;!?)]|$|it\b|in person|the (?:summit|meeting|gathering|conference|event|talks|discussions)\b|"
    r"as\b|this\b|in the (?:summit|meeting|gathering|talks)\b)"
)
_JOINED_BY = re.compile(
    r"\s*(?:,|and|,\s*and|as well as)?\s*(?:(?:the|its|their)\s+)?"
    r"(?:[A-Z][\w-]+(?:\s[A-Z][\w-]+)?['’]s\s+)?(?:M(?:r|s|rs)\.?\s+)?$"
)
_AMONG = re.compile(r"\bamong them\b")
_INVITED_BY = re.compile(r"\bat the (?:invitation|initiative|request) of (?:the )?")
_NAMED = ("summit", "meeting", "gathering", "conference")
LOOK_AHEAD = 6


def add(rows: Sequence[Candidate], document: Document) -> list[Candidate]:
    """The candidates of an article with those gatherings of which somebody is named as taking part.

    "Meloni will host around 30 African leaders at a summit in Rome. President Ruto is expected to attend." → a summit
    of Meloni and Ruto. One of a side is enough where the summit is held in another state: "Putin attended the leaders'
    meeting in Astana".
    """
    taken = {row.sentence for row in rows if row.reason is None}
    told: list[frozenset[str]] = []
    made: list[Candidate] = []
    for row in rows:
        full = None if row.sentence in taken else _filled(row, document)
        people = frozenset(p.key for p, _ in full.parties if p.kind == "person") if full is not None else frozenset()
        if full is not None and not (row.definite and any(people <= known for known in told)):
            taken.add(row.sentence)
            told.append(people)
            made.append(full)
        else:
            made.append(row)
    return _of_bodies(made, document)


def _of_bodies(rows: list[Candidate], document: Document) -> list[Candidate]:
    """ "NATO leaders gathered in Washington", of nobody named: a summit of the body and of the host named elsewhere.

    One for each body of which the article tells of no summit otherwise.
    """
    known = {p.state for row in rows if row.reason is None for p, _ in row.parties if p.kind == "body"}
    known |= {row.body for row in rows if row.reason is None and row.channel == "summit"}
    made: list[Candidate] = []
    for row in rows:
        full = _hosted(row, document) if row.reason in _LACKS else None
        if full is None or full.body in known:
            made.append(row)
        else:
            known.add(full.body)
            made.append(full)
    return made


def _hosted(row: Candidate, document: Document) -> Candidate | None:
    """The summit of a body in a state; None where it is none.

    The host is the state's leader, where the article names him; a headline's "G7 leaders meet in France" has the state.
    """
    where = row.place
    gather = row.trigger.verb and row.trigger.lemma in _GATHER
    if not gather or row.status.status is None or where is None or where.state is None:
        return None
    token = document.parsed(row.sentence).doc[row.token]
    bodies = list(_bodies(row, document))
    if len(bodies) != 1 or where.state == bodies[0].state or _is_missed(token):
        return None
    if not _is_gathering(row, token, document):
        return None
    leaders = [document.resolver.holder(where.state, title) for title in ("president", "prime minister", "chancellor")]
    keys = {leader.id for leader in leaders if leader is not None}
    host = next((m for m in document.mentions if m.person in keys and is_leader(m) and not m.past), None)
    parties: tuple[tuple[Party, Role], ...]
    if host is not None:
        leader = replace(of_mention(host), rule="leads the state where it is held")
        parties = ((leader, "host"), (bodies[0], "participant"))
    elif row.headline and bodies[0].rule == LEADERS and not places.is_seat(where, [bodies[0].state]):
        parties = ((bodies[0], "participant"), (hosts.held_in(where.state, where.span, document), "host"))
    else:
        return None
    return replace(
        row,
        parties=parties,
        reason=None,
        channel="summit",
        body=bodies[0].state,
        status=_running(row.status, token),
        rule=f"{row.rule.partition(',')[0]}, a gathering of a body",
        apart=False,
    )


def _filled(row: Candidate, document: Document) -> Candidate | None:
    """The gathering with those named; None where it is none or where too few are."""
    if row.reason not in _LACKS or row.status.status is None:
        return None
    parsed = document.parsed(row.sentence)
    token = parsed.doc[row.token]
    if not _is_gathering(row, token, document) or _is_missed(token):
        return None
    people = {p.key: (p, r) for p, r in _named(row, token, document)}
    if not people:
        return None
    parties = list(people.values())
    sides = {p.state for p, _ in parties}
    where = row.place or _where(token, parsed)
    others_meet = row.trigger.verb and row.trigger.lemma == "meet"  # "European ministers, A meet in Geneva"
    if where is not None and where.kind == "state" and where.state and where.state not in sides and not others_meet:
        parties.append((hosts.held_in(where.state, where.span, document), "host"))
    elif len(sides) < 2:
        parties += [(p, "participant") for p in _bodies(row, document)]
    if len({p.state for p, _ in parties}) < 2:
        return None
    sentence = document.sentences[row.sentence].span
    return replace(
        row,
        parties=tuple(parties),
        reason=None,
        channel="summit" if row.trigger.lemma in _GATHER | {"summit"} else row.channel,
        place=where,
        status=_running(row.status, token),
        evidence=spanned(row.word, [s for p, _ in parties for s in p.spans], sentence),
        rule=f"{row.rule.partition(',')[0]}, a gathering",
        apart=False,
    )


def _is_missed(token: Token) -> bool:
    """ "did not attend the leaders' summit" """
    verb = grammar.governor(token)
    return verb is not None and bool(grammar.children(verb, "neg"))


def _where(token: Token, parsed: Parsed) -> Mention | None:
    """ "from Kazakhstan, where he attended the leaders' meeting" """
    verb = grammar.governor(token)
    if verb is None or verb.dep_ != "relcl" or not any(c.lower_ == "where" for c in verb.children):
        return None
    return next((m for m in parsed.mentions_at(verb.head) if m.kind == "state"), None)


def _running(status: Reading, token: Token) -> Reading:
    """ "leaders are gathering for the summit": under way, though summits that others travel to are to come."""
    verb = token if token.pos_ == "VERB" else grammar.governor(token)
    if verb is None or verb.lemma_ not in _GATHER or status.status not in ("announced", "held"):
        return status
    running = verb.tag_ == "VBG" and any(c.lemma_ == "be" and c.tag_ in ("VBZ", "VBP") for c in verb.children)
    plain = verb.tag_ in ("VBP", "VBZ") and not grammar.children(verb, "aux")
    return Reading("ongoing", verb, f"{verb.lower_}, under way") if running or plain else status


def _is_gathering(row: Candidate, token: Token, document: Document) -> bool:
    """A summit; a session or a meeting of a body; leaders who gather, meet or are received, many of them."""
    if row.trigger.lemma == "summit":
        return True
    if row.trigger.verb:
        if row.trigger.lemma in _GATHER and {p.kind for p, _ in row.parties} == {"body"}:
            return True  # "the European Political Community will meet in July"
        many = any(t.lower_ in _MANY for t in (*grammar.subjects(token), *grammar.objects(token)))
        return many and row.trigger.lemma in _GATHER | _BRINGS
    return row.trigger.lemma in _SESSIONS and any(_bodies(row, document))


def _bodies(row: Candidate, document: Document) -> Iterator[Party]:
    """The bodies of states whose gathering it is: "NATO leaders", "the OIC held a meeting"."""
    parsed = document.parsed(row.sentence)
    token = parsed.doc[row.token]
    near = [token, *grammar.children(token, "compound", "poss", "nmod", "amod"), *grammar.behind(token, ("of", "with"))]
    verb = token if row.trigger.verb else grammar.governor(token)
    near += [*grammar.subjects(verb), *grammar.objects(verb)] if verb is not None else []
    near += [g for t in near for g in (*grammar.children(t, "compound", "poss", "nmod"), *grammar.behind(t, ("of",)))]
    seen: set[str] = set()
    for mention in [m for t in near for m in parsed.mentions_at(t)]:
        party = of_mention(mention)
        if mention.kind == "body" and party.key not in seen:
            seen.add(party.key)
            yield party


def _named(row: Candidate, token: Token, document: Document) -> Iterator[tuple[Party, Role]]:
    """Who takes part: in the frame, by a verb that says so, or in one of the next sentences."""
    parsed = document.parsed(row.sentence)
    bodies = {p.state for p in _bodies(row, document)}  # "NATO leaders" is not the one who leads it
    framed = [(p, r) for p, r in row.parties if p.kind == "person" and p.state not in bodies]
    if row.trigger.verb:
        near = [parsed.span(t) for t in (*grammar.subjects(token), *grammar.objects(token))]
        yield from ((p, r) for p, r in framed if any(s.covers(at) for s in p.spans for at in near))
    elif "order of words" not in row.rule and (not _only_a_setting(row, token) or _takes_part(token)):
        yield from framed
    gathered = grammar.subjects(token) if row.trigger.verb else []
    over = None if row.trigger.verb else grammar.governor(token)
    apart = [v for v in grammar.children(over, "advcl") if v.i > token.i] if over is not None else []
    for verb in [*(v for t in (token, *gathered) for v in grammar.children(t, "acl")), *apart]:
        if verb.lemma_ in _LEADS and verb.tag_ == "VBN":
            for agent in grammar.behind(verb, ("by",)):
                yield from ((of_mention(m), "host") for m in parsed.mentions_at(agent) if is_leader(m))
    yield from ((of_mention(m), "participant") for m in _speaking(token, parsed) if is_leader(m))
    for clause in [v for v in parsed.doc if v.dep_ == "relcl" and v.lemma_ in _SPEAKS and v.i > token.i]:
        if any(c.lower_ == "where" for c in clause.children):  # "held a meeting in Jeddah, where A called for"
            for subject in grammar.children(clause, "nsubj"):
                yield from ((of_mention(m), "participant") for m in parsed.mentions_at(subject) if is_leader(m))
    yield from ((of_mention(m), "participant") for m in _among_them(document, row.sentence))
    for asked in _INVITED_BY.finditer(document.text, *_bounds(document, row.sentence)):
        behind = [m for m in document.mentions_of(row.sentence) if asked.end() <= m.span.start <= asked.end() + 2]
        yield from ((of_mention(m), "host") for m in behind if is_leader(m))
    for number in range(row.sentence, min(row.sentence + LOOK_AHEAD, len(document.sentences))):
        yield from ((of_mention(m), "participant") for m in _attending(document, number))


def _speaking(token: Token, parsed: Parsed) -> Iterator[Mention]:
    """ "A's remarks at the summit", "announced it in a speech opening the summit": whose speech there it is."""
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("at", "to", "in") else token.head
    if above.pos_ == "VERB" and above.lemma_ in _LEADS and above.dep_ == "acl":
        above = above.head
    if above.lemma_.lower() not in _SPEECHES:
        return
    owners = grammar.children(above, "poss")
    verb = grammar.governor(above)
    if not owners and above.dep_ == "pobj" and verb is not None:
        owners = grammar.subjects(verb)
    for owner in owners:
        yield from parsed.mentions_at(owner)


_SPEECHES = frozenset({"speech", "remark", "remarks", "address", "appearance", "attendance", "participation", "debut"})


def _bounds(document: Document, number: int) -> tuple[int, int]:
    span = document.sentences[number].span
    return span.start, span.end


def _among_them(document: Document, number: int) -> list[Mention]:
    """ "gathered 20 leaders, A and B among them", "the leaders, among them A and B"."""
    leaders = [m for m in document.mentions_of(number) if is_leader(m)]
    text, found = document.text, list[Mention]()
    for match in _AMONG.finditer(text, *_bounds(document, number)):
        end = match.start()
        for mention in reversed([m for m in leaders if m.span.end <= match.start()]):
            gap = text[mention.span.end : end]
            if not (_JOINED_BY.match(gap) if found or end != match.start() else gap.strip(" ,") == ""):
                break
            found.append(mention)
            end = mention.span.start
        start = match.end()
        for mention in [m for m in leaders if m.span.start >= match.end()] if end == match.start() else []:
            if not _JOINED_BY.match(text[start : mention.span.start]):
                break
            found.append(mention)
            start = mention.span.end
    return found


def _only_a_setting(row: Candidate, token: Token) -> bool:
    """ "at the summit", "welcomed B's participation in the summit" """
    return row.reason == "only the setting of another contact" or (token.dep_ == "pobj" and row.place is None)


def _takes_part(token: Token) -> bool:
    """ "will host leaders at a summit", "speaking at the summit, A said"; not "A switched planes at the summit"."""
    verb = grammar.governor(token)
    above = grammar.governor(verb) if verb is not None and verb.dep_ == "advcl" else None
    verbs = [v for v in (verb, above) if v is not None]
    return any(v.lemma_ in _LEADS | _BRINGS | _GATHER | {"speak"} for v in verbs)


def _attending(document: Document, number: int) -> list[Mention]:
    """Those of whom a sentence says that they attend: "Ruto and Saied are expected to attend"."""
    sentence = document.sentences[number].span
    text = document.text
    found: dict[str, Mention] = {}
    table = triggers.load()
    for match in table.attends.finditer(text, sentence.start, sentence.end):
        if not match.group().endswith(_NAMED) and not _OF_IT.match(text, match.end()):
            continue
        end = match.start()
        between = table.attending
        for mention in reversed([m for m in document.mentions_of(number) if m.span.end <= match.start()]):
            if not is_leader(mention):
                if mention.kind == "state" and between is _JOINED_BY:
                    continue  # "Tunisia's Kais Saied"
                break
            if not between.match(text[mention.span.end : end].removeprefix("'s").removeprefix("’s")):
                break
            found[of_mention(mention).key] = mention
            end, between = mention.span.start, _JOINED_BY
    return list(found.values())
