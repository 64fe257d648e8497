"""Who takes part: pronouns, pairs, counterparts, offices resolved on the day, wrong titles, texts a machine rewrote."""

from __future__ import annotations

import pytest

from contact_rows import marked, reading_of, told

PRONOUNS = [
    (
        "2022-03-08",
        "Emmanuel Macron arrived in Moscow on Monday. He met Vladimir Putin in the Kremlin.",
        ["Macron+Putin visit held 2022-03-07"],
    ),
    (
        "2023-01-12",
        "Giorgia Meloni was in Tokyo this week. She met Fumio Kishida on Tuesday.",
        ["Kishida+Meloni meeting held 2023-01-10"],
    ),
    (
        "2022-09-27",
        "Liz Truss has been in office for three weeks. Joe Biden met her in New York on Wednesday.",
        ["Biden+Truss meeting held 2022-09-28"],
    ),
    (
        "2023-10-19",
        "Vladimir Putin flew to Beijing, where he met Xi Jinping on Wednesday.",
        ["Putin+Xi visit held 2023-10-18"],
    ),
    (
        "2022-03-08",
        "Olaf Scholz said on Tuesday that he had spoken with Volodymyr Zelenskyy.",
        ["Scholz+Zelenskyy call held -"],
    ),
]
PAIRS = [
    (
        "2023-03-21",
        "Xi Jinping arrived in Moscow to see Vladimir Putin. The two leaders met on Monday.",
        ["Putin+Xi visit held 2023-03-20"],
    ),
    (
        "2021-10-25",
        "Emmanuel Macron and Joe Biden fell out over submarines. They spoke by phone on Friday.",
        ["Biden+Macron phone_call held 2021-10-22"],
    ),
    (
        "2022-11-15",
        "Relations between Giorgia Meloni and Emmanuel Macron are cool. Both sides say that the pair met in Bali.",
        ["Macron+Meloni meeting held -"],
    ),
]
COUNTERPARTS = [
    (
        "2022-03-08",
        "Vladimir Putin spoke by phone with his Chinese counterpart on Monday.",
        ["Putin+Xi phone_call held 2022-03-07"],
    ),
    (
        "2022-09-16",
        "Sergei Lavrov met his Turkish counterpart on Thursday.",
        ["Cavusoglu+Lavrov meeting held 2022-09-15"],
    ),
    (
        "2023-07-06",
        "Emmanuel Macron called his Ukrainian counterpart.",
        ["Macron+Zelenskyy call held -"],
    ),
    (
        "2023-11-02",
        "Rishi Sunak spoke to his Italian counterpart Giorgia Meloni on Wednesday.",
        ["Meloni+Sunak call held 2023-11-01"],
    ),
]
OFFICES = [
    (
        "2019-06-12",
        "Vladimir Putin spoke by phone with the German chancellor on Tuesday.",
        ["Merkel+Putin phone_call held 2019-06-11"],
    ),
    (
        "2022-06-08",
        "Vladimir Putin spoke by phone with the German chancellor on Tuesday.",
        ["Putin+Scholz phone_call held 2022-06-07"],
    ),
    (
        "2022-08-24",
        "The British prime minister met Volodymyr Zelenskyy on Wednesday.",
        ["Johnson+Zelenskyy meeting held 2022-08-24"],
    ),
    (
        "2023-05-16",
        "The British prime minister met Volodymyr Zelenskyy on Monday.",
        ["Sunak+Zelenskyy meeting held 2023-05-15"],
    ),
    (
        "2023-03-30",
        "The prime ministers of Spain and Malaysia met Xi Jinping on Wednesday.",
        ["Ibrahim+Sanchez+Xi meeting held 2023-03-29"],
    ),
    (
        "2022-02-08",
        "Emmanuel Macron met Vladimir Putin on Monday. The French president then called the Ukrainian president.",
        ["Macron+Putin meeting held 2022-02-07", "Macron+Zelenskyy call held -"],
    ),
    (
        "2023-09-28",
        "Finnish Trade Minister Sakari Puisto met Kenyan Trade Minister Moses Kuria on Wednesday.",
        ["Kuria+Puisto meeting held 2023-09-27"],
    ),
    (
        "2024-01-24",
        "Former German chancellor Angela Merkel met Emmanuel Macron on Tuesday.",
        ["Macron+Merkel meeting held 2024-01-23"],
    ),
]
STATES = [
    (
        "2023-03-11",
        "Iran and Saudi Arabia held talks in Beijing last week.",
        ["(Iran)+(Saudi Arabia) talks held 2023-02-27/2023-03-05"],
    ),
    (
        "2023-04-04",
        "A Syrian delegation met Turkish officials in Moscow on Monday.",
        ["(delegation of Syria)+(delegation of Turkey (officials)) meeting held 2023-04-03"],
    ),
]
REWRITTEN = [
    (
        "2022-03-09",
        "Chinese language President Xi Jinping and French President Emmanuel Macron spoke in a video name on Tuesday.",
        ["Macron+Xi video_call held 2022-03-08"],
    ),
    (
        "2023-05-03",
        "Xi Jinping and Volodymyr Zelenskyy spoke by telephone final month.",
        ["Xi+Zelenskyy phone_call held 2023-04-01/2023-04-30"],
    ),
    (
        "2023-06-07",
        "Russian Overseas Minister Sergei Lavrov met Kenyan President William Ruto on Might 29.",
        ["Lavrov+Ruto meeting held 2023-05-29"],
    ),
]
ROWS = [*PRONOUNS, *PAIRS, *COUNTERPARTS, *OFFICES, *STATES, *REWRITTEN]
WRONG_TODAY = {
    "Giorgia Meloni was in Tokyo": "the gate drops it: the other side is the most named one of the text",
}


@pytest.mark.parametrize(("published", "text", "expected"), marked(ROWS, WRONG_TODAY))
def test_people(published: str, text: str, expected: list[str]) -> None:
    assert told(text, published) == sorted(expected)


@pytest.mark.parametrize(("published", "text", "expected"), REWRITTEN)
def test_rewritten_text_is_marked(published: str, text: str, expected: list[str]) -> None:
    assert expected
    assert reading_of(text, published).article.rewritten.score > 0.5


WRONG_TITLES = [
    (
        "2022-03-08",
        "Chinese Premier Xi Jinping spoke by phone with Emmanuel Macron on Monday.",
        "calls Xi Jinping premier",
    ),
    ("2023-03-08", "German President Olaf Scholz met Joe Biden in Washington.", "calls Olaf Scholz president"),
    ("2023-07-05", "Indian President Narendra Modi met Joe Biden in Washington.", "calls Narendra Modi president"),
]
TITLES_WRONG_TODAY = {text: "a head of government called president raises no doubt" for _, text, _ in WRONG_TITLES[1:]}
RIGHT_TITLES = [
    ("2022-03-08", "Chinese President Xi Jinping spoke by phone with Emmanuel Macron on Monday."),
    ("2024-03-08", "Former German chancellor Angela Merkel met Emmanuel Macron on Monday."),
    ("2023-03-08", "Russian leader Vladimir Putin spoke with Xi Jinping."),
]


@pytest.mark.parametrize(("published", "text", "says"), marked(WRONG_TITLES, TITLES_WRONG_TODAY))
def test_a_wrong_title_raises_a_doubt(published: str, text: str, says: str) -> None:
    reading = reading_of(text, published)
    assert len(reading.contacts) == 1
    assert [d.says.startswith(says) for d in reading.doubts] == [True]


@pytest.mark.parametrize(("published", "text"), RIGHT_TITLES)
def test_a_right_title_raises_none(published: str, text: str) -> None:
    reading = reading_of(text, published)
    assert len(reading.contacts) == 1
    assert reading.doubts == ()


ON_THE_DAY = [
    ("2021-03-05", "Boris Johnson spoke with the US president on Thursday.", "Joe Biden"),
    ("2024-12-12", "Keir Starmer spoke with the French prime minister.", "Michel Barnier"),
    ("2022-10-20", "Ursula von der Leyen met the Swedish prime minister in Brussels.", "Ulf Kristersson"),
]


@pytest.mark.parametrize(("published", "text", "name"), ON_THE_DAY)
def test_an_office_is_its_holder_that_day_and_said_to_be_inferred(published: str, text: str, name: str) -> None:
    (contact,) = reading_of(text, published).contacts
    assert name in [p.name for p in contact.participants]
    claims = [c for c in contact.claims if c.field.startswith("participants") and c.value == name]
    assert [bool(c.inferred_from) for c in claims] == [True]
