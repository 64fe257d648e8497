"""Which date belongs to what: the contact's, the saying's, another event's; in a story the reference moves with it."""

from __future__ import annotations

import pytest

from contact_rows import reading_of, told

ROWS = [
    (
        "2022-03-09",
        "Emmanuel Macron said on Monday following a phone call with Vladimir Putin that the road was long.",
        ["Macron+Putin phone_call held -"],
    ),
    (
        "2022-03-09",
        "Olaf Scholz said on Monday that he spoke by phone with Vladimir Putin on Sunday.",
        ["Putin+Scholz phone_call held 2022-03-06"],
    ),
    (
        "2022-03-09",
        "Speaking on Tuesday, Olaf Scholz said he had met Emmanuel Macron in Berlin in February.",
        ["Macron+Scholz meeting held 2022-02-01/2022-02-28"],
    ),
    (
        "2022-03-09",
        "Olaf Scholz told reporters on Tuesday that he will meet Emmanuel Macron on Friday.",
        ["Macron+Scholz meeting announced 2022-03-11"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron on May 2, 2024. The next day he spoke by phone with Narendra Modi.",
        ["Macron+Scholz meeting held 2024-05-02", "Modi+Scholz phone_call held 2024-05-03"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron on May 2, 2024. Two days later he spoke by phone with Narendra Modi.",
        ["Macron+Scholz meeting held 2024-05-02", "Modi+Scholz phone_call held 2024-05-04"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron in March 2023. The same month he spoke by phone with Narendra Modi.",
        ["Macron+Scholz meeting held 2023-03-01/2023-03-31", "Modi+Scholz phone_call held 2023-03-01/2023-03-31"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron in March 2023. The following month he spoke by phone with Narendra Modi.",
        ["Macron+Scholz meeting held 2023-03-01/2023-03-31", "Modi+Scholz phone_call held 2023-04-01/2023-04-30"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron on May 2, 2024. A day earlier he had spoken by phone with Narendra Modi.",
        ["Macron+Scholz meeting held 2024-05-02", "Modi+Scholz phone_call held 2024-05-01"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron on May 2, 2024. That evening he spoke by phone with Narendra Modi.",
        ["Macron+Scholz meeting held 2024-05-02", "Modi+Scholz phone_call held 2024-05-02"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron on May 2, 2024. The next morning he spoke by phone with Narendra Modi.",
        ["Macron+Scholz meeting held 2024-05-02", "Modi+Scholz phone_call held 2024-05-03"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron in 2014. They met again the following year.",
        ["Macron+Scholz meeting held 2014-01-01/2014-12-31", "Macron+Scholz meeting held 2015-01-01/2015-12-31"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron the week before last.",
        ["Macron+Scholz meeting held 2024-04-22/2024-04-28"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron on the last day of March.",
        ["Macron+Scholz meeting held 2024-03-31"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron on the first Monday of March.",
        ["Macron+Scholz meeting held 2024-03-04"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron early in March.",
        ["Macron+Scholz meeting held 2024-03-01/2024-03-16"],
    ),
    (
        "2025-01-22",
        "Olaf Scholz spoke by phone with Emmanuel Macron a day after Trump was sworn in as the 47th US president.",
        ["Macron+Scholz phone_call held 2025-01-21"],
    ),
    (
        "2022-03-09",
        "Olaf Scholz spoke by phone with Emmanuel Macron on the eve of the full-scale invasion of Ukraine.",
        ["Macron+Scholz phone_call held 2022-02-23"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz spoke by phone with Emmanuel Macron on the eve of the summit.",
        ["Macron+Scholz phone_call held -"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz will meet Emmanuel Macron in three weeks' time.",
        ["Macron+Scholz meeting announced 2024-05-26/2024-06-01"],
    ),
    ("2024-04-02", "Olaf Scholz met Emmanuel Macron on Good Friday.", ["Macron+Scholz meeting held 2024-03-29"]),
    (
        "2024-05-08",
        "Olaf Scholz spoke by phone with Emmanuel Macron at 10 p.m. EST on Friday.",
        ["Macron+Scholz phone_call held 2024-05-03"],
    ),
    (
        "2026-02-04",
        "Olaf Scholz met Emmanuel Macron in Might final 12 months.",
        ["Macron+Scholz meeting held 2025-05-01/2025-05-31"],
    ),
    (
        "2026-02-04",
        "Olaf Scholz met Emmanuel Macron final month.",
        ["Macron+Scholz meeting held 2026-01-01/2026-01-31"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron on Monday, the government said on Tuesday.",
        ["Macron+Scholz meeting held 2024-05-06"],
    ),
    (
        "2024-05-08",
        "The government said on Tuesday that Olaf Scholz had met Emmanuel Macron.",
        ["Macron+Scholz meeting held -"],
    ),
    ("2024-05-08", "Olaf Scholz, who was elected in 2021, met Emmanuel Macron.", ["Macron+Scholz meeting held -"]),
    (
        "2024-05-08",
        "Olaf Scholz and Emmanuel Macron met for talks on the treaty of 2019.",
        ["Macron+Scholz meeting held -"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron in May of 2023.",
        ["Macron+Scholz meeting held 2023-05-01/2023-05-31"],
    ),
    (
        "2024-05-08",
        "Olaf Scholz met Emmanuel Macron before Russia's full-scale invasion of Ukraine.",
        ["Macron+Scholz meeting held -"],
    ),
    (
        "2025-01-28",
        "Olaf Scholz met Emmanuel Macron days after Donald Trump's inauguration.",
        ["Macron+Scholz meeting held 2025-01-20/2025-01-28"],
    ),
]


@pytest.mark.parametrize(("published", "text", "contacts"), ROWS)
def test_the_date_of_a_contact(published: str, text: str, contacts: list[str]) -> None:
    assert told(text, published) == contacts


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Olaf Scholz spoke by phone with Emmanuel Macron at 10 p.m. EST on Friday.", "EST"),
        ("Olaf Scholz spoke by phone with Emmanuel Macron at 15:00 Moscow time on Friday.", "Moscow time"),
        ("Olaf Scholz spoke by phone with Emmanuel Macron at 15:00 on Friday.", None),
    ],
)
def test_the_zone_of_a_contact_is_kept(text: str, zone: str | None) -> None:
    (contact,) = reading_of(text, "2024-05-08").contacts
    assert contact.date is not None
    assert (contact.date.zone, str(contact.date.earliest)) == (zone, "2024-05-03")
