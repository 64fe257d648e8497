"""What looks like a time and is none: every rule has words here that it must leave alone."""

from __future__ import annotations

from datetime import date

import pytest

from readouts.model import Interval
from readouts.times import find

LEFT_ALONE = [
    "Mrs May praised the accord.",
    "Theresa May said it was enough, and May would not yield.",
    "It may be so. May it be so.",
    "It might happen. Might they agree?",
    "The might of the state was shown, and Might is right.",
    "Thousands march on the palace.",
    "March on, the general said.",
    "The Sun said so, and The Sun is read.",
    "Sat down, he wept.",
    "They were wed in church.",
    "He is second to none.",
    "A second term awaits him.",
    "It ended 3-4 after extra play.",
    "The score was 2-1.",
    "Flight 1204 was late.",
    "Flight MH17 fell.",
    "The point 48.8566° N, 2.3522° E was marked.",
    "The G20 and the G7 agree.",
    "Resolution 2231 was passed.",
    "Resolution 1973 was passed.",
    "Formula 1 races here.",
    "The 2030 Agenda stands.",
    "Agenda 2030 stands.",
    "The Sunday Times reports.",
    "The Sunday Telegraph reports.",
    "Black Friday sales fell.",
    "Bloody Sunday is remembered.",
    "It cost $2022 a piece.",
    "It cost 2,022 crowns.",
    "Some 2000 soldiers marched.",
    "They sent 1995 troops.",
    "It is 2000 km long.",
    "The F-16 and the Tu-154 flew.",
    "COVID-19 spread.",
    "A 74-year-old man spoke.",
    "She is 30 years old.",
    "He was in his 30s.",
    "Three-quarters of voters agree.",
    "Call 555-1999 for help.",
    "The minutes of the meeting were lost.",
    "The fall of the city was near.",
    "He made a spring into the saddle.",
    "At last they spoke.",
    "The last word was his.",
    "The next speaker rose.",
    "April Ryan asked a question.",
    "August Wilson wrote it.",
    "Jan Novak spoke.",
    "He met Mr March.",
    "The 38th parallel divides them.",
    "Article 5 binds them.",
    "Windows 2000 crashed.",
    "Highway 2020 is closed.",
    "It rose 1990 percent.",
    "It happened on 2023-13-45.",
    "The time is 27:90.",
    "The ratio is 16:9.",
    "The email came from x2024y.",
    "Version 3.2024 is out.",
    "The final week of the trial began.",
    "He lost the final.",
    "They leave as soon as they can.",
    "A previously announced plan failed.",
    "He was fined more than a quarter of it.",
    "He sang ‘10 green bottles’.",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_no_time(text: str) -> None:
    assert [(one.text, one.rule) for one in find(text, Interval.day(date(2025, 1, 21)))] == []
