"""What stands beside a sentence's own tale: what is quoted in it, and who is named in the phrase that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.reports import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token


def quoted(text: str, since: int, at: int) -> bool:
    """Whether the second of two offsets stands in quotation marks that were opened behind the first."""
    before = text[since:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def in_quotation(text: str, at: int) -> bool:
    """Whether an offset stands in quotation marks that were opened in its paragraph."""
    return quoted(text, text.rfind("\n", 0, at) + 1, at)


def is_aside(mention: Mention, token: Token, parsed: Parsed) -> bool:
    """ "After a call with B, he left": who stands in such an opening is another than the subject behind it."""
    at = parsed.token_at(mention.head.start)
    if at is None or token.dep_ not in grammar.SUBJECTS or at.dep_ not in ("pobj", *grammar.OBJECTS):
        return False
    above = list(grammar.climb(at))
    if at.head.lower_ in ("after", "before", "since") and _acts_itself(at, token):
        return False
    return token.head in above and at.i < token.i and not any(t.lower_ in ("according", "by") for t in above)


def _acts_itself(name: Token, token: Token) -> bool:
    """ "the day after the prime minister, B, returns, he will": the parse leaves the verb between without a subject."""
    between = list(name.doc)[name.i + 1 : token.i]
    verbs = [t for t in between if t.tag_ in ("VBZ", "VBD", "VBP") or t.dep_ == "advcl"]
    return bool(verbs) and not grammar.children(verbs[0], *grammar.SUBJECTS)
