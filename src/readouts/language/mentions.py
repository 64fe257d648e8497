"""Mentions: every phrase of a text that names a person, an office, a state, a body or people sent by one.

"Russian President Vladimir Putin", "Qatar's PM", "the foreign ministers of France and Britain", "a Syrian
delegation", "Trump's envoys" are one mention each (a plural one for each state); who is meant is resolved on the
article's date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from readouts.language.titles import Acts
from readouts.model import Span

MentionKind = Literal["person", "office", "state", "body", "delegation", "outlet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One naming phrase.

    `span` is the whole phrase with its titles, `head` its core (the name, or the title where there is no name).
    `person` is the id of a person of the knowledge, None where the person is not in it; `name` the common name, or
    the role with its state ("foreign minister of Iran"); `state` the code of the state or body acted for; `office` the
    office held on the day or as the text gives it; `title` the title's words in the text; `inferred` says from
    what a name was inferred that the text does not give.
    """

    span: Span
    head: Span
    kind: MentionKind
    name: str
    rule: str
    person: str | None = None
    state: str | None = None
    office: str | None = None
    title: str | None = None
    acts: Acts = "yes"
    past: bool = False
    plural: bool = False
    inferred: str | None = None
    surface: str = ""
