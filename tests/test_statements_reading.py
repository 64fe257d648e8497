"""Who said what: speakers of direct and mixed statements, their chain, and what is no statement at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readouts.knowledge import load
from readouts.language.document import Document
from readouts.model import Article, Published, Statement
from readouts.statements import find, read


def document(text: str) -> Document:
    day = Published(earliest=date(2024, 3, 5), latest=date(2024, 3, 5), basis="given")
    return Document(Article(id="a", sha256="", source="a", text=text, published=day), load())


def quotations(text: str) -> list[tuple[str, str | None, list[str]]]:
    """Each passage with its speaker and the names of the chain."""
    return [
        (span.of(text), s.speaker.name if s.speaker else None, [link.name for link in s.via])
        for s in read(document(text))
        for span in s.quoted
    ]


SPOKEN = [
    ("behind", '"We will sign," Macron said on Monday.', [("We will sign,", "Emmanuel Macron", [])]),
    ("inverted", '"We will sign," said Macron in Paris.', [("We will sign,", "Emmanuel Macron", [])]),
    (
        "broken",
        '"We will sign," Macron said, "and soon."',
        [("We will sign,", "Emmanuel Macron", []), ("and soon.", "Emmanuel Macron", [])],
    ),
    (
        "goes on",
        "“It was late,” Macron told Reuters. “We signed at dawn.”",
        [("It was late,", "Emmanuel Macron", ["Reuters"]), ("We signed at dawn.", "Emmanuel Macron", ["Reuters"])],
    ),
    (
        "pronoun",
        'Macron met Scholz in Paris. "We agree on the cable," he told reporters.',
        [("We agree on the cable,", "Emmanuel Macron", [])],
    ),
    (
        "two pronouns",
        'Giorgia Meloni received Macron in Rome. "The road is open," she said. He called the talks "rather useful".',
        [("The road is open,", "Giorgia Meloni", []), ("rather useful", "Emmanuel Macron", [])],
    ),
    (
        "body",
        "Talks will be “short and hard”, the Kremlin said.",
        [("short and hard", "Kremlin", [])],
    ),
    (
        "agency outside, person inside",
        'KCNA reported that Vladimir Putin said the road was "long and clear".',
        [("long and clear", "Vladimir Putin", ["KCNA"])],
    ),
    (
        "quoted as saying",
        '"The two sides will go on," Wang Yi was quoted by Xinhua as saying.',
        [("The two sides will go on,", "Wang Yi", ["Xinhua"])],
    ),
    (
        "platform",
        '"A good day for both of us," Modi wrote on X.',
        [("A good day for both of us,", "Narendra Modi", ["X"])],
    ),
    (
        "lead-in with a colon",
        'In a short address to the troops, Zelensky said: "Hold the river."',
        [("Hold the river.", "Volodymyr Zelenskyy", [])],
    ),
    (
        "unnamed",
        'A senior official told CNN the plan was "dead on arrival".',
        [("dead on arrival", "senior official", ["CNN"])],
    ),
    (
        "somebody the knowledge does not know",
        'Harbour keeper Jane Underhill said the pier was "gone". Ms Underhill said it took "one wave".',
        [("gone", "Jane Underhill", []), ("one wave", "Jane Underhill", [])],
    ),
    (
        "his office",
        'Netanyahu flew home. "The visit was useful," his office said in a statement.',
        [("The visit was useful,", "Benjamin Netanyahu’s office", ["statement"])],
    ),
    ("headline", "Macron hails 'great step' in talks with Scholz", [("great step", "Emmanuel Macron", [])]),
    ("headline with a colon", "Macron on grain talks: ‘Nothing is lost’", [("Nothing is lost", "Emmanuel Macron", [])]),
    ("headline, speaker behind", "Talks with Scholz 'went well', Kremlin says", [("went well", "Kremlin", [])]),
    (
        "said inside said",
        'The Kremlin said Putin had called the offer "too little".',
        [("too little", "Vladimir Putin", ["Kremlin"])],
    ),
    ("headline, said by", "‘No deal is near,’ says Macron amid talks", [("No deal is near,", "Emmanuel Macron", [])]),
    ("headline, owner", "Officials meet over Macron's call for a 'new start'", [("new start", "Emmanuel Macron", [])]),
    ("headline, possessive", "‘It was theirs’: how Macron’s guards lost a painting", []),
    (
        "marks that do not match",
        'Macron said: “The road is open". He left. "We go by train,” Scholz said.',
        [("The road is open", "Emmanuel Macron", []), ("We go by train,", "Olaf Scholz", [])],
    ),
    (
        "a paper and who issued it",
        'Xi said the path was "clear and straight", according to a readout from China’s foreign ministry.',
        [("clear and straight", "Xi Jinping", ["Chinese foreign ministry"])],
    ),
    (
        "what one said of what the other wants",
        'Scholz said Macron would come and expressed hope for "calm weeks".',
        [("calm weeks", "Olaf Scholz", [])],
    ),
    (
        "once he, never she",
        'The baker Kim Underhill met Ms Jo Appleby. "Bread rises," he said. She laughed. "Not cloth," she said.',
        [("Bread rises,", "Kim Underhill", []), ("Not cloth,", "Jo Appleby", [])],
    ),
    (
        "medium of the sentence before",
        'Macron told the BBC the tunnel would open. "It will be dry," he said.',
        [("It will be dry,", "Emmanuel Macron", ["BBC"])],
    ),
    (
        "a name before a colon",
        'Two answers came in.\n\nJane Underhill: "Not today."',
        [("Not today.", "Jane Underhill", [])],
    ),
    (
        "far behind the marks",
        '"The pier is gone," Jane Underhill, the keeper who has watched over it since her youth, told the council.',
        [("The pier is gone,", "Jane Underhill", [])],
    ),
    (
        "paragraphs",
        'Macron said: "First we talk.\n\n"Then we sign," and left.',
        [("First we talk.", "Emmanuel Macron", []), ("Then we sign,", "Emmanuel Macron", [])],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SPOKEN], ids=[row[0] for row in SPOKEN])
def test_speaker_and_chain(text: str, expected: list[tuple[str, str | None, list[str]]]) -> None:
    assert quotations(text) == expected


SILENT = [
    'The so-called "experts" met Macron in Paris.',
    'Macron left after a "tough" meeting with Scholz.',
    'The "grain corridor" stayed shut, and Macron went home.',
    "Macron said on Tuesday that “we will go on as long as",
    "Macron’s ‘Board of Rain’ met in Paris.",
    "He read the novel “The Rain and the Sea” at home.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_lays_words_in_nobodys_mouth(text: str) -> None:
    assert quotations(text) == []


def test_cut_off_by_a_feed() -> None:
    assert quotations("“We met,” Macron said. “And we will meet again when the...") == [
        ("We met,", "Emmanuel Macron", [])
    ]


def test_indirect_speech_only_where_asked() -> None:
    text = "Macron said the talks would go on. Scholz told reporters that he would come to Paris."
    doc = document(text)
    assert read(doc) == ()
    (only,) = read(doc, sentences=[1])
    assert (only.kind, [c.of(text) for c in only.content]) == ("indirect", ["that he would come to Paris"])
    assert only.speaker is not None
    assert (only.speaker.name, only.addressee) == ("Olaf Scholz", "reporters")
    assert [s.kind for s in read(doc, full=True)] == ["indirect", "indirect"]


def test_kinds_and_contents() -> None:
    text = '"We agree," Macron said. Scholz said the cable was "of no use" to him.'
    direct, mixed = read(document(text))
    assert (direct.kind, mixed.kind) == ("direct", "mixed")
    assert [c.of(text) for c in mixed.content] == ['the cable was "of no use" to him']
    assert mixed.cue is not None
    assert mixed.cue.of(text) == "said"


def check(text: str, statements: tuple[Statement, ...]) -> None:
    for statement in statements:
        for span in (*statement.content, *statement.quoted):
            assert 0 <= span.start < span.end <= len(text)
        for quoted in statement.quoted:
            assert any(content.covers(quoted) for content in statement.content)


PIECES = [
    "Macron said ",
    '"',
    "“",
    "”",
    "'",
    "we agree. ",
    "Xi ",
    "told Reuters ",
    ", ",
    "\n\n",
    "he added ",
    ": ",
    "that ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_holds_together_whatever_the_marks(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read(document(text), full=True)
    check(text, found)
    assert found == read(document(text), full=True)


LINKS = [
    (
        "Macron said he was glad to learn that the treaty was ratified, according to The Wall Street Journal.",
        "Emmanuel Macron",
        ["Wall Street Journal"],
    ),
    ("Some 30 farmers have said that they plan to protest, according to an organizer.", None, ["organizer"]),
    (
        "Lavrov, according to Interfax, told Modi that his country is ready to sell more gas to India.",
        "Sergei Lavrov",
        ["Interfax"],
    ),
    ("Wang Yi was quoted by TASS as saying that the two sides should talk.", "Wang Yi", ["TASS"]),
    ("Officials quoted by Bild claimed that soldiers took the ship.", None, ["Bild"]),
    ("As Orban told the London Evening Post, taxes are cut for families.", None, ["London Evening Post"]),
    ('Asked about it, Scholz said: "There will be doubts," the Guardian reported.', "Olaf Scholz", ["The Guardian"]),
    ('In a letter on Monday, Macron said the new tax was "odd and misleading."', "Emmanuel Macron", ["letter"]),
    ('"I have no plan," Rubio said in a Friday interview with Televisa.', "Marco Rubio", ["Televisa"]),
    ('"I have no plan," Rubio told ABC\'s "This Week" on Sunday.', "Marco Rubio", ["ABC"]),
    ('"I have no plan," Rubio said in a statement obtained by Reuters.', "Marco Rubio", ["Reuters", "statement"]),
    ('"I have no plan," Rubio told reporters.', "Marco Rubio", []),
    ('"I have no plan," Rubio told the Quayside Courant.', "Marco Rubio", ["Quayside Courant"]),
    ('"I have no plan," Rubio told the Senate.', "Marco Rubio", []),
    ('"I have no plan," Rubio said in an interview with Jonas Weatherby.', "Marco Rubio", ["Jonas Weatherby"]),
]


@pytest.mark.parametrize(("text", "speaker", "links"), LINKS)
def test_links_of_the_innermost_speaker(text: str, speaker: str | None, links: list[str]) -> None:
    found = [(one.speaker.name if one.speaker else None, [link.name for link in one.via]) for one in find(text)]
    assert any(via == links and speaker in (None, name) for name, via in found), found


CLAUSES = [
    ('A clerk agreed, but with a caveat: "We are few," the clerk said.', ['"We are few,"']),
    ('Macron said, "We will see," when asked about the tax.', ['"We will see,"']),
    ('Macron said he would "close a lot of pits," while he opened a mill.', ['he would "close a lot of pits,"']),
]


@pytest.mark.parametrize(("text", "clause"), CLAUSES)
def test_what_stands_around_a_quotation(text: str, clause: list[str]) -> None:
    found = [[span.of(text) for span in one.content] for one in find(text) if one.quoted]
    assert clause in found
