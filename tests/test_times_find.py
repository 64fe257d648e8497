"""Time expressions in sentences: the words, the days they mean, the TIMEX3 value.

A row is (text, day of publication, words, first day, last day, value); no days is "". 21 January 2025 is a Tuesday.
"""

from __future__ import annotations

from datetime import date

import pytest

from readouts.model import Interval
from readouts.times import find

TUESDAY = "2025-01-21"

FULL = [
    ("The pact was signed on January 21, 2025.", TUESDAY, "January 21, 2025", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("The pact was signed on Jan. 21, 2025.", TUESDAY, "Jan. 21, 2025", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("The pact was signed on Jan 21 2025.", TUESDAY, "Jan 21 2025", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("The pact was signed on 21 January 2025.", TUESDAY, "21 January 2025", "2025-01-21", "2025-01-21", "2025-01-21"),
    (
        "The pact was signed on the 21st of January 2025.",
        TUESDAY,
        "the 21st of January 2025",
        "2025-01-21",
        "2025-01-21",
        "2025-01-21",
    ),
    ("Signed Tuesday, 21 January 2025.", TUESDAY, "Tuesday, 21 January 2025", "2025-01-21", "2025-01-21", "2025-01-21"),
    (
        "Signed Tuesday, January 21, 2025.",
        TUESDAY,
        "Tuesday, January 21, 2025",
        "2025-01-21",
        "2025-01-21",
        "2025-01-21",
    ),
    ("Dated 2025-01-21.", TUESDAY, "2025-01-21", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("Dated 21.01.2025.", TUESDAY, "21.01.2025", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("Dated 01/21/2025.", TUESDAY, "01/21/2025", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("Dated 21/01/2025.", TUESDAY, "21/01/2025", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("Dated 04/05/2024.", TUESDAY, "04/05/2024", "2024-04-05", "2024-05-04", "2024-XX-XX"),
    (
        "The attacks of September 11, 2001 changed it.",
        TUESDAY,
        "September 11, 2001",
        "2001-09-11",
        "2001-09-11",
        "2001-09-11",
    ),
    ("It opened on May 9, 2024.", TUESDAY, "May 9, 2024", "2024-05-09", "2024-05-09", "2024-05-09"),
    ("It opened on March 3, 2024.", TUESDAY, "March 3, 2024", "2024-03-03", "2024-03-03", "2024-03-03"),
    ("It opened on 29 February 2024.", TUESDAY, "29 February 2024", "2024-02-29", "2024-02-29", "2024-02-29"),
    (
        "It opened on January\u00a021,\u00a02025.",
        TUESDAY,
        "January\u00a021,\u00a02025",
        "2025-01-21",
        "2025-01-21",
        "2025-01-21",
    ),
    (
        "They meet February 5-8, 2025.",
        TUESDAY,
        "February 5-8, 2025",
        "2025-02-05",
        "2025-02-08",
        "2025-02-05/2025-02-08",
    ),
    (
        "They meet from 5 to 8 February 2025.",
        TUESDAY,
        "5 to 8 February 2025",
        "2025-02-05",
        "2025-02-08",
        "2025-02-05/2025-02-08",
    ),
    ("They met on 9/11.", TUESDAY, "9/11", "2001-09-11", "2001-09-11", "2001-09-11"),
]

PARTIAL = [
    ("He was sworn in on January 20.", TUESDAY, "January 20", "2025-01-20", "2025-01-20", "2025-01-20"),
    ("He will be sworn in on January 20.", "2024-12-10", "January 20", "2025-01-20", "2025-01-20", "2025-01-20"),
    ("They met on December 30.", TUESDAY, "December 30", "2024-12-30", "2024-12-30", "2024-12-30"),
    ("They will meet on December 30.", "2024-12-10", "December 30", "2024-12-30", "2024-12-30", "2024-12-30"),
    ("The talks on Feb. 3 are open.", TUESDAY, "Feb. 3", "2025-02-03", "2025-02-03", "2025-02-03"),
    ("They met on 24 February.", TUESDAY, "24 February", "2024-02-24", "2024-02-24", "2024-02-24"),
    (
        "They met on Thursday, February 24.",
        "2022-02-25",
        "Thursday, February 24",
        "2022-02-24",
        "2022-02-24",
        "2022-02-24",
    ),
    ("They met on May 9.", TUESDAY, "May 9", "2024-05-09", "2024-05-09", "2024-05-09"),
    ("They will meet on May 9.", TUESDAY, "May 9", "2025-05-09", "2025-05-09", "2025-05-09"),
    ("They met on the 5th of December.", TUESDAY, "the 5th of December", "2024-12-05", "2024-12-05", "2024-12-05"),
    ("They met on the 5th.", TUESDAY, "the 5th", "2025-01-05", "2025-01-05", "2025-01-05"),
    ("They will meet on the 5th.", TUESDAY, "the 5th", "2025-02-05", "2025-02-05", "2025-02-05"),
    (
        "They will meet on the 3rd of next month.",
        TUESDAY,
        "the 3rd of next month",
        "2025-02-03",
        "2025-02-03",
        "2025-02-03",
    ),
    (
        "The visit runs from February 5 to 8.",
        TUESDAY,
        "February 5 to 8",
        "2025-02-05",
        "2025-02-08",
        "2025-02-05/2025-02-08",
    ),
    (
        "The visit lasted from 13–17 January.",
        TUESDAY,
        "13–17 January",
        "2025-01-13",
        "2025-01-17",
        "2025-01-13/2025-01-17",
    ),
    ("He came on March 5 last year.", TUESDAY, "March 5 last year", "2024-03-05", "2024-03-05", "2024-03-05"),
    ("Aug. 7 blasts killed dozens.", "1998-08-18", "Aug. 7", "1998-08-07", "1998-08-07", "1998-08-07"),
    ("They had spoken on November 30.", TUESDAY, "November 30", "2024-11-30", "2024-11-30", "2024-11-30"),
]

MONTHS = [
    ("He visited Beijing in February.", "2022-12-26", "February", "2022-02-01", "2022-02-28", "2022-02"),
    ("He will visit Beijing in February.", "2022-12-26", "February", "2023-02-01", "2023-02-28", "2023-02"),
    ("He visited in December.", TUESDAY, "December", "2024-12-01", "2024-12-31", "2024-12"),
    ("He visited in January.", TUESDAY, "January", "2025-01-01", "2025-01-31", "2025-01"),
    ("He visited in May.", TUESDAY, "May", "2024-05-01", "2024-05-31", "2024-05"),
    ("He is to visit in May.", TUESDAY, "May", "2025-05-01", "2025-05-31", "2025-05"),
    ("The case is heard in May.", "2000-03-29", "May", "2000-05-01", "2000-05-31", "2000-05"),
    ("He visited in March.", TUESDAY, "March", "2024-03-01", "2024-03-31", "2024-03"),
    ("He visited in March 2023.", TUESDAY, "March 2023", "2023-03-01", "2023-03-31", "2023-03"),
    ("He visited in Sept. 2023.", TUESDAY, "Sept. 2023", "2023-09-01", "2023-09-30", "2023-09"),
    ("He visited in early March 2023.", TUESDAY, "early March 2023", "2023-03-01", "2023-03-16", "2023-03"),
    ("He visited in late December.", TUESDAY, "late December", "2024-12-16", "2024-12-31", "2024-12"),
    ("He visited in mid-December.", TUESDAY, "mid-December", "2024-12-06", "2024-12-26", "2024-12"),
    ("at the beginning of July", TUESDAY, "the beginning of July", "2024-07-01", "2024-07-16", "2024-07"),
    ("He visited last December.", TUESDAY, "last December", "2024-12-01", "2024-12-31", "2024-12"),
    ("He visited last January.", TUESDAY, "last January", "2024-01-01", "2024-01-31", "2024-01"),
    ("He comes next June.", TUESDAY, "next June", "2025-06-01", "2025-06-30", "2025-06"),
    ("He comes this September.", TUESDAY, "this September", "2025-09-01", "2025-09-30", "2025-09"),
    ("He visited in June last year.", TUESDAY, "June last year", "2024-06-01", "2024-06-30", "2024-06"),
    ("He visited in January this year.", TUESDAY, "January this year", "2025-01-01", "2025-01-31", "2025-01"),
    ("The fair of April was dull.", TUESDAY, "April", "2024-04-01", "2024-04-30", "2024-04"),
]

WEEKDAYS = [
    ("They met on Friday.", TUESDAY, "Friday", "2025-01-17", "2025-01-17", "2025-01-17"),
    ("They met on Tuesday.", TUESDAY, "Tuesday", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("They met on Wednesday.", TUESDAY, "Wednesday", "2025-01-15", "2025-01-15", "2025-01-15"),
    ("They will meet on Friday.", TUESDAY, "Friday", "2025-01-24", "2025-01-24", "2025-01-24"),
    ("They will meet on Tuesday.", TUESDAY, "Tuesday", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("They are due to meet on Monday.", TUESDAY, "Monday", "2025-01-27", "2025-01-27", "2025-01-27"),
    ("Norland Premier to visit Sudland on Thursday", TUESDAY, "Thursday", "2025-01-23", "2025-01-23", "2025-01-23"),
    ("Norland Premier to Hold Talks on Thursday", TUESDAY, "Thursday", "2025-01-23", "2025-01-23", "2025-01-23"),
    ("He spoke to reporters on Thursday.", TUESDAY, "Thursday", "2025-01-16", "2025-01-16", "2025-01-16"),
    ("The ministry on Sunday issued a note.", TUESDAY, "Sunday", "2025-01-19", "2025-01-19", "2025-01-19"),
    ("They have until Thursday to answer.", TUESDAY, "Thursday", "2025-01-23", "2025-01-23", "2025-01-23"),
    ("They met last Friday.", TUESDAY, "last Friday", "2025-01-17", "2025-01-17", "2025-01-17"),
    ("They met last Tuesday.", TUESDAY, "last Tuesday", "2025-01-14", "2025-01-14", "2025-01-14"),
    ("They met last Monday.", "2025-01-24", "last Monday", "2025-01-13", "2025-01-20", "2025-01-20"),
    ("They meet next Tuesday.", TUESDAY, "next Tuesday", "2025-01-28", "2025-01-28", "2025-01-28"),
    ("They meet next Friday.", TUESDAY, "next Friday", "2025-01-24", "2025-01-31", "2025-01-24"),
    ("They meet this Friday.", TUESDAY, "this Friday", "2025-01-24", "2025-01-24", "2025-01-24"),
    ("They met on Friday last week.", TUESDAY, "Friday last week", "2025-01-17", "2025-01-17", "2025-01-17"),
    ("They meet on Monday of next week.", TUESDAY, "Monday of next week", "2025-01-27", "2025-01-27", "2025-01-27"),
    ("They met on Friday morning.", TUESDAY, "Friday morning", "2025-01-17", "2025-01-17", "2025-01-17TMO"),
    ("They met late on Friday night.", TUESDAY, "late on Friday night", "2025-01-17", "2025-01-17", "2025-01-17TNI"),
    ("Friday’s talks were held in Oslo.", TUESDAY, "Friday", "2025-01-17", "2025-01-17", "2025-01-17"),
    ("They met Fri.", TUESDAY, "", "", "", ""),
    ("They met on Wed. in Oslo.", TUESDAY, "Wed.", "2025-01-15", "2025-01-15", "2025-01-15"),
]

DEICTIC = [
    ("They met today.", TUESDAY, "today", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("They met yesterday.", TUESDAY, "yesterday", "2025-01-20", "2025-01-20", "2025-01-20"),
    ("They meet tomorrow.", TUESDAY, "tomorrow", "2025-01-22", "2025-01-22", "2025-01-22"),
    (
        "They met the day before yesterday.",
        TUESDAY,
        "the day before yesterday",
        "2025-01-19",
        "2025-01-19",
        "2025-01-19",
    ),
    ("They meet the day after tomorrow.", TUESDAY, "the day after tomorrow", "2025-01-23", "2025-01-23", "2025-01-23"),
    ("They met earlier today.", TUESDAY, "earlier today", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("They met late yesterday.", TUESDAY, "late yesterday", "2025-01-20", "2025-01-20", "2025-01-20"),
    ("They spoke last night.", TUESDAY, "last night", "2025-01-20", "2025-01-21", "2025-01-20TNI"),
    ("They spoke this morning.", TUESDAY, "this morning", "2025-01-21", "2025-01-21", "2025-01-21TMO"),
    ("They speak this evening.", TUESDAY, "this evening", "2025-01-21", "2025-01-21", "2025-01-21TEV"),
    ("They speak tonight.", TUESDAY, "tonight", "2025-01-21", "2025-01-21", "2025-01-21TNI"),
    ("They spoke yesterday afternoon.", TUESDAY, "yesterday afternoon", "2025-01-20", "2025-01-20", "2025-01-20TAF"),
    ("They speak tomorrow morning.", TUESDAY, "tomorrow morning", "2025-01-22", "2025-01-22", "2025-01-22TMO"),
    (
        "They met yesterday, February 24.",
        "2022-02-25",
        "yesterday, February 24",
        "2022-02-24",
        "2022-02-24",
        "2022-02-24",
    ),
    ("They met today (January 21).", TUESDAY, "today (January 21", "2025-01-21", "2025-01-21", "2025-01-21"),
    ("They met last week.", TUESDAY, "last week", "2025-01-13", "2025-01-19", "2025-W03"),
    ("They met this week.", TUESDAY, "this week", "2025-01-20", "2025-01-26", "2025-W04"),
    ("They meet next week.", TUESDAY, "next week", "2025-01-27", "2025-02-02", "2025-W05"),
    ("They meet in the coming week.", TUESDAY, "the coming week", "2025-01-27", "2025-02-02", "2025-W05"),
    ("They met earlier this week.", TUESDAY, "earlier this week", "2025-01-20", "2025-01-21", "2025-W04"),
    ("They meet later this week.", TUESDAY, "later this week", "2025-01-21", "2025-01-26", "2025-W04"),
    ("They met last month.", TUESDAY, "last month", "2024-12-01", "2024-12-31", "2024-12"),
    ("They met this month.", TUESDAY, "this month", "2025-01-01", "2025-01-31", "2025-01"),
    ("They meet next month.", TUESDAY, "next month", "2025-02-01", "2025-02-28", "2025-02"),
    ("They meet later this month.", TUESDAY, "later this month", "2025-01-21", "2025-01-31", "2025-01"),
    ("They met last year.", TUESDAY, "last year", "2024-01-01", "2024-12-31", "2024"),
    ("They met this year.", TUESDAY, "this year", "2025-01-01", "2025-12-31", "2025"),
    ("They meet next year.", TUESDAY, "next year", "2026-01-01", "2026-12-31", "2026"),
    ("They met earlier this year.", TUESDAY, "earlier this year", "2025-01-01", "2025-01-21", "2025"),
    ("They meet early next year.", TUESDAY, "early next year", "2026-01-01", "2026-07-02", "2026"),
    ("They meet at the end of this month.", TUESDAY, "the end of this month", "2025-01-16", "2025-01-31", "2025-01"),
    ("They met late last month.", TUESDAY, "late last month", "2024-12-16", "2024-12-31", "2024-12"),
    ("They met last weekend.", TUESDAY, "last weekend", "2025-01-18", "2025-01-19", "2025-W03-WE"),
    ("They meet this weekend.", TUESDAY, "this weekend", "2025-01-25", "2025-01-26", "2025-W04-WE"),
    ("They met over the weekend.", TUESDAY, "the weekend", "2025-01-18", "2025-01-19", "2025-W03-WE"),
    ("They will meet over the weekend.", TUESDAY, "the weekend", "2025-01-25", "2025-01-26", "2025-W04-WE"),
    ("for the rest of the year", TUESDAY, "the rest of the year", "2025-01-21", "2025-12-31", "2025"),
    ("They met last quarter.", TUESDAY, "last quarter", "2024-10-01", "2024-12-31", "2024-Q4"),
]

RELATIVE = [
    ("They met three days ago.", TUESDAY, "three days ago", "2025-01-18", "2025-01-18", "2025-01-18"),
    ("They met three weeks ago.", TUESDAY, "three weeks ago", "2024-12-28", "2025-01-03", "2025-W01"),
    ("They met two months ago.", TUESDAY, "two months ago", "2024-11-01", "2024-12-06", "2024-11"),
    ("They met a year ago.", TUESDAY, "a year ago", "2023-07-22", "2024-12-31", "2024"),
    ("They met 41 years ago.", "2000-01-15", "41 years ago", "1958-07-16", "1959-12-31", "1959"),
    ("They met several years ago.", TUESDAY, "several years ago", "", "", "PAST_REF"),
    ("They met weeks ago.", TUESDAY, "weeks ago", "", "", "PAST_REF"),
    ("They meet two weeks from now.", TUESDAY, "two weeks from now", "2025-02-01", "2025-02-07", "2025-W06"),
    ("in recent months", TUESDAY, "recent months", "", "", "PAST_REF"),
    ("over the past two months", TUESDAY, "the past two months", "2024-11-21", "2025-01-21", "P2M"),
    ("over the next ten days", TUESDAY, "the next ten days", "2025-01-21", "2025-01-31", "P10D"),
    ("within the next 14 months", TUESDAY, "the next 14 months", "2025-01-21", "2026-03-21", "P14M"),
    ("in the last 24 hours", TUESDAY, "the last 24 hours", "", "", "PT24H"),
    ("over the past decade", TUESDAY, "the past decade", "2015-01-21", "2025-01-21", "P10Y"),
    ("in the coming weeks", TUESDAY, "the coming weeks", "", "", "PXW"),
    ("They talk now.", TUESDAY, "now", "", "", "PRESENT_REF"),
    ("They spoke recently.", TUESDAY, "recently", "", "", "PAST_REF"),
    ("They speak soon.", TUESDAY, "soon", "", "", "FUTURE_REF"),
    ("They do not talk at the moment.", TUESDAY, "at the moment", "", "", "PRESENT_REF"),
    ("in the near future", TUESDAY, "in the near future", "", "", "FUTURE_REF"),
]

PERIODS = [
    ("They met in ’98.", TUESDAY, "’98", "1998-01-01", "1998-12-31", "1998"),
    ("They met years later.", TUESDAY, "years later", "", "", "FUTURE_REF"),
    ("They met long ago.", TUESDAY, "long ago", "", "", "PAST_REF"),
    ("They met in 2022.", TUESDAY, "2022", "2022-01-01", "2022-12-31", "2022"),
    ("since 1989", TUESDAY, "1989", "1989-01-01", "1989-12-31", "1989"),
    ("in early 2022", TUESDAY, "early 2022", "2022-01-01", "2022-07-02", "2022"),
    ("in mid-2025", TUESDAY, "mid-2025", "2025-03-02", "2025-11-01", "2025"),
    ("at the end of 1994", TUESDAY, "the end of 1994", "1994-07-02", "1994-12-31", "1994"),
    ("this year, 2022,", "2022-11-03", "this year, 2022", "2022-01-01", "2022-12-31", "2022"),
    ("from 2019–2024", TUESDAY, "2019–2024", "2019-01-01", "2024-12-31", "2019/2024"),
    ("the 2021-22 season", TUESDAY, "2021-22", "2021-01-01", "2022-12-31", "2021/2022"),
    ("in the 1990s", TUESDAY, "the 1990s", "1990-01-01", "1999-12-31", "199"),
    ("in the late ’80s", TUESDAY, "the late ’80s", "1984-12-31", "1989-12-31", "198"),
    ("through the nineties", TUESDAY, "the nineties", "1990-01-01", "1999-12-31", "199"),
    ("in the 20th century", TUESDAY, "the 20th century", "1900-01-01", "2000-12-31", "19"),
    ("in nineteen ninety-six", TUESDAY, "nineteen ninety-six", "1996-01-01", "1996-12-31", "1996"),
    ("in the third quarter of 2024", TUESDAY, "the third quarter of 2024", "2024-07-01", "2024-09-30", "2024-Q3"),
    ("in the third quarter", TUESDAY, "the third quarter", "2024-07-01", "2024-09-30", "2024-Q3"),
    ("in Q3 2024", TUESDAY, "Q3 2024", "2024-07-01", "2024-09-30", "2024-Q3"),
    (
        "in the first quarter of this year",
        TUESDAY,
        "the first quarter of this year",
        "2025-01-01",
        "2025-03-31",
        "2025-Q1",
    ),
    ("next year's first quarter", TUESDAY, "next year's first quarter", "2026-01-01", "2026-03-31", "2026-Q1"),
    ("in the first half of 2026", TUESDAY, "the first half of 2026", "2026-01-01", "2026-06-30", "2026-H1"),
    ("in the second half of the year", TUESDAY, "the second half of the year", "2025-07-01", "2025-12-31", "2025-H2"),
    ("in the summer of 2022", TUESDAY, "the summer of 2022", "2022-06-01", "2022-08-31", "2022-SU"),
    ("last spring", TUESDAY, "last spring", "2024-03-01", "2024-05-31", "2024-SP"),
    ("this fall", TUESDAY, "this fall", "2025-09-01", "2025-11-30", "2025-FA"),
    ("next summer", TUESDAY, "next summer", "2025-06-01", "2025-08-31", "2025-SU"),
    ("in fiscal 2024", TUESDAY, "fiscal 2024", "2024-01-01", "2024-12-31", "2024"),
    ("on Christmas Eve", TUESDAY, "Christmas Eve", "2024-12-24", "2024-12-24", "2024-12-24"),
    ("on Good Friday", "2024-04-02", "Good Friday", "2024-03-29", "2024-03-29", "2024-03-29"),
    ("before Thanksgiving Day", "2024-11-12", "Thanksgiving Day", "2024-11-28", "2024-11-28", "2024-11-28"),
    ("on New Year’s Eve", TUESDAY, "New Year’s Eve", "2024-12-31", "2024-12-31", "2024-12-31"),
]

CLOCK = [
    (
        "on the morning of January 20 they spoke",
        TUESDAY,
        "the morning of January 20",
        "2025-01-20",
        "2025-01-20",
        "2025-01-20TMO",
    ),
    ("They spoke at 4 in the morning.", TUESDAY, "4 in the morning", "", "", "T04:00"),
    ("They spoke at 8 in the evening.", TUESDAY, "8 in the evening", "", "", "T20:00"),
    (
        "at 15:00 GMT on Saturday they spoke",
        TUESDAY,
        "15:00 GMT on Saturday",
        "2025-01-18",
        "2025-01-18",
        "2025-01-18T15:00",
    ),
    (
        "They will speak at 3 p.m. on Friday.",
        TUESDAY,
        "3 p.m. on Friday",
        "2025-01-24",
        "2025-01-24",
        "2025-01-24T15:00",
    ),
    ("They spoke at 10:35 a.m.", TUESDAY, "10:35 a.m.", "", "", "T10:35"),
    (
        "They will speak at 5 p.m. EST Feb. 9.",
        TUESDAY,
        "5 p.m. EST Feb. 9",
        "2025-02-09",
        "2025-02-09",
        "2025-02-09T17:00",
    ),
    ("They spoke at noon Monday.", TUESDAY, "noon Monday", "2025-01-20", "2025-01-20", "2025-01-20T12:00"),
    ("They spoke at 7 o'clock.", TUESDAY, "7 o'clock", "", "", "T07:00"),
]

LENGTHS = [
    ("for two weeks", TUESDAY, "two weeks", "", "", "P2W"),
    ("a three-day visit", TUESDAY, "three-day", "", "", "P3D"),
    ("the 20-year treaty", TUESDAY, "20-year", "", "", "P20Y"),
    ("for 2 1/2 years", TUESDAY, "2 1/2 years", "", "", "P2Y6M"),
    ("for 5 1/2 hours", TUESDAY, "5 1/2 hours", "", "", "PT5H30M"),
    ("for more than one and a half hours", TUESDAY, "more than one and a half hours", "", "", "PT1H30M"),
    ("for a couple of years", TUESDAY, "a couple of years", "", "", "P2Y"),
    ("for several months", TUESDAY, "several months", "", "", "PXM"),
    ("for twenty-four hours", TUESDAY, "twenty-four hours", "", "", "PT24H"),
    ("for a hundred years", TUESDAY, "a hundred years", "", "", "P100Y"),
    ("for a decade", TUESDAY, "a decade", "", "", "P10Y"),
    ("for half an hour", TUESDAY, "half an hour", "", "", "PT30M"),
]

SETS = [
    ("every year", TUESDAY, "every year", "", "", "P1Y"),
    ("every day", TUESDAY, "every day", "", "", "P1D"),
    ("each Thursday", TUESDAY, "each Thursday", "", "", "XXXX-WXX-4"),
    ("on Mondays", TUESDAY, "Mondays", "", "", "XXXX-WXX-1"),
    ("every May", TUESDAY, "every May", "", "", "XXXX-05"),
    ("weekly talks", TUESDAY, "weekly", "", "", "P1W"),
    ("twice a year", TUESDAY, "a year", "", "", "P1Y"),
]

REWRITTEN = [
    ("He visited final month.", "2026-02-04", "final month", "2026-01-01", "2026-01-31", "2026-01"),
    ("He visited final week.", "2026-02-04", "final week", "2026-01-26", "2026-02-01", "2026-W05"),
    ("He visited final 12 months.", "2026-02-04", "final 12 months", "2025-01-01", "2025-12-31", "2025"),
    (
        "He visited in Might final 12 months.",
        "2026-02-04",
        "Might final 12 months",
        "2025-05-01",
        "2025-05-31",
        "2025-05",
    ),
    ("He visited in Might.", "2026-02-04", "Might", "2025-05-01", "2025-05-31", "2025-05"),
    ("He will visit on Might 9.", "2026-02-04", "Might 9", "2026-05-09", "2026-05-09", "2026-05-09"),
    ("He visited on Might 9, 2024.", "2026-02-04", "Might 9, 2024", "2024-05-09", "2024-05-09", "2024-05-09"),
    ("He will visit subsequent week.", "2026-02-04", "subsequent week", "2026-02-09", "2026-02-15", "2026-W07"),
    ("He will visit subsequent month.", "2026-02-04", "subsequent month", "2026-03-01", "2026-03-31", "2026-03"),
    ("He visited final Friday.", "2026-02-04", "final Friday", "2026-01-30", "2026-01-30", "2026-01-30"),
]


def days(first: str, last: str) -> tuple[date | None, date | None]:
    return (date.fromisoformat(first), date.fromisoformat(last)) if first else (None, None)


@pytest.mark.parametrize(
    ("text", "published", "words", "first", "last", "value"),
    [*FULL, *PARTIAL, *MONTHS, *WEEKDAYS, *DEICTIC, *RELATIVE, *PERIODS, *CLOCK, *LENGTHS, *SETS, *REWRITTEN],
)
def test_expression(text: str, published: str, words: str, first: str, last: str, value: str) -> None:
    found = find(text, Interval.day(date.fromisoformat(published)))
    expected = [(words, *days(first, last), value)] if words else []
    assert [(one.text, one.earliest, one.latest, one.value) for one in found] == expected


@pytest.mark.parametrize("row", REWRITTEN)
def test_rewritten_words_say_so_in_the_rule(row: tuple[str, ...]) -> None:
    (one,) = find(row[0], Interval.day(date.fromisoformat(row[1])))
    assert one.rule.endswith("rewritten") or row[2] == "final Friday"


STORY = [
    ("They met on May 5, 2024. They met again the next day.", "the next day", "2024-05-06", "2024-05-06"),
    ("They met on May 5, 2024. Two days later they signed.", "Two days later", "2024-05-07", "2024-05-07"),
    ("They met on May 5, 2024. A week earlier they had quarrelled.", "A week earlier", "2024-04-25", "2024-05-01"),
    ("They met on May 5, 2024. The previous day they had spoken.", "The previous day", "2024-05-04", "2024-05-04"),
    ("They met on May 5, 2024, and spoke the same day.", "the same day", "2024-05-05", "2024-05-05"),
    ("They met in 2014. They fell out that year.", "that year", "2014-01-01", "2014-12-31"),
    ("They met on May 5, 2024. They parted the following Monday.", "the following Monday", "2024-05-06", "2024-05-06"),
    ("They met on May 5, 2024. They parted the following Sunday.", "the following Sunday", "2024-05-12", "2024-05-12"),
    ("They met on Friday. The next day they parted.", "The next day", "2025-01-18", "2025-01-18"),
    ("They met again the next day.", "the next day", "", ""),
    ("Two days later they signed.", "Two days later", "", ""),
]


@pytest.mark.parametrize(("text", "words", "first", "last"), STORY)
def test_the_story_moves_the_reference(text: str, words: str, first: str, last: str) -> None:
    found = find(text, Interval.day(date.fromisoformat(TUESDAY)))[-1]
    assert (found.text, found.earliest, found.latest) == (words, *days(first, last))
