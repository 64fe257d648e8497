"""What the knowledge answers: names, offices on a day, titles, seats of power, outlets."""

from __future__ import annotations

import doctest
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readouts.errors import KnowledgeError
from readouts.knowledge import base, days, load, tables, titles, who
from readouts.knowledge.days import read_days, write_days
from readouts.model import Interval

K = load()
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


def on(day: str) -> Interval:
    return Interval.day(date.fromisoformat(day))


HOLDERS = [
    # state, title, day, who
    ("DEU", "chancellor", "2021-06-01", ["angela-merkel"]),
    ("DEU", "the German chancellor", "2021-06-01", []),
    ("DEU", "president", "2021-06-01", ["frank-walter-steinmeier"]),
    ("DEU", "leader", "2024-06-01", ["olaf-scholz"]),
    ("RUS", "Kremlin chief", "2022-03-01", ["vladimir-putin"]),
    ("RUS", "leader", "2010-03-01", ["dmitry-medvedev"]),
    ("IRN", "president", "2022-06-01", ["ebrahim-raisi"]),
    ("IRN", "leader", "2022-06-01", ["ali-khamenei"]),
    ("IRN", "acting foreign minister", "2024-08-01", ["ali-bagheri-kani"]),
    ("QAT", "PM", "2024-01-05", ["mohammed-bin-abdulrahman-al-thani"]),
    ("QAT", "emir", "2024-01-05", ["tamim-bin-hamad-al-thani"]),
    ("SAU", "de facto ruler", "2022-07-15", ["mohammed-bin-salman"]),
    ("SAU", "king", "2022-07-15", ["king-salman"]),
    ("JPN", "leader", "2022-05-23", ["fumio-kishida"]),
    ("USA", "Secretary of State", "2016-05-01", ["john-kerry"]),
    ("USA", "defense secretary", "2022-05-01", ["lloyd-austin"]),
    ("USA", "Secretary of Defence", "2022-05-01", ["lloyd-austin"]),
    ("USA", "vice president", "2022-05-01", ["kamala-harris"]),
    ("USA", "national security advisor", "2021-09-01", ["jake-sullivan"]),
    ("USA", "treasury secretary", "2023-07-01", ["janet-yellen"]),
    ("USA", "head of government", "2023-07-01", ["joe-biden"]),
    ("GBR", "foreign secretary", "2024-01-01", ["david-cameron"]),
    ("GBR", "queen", "2022-01-01", ["queen-elizabeth-ii"]),
    ("GBR", "head of state", "2023-01-01", ["king-charles-iii"]),
    ("FRA", "prime minister", "2024-03-01", ["gabriel-attal"]),
    ("IND", "external affairs minister", "2023-03-01", ["subrahmanyam-jaishankar"]),
    ("IND", "foreign secretary", "2023-03-01", ["vinay-kwatra"]),
    ("CHN", "premier", "2022-01-01", ["li-keqiang"]),
    ("VNM", "party chief", "2023-01-01", ["nguyen-phu-trong"]),
    ("NATO", "chief", "2023-01-01", ["jens-stoltenberg"]),
    ("UN", "Secretary-General", "2023-01-01", ["antonio-guterres"]),
    ("EU", "Commission president", "2023-01-01", ["ursula-von-der-leyen"]),
    ("EU", "European Council president", "2023-01-01", ["charles-michel"]),
    ("EU", "foreign policy chief", "2023-01-01", ["josep-borrell"]),
    ("EU", "leader", "2023-01-01", ["charles-michel", "ursula-von-der-leyen"]),
    ("VAT", "pope", "2023-01-01", ["pope-francis"]),
    ("VEN", "interim president", "2026-01-08", ["delcy-rodriguez"]),
    ("HUN", "prime minister", "2026-06-01", ["peter-magyar"]),
    ("DEU", "chancellor of the exchequer", "2023-01-01", []),
    ("DEU", "footballer", "2023-01-01", []),
    ("XXX", "president", "2023-01-01", []),
]  # fmt: skip


@pytest.mark.parametrize(("state", "title", "day", "expected"), HOLDERS)
def test_holder_of_an_office(state: str, title: str, day: str, expected: list[str]) -> None:
    assert sorted(t.person for t in K.holder_of(state, title, on(day))) == expected


def test_no_day_no_holder() -> None:
    assert K.holder_of("DEU", "chancellor", None) == ()


OFFICES = [
    ("joe-biden", "2016-01-01", "Vice President", "Senator"),
    ("joe-biden", "2022-01-01", "President", "Vice President"),
    ("joe-biden", "2025-06-01", None, "President"),
    ("donald-trump", "2022-01-01", None, "President"),
    ("boris-johnson", "2017-01-01", "Foreign Secretary", "Mayor of London"),
    ("boris-johnson", "2026-02-23", None, "Prime Minister"),
    ("vladimir-putin", "2009-01-01", "Prime Minister", "President"),
    ("vladimir-putin", "2020-01-01", "President", "Prime Minister"),
    ("narendra-modi", "2024-01-01", "Prime Minister", None),
    ("dmitry-medvedev", "2021-01-01", "Deputy Chairman of the Security Council", "Prime Minister"),
    ("antonio-costa", "2023-01-01", "Prime Minister", "Foreign Minister"),
    ("antonio-costa", "2025-01-01", "President of the European Council", "Prime Minister"),
    ("ursula-von-der-leyen", "2017-01-01", "Defence Minister", None),
    ("yoon-suk-yeol", "2021-01-01", None, None),
]


@pytest.mark.parametrize(("person", "day", "office", "last"), OFFICES)
def test_office_held_and_last_held(person: str, day: str, office: str | None, last: str | None) -> None:
    held, former = K.office(person, on(day)), K.last_office(person, on(day))
    assert (held.title if held else None) == office
    assert (former.title if former else None) == last


def test_a_tenure_only_possible_comes_after_a_sure_one() -> None:
    for person in K.persons:
        held = K.tenures(person.id, on("2025-06-15"))
        sure = [t.surely_covers(on("2025-06-15")) for t in held]
        assert sure == sorted(sure, reverse=True), person.id


def test_without_a_day_only_an_only_office_is_told() -> None:
    known, several = K.office("angela-merkel", None), K.office("vladimir-putin", None)
    assert known is not None
    assert known.title == "Chancellor"
    assert several is None


NAMES = [
    ("Volodymyr Zelensky", ["volodymyr-zelenskyy"]),
    ("Volodymyr Zelenskiy", ["volodymyr-zelenskyy"]),
    ("Wolodymyr Zelenskyy", []),
    ("Zelensky", ["volodymyr-zelenskyy"]),
    ("Recep Tayyip Erdoğan", ["recep-tayyip-erdogan"]),
    ("President Joseph R. Biden, Jr.", ["joe-biden"]),
    ("Joseph R Biden Jr", ["joe-biden"]),
    ("Mr Modi", ["narendra-modi"]),
    ("Kim Jong-un", ["kim-jong-un"]),
    ("KIM JONG UN", ["kim-jong-un"]),
    ("Crown Prince Mohammed bin Salman", ["mohammed-bin-salman"]),
    ("MBS", ["mohammed-bin-salman"]),
    ("Alexander Lukashenka", ["alexander-lukashenko"]),
    ("King Charles", ["king-charles-iii"]),
    ("S. Jaishankar", ["subrahmanyam-jaishankar"]),
    ("Kishida Fumio", ["fumio-kishida"]),
    ("Sir Keir Starmer", ["keir-starmer"]),
    ("Emmanuel Macrom", ["emmanuel-macron"]),
    ("Ann Nobody", []),
    ("President", []),
    ("", []),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_persons_named(name: str, expected: list[str]) -> None:
    assert [person.id for person in K.persons_named(name)] == expected


@pytest.mark.parametrize(
    ("person", "short"),
    [
        ("xi-jinping", "Xi"),
        ("kim-jong-un", "Kim"),
        ("emmanuel-macron", "Macron"),
        ("luiz-inacio-lula-da-silva", "Lula"),
        ("ursula-von-der-leyen", "von der Leyen"),
        ("abiy-ahmed", "Abiy"),
        ("anwar-ibrahim", "Anwar"),
        ("andres-manuel-lopez-obrador", "López Obrador"),
        ("joko-widodo", "Jokowi"),
    ],
)
def test_how_the_press_calls_them_alone(person: str, short: str) -> None:
    assert short in K.person(person).short


STATES = [
    ("Germany", "DEU"),
    ("German", "DEU"),
    ("Germans", "DEU"),
    ("Berlin", "DEU"),
    ("the Kremlin", "RUS"),
    ("White House", "USA"),
    ("U.S.", "USA"),
    ("Downing Street", "GBR"),
    ("Elysee", "FRA"),
    ("Élysée", "FRA"),
    ("Quai d’Orsay", "FRA"),
    ("Kiev", "UKR"),
    ("Türkiye", "TUR"),
    ("N. Korea", "PRK"),
    ("South Korean", "KOR"),
    ("Hamas", "PSE"),
    ("Greenlandic", "GRL"),
    ("European Commission", "EU"),
    ("Nato", "NATO"),
    ("Luxembourg", "LUX"),
    ("Brussels", None),
    ("Congolese", None),
    ("Atlantis", None),
]


@pytest.mark.parametrize(("name", "code"), STATES)
def test_state_of_a_name(name: str, code: str | None) -> None:
    assert K.state_of(name) == code


@pytest.mark.parametrize(
    ("name", "outlet", "official"),
    [
        ("TASS", "TASS", True),
        ("Xinhua News Agency", "Xinhua", True),
        ("Agence France-Presse", "AFP", False),
        ("Associated Press", "AP", False),
        ("bbc.com", "BBC", True),
        ("www.bbc.com", "BBC", True),
        ("Guardian", "The Guardian", False),
        ("The Guardian (headline, via a feed)", "The Guardian", False),
    ],
)
def test_outlet(name: str, outlet: str, official: bool) -> None:
    found = K.outlet(name)
    assert found is not None
    assert (found.name, found.official) == (outlet, official)


def test_unknown_outlet() -> None:
    assert K.outlet("The Daily Nowhere") is None


def test_unknown_person() -> None:
    with pytest.raises(KnowledgeError, match=r"persons\.csv"):
        K.person("nobody-at-all")


def test_who_tells_what_is_sure() -> None:
    rows = {(row.kind, row.name): row.sure for row in who(K, "GBR", on("2022-10-24"))}
    assert rows["head_of_government", "Liz Truss"] is True
    assert ("head_of_government", "Rishi Sunak") not in rows


def test_who_without_a_day_tells_all() -> None:
    held = [row.name for row in who(K, "USA") if row.kind == "head_of_state"]
    assert held.count("Donald Trump") == 2


DAY_ROWS = [
    ("", None),
    ("2021-05-03", ("2021-05-03", "2021-05-03")),
    ("2021-02", ("2021-02-01", "2021-02-28")),
    ("2021", ("2021-01-01", "2021-12-31")),
    ("2021-05/2021-07-02", ("2021-05-01", "2021-07-02")),
    ("../2026-01-03", ("0001-01-01", "2026-01-03")),
    ("2022-03-01/..", ("2022-03-01", "9999-12-31")),
]


@pytest.mark.parametrize(("cell", "expected"), DAY_ROWS)
def test_days_of_a_cell(cell: str, expected: tuple[str, str] | None) -> None:
    interval = Interval(date.fromisoformat(expected[0]), date.fromisoformat(expected[1])) if expected else None
    assert read_days(cell) == interval
    assert read_days(write_days(interval)) == interval


@pytest.mark.parametrize("cell", ["soon", "2021-13", "2021-02-30", "03.05.2021", "2022/2021", "..", "2021-1-1"])
def test_days_that_are_none(cell: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_days(cell)


@given(DAYS, DAYS)
def test_days_written_are_read_again(one: date, other: date) -> None:
    interval = Interval(min(one, other), max(one, other))
    assert read_days(write_days(interval)) == interval


@pytest.mark.parametrize("module", [base, days, tables, titles], ids=lambda module: module.__name__)
def test_examples_in_the_docstrings_are_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_loading_twice_gives_the_same_object() -> None:
    assert load() is load()
    assert load((Path(base.__file__).parent / "data" / "cautious.csv",)) is not load()
