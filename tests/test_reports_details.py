"""When, where, how long and who asked for it, and days that belong to the saying and not to the contact."""

from __future__ import annotations

import pytest

from contact_rows import marked, reading_of, surname, told

ASKED_WRONG_TODAY = {
    "At Kyiv's request, Volodymyr Zelenskyy spoke by phone with Xi Jinping.": "the side before request is not read",
}
DATES = [
    (
        "2022-03-09",
        "Olaf Scholz said on Wednesday that he had spoken with Vladimir Putin on Tuesday.",
        ["Putin+Scholz call held 2022-03-08"],
    ),
    (
        "2022-03-09",
        "Emmanuel Macron said on Monday after a call with Vladimir Putin that the road was long.",
        ["Macron+Putin call held -"],
    ),
    (
        "2022-03-09",
        "Rishi Sunak told parliament on Wednesday that a meeting with Narendra Modi had gone well.",
        ["Modi+Sunak meeting held -"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron on May 2, 2024.",
        ["Macron+Scholz meeting held 2024-05-02"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron in April.",
        ["Macron+Scholz meeting held 2024-04-01/2024-04-30"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron yesterday.",
        ["Macron+Scholz meeting held 2024-05-07"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron last week.",
        ["Macron+Scholz meeting held 2024-04-29/2024-05-05"],
    ),
    (
        "2024-05-06",
        "Olaf Scholz met Emmanuel Macron on Monday.",
        ["Macron+Scholz meeting held 2024-05-06"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz will meet Emmanuel Macron next week.",
        ["Macron+Scholz meeting announced 2024-05-13/2024-05-19"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz will visit China from May 20 to 22.",
        ["(China)+Scholz visit announced 2024-05-20/2024-05-22"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz and Emmanuel Macron met, as officials in Berlin confirmed on Friday.",
        ["Macron+Scholz meeting held -"],
    ),
    (
        "2024-05-08",
        "The Elysee announced on Tuesday that Emmanuel Macron would meet Xi Jinping on Thursday.",
        ["Macron+Xi meeting announced 2024-05-09"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron.",
        ["Macron+Scholz meeting held -"],
    ),
    (
        "2024-05-08",
        "Since the war began in February 2022, Emmanuel Macron has met Volodymyr Zelenskyy.",
        ["Macron+Zelenskyy meeting held -"],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), DATES)
def test_date(published: str, text: str, expected: list[str]) -> None:
    assert told(text, published) == sorted(expected)


DURATIONS = [
    ("Emmanuel Macron and Vladimir Putin spoke by phone for 90 minutes.", (90, 90)),
    ("Emmanuel Macron met Vladimir Putin in the Kremlin for more than five hours.", (300, None)),
    ("The call between Joe Biden and Xi Jinping lasted two hours.", (120, 120)),
    ("Joe Biden held a 45-minute call with Benjamin Netanyahu.", (45, 45)),
    ("Joe Biden and Xi Jinping met for almost four hours.", (None, 240)),
    ("In an hour-long call, Olaf Scholz urged Vladimir Putin to withdraw.", (60, 60)),
    ("Joe Biden called Benjamin Netanyahu, a friend of forty years.", None),
    ("Joe Biden met Xi Jinping, two hours after he had landed.", None),
]


@pytest.mark.parametrize(("text", "minutes"), DURATIONS)
def test_duration(text: str, minutes: tuple[int | None, int | None] | None) -> None:
    (contact,) = reading_of(text, "2023-11-16").contacts
    found = contact.duration
    assert (found and (found.at_least_minutes, found.at_most_minutes)) == minutes


PLACES = [
    ("Emmanuel Macron met Olaf Scholz in Paris.", ("Paris", "FRA")),
    ("Joe Biden and Xi Jinping met in Jakarta.", ("Jakarta", "IDN")),
    ("Fumio Kishida received Yoon Suk Yeol in Tokyo.", ("Tokyo", "JPN")),
    ("Emmanuel Macron met Olaf Scholz at the Elysee Palace.", ("Elysee Palace", "FRA")),
    ("Vladimir Putin met Recep Tayyip Erdogan in the Kremlin.", ("Kremlin", "RUS")),
    ("Emmanuel Macron met Olaf Scholz to speak about the war in Ukraine.", None),
    ("Emmanuel Macron phoned Olaf Scholz about the elections in Poland.", None),
    ("Emmanuel Macron phoned Olaf Scholz, a spokesman in Berlin said.", None),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_place(text: str, place: tuple[str, str] | None) -> None:
    (contact,) = reading_of(text, "2023-03-16").contacts
    assert (contact.place and (contact.place.name, contact.place.state)) == place


ASKED = [
    ("At Kyiv's request, Volodymyr Zelenskyy spoke by phone with Xi Jinping.", "UKR"),
    ("Vladimir Putin spoke by phone with Olaf Scholz at the initiative of the German side.", "DEU"),
    ("The phone call between Vladimir Putin and Olaf Scholz took place at the German side's initiative.", "DEU"),
    ("Vladimir Putin spoke by phone with Olaf Scholz.", None),
    ("Vladimir Putin met Olaf Scholz in Moscow at the invitation of the Russian side.", None),
]


@pytest.mark.parametrize(("text", "state"), marked(ASKED, ASKED_WRONG_TODAY))
def test_who_asked_for_it(text: str, state: str | None) -> None:
    (contact,) = reading_of(text, "2022-05-16").contacts
    assert (contact.asked_for_by and contact.asked_for_by.state) == state


TYPES = [
    ("Emmanuel Macron received King Charles III in Paris on a state visit.", "state"),
    ("Olaf Scholz paid an official visit to Japan.", "official"),
    ("Narendra Modi met Vladimir Putin in Moscow during a working visit.", "working"),
    ("Olaf Scholz visited Japan.", None),
]


@pytest.mark.parametrize(("text", "kind"), TYPES)
def test_type_of_visit(text: str, kind: str | None) -> None:
    (contact,) = reading_of(text, "2023-09-21").contacts
    assert contact.visit_type == kind


SETTINGS = [
    ("Joe Biden met Xi Jinping on the sidelines of the G20 summit in Bali.", "on the sidelines of the G20 summit"),
    (
        "Rishi Sunak met Emmanuel Macron on the margins of a climate conference.",
        "on the margins of a climate conference",
    ),
    ("Rishi Sunak met Emmanuel Macron in Paris.", None),
]


@pytest.mark.parametrize(("text", "words"), SETTINGS)
def test_setting(text: str, words: str | None) -> None:
    (contact,) = reading_of(text, "2022-11-17").contacts
    assert contact.setting == words


PARTS = [
    ("Joe Biden phoned Xi Jinping.", {"Biden": "caller", "Xi": "callee"}),
    ("Joe Biden made a phone call to Xi Jinping.", {"Biden": "caller", "Xi": "callee"}),
    ("Joe Biden received a phone call from Xi Jinping.", {"Biden": "callee", "Xi": "caller"}),
    ("Xi Jinping took a call from Joe Biden.", {"Biden": "caller", "Xi": "callee"}),
    ("Joe Biden and Xi Jinping spoke by phone from Bali.", {"Biden": "participant", "Xi": "participant"}),
    ("Xi Jinping received Olaf Scholz in Beijing.", {"Xi": "host", "Scholz": "visitor"}),
    ("Olaf Scholz visited Xi Jinping in Beijing.", {"Xi": "host", "Scholz": "visitor"}),
    ("Olaf Scholz and Xi Jinping met.", {"Xi": "participant", "Scholz": "participant"}),
    # where one side is at home
    ("Olaf Scholz and Xi Jinping met in Beijing.", {"Xi": "host", "Scholz": "visitor"}),
    ("Olaf Scholz and Xi Jinping met in Bali.", {"Xi": "participant", "Scholz": "participant"}),
    ("Jens Stoltenberg met Olaf Scholz in Brussels.", {"Stoltenberg": "host", "Scholz": "visitor"}),
    ("Jens Stoltenberg met Alexander De Croo in Brussels.", {"Stoltenberg": "visitor", "Croo": "host"}),
    (
        "Olaf Scholz, Fumio Kishida and Rishi Sunak held talks in Tokyo.",
        {"Scholz": "visitor", "Kishida": "host", "Sunak": "visitor"},
    ),
    # who is said to be visiting
    ("Joe Biden met visiting Japanese Prime Minister Fumio Kishida.", {"Biden": "host", "Kishida": "visitor"}),
    ("Joe Biden held talks with visiting Fumio Kishida.", {"Biden": "host", "Kishida": "visitor"}),
    # who mediates
    (
        "Antony Blinken held talks with Egyptian and Qatari mediators.",
        {"Blinken": "participant", "(delegation of Egypt (mediators))": "mediator"}
        | {"(delegation of Qatar (mediators))": "mediator"},
    ),
    (
        "Antony Blinken discussed the hostages with co-mediators Qatar and Egypt.",
        {"Blinken": "participant", "(Qatar)": "mediator", "(Egypt)": "mediator"},
    ),
]


@pytest.mark.parametrize(("text", "roles"), PARTS)
def test_roles(text: str, roles: dict[str, str]) -> None:
    (contact,) = reading_of(text, "2022-11-17").contacts
    assert {surname(p): p.role for p in contact.participants} == roles


def test_role_claims() -> None:
    """The place says who hosts, and the claim on the role says so."""
    text = "Olaf Scholz and Xi Jinping met in Beijing."
    (contact,) = reading_of(text, "2022-11-17").contacts
    claims = [(c.field, c.value, [s.of(text) for s in c.spans], c.inferred_from) for c in contact.claims]
    assert ("participants[0].role", "visitor", ["Beijing"], "Beijing") in claims
    assert ("participants[1].role", "host", ["Beijing"], "Beijing") in claims
