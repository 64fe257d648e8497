"""What may stand between the parts of a naming phrase, and what is never a name."""

from __future__ import annotations

import re

from readouts.language import titles

TABLE = titles.load()
MODIFIERS = TABLE.modifiers.pattern
HONORIFIC = TABLE.honorific.pattern
PLACE_TITLE = re.compile(rf"^(?:['’]s?|-)?(?:[ \u00a0-]+|\n){MODIFIERS}$", re.IGNORECASE)
# "Britain's beleaguered prime minister": one or two plain adjectives, only after a possessive.
OWNED_TITLE = re.compile(r"^['’]s?[ \u00a0](?:[a-z-]+[ \u00a0]){1,2}$")
TITLE_TITLE = re.compile(r"^(?:[ \u00a0]and[ \u00a0]|,[ \u00a0]|[ \u00a0]|/|-)$")
SENT_BY = re.compile(r"^[ \u00a0](?:of|from)[ \u00a0](?:the[ \u00a0])?$")
_TITLE_OF = re.compile(r"^[ \u00a0](of|for|to|from)[ \u00a0](?:the[ \u00a0])?$")
# who is sent *to* a state: "ambassador to Russia", but "welcomed leaders to the White House"
_SENT_TO = (
    "ambassador",
    "envoy",
    "representative",
    "advis",
    "emissar",
    "delegate",
    "consul",
    "negotiator",
    "messenger",
)
TITLE_NAME = re.compile(rf"^,?(?:[ \u00a0]+|\n){HONORIFIC}$")
NAME_OF = re.compile(r"^[ \u00a0]of[ \u00a0](?:the[ \u00a0])?$")
LIST = re.compile(r"^(?:,[ \u00a0]|,?[ \u00a0](?:and|&)[ \u00a0](?:the[ \u00a0])?|[ \u00a0]?[-–/][ \u00a0]?)$")
PLACE_NAME = re.compile(rf"^['’]s?[ \u00a0]+{MODIFIERS}$", re.IGNORECASE)
DEMONYM_NAME = re.compile(rf"^[ \u00a0]+{MODIFIERS}{HONORIFIC}$", re.IGNORECASE)
APPOSED = re.compile(
    rf"^,[ \u00a0](?:(?:the|a|an|its|who is|now|currently)[ \u00a0])?(?:country['’]s[ \u00a0])?{MODIFIERS}$",
    re.IGNORECASE,
)
DETERMINER = re.compile(r"\b(?:the|his|her|its|their|an?|this|that|whose)[ \u00a0]$", re.IGNORECASE)


def title_of(title: str, gap: str) -> bool:
    """Whether a gap makes the state behind it that of the title: "president of Peru", "ambassador to Peru"."""
    match = _TITLE_OF.match(gap)
    if match is not None and match[1] in ("for", "to") and title in ("head", "heads"):
        return False  # "A, B head for Switzerland"
    if match is not None and match[1] == "to" and title.endswith("ambassador"):
        return False  # "the ambassador to the European Union": of whom is not told
    return match is not None and (match[1] != "to" or any(word in title for word in _SENT_TO))


def sent_to(title: str, gap: str) -> bool:
    """Whether a gap leads to where somebody is sent: "the US ambassador to the U.N."."""
    match = _TITLE_OF.match(gap)
    return match is not None and match[1] in ("to", "for") and any(word in title for word in _SENT_TO)


OFFICIAL_WORDS = TABLE.officials
# "the French foreign and defence ministers": two of one state
TWIN_BEFORE = TABLE.twins
TWIN = re.compile(rf"^(?:['’]s?)?[ \u00a0]{TWIN_BEFORE.pattern}", re.IGNORECASE)
NOT_NAMES = TABLE.no_names
