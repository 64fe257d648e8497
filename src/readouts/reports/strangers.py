"""People of whom nothing is known, where they stand in the way: whose "he" or "I" it is, though nobody knows them.

"Alan Whitfield, a donor, said he had met B": *he* is the donor. Taking the next known name for him would invent a
contact, so such a subject closes the search.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readouts.language.gaps import NOT_NAMES
from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.reports import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

# who speaks for somebody else: "spokesman Karl Weber said he would travel" may be of the one spoken for
_FOR_ANOTHER = frozenset({"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor", "secretary"})
# nouns of people that are titles of nobody in particular
_SOMEBODY = frozenset(
    {
        "activist",
        "author",
        "billionaire",
        "brother",
        "businessman",
        "candidate",
        "congressman",
        "daughter",
        "donor",
        "father",
        "governor",
        "grandmother",
        "husband",
        "journalist",
        "lawmaker",
        "mayor",
        "mother",
        "nominee",
        "senator",
        "sister",
        "son",
        "tycoon",
        "wife",
    }
)
_WOMAN = frozenset({"ms.", "mrs.", "ms", "mrs", "miss"})
_MAN = frozenset({"mr.", "mr"})
# words of names that are no person's
_BODIES = NOT_NAMES | frozenset(
    {
        "Agency",
        "Bank",
        "Broadcasting",
        "Center",
        "Centre",
        "Foundation",
        "Group",
        "Institute",
        "International",
        "Journal",
        "News",
        "Organization",
        "Party",
        "Post",
        "Press",
        "Service",
        "Times",
        "Today",
        "University",
        "Watch",
    }
)
PERSONAL = frozenset({"he", "she", "i", "we", "they"})


def is_stranger(token: Token, parsed: Parsed, text: str, gender: str | None = None) -> bool:
    """Whether a subject is a person's name that is no known one's, of whom a pronoun of this gender may be said."""
    if token.pos_ != "PROPN" or parsed.mentions_at(token) or not token.text.istitle():
        return False
    parts = [t for t in grammar.children(token, "compound") if t.pos_ == "PROPN" and not parsed.mentions_at(t)]
    if any(c.dep_ in ("det", "poss") for c in token.children) or any(t.text in _BODIES for t in (token, *parts)):
        return False
    if any(t.lemma_.lower() in _FOR_ANOTHER for t in token.children):
        return False
    called = {t.lower_ for t in parts}
    if called & {"m": _WOMAN, "f": _MAN}.get(gender or "", frozenset()):
        return False
    return bool(called & (_MAN | _WOMAN)) or any(t.text.istitle() for t in parts) or _is_surname(token.text, text)


def _is_surname(name: str, text: str) -> bool:
    """Whether the text names the same one in full elsewhere: "Whitfield" of "Alan Whitfield"."""
    return re.search(rf"[a-z,\n] ?[A-Z][a-z]+ (?:[A-Z][\w.]* )?{re.escape(name)}\b", text) is not None


def is_somebody(token: Token) -> bool:
    """ "the nominee's speech after his visit": whether a noun is a person not named."""
    return token.lemma_.lower() in _SOMEBODY and token.pos_ == "NOUN"


def between(first: int, token: Token) -> bool:
    """Whether another person, not named, stands between a place in the sentence and a pronoun."""
    return any(is_somebody(t) and t.dep_ != "compound" and t.i < token.i for t in list(token.doc)[first + 1 : token.i])


def whole_name(token: Token, parsed: Parsed) -> Span:
    """The stretch of an unknown name: its last word and the names before it that are nobody known."""
    before = (c for c in grammar.children(token, "compound") if c.pos_ == "PROPN" and not parsed.mentions_at(c))
    spans = [parsed.span(t) for t in (token, *before)]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
