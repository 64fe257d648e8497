"""Contacts in passives, relative clauses, nouns and clauses below others: the same sentence says several things."""

from __future__ import annotations

import pytest

from contact_rows import marked, told

DAY = "2023-05-10"  # a Wednesday
ROWS = [
    (
        "A telephone conversation between Olaf Scholz and Xi Jinping is scheduled for Friday.",
        ["Scholz+Xi phone_call announced 2023-05-12"],
    ),
    ("Emmanuel Macron will not travel to Moscow, the Elysee said.", ["(Russia)+Macron visit denied -"]),
    ("A visit to Kyiv by Pope Francis is not planned.", ["(Ukraine)+Francis visit denied -"]),
    (
        "Talks between Armenia and Azerbaijan resumed in Brussels on Sunday.",
        ["(Armenia)+(Azerbaijan) talks held 2023-05-07"],
    ),
    ("Talks between Armenia and Azerbaijan have been suspended.", ["(Armenia)+(Azerbaijan) talks postponed -"]),
    (
        "The meeting between Nikol Pashinyan and Ilham Aliyev, planned for Friday, was put off.",
        ["Aliyev+Pashinyan meeting postponed 2023-05-12"],
    ),
    ("Nikol Pashinyan accepted an invitation to visit Ankara.", ["(Turkey)+Pashinyan visit announced -"]),
    (
        "Nikol Pashinyan and Ilham Aliyev agreed to meet again in July.",
        ["Aliyev+Pashinyan meeting announced 2023-07-01/2023-07-31"],
    ),
    ("It is not clear whether Xi Jinping will call Volodymyr Zelenskyy.", []),
    ("Volodymyr Zelenskyy never met Vladimir Putin after 2019.", []),
    (
        "Antony Blinken and Qin Gang spoke by phone on Tuesday ahead of Blinken's visit to Beijing.",
        ["Blinken+Qin phone_call held 2023-05-09", "(China)+Blinken visit announced -"],
    ),
    (
        "Olaf Scholz, who met Xi Jinping in November, will speak with Volodymyr Zelenskyy on Friday.",
        ["Scholz+Xi meeting held 2022-11-01/2022-11-30", "Scholz+Zelenskyy call announced 2023-05-12"],
    ),
    (
        "Israel's Benjamin Netanyahu told Joe Biden in a phone call on Tuesday that the truce would hold.",
        ["Biden+Netanyahu phone_call held 2023-05-09"],
    ),
    ("Joe Biden's call with Benjamin Netanyahu on Tuesday lasted an hour.", ["Biden+Netanyahu call held 2023-05-09"]),
    (
        "Vladimir Putin's meeting with Alexander Lukashenko in Moscow was the fifth this year.",
        ["Lukashenko+Putin meeting held -"],
    ),
    ("Olaf Scholz was received by Narendra Modi in Delhi.", ["Modi+Scholz meeting held -"]),
    ("Olaf Scholz was phoned by Vladimir Putin.", ["Putin+Scholz phone_call held -"]),
    ("Vladimir Putin was visited by Narendra Modi.", ["Modi+Putin visit held -"]),
    (
        "Turkey will host talks between Russia and Ukraine next week.",
        ["(Russia)+(Ukraine) talks announced 2023-05-15/2023-05-21"],
    ),
    (
        "Recep Tayyip Erdogan brokered a call between Volodymyr Zelenskyy and Vladimir Putin.",
        ["Putin+Zelenskyy call held -"],
    ),
    ("Reports that Vladimir Putin had called Xi Jinping were false, the Kremlin said.", ["Putin+Xi call denied -"]),
    ("Emmanuel Macron urged Vladimir Putin to meet Volodymyr Zelenskyy.", ["Putin+Zelenskyy meeting proposed -"]),
    ("Xi Jinping skipped a meeting with Rishi Sunak.", ["Sunak+Xi meeting denied -"]),
    (
        "A meeting of Emmanuel Macron and Xi Jinping, the first in four years, is under way in Beijing.",
        ["Macron+Xi meeting ongoing -"],
    ),
    ("Rishi Sunak exchanged letters with Xi Jinping.", ["Sunak+Xi message held -"]),
    ("The foreign ministers of Serbia and Kosovo are to meet in Ohrid.", ["Dacic+Schwarz meeting announced -"]),
]
WRONG_TODAY = {
    "Vladimir Putin's meeting with Alexander": "the fifth this year is no date",
}


@pytest.mark.parametrize(("text", "expected"), marked(ROWS, WRONG_TODAY))
def test_clauses(text: str, expected: list[str]) -> None:
    assert told(text, DAY) == sorted(expected)
