"""Forms in which words are laid in mouths: marks of every kind, whose words they are, denied and questioned saying."""

from __future__ import annotations

from datetime import date

import pytest

from readouts.knowledge import load
from readouts.language.document import Document
from readouts.model import Article, Published
from readouts.statements import asserted, passages, read

MACRON, SCHOLZ, PESKOV = "Emmanuel Macron", "Olaf Scholz", "Dmitry Peskov"


def document(text: str) -> Document:
    day = Published(earliest=date(2024, 3, 5), latest=date(2024, 3, 5), basis="given")
    return Document(Article(id="a", sha256="", source="a", text=text, published=day), load())


def said(text: str) -> list[tuple[str | None, list[str]]]:
    """Each statement with its speaker and the words of its content, marks left out."""
    return [
        (one.speaker.name if one.speaker else None, [span.of(text).strip("\"“”'‘’ ,") for span in one.content])
        for one in read(document(text), full=True)
    ]


FORMS = [
    (
        "nested",
        "\"He told me, 'We will never sign,' and he laughed,\" Macron said.",
        [(MACRON, ["He told me, 'We will never sign,' and he laughed"])],
    ),
    (
        "broken twice",
        '"We will wait," Macron said, "and then," he added, "we will sign."',
        [(MACRON, ["We will wait"]), (MACRON, ["and then", "we will sign."])],
    ),
    (
        "over paragraphs, closed once",
        'Macron said: "We came to listen.\n\n"We leave with a plan.\n\n"We will be back."',
        [(MACRON, ['We came to listen.\n\n"We leave with a plan.\n\n"We will be back.'])],
    ),
    (
        "an odd mark spoils its paragraph alone",
        'Macron said "we will sign and left. The rain went on.\n\n"We go by train," Scholz said.',
        [(MACRON, ["we will sign and left. The rain went on."]), (SCHOLZ, ["We go by train"])],
    ),
    ("headline, to whom", "Macron to Scholz: 'Sign it'", [(MACRON, ["Sign it"])]),
    (
        "headline without marks",
        "Macron: We will sign the treaty by May",
        [(MACRON, ["We will sign the treaty by May"])],
    ),
    ("a dash", "‘We will sign’ – Macron", [(MACRON, ["We will sign"])]),
    ("a long dash", "“We will sign” — Emmanuel Macron, French president", [(MACRON, ["We will sign"])]),
    ("from somebody", "From Scholz: “We go by train.”", [(SCHOLZ, ["We go by train."])]),
    (
        "caption",
        'Photo: Emmanuel Macron, who said "the road is open," at the gate in Paris.',
        [(MACRON, ["the road is open"])],
    ),
    (
        "as somebody put it",
        'The road, as Macron put it, is "long and wet".',
        [(MACRON, ["The road", 'is "long and wet'])],
    ),
    ("in the words of", 'In Macron\'s words, the deal is "a good start".', [(MACRON, ['the deal is "a good start'])]),
    ("a view", "Macron's view is that the deal should wait.", [(MACRON, ["that the deal should wait"])]),
    (
        "letters of an interview",
        "Q: Will you go?\n\nA: We will see.\n\nQ: When?\n\nA: In May.",
        [("Q", ["Will you go?"]), ("A", ["We will see."]), ("Q", ["When?"]), ("A", ["In May."])],
    ),
    (
        "words of an interview",
        "Question. Will you go?\n\nAnswer. In May.\n\nQuestion. With whom?",
        [("Question", ["Will you go?"]), ("Answer", ["In May."]), ("Question", ["With whom?"])],
    ),
    (
        "transcript in capitals",
        "PRESIDENT MACRON: We are late, all of us.\n\nCHANCELLOR SCHOLZ: We are not.",
        [(MACRON, ["We are late, all of us."]), (SCHOLZ, ["We are not."])],
    ),
    (
        "running dialogue",
        '"Are you coming?" Macron asked Scholz.\n\n"Not today," Scholz replied.\n\n"Then when?"\n\n"In May."',
        [(MACRON, ["Are you coming?"]), (SCHOLZ, ["Not today"]), (MACRON, ["Then when?"]), (SCHOLZ, ["In May."])],
    ),
    (
        "an office by its holder, and his deputy",
        'Dmitry Peskov said the talks went on. "Good," the Kremlin spokesman said. His deputy called them "short".',
        [(PESKOV, ["the talks went on"]), (PESKOV, ["Good"]), (f"{PESKOV}’s deputy", ['them "short'])],
    ),
    ("by age", 'Macron, 46, went home. "It was a good day," the 46-year-old said.', [(MACRON, ["It was a good day"])]),
    (
        "he is who spoke without marks",
        "All of the uproar, Underhill said, would pass. “Not only here,” he said.",
        [("Underhill", ["All of the uproar", "would pass"]), ("Underhill", ["Not only here"])],
    ),
    (
        "she owns the subject",
        'Ms Jo Appleby\'s remarks to a podcast began it. She said there were "two ways".',
        [("Jo Appleby", ['there were "two ways'])],
    ),
    (
        "a noun not used before",
        'Jim Underhill voted no. "It is bad," he said. The Ohio senator called it "a mess".',
        [("Jim Underhill", ["It is bad"]), ("Jim Underhill", ['it "a mess'])],
    ),
    (
        "introduced by a noun",
        'Jane Appleby, a professor of rain, came. The Luton professor said "rain falls on all".',
        [("Jane Appleby", ["rain falls on all"])],
    ),
    (
        "what a state refuses, its minister says",
        'Sybiha said Ukraine rejects any "early thaw".',
        [("Andrii Sybiha", ['Ukraine rejects any "early thaw'])],
    ),
    (
        "words of saying in other marks",
        "“And they are saying, ‘Please wait,’” Macron said, “to my mind, that is late.”",
        [(MACRON, ["And they are saying, ‘Please wait", "to my mind, that is late."])],
    ),
    (
        "what goes on behind",
        "Macron wrote to his followers, “It is time to go,” and shared a photograph.",
        [(MACRON, ["It is time to go"])],
    ),
    (
        "the end of a line is no initial",
        '"It is lost," Macron wrote on X. Rain fell. "It is," Scholz said.',
        [(MACRON, ["It is lost"]), (SCHOLZ, ["It is"])],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS])
def test_whose_words(text: str, expected: list[tuple[str | None, list[str]]]) -> None:
    assert said(text) == expected


CHAINS = [
    ("TASS reported, citing Putin's interview with state TV, that the talks would go on.", [("TASS", ["state TV"])]),
    ("The two agreed to meet, according to a Chinese government readout.", [("Chinese government readout", [])]),
    ("A diplomatic source told Vedomosti that talks would go on.", [("diplomatic source", ["Vedomosti"])]),
    ("Macron told reporters that the talks would go on.", [(MACRON, [])]),
    ("A senior official told Reuters that the deal was dead.", [("senior official", ["Reuters"])]),
    ("KCNA spoke on Monday. It quoted Macron as saying ties benefit both sides.", [(MACRON, ["KCNA"])]),
    ("Peskov, quoted by RIA Novosti, said the talks would go on.", [(PESKOV, ["RIA Novosti"])]),
    ('"We wait," Macron said in remarks carried by Xinhua.', [(MACRON, ["Xinhua"])]),
    (
        "The Kremlin said that Xi had told Putin that he would come, Xinhua reported.",
        [("Xinhua", []), ("Kremlin", ["Xinhua"])],
    ),
    ("Scholz would come in May, Bild reported, citing government sources.", [("Bild", ["government sources"])]),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_through_whom(text: str, expected: list[tuple[str, list[str]]]) -> None:
    found = [
        (one.speaker.name if one.speaker else None, [link.name for link in one.via])
        for one in read(document(text), full=True)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ('<post day="Monday">The road is open.</post>', "word"),
        ('They saw the show, "The Rain," at home.', "title"),
        ('The so-called "thaw" is over.', "word"),
        ('It was a "tough" day.', "scare"),
    ],
)
def test_marks_that_are_no_speech(text: str, looks: str) -> None:
    assert [passage.looks for passage in passages(text)] == [looks]
    assert read(document(text)) == ()


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Macron said that he would come.", "said"),
        ("Macron did not say that France would sign.", "denied"),
        ("Macron never said he would pay.", "denied"),
        ("Scholz refused to say whether Germany would pay.", "denied"),
        ("Scholz declined to say whether Germany would pay.", "denied"),
        ("Scholz made no mention of the talks.", "denied"),
        ("Did Macron say that he would come to Paris?", "asked"),
        ("Has Scholz said that he would pay?", "asked"),
        ('Macron asked: "Are you coming?"', "said"),
        ('"Are you coming?" Macron asked.', "said"),
        ("Macron said he would not come.", "said"),
    ],
)
def test_denied_and_questioned(text: str, how: str) -> None:
    doc = document(text)
    assert [asserted(doc, one) for one in read(doc, full=True)] == [how]
