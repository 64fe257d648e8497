"""Which kind of contact the words tell of: call, phone, video, meeting, visit, summit, talks, message."""

from __future__ import annotations

import pytest

from contact_rows import told

PHONE = [
    (
        "2022-03-08",
        "French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday.",
        ["Macron+Scholz phone_call held 2022-03-07"],
    ),
    (
        "2022-05-12",
        "Volodymyr Zelenskyy phoned Polish President Andrzej Duda on Wednesday to thank him for the howitzers.",
        ["Duda+Zelenskyy phone_call held 2022-05-11"],
    ),
    (
        "2023-04-27",
        "Xi Jinping and Volodymyr Zelenskyy had a long telephone conversation on Wednesday, both capitals confirmed.",
        ["Xi+Zelenskyy phone_call held 2023-04-26"],
    ),
    (
        "2021-11-16",
        "In a phone call on Monday, Turkish President Recep Tayyip Erdogan and Russian President Vladimir Putin "
        "went through the gas contracts.",
        ["Erdogan+Putin phone_call held 2021-11-15"],
    ),
    (
        "2022-09-22",
        "Israeli Prime Minister Yair Lapid telephoned Jordan's King Abdullah II on Wednesday evening.",
        ["Abdullah+Lapid phone_call held 2022-09-21"],
    ),
    (
        "2024-02-09",
        "A phone call took place on Thursday between Russian President Vladimir Putin and China's Xi Jinping.",
        ["Putin+Xi phone_call held 2024-02-08"],
    ),
]
CALL = [
    (
        "2023-06-06",
        "Canadian Prime Minister Justin Trudeau held a call with Ukrainian President Volodymyr Zelenskyy on Monday.",
        ["Trudeau+Zelenskyy call held 2023-06-05"],
    ),
    (
        "2024-07-09",
        "Keir Starmer spoke with Indian Prime Minister Narendra Modi on Saturday about the trade deal.",
        ["Modi+Starmer call held 2024-07-06"],
    ),
    (
        "2022-10-26",
        "President Joe Biden called Rishi Sunak on Tuesday, hours after he took over in London.",
        ["Biden+Sunak call held 2022-10-25"],
    ),
    (
        "2021-08-20",
        "US Secretary of State Antony Blinken spoke to Pakistani Foreign Minister Shah Mahmood Qureshi on Thursday.",
        ["Blinken+Qureshi call held 2021-08-19"],
    ),
]
VIDEO = [
    (
        "2021-11-16",
        "Joe Biden and Xi Jinping held a virtual summit on Monday that lasted into the night.",
        ["Biden+Xi video_call held 2021-11-15"],
    ),
    (
        "2022-03-09",
        "Emmanuel Macron, Olaf Scholz and Xi Jinping conferred by video link on Tuesday.",
        ["Macron+Scholz+Xi video_call held 2022-03-08"],
    ),
    (
        "2021-12-08",
        "Vladimir Putin and Joe Biden talked for two hours over a secure video call on Tuesday.",
        ["Biden+Putin video_call held 2021-12-07"],
    ),
    (
        "2022-06-16",
        "Indian Prime Minister Narendra Modi held a videoconference with Vietnamese Prime Minister Pham Minh Chinh "
        "on Wednesday.",
        ["Modi+Pham video_call held 2022-06-15"],
    ),
]
MEETING = [
    (
        "2022-02-08",
        "Emmanuel Macron met Vladimir Putin in the Kremlin on Monday.",
        ["Macron+Putin meeting held 2022-02-07"],
    ),
    (
        "2023-09-11",
        "Rishi Sunak and Li Qiang met on the sidelines of the G20 summit in New Delhi on Sunday.",
        ["Li+Sunak meeting held 2023-09-10"],
    ),
    (
        "2022-11-15",
        "Australian Prime Minister Anthony Albanese had a meeting with President Xi Jinping in Bali on Tuesday.",
        ["Albanese+Xi meeting held 2022-11-15"],
    ),
    (
        "2021-06-17",
        "Joe Biden sat down with Vladimir Putin in a lakeside villa in Geneva on Wednesday.",
        ["Biden+Putin meeting held 2021-06-16"],
    ),
    (
        "2024-03-14",
        "Hungarian Foreign Minister Peter Szijjarto met his Turkish counterpart Hakan Fidan in Antalya on Friday.",
        ["Fidan+Szijjarto meeting held 2024-03-15"],
    ),
]
VISIT = [
    (
        "2023-03-22",
        "Japanese Prime Minister Fumio Kishida visited Kyiv on Tuesday and met President Volodymyr Zelenskyy.",
        ["Kishida+Zelenskyy visit held 2023-03-21"],
    ),
    (
        "2022-04-11",
        "Boris Johnson travelled to Kyiv on Saturday for talks with Volodymyr Zelenskyy.",
        ["Johnson+Zelenskyy visit held 2022-04-09"],
    ),
    (
        "2024-05-08",
        "Serbian President Aleksandar Vucic received Xi Jinping in Belgrade on Wednesday.",
        ["Vucic+Xi meeting held 2024-05-08"],
    ),
    (
        "2023-02-10",
        "Brazil's President Luiz Inacio Lula da Silva arrived in Washington on Thursday.",
        ["(United States)+Silva visit held 2023-02-09"],
    ),
    (
        "2022-07-21",
        "Iran's Supreme Leader Ali Khamenei hosted Russian President Vladimir Putin in Tehran on Tuesday.",
        ["Khamenei+Putin meeting held 2022-07-19"],
    ),
]
SUMMIT = [
    (
        "2022-07-20",
        "Vladimir Putin, Ebrahim Raisi and Recep Tayyip Erdogan held a summit in Tehran on Tuesday.",
        ["Erdogan+Putin+Raisi summit held 2022-07-19"],
    ),
    (
        "2023-08-19",
        "Joe Biden, Fumio Kishida and Yoon Suk Yeol gathered for a summit at Camp David on Friday.",
        ["Biden+Kishida+Yoon summit held 2023-08-18"],
    ),
]
TALKS = [
    (
        "2022-03-30",
        "Delegations of Russia and Ukraine held talks in Istanbul on Tuesday.",
        ["(delegation of Russia)+(delegation of Ukraine) talks held 2022-03-29"],
    ),
    (
        "2023-06-20",
        "Antony Blinken held talks with Chinese Foreign Minister Qin Gang on Sunday.",
        ["Blinken+Qin talks held 2023-06-18"],
    ),
]
MESSAGE = [
    (
        "2022-10-24",
        "Xi Jinping received a congratulatory message from Kim Jong Un on Sunday.",
        ["Kim+Xi message held 2022-10-23"],
    ),
    (
        "2024-03-18",
        "Kazakh President Kassym-Jomart Tokayev congratulated Vladimir Putin on Monday.",
        ["Putin+Tokayev message held 2024-03-18"],
    ),
    (
        "2022-07-09",
        "Vladimir Putin sent a telegram of condolence to Fumio Kishida on Friday.",
        ["Kishida+Putin message held 2022-07-08"],
    ),
]
ROWS = [*PHONE, *CALL, *VIDEO, *MEETING, *VISIT, *SUMMIT, *TALKS, *MESSAGE]


@pytest.mark.parametrize(("published", "text", "expected"), ROWS)
def test_channel(published: str, text: str, expected: list[str]) -> None:
    assert told(text, published) == sorted(expected)
