"""Who fills a place that the frame of a word leaves empty: the other one of the sentence, or the only one told of.

"A's Gaza plan fails after B talks" names just two who could be the parties of the talks. Of "A is in Berlin for two
days of meetings" the article says with whom, where it tells of contacts between A and B, and of none between A and
others. These are the weakest ways in which a contact is read, so they are asked last, and such contacts are weighed as
those whose parties the order of words tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import Span
from readouts.reports import grammar, modality, triggers
from readouts.reports.asides import quoted
from readouts.reports.candidate import Candidate, spanned
from readouts.reports.party import Party, of_mention
from readouts.reports.strangers import PERSONAL, is_stranger

ALONE, MATE = "two in the sentence", "the only partner told"
# what a candidate lacks that somebody else named may make good
_SIDE = "only one side named"
_LACKS = frozenset({_SIDE, "no party named", "a message not sent here"})
_FRAMES = frozenset({"with", "to", "object", "visit", "message", "host"})
# "open to dialogue", "expressed support for dialogue": mostly a stance, no contact
_WISHED = frozenset({"dialogue"})
# before which a state is what it is about
_ABOUT = frozenset({"meeting", "gathering", "summit", "dinner"})
_ADDRESSED = frozenset({"with", "to", "by", "via", "over"})
_SPEAKS = frozenset({"speak", "talk"})
_WITH = frozenset({"with", "to"})


def complete(found: Iterable[Candidate], document: Document) -> list[Candidate]:
    """The candidates of an article, those that lack a party with the one that can be meant."""
    rows = list(found)
    told = [c for c in rows if c.reason is None]
    busy = {c.sentence for c in told}
    return [
        _completed(row, told, document) if row.sentence not in busy and _may_lack_one(row, document) else row
        for row in rows
    ]


def _may_lack_one(row: Candidate, document: Document) -> bool:
    asked = row.reason in _LACKS and row.trigger.frame in _FRAMES and row.trigger.lemma not in _WISHED
    gathers = row.trigger.verb and row.trigger.channel == "summit"  # who is named beside "leaders gather" need not
    token = document.parsed(row.sentence).doc[row.token]
    # "until he spoke in Rome on Monday"
    speech = row.trigger.verb and row.trigger.lemma in _SPEAKS and not grammar.behind(token, _ADDRESSED)
    return (
        asked
        and not gathers
        and not speech
        and not quoted(document.text, document.sentences[row.sentence].span.start, row.word.start)
    )


def _completed(row: Candidate, told: Sequence[Candidate], document: Document) -> Candidate:
    """The candidate with two parties of two states; itself where they are not certain."""
    vague = _is_stance(row) or _has_a_share(row, document)
    parties, how = [] if vague else _mates(row, told, document), MATE
    here = {p.state for p in parties} if row.trigger.frame == "visit" else set()
    if here and any(m.kind == "person" and m.acts == "yes" and m.state not in here for m in _named(row, document)):
        parties, how = [], MATE  # "On a visit to A in May B said": it is B's
    if parties and row.trigger.frame == "visit" and _is_at_home(row, document):
        return row  # "began a visit to a province of his own": whom he is to meet later is not visited
    if not parties and not row.definite and not _is_loose(row, document):  # "the call" is a contact told elsewhere
        parties, how = _strangers(row, told, document), ALONE
    to_a_body = row.place is not None and row.place.kind == "body"  # "as G7 trip nears"
    if to_a_body or any(p.kind == "body" or (p.kind == "state" and row.trigger.lemma in _ABOUT) for p in parties):
        return row  # "an emergency meeting of the organisation": its own, about somebody; "a Sudan meeting"
    if len({p.state for p in parties if p.state}) != 2 or _has_others(parties, row, document):
        return row
    if how == ALONE and _parted(parties, row, document):
        return row
    return replace(
        row,
        parties=tuple((p, "participant") for p in parties),
        evidence=spanned(row.word, [s for p in parties for s in p.spans], document.sentences[row.sentence].span),
        reason=None,
        rule=f"{row.rule.partition(',')[0]}, {how}",
    )


def _is_at_home(row: Candidate, document: Document) -> bool:
    """Whether the place gone to is of the traveller's own state."""
    if row.parties[0][1] != "visitor":
        return False
    parsed = document.parsed(row.sentence)
    goals = [m for t in grammar.behind(parsed.doc[row.token], ("to", "of", "in")) for m in parsed.mentions_at(t)]
    return any(m.kind == "state" and m.state == row.parties[0][0].state for m in goals)


def _named(row: Candidate, document: Document) -> list[Mention]:
    return [m for m in document.mentions_of(row.sentence) if m.state and not m.past]


def _is_loose(row: Candidate, document: Document) -> bool:
    """Whether a word says too little of who it is of: "had a role in negotiations", "talk has swirled of rifts"."""
    parsed = document.parsed(row.sentence)
    token = parsed.doc[row.token]
    if token.lower_ == "talk" or (token.lower_ == "visits" and not row.trigger.verb):
        return True  # "royal visits through the years"
    if token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "VBG" and token.lemma_ == "talk":
        return True  # a headline's "A talks toppling B"
    if _has_a_share(row, document):
        return True
    opens = token.dep_ == "pobj" and token.head.i <= 1  # "During a telephone conversation, A wished B well"
    return not row.headline and not opens and (not row.parties or len(parsed.doc) > LONG)


def _has_a_share(row: Candidate, document: Document) -> bool:
    """ "had a role in negotiations", "the focus of his talks so far": of no contact in particular."""
    token = document.parsed(row.sentence).doc[row.token]
    return token.dep_ == "pobj" and token.head.head.lemma_ in _ROLES


LONG = 32  # words; in longer sentences two may be named for many reasons
# nouns of somebody's share in a contact, behind which it is no one's in particular
_ROLES = frozenset(
    {
        "absence",
        "claim",
        "comment",
        "exclusion",
        "fate",
        "focus",
        "future",
        "part",
        "remark",
        "role",
        "stance",
        "theme",
        "topic",
        "view",
    }
)


def _parted(parties: list[Party], row: Candidate, document: Document) -> bool:
    """ "A to host a meeting; B unhappy", "C appeals to A: with real talks, we can win": told of something else."""
    spans = [p.spans[0] for p in parties]
    between = document.text[min(s.start for s in spans) : max(s.end for s in spans)]
    if ";" in between or (row.trigger.channel == "talks" and row.status.rule == "behind with"):
        return True
    return _in_two_clauses(spans, row, document)


def _in_two_clauses(spans: list[Span], row: Candidate, document: Document) -> bool:
    """ "A claims a strike as B pushes for talks": each does something of its own."""
    parsed, whole = document.parsed(row.sentence), document.sentences[row.sentence].span
    at = [t for s in sorted(spans) if whole.covers(s) and (t := parsed.token_at(s.start)) is not None]
    if len(at) < len(spans):
        return False
    words = list(parsed.doc)
    joint = next((t.i for t in words[at[0].i : at[1].i] if t.lower_ in ("as", "while")), None)
    if joint is None or row.token < joint:
        return False
    return all(any(t.tag_ in _FINITE for t in part) for part in (words[at[0].i : joint], words[at[1].i : row.token]))


_FINITE = frozenset({"VBZ", "VBD", "VBP"})


def _is_stance(row: Candidate) -> bool:
    """ "signals he is open to peace talks": with whom, the one met on other business does not tell."""
    return row.status.status == "proposed" and row.trigger.channel == "talks"


def _mates(row: Candidate, told: Sequence[Candidate], document: Document) -> list[Party]:
    """The one named and the only other with whom the article tells of contacts; nobody where there are more."""
    if len(row.parties) != 1 or row.reason != _SIDE:
        return []
    one = row.parties[0][0]
    with_one = [c for c in told if _takes_part(one, c)]
    others = {p.key: p for c in with_one if len(c.parties) == 2 for p, _ in c.parties}
    if any(len(c.parties) > 2 for c in with_one):  # "A meets B and C", "A speaks to D": with which of them again?
        here = {of_mention(m).key for m in document.mentions_of(row.sentence)}
        others = {key: p for key, p in others.items() if key in here}
    others.pop(one.key, None)
    if row.trigger.channel != "talks":  # one meets and calls people
        others = {key: p for key, p in others.items() if p.kind != "state"}
    return [one, *others.values()] if len(others) == 1 else []


def _takes_part(party: Party, candidate: Candidate) -> bool:
    return any(p.key == party.key for p, _ in candidate.parties)


def _strangers(row: Candidate, told: Sequence[Candidate], document: Document) -> list[Party]:
    """The two that the sentence names, of whom, and of whose states, the article tells nothing else."""
    here = document.mentions_of(row.sentence)
    if any(_is_elsewhere(m, row, document) for m in here):
        return []
    around = [m for m in here if not _names_a_thing(m, row, document)]
    parties = _two([p for p, _ in row.parties], around)
    sides, keys = {p.state for p in parties if p.state}, {p.key for p in parties}
    known = any(sides <= c.sides or keys <= {p.key for p, _ in c.parties} for c in told)
    return [] if known else parties


def _two(parties: list[Party], mentions: Sequence[Mention]) -> list[Party]:
    """The parties of the frame and the people beside them; none where these are not just two of two states."""
    somebody = [m for m in mentions if m.kind == "person" or (m.kind == "office" and not m.past)]
    people = {p.key: p for m in somebody if (p := of_mention(m)).acts and p.state}
    states = {p.state for p in people.values()}
    named = [p for p in parties if p.kind not in ("state", "body") or p.state not in states]
    everybody = {**people, **{p.key: p for p in named}}
    if len(everybody) != 2 or len(parties) > 1 or not people:
        return []
    return sorted(everybody.values(), key=lambda p: min(p.spans))


def _is_elsewhere(mention: Mention, row: Candidate, document: Document) -> bool:
    """ "A resisted talks and B went on building": whoever does something else in a clause of its own."""
    parsed = document.parsed(row.sentence)
    at = parsed.token_at(mention.head.start)
    if at is None or at.dep_ not in grammar.SUBJECTS or at.head.pos_ not in ("VERB", "AUX"):
        return False
    token = parsed.doc[row.token]
    if at.head.dep_ == "conj" and at.head not in (token, *grammar.climb(token)):
        return True
    verb = token if row.trigger.verb else grammar.governor(token)
    others = grammar.children(verb, *grammar.SUBJECTS) if verb is not None and verb.i != at.head.i else []
    said = at.head.lemma_.lower() in modality.load().reporting
    said = said and not any(t.lower_ in _TAKEN_UP for t in parsed.doc)  # "A says B has agreed to his request"
    return said and any(m.kind in ("person", "office") for t in others for m in parsed.mentions_at(t))


_TOPIC = frozenset({"on", "about", "over", "under"})
_TAKEN_UP = frozenset({"he", "him", "his", "she", "her"})


def _names_a_thing(mention: Mention, row: Candidate, document: Document) -> bool:
    """ "after the A raid": the name says which raid, not who met; "after A talks" is of the word itself."""
    parsed = document.parsed(row.sentence)
    whole = [token for token in parsed.doc if mention.span.covers(parsed.span(token))]
    owned = whole[-1].head if whole and whole[-1].dep_ == "poss" else None
    if owned is not None and owned.head.lower_ in _TOPIC:
        return True  # "agrees to negotiate on A's plan"
    if owned is not None and owned.head.lower_ == "during" and owned.lemma_ not in triggers.load().nouns:
        return True  # "speaks in a phone call during A's rally"
    if not whole or whole[-1].dep_ != "compound":
        return False
    head = whole[-1].head  # "A thanks B": the parse takes the verb for a noun, and A and B for one name
    if (
        row.trigger.frame == "visit"
        and whole[0].i == 0
        and head.i == whole[-1].i + 1
        and head.dep_ == "ROOT"
        and head.text.islower()
    ):
        return not row.headline  # a headline's "A prays at the end of his B visit"
    return head.i != row.token and head not in whole and not parsed.mentions_at(head)


def _has_others(parties: list[Party], row: Candidate, document: Document) -> bool:
    """ "as he spoke to the security council": the one spoken with is named, and is neither of the two."""
    parsed = document.parsed(row.sentence)
    token = parsed.doc[row.token]
    verb = token if row.trigger.verb else grammar.governor(token)
    own = grammar.children(verb, "nsubj") if verb is not None else []
    own = own or (grammar.subjects(token) if row.trigger.verb else [])
    spans = [s for p in parties for s in p.spans]
    if any(t.lower_ in PERSONAL and not any(s.covers(parsed.span(t)) for s in spans) for t in own):
        return True  # "a donor said he met A": who *he* is stays open
    named = [t for t in own if t.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in grammar.children(t, "appos"))]
    for subject in [t for t in named if not any(s.covers(parsed.span(t)) for s in spans)]:
        people = [m for m in parsed.mentions_at(subject) if m.kind in ("person", "office")]
        if people or subject.pos_ == "NOUN" or is_stranger(subject, parsed, document.text):
            return True  # "Jane Doe congratulates A": whoever else is named
    if any(t.pos_ == "PROPN" and t not in own and not parsed.mentions_at(t) for s in own for t in grammar.conjoined(s)):
        return True  # "A and Ruritania conferred"
    told = grammar.objects(verb) if verb is not None and verb.lemma_.lower() in triggers.load().addressed else []
    if any(t.tag_ == "NNS" and not any(s.covers(parsed.span(t)) for s in spans) for t in told):
        return True  # "A told European leaders in a call"
    partners = [*grammar.objects(token), *(o for c in token.children if c.lower_ in _WITH for o in c.children)]
    if row.trigger.frame == "visit":  # "a visit to A"
        partners = [t for t in partners if not any(m.kind == "state" for m in parsed.mentions_at(t))]
    partners += [t for t in grammar.behind(token, ("of",)) if t.tag_ == "NNS"]  # "a gathering of governors"
    partners += grammar.behind(token, ("by",)) if row.trigger.frame == "visit" else []  # "a trip by the commissioners"
    return any(not any(s.covers(parsed.span(t)) for s in spans) for t in partners)
