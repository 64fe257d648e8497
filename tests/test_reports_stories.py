"""Contacts told over several sentences: who *he*, *the president*, *the pair*, *his guest* are as a text goes on."""

from __future__ import annotations

import pytest

from contact_rows import told

# the second pronoun is who the first one is, not who stands nearest
CHAINS = [
    (
        "2022-11-03",
        "Boris Johnson flew to Kyiv on Friday. He met Volodymyr Zelensky. In the evening he spoke to Emmanuel Macron.",
        ["Johnson+Zelenskyy visit held 2022-11-04", "Johnson+Macron call held -"],
    ),
    (
        "2022-11-03",
        "Antony Blinken arrived this morning. He has already met Annalena Baerbock, and he will see Yoshimasa Hayashi "
        "this evening. Tomorrow he sits down with James Cleverly.",
        [
            "Baerbock+Blinken meeting held -",
            "Blinken+Hayashi meeting announced 2022-11-03",
            "Blinken+Cleverly meeting announced 2022-11-04",
        ],
    ),
    (
        "2022-11-03",
        "Giorgia Meloni was in Berlin on Monday. She met Olaf Scholz there. Later she called Ursula von der Leyen.",
        ["Meloni+Scholz visit held 2022-10-31", "Leyen+Meloni call held -"],
    ),
]
# "the president" of a text with several: the one alone named just before
OFFICES = [
    (
        "2022-11-03",
        "Joe Biden spoke to Mohammed bin Salman on Friday. For months the president had refused to speak to him. "
        "He had called King Salman in February instead.",
        ["Biden+Salman call held 2022-11-04", "Biden+Salman call held 2022-02-01/2022-02-28"],
    ),
    (
        "2022-11-03",
        "Emmanuel Macron met Xi Jinping on Monday. The chancellor, Olaf Scholz, met Joe Biden on Tuesday. "
        "The chancellor then called Li Qiang.",
        ["Macron+Xi meeting held 2022-10-31", "Biden+Scholz meeting held 2022-11-01", "Li+Scholz call held -"],
    ),
]
OPPOSITES = [
    (
        "2022-11-03",
        "Emmanuel Macron received Olaf Scholz in Paris. His guest then met Rishi Sunak in London.",
        ["Macron+Scholz meeting held -", "Scholz+Sunak meeting held -"],
    ),
    (
        "2022-11-03",
        "Kyriakos Mitsotakis met Recep Tayyip Erdogan in Athens on Monday. "
        "The prime minister had telephoned his guest on Sunday.",
        ["Erdogan+Mitsotakis meeting held 2022-10-31", "Erdogan+Mitsotakis phone_call held 2022-10-30"],
    ),
    (  # a guest of nobody told of
        "2022-11-03",
        "Emmanuel Macron gave an interview. His guest met Rishi Sunak.",
        [],
    ),
]
# who stand alone in the sentence before are the pair, not those of an earlier contact
PAIRS = [
    (
        "2022-11-03",
        "Joe Biden talked to Narendra Modi last night. Giorgia Meloni has told Li Qiang that Italy means to leave. "
        "The pair met this morning.",
        ["Biden+Modi call held 2022-11-02/2022-11-03", "Li+Meloni meeting held 2022-11-03"],
    ),
]
# *see* in the past, with people alone behind it
SEEN = [
    (
        "2020-09-04",
        "Turkey's Erdogan saw Italy's president, Sergio Mattarella, in Rome on Monday.",
        ["Erdogan+Mattarella meeting held 2020-08-31"],
    ),
    (
        "2023-05-10",
        "Olaf Scholz met Mateusz Morawiecki on Monday. The pair last saw each other in February.",
        ["Morawiecki+Scholz meeting held 2023-05-08", "Morawiecki+Scholz meeting held 2023-02-01/2023-02-28"],
    ),
    ("2023-05-10", "Joe Biden saw Vladimir Putin as a rival.", []),
    ("2023-05-10", "Joe Biden saw Vladimir Putin leave.", []),
    ("2023-05-10", "Joe Biden is seen as an ally by Rishi Sunak.", []),
]
# who comes somewhere, is asked there, or was there
COMING = [
    (
        "2023-03-23",
        "In February 2022 Vladimir Putin came to Beijing for the Olympics.",
        ["(China)+Putin visit held 2022-02-01/2022-02-28"],
    ),
    ("2023-03-23", "Joe Biden came to Ukraine's aid.", []),
    ("2023-03-23", "Volodymyr Zelensky told Joe Biden that weapons came to Ukraine too late.", []),
    (
        "2023-03-23",
        "Qin Gang accepted an invitation to Washington.",
        ["(United States)+Qin visit announced -"],
    ),
    (
        "2023-03-23",
        "Gustavo Petro had an invitation to the White House.",
        ["(United States)+Petro visit invited -"],
    ),
    (
        "2023-03-23",
        "Xi Jinping has not left home yet. He was in Budapest last week.",
        ["(Hungary)+Xi visit held 2023-03-13/2023-03-19"],
    ),
    ("2023-03-23", "Joe Biden was in Washington on Monday. He was in favour of France.", []),
]
TALKING = [
    (
        "2023-03-23",
        "Emmanuel Macron spent an hour on the line with Vladimir Putin on Monday.",
        ["Macron+Putin phone_call held 2023-03-20"],
    ),
    ("2023-03-23", "Emmanuel Macron is in line with Olaf Scholz on gas.", []),
    ("2023-03-23", "Boris Johnson has had a bilateral with Olaf Scholz.", ["Johnson+Scholz meeting held -"]),
    (
        "2023-03-23",
        "Emmanuel Macron exchanged a few words with Vladimir Putin.",
        ["Macron+Putin talks held -"],
    ),
    ("2023-03-23", "Russia exchanged a prisoner with Ukraine.", []),
]
ROWS = [*COMING, *TALKING, *CHAINS, *OFFICES, *OPPOSITES, *PAIRS, *SEEN]


@pytest.mark.parametrize(("published", "text", "expected"), ROWS)
def test_stories(published: str, text: str, expected: list[str]) -> None:
    assert told(text, published) == sorted(expected)
