"""How many contacts an article tells of: one call or two, the stops of a journey, background, and none at all."""

from __future__ import annotations

import pytest

from contact_rows import marked, reading_of, row_of, told

SEVERAL = [
    (
        "2022-03-08",
        "Olaf Scholz spoke with Emmanuel Macron and Vladimir Putin on Monday.",
        ["Macron+Scholz call held 2022-03-07", "Putin+Scholz call held 2022-03-07"],
    ),
    (
        "2022-03-08",
        "Olaf Scholz spoke separately with Emmanuel Macron and Vladimir Putin on Monday.",
        ["Macron+Scholz call held 2022-03-07", "Putin+Scholz call held 2022-03-07"],
    ),
    (
        "2022-03-08",
        "Emmanuel Macron and Olaf Scholz spoke by phone on Monday.",
        ["Macron+Scholz phone_call held 2022-03-07"],
    ),
    (
        "2022-03-08",
        "Mario Draghi held a call with Emmanuel Macron and Olaf Scholz on Monday.",
        ["Draghi+Macron+Scholz call held 2022-03-07"],
    ),
    (
        "2022-03-08",
        "In separate calls on Monday, Joe Biden spoke with Emmanuel Macron and Boris Johnson.",
        ["Biden+Johnson call held 2022-03-07", "Biden+Macron call held 2022-03-07"],
    ),
    (
        "2022-03-08",
        "Emmanuel Macron called Vladimir Putin on Sunday. On Monday he called Volodymyr Zelenskyy.",
        ["Macron+Putin call held 2022-03-06", "Macron+Zelenskyy call held 2022-03-07"],
    ),
    (
        "2022-03-08",
        "Emmanuel Macron phoned Vladimir Putin on Sunday. The call between Macron and Putin lasted two hours.",
        ["Macron+Putin phone_call held 2022-03-06"],
    ),
    (
        "2022-03-08",
        "Emmanuel Macron met Olaf Scholz in Paris on Monday. Before that, he had spoken with Joe Biden.",
        ["Biden+Macron call held -", "Macron+Scholz meeting held 2022-03-07"],
    ),
]
JOURNEYS = [
    (
        "2022-08-02",
        "Sergei Lavrov visited Egypt, Uganda and Ethiopia last week.",
        [
            "(Egypt)+Lavrov visit held 2022-07-25/2022-07-31",
            "(Ethiopia)+Lavrov visit held 2022-07-25/2022-07-31",
            "(Uganda)+Lavrov visit held 2022-07-25/2022-07-31",
        ],
    ),
    (
        "2023-01-25",
        "Olaf Scholz will travel to Argentina, Chile and Brazil.",
        [
            "(Argentina)+Scholz visit announced -",
            "(Brazil)+Scholz visit announced -",
            "(Chile)+Scholz visit announced -",
        ],
    ),
    (
        "2024-05-06",
        "Xi Jinping arrived in Paris on Sunday. From there he goes on to Serbia and Hungary.",
        [
            "(France)+Xi visit held 2024-05-05",
            "(Hungary)+Xi visit announced -",
            "(Serbia)+Xi visit announced -",
        ],
    ),
]
NONE = [
    "Emmanuel Macron met striking farmers in Lyon.",
    "Joe Biden spoke to reporters about Vladimir Putin on the White House lawn.",
    "Vladimir Putin held a meeting of his Security Council on Ukraine.",
    "Olaf Scholz met Annalena Baerbock and Robert Habeck in the chancellery.",
    "Narendra Modi met executives of Tesla and Google in New York.",
    "Xi Jinping sent troops to the border with India.",
    "Joe Biden called for an end to the war between Russia and Ukraine.",
    "Joe Biden called Vladimir Putin a dictator.",
    "Emmanuel Macron called Giorgia Meloni's plan unwise.",
    "Benjamin Netanyahu will not meet the demands of Hamas, Antony Blinken was told by aides.",
    "Talks on the pension reform drag on in Paris while Germany looks on.",
    "Rishi Sunak spoke about Volodymyr Zelenskyy in the House of Commons.",
    "Lloyd's and Allianz discussed a joint venture in London and Munich.",
    "Emmanuel Macron paid tribute to Angela Merkel in a radio interview.",
    "The talk in Brussels is of Poland and Hungary.",
    "Russia's exports to China met expectations in March.",
]
ROWS = [*SEVERAL, *JOURNEYS, *(("2023-05-10", text, []) for text in NONE)]
WRONG_TODAY = {
    "Xi Jinping arrived in Paris": "goes on to: read as held",
}


@pytest.mark.parametrize(("published", "text", "expected"), marked(ROWS, WRONG_TODAY))
def test_counting(published: str, text: str, expected: list[str]) -> None:
    assert told(text, published) == sorted(expected)


MAIN: list[tuple[str, str, list[str], list[str]]] = [
    (
        "2024-02-17",
        "Olaf Scholz and Volodymyr Zelenskyy signed a pact in Berlin on Friday, where the two met for an hour. "
        "It runs for ten years.\n\nGermany has sent tanks and guns.\n\nThe pact names no sum for later years.\n\n"
        "The opposition was quick to find fault with it.\n\nThe chancellor had visited Kyiv in June 2022.",
        ["Scholz+Zelenskyy meeting held 2024-02-16"],
        ["(Ukraine)+Scholz visit held 2022-06-01/2022-06-30"],
    ),
    (
        "2023-11-16",
        "Joe Biden and Xi Jinping met at a country estate near San Francisco on Wednesday. They talked for four hours. "
        "The two last met in Bali in November 2022.",
        ["Biden+Xi meeting held 2023-11-15"],
        ["Biden+Xi meeting held 2022-11-01/2022-11-30"],
    ),
    (
        "2023-09-14",
        "Vladimir Putin and Kim Jong Un met at a spaceport in the Russian Far East on Wednesday. Kim had met "
        "Xi Jinping in Beijing in March 2018.",
        ["Kim+Putin meeting held 2023-09-13"],
        ["Kim+Xi meeting held 2018-03-01/2018-03-31"],
    ),
]


@pytest.mark.parametrize(("published", "text", "main", "background"), MAIN)
def test_background_is_told_apart(published: str, text: str, main: list[str], background: list[str]) -> None:
    contacts = reading_of(text, published).contacts
    assert [row_of(c) for c in contacts if c.main] == main
    assert [row_of(c) for c in contacts if not c.main] == background
