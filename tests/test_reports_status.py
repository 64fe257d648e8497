"""What the words around a contact make of it: held, announced, proposed, denied …, or nothing at all."""

from __future__ import annotations

import pytest

from contact_rows import told

DAY = "2023-05-10"  # a Wednesday
HELD = [
    ("Emmanuel Macron has met Olaf Scholz in Berlin.", ["Macron+Scholz meeting held -"]),
    ("Olaf Scholz meets Narendra Modi in Delhi.", ["Modi+Scholz meeting held -"]),
    ("Rishi Sunak held talks with Ursula von der Leyen.", ["Leyen+Sunak talks held -"]),
    ("Rishi Sunak was able to speak with Emmanuel Macron on Tuesday.", ["Macron+Sunak call held 2023-05-09"]),
    ("It was a pleasure to meet President Macron, Rishi Sunak said.", ["Macron+Sunak meeting held -"]),
]
ONGOING = [
    ("Emmanuel Macron is meeting Xi Jinping in Beijing.", ["Macron+Xi meeting ongoing -"]),
    ("Antony Blinken is holding talks with Qin Gang in Beijing.", ["Blinken+Qin talks ongoing -"]),
]
ANNOUNCED = [
    ("Giorgia Meloni will meet Rishi Sunak on Friday.", ["Meloni+Sunak meeting announced 2023-05-12"]),
    ("Xi Jinping is due to meet Emmanuel Macron on Thursday.", ["Macron+Xi meeting announced 2023-05-11"]),
    ("Olaf Scholz plans to visit Kenya and meet William Ruto.", ["Ruto+Scholz visit announced -"]),
    ("Pedro Sanchez is expected to speak with Lula da Silva.", ["Sanchez+Silva call announced -"]),
    ("Yoon Suk Yeol and Fumio Kishida are set to meet in Hiroshima.", ["Kishida+Yoon meeting announced -"]),
    ("A meeting between Vladimir Putin and Recep Tayyip Erdogan is planned.", ["Erdogan+Putin meeting announced -"]),
    ("The Kremlin announced a call between Vladimir Putin and Xi Jinping.", ["Putin+Xi call announced -"]),
]
HEADLINES = [
    ("Biden to meet Modi in Washington", ["Biden+Modi meeting announced -"]),
    ("Xi, Putin to hold talks in Moscow", ["Putin+Xi talks announced -"]),
    ("Macron to visit China in June", ["(China)+Macron visit announced 2023-06-01/2023-06-30"]),
    ("Scholz meets Zelensky in Berlin", ["Scholz+Zelenskyy meeting held -"]),
    ("Erdogan, Putin discuss grain by phone", ["Erdogan+Putin phone_call held -"]),
    ("Lula invites Xi to Brasilia", ["Silva+Xi visit invited -"]),
    ("Sunak cancels meeting with Mitsotakis", ["Mitsotakis+Sunak meeting cancelled -"]),
    ("Kim Jong Un arrives in Russia for Putin summit", ["Kim+Putin visit ongoing -"]),
]
PROPOSED = [
    ("Volodymyr Zelenskyy wants to speak with Xi Jinping.", ["Xi+Zelenskyy call proposed -"]),
    (
        "Recep Tayyip Erdogan offered to meet Vladimir Putin in Istanbul.",
        ["Erdogan+Putin meeting proposed -"],
    ),
    ("Emmanuel Macron is ready to meet Vladimir Putin.", ["Macron+Putin meeting proposed -"]),
    ("Fumio Kishida hopes to meet Kim Jong Un without conditions.", ["Kim+Kishida meeting proposed -"]),
    ("Volodymyr Zelenskyy proposed a meeting with Vladimir Putin.", ["Putin+Zelenskyy meeting proposed -"]),
    ("Joe Biden might call Xi Jinping.", ["Biden+Xi call proposed -"]),
    ("Ebrahim Raisi would be willing to meet Mohammed bin Salman.", ["Raisi+Salman meeting proposed -"]),
    ("Vladimir Putin asked for a call with Olaf Scholz.", ["Putin+Scholz call proposed -"]),
]
INVITED = [
    ("Xi Jinping invited Emmanuel Macron to Beijing.", ["Macron+Xi visit invited -"]),
    ("King Salman has invited Ebrahim Raisi to visit Riyadh.", ["Raisi+Salman visit invited -"]),
]
DENIED = [
    ("Volodymyr Zelenskyy will not meet Vladimir Putin.", ["Putin+Zelenskyy meeting denied -"]),
    ("Viktor Orban refused to meet Volodymyr Zelenskyy.", ["Orban+Zelenskyy meeting denied -"]),
    ("Joe Biden has no plans to speak with Vladimir Putin.", ["Biden+Putin call denied -"]),
    ("Dmitry Peskov denied that Vladimir Putin had spoken with Donald Trump.", ["Putin+Trump call denied -"]),
    ("Olaf Scholz ruled out a call with Vladimir Putin.", ["Putin+Scholz call denied -"]),
    ("Xi Jinping declined to meet Antony Blinken.", ["Blinken+Xi meeting denied -"]),
    (
        "The Kremlin denied reports of a meeting between Vladimir Putin and Volodymyr Zelenskyy.",
        ["Putin+Zelenskyy meeting denied -"],
    ),
]
CALLED_OFF = [
    ("Antony Blinken postponed his visit to China.", ["(China)+Blinken visit postponed -"]),
    ("Joe Biden cancelled his trip to Australia.", ["(Australia)+Biden visit cancelled -"]),
    ("Rishi Sunak called off a meeting with Kyriakos Mitsotakis.", ["Mitsotakis+Sunak meeting cancelled -"]),
    ("A visit by Cyril Ramaphosa to Kyiv was put off.", ["(Ukraine)+Ramaphosa visit postponed -"]),
    ("Talks between Serbia and Kosovo are on hold.", ["(Kosovo)+(Serbia) talks postponed -"]),
    ("The planned call between Vladimir Putin and Joe Biden was cancelled.", ["Biden+Putin call cancelled -"]),
    ("The summit between Lula da Silva and Xi Jinping was delayed.", ["Silva+Xi summit postponed -"]),
]
ATTEMPTED = [
    ("Volodymyr Zelenskyy tried to call Xi Jinping.", ["Xi+Zelenskyy call attempted -"]),
    ("Lloyd Austin attempted to speak with Li Shangfu.", ["Austin+Li call attempted -"]),
]
NOTHING = [
    "Joe Biden has yet to speak with Benjamin Netanyahu.",
    "If Vladimir Putin met Volodymyr Zelenskyy, markets would rise.",
    "Nobody knows whether Vladimir Putin spoke with Xi Jinping.",
    "Vladimir Putin and Volodymyr Zelenskyy did not meet.",
    "Unless Xi Jinping calls Volodymyr Zelenskyy, nothing will move.",
]
ROWS = [
    (DAY, text, expected)
    for rows in (HELD, ONGOING, ANNOUNCED, HEADLINES, PROPOSED, INVITED, DENIED, CALLED_OFF, ATTEMPTED)
    for text, expected in rows
] + [(DAY, text, []) for text in NOTHING]


@pytest.mark.parametrize(("published", "text", "expected"), ROWS)
def test_status(published: str, text: str, expected: list[str]) -> None:
    assert told(text, published) == sorted(expected)
