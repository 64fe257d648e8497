# ruff: noqa: E501
"""One contact in many wordings: who, through what, when, and whether it was held."""

from __future__ import annotations

import pytest

from contact_rows import told

ROWS: list[tuple[str, str, list[str]]] = [
    (
        "2023-05-10",
        "Arab leaders, including Jordan's King Abdullah II and Egyptian President Abdel Fattah al-Sisi, have also called Emmanuel Macron to express their solidarity.",
        ["Abdullah+Macron+Sisi call held -"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron met several leaders including Olaf Scholz and Narendra Modi on Tuesday.",
        ["Macron+Modi meeting held 2023-05-09", "Macron+Scholz meeting held 2023-05-09"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron held talks with counterparts, including Olaf Scholz, in Paris.",
        ["Macron+Scholz talks held -"],
    ),
    ("2023-05-10", "Olaf Scholz briefed Emmanuel Macron by phone on the talks.", ["Macron+Scholz phone_call held -"]),
    ("2023-05-10", "Emmanuel Macron dined with Olaf Scholz in Strasbourg.", ["Macron+Scholz talks held -"]),
    ("2023-05-10", "Emmanuel Macron and Olaf Scholz shook hands in Rome.", ["Macron+Scholz meeting held -"]),
    ("2023-05-10", "Emmanuel Macron was greeted by Xi Jinping in Beijing.", ["Macron+Xi meeting held -"]),
    ("2023-05-10", "Rishi Sunak has been on the phone to Emmanuel Macron.", ["Macron+Sunak phone_call held -"]),
    (
        "2023-05-10",
        "Rishi Sunak was on the phone with Emmanuel Macron for an hour.",
        ["Macron+Sunak phone_call held -"],
    ),
    ("2023-05-10", "Rishi Sunak and Emmanuel Macron exchanged views by phone.", ["Macron+Sunak phone_call held -"]),
    ("2023-05-10", "Rishi Sunak and Emmanuel Macron conferred on Tuesday.", ["Macron+Sunak talks held 2023-05-09"]),
    ("2023-05-10", "Rishi Sunak consulted Emmanuel Macron.", ["Macron+Sunak talks held -"]),
    ("2023-05-10", "Rishi Sunak consulted with Emmanuel Macron over the plan.", ["Macron+Sunak talks held -"]),
    ("2023-05-10", "Emmanuel Macron's phone call with Xi Jinping lasted an hour.", ["Macron+Xi phone_call held -"]),
    ("2023-05-10", "A phone call took place between Emmanuel Macron and Xi Jinping.", ["Macron+Xi phone_call held -"]),
    ("2023-05-10", "Emmanuel Macron phoned up Olaf Scholz.", ["Macron+Scholz phone_call held -"]),
    ("2023-05-10", "Emmanuel Macron got a call from Olaf Scholz.", ["Macron+Scholz call held -"]),
    ("2023-05-10", "Emmanuel Macron took a call from Olaf Scholz.", ["Macron+Scholz call held -"]),
    ("2023-05-10", "Emmanuel Macron jetted off to Beijing.", ["(China)+Macron visit held -"]),
    ("2023-05-10", "Emmanuel Macron lands in Beijing for talks.", ["(China)+Macron visit ongoing -"]),
    ("2023-05-10", "Emmanuel Macron touched down in Beijing.", ["(China)+Macron visit held -"]),
    ("2023-05-10", "Xi and Macron discussed Ukraine on Tuesday.", ["Macron+Xi talks held 2023-05-09"]),
    (
        "2023-05-10",
        "Emmanuel Macron and Xi Jinping agreed on Tuesday to boost trade ties.",
        ["Macron+Xi talks held 2023-05-09"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron and Xi Jinping signed a trade deal in Paris on Tuesday.",
        ["Macron+Xi talks held 2023-05-09"],
    ),
    ("2023-05-10", "Emmanuel Macron rang up Olaf Scholz on Tuesday.", ["Macron+Scholz phone_call held 2023-05-09"]),
    ("2023-05-10", "Emmanuel Macron put off his trip to China.", ["(China)+Macron visit postponed -"]),
    (
        "2023-05-10",
        "Emmanuel Macron's trip to China has been pushed back to June.",
        ["(China)+Macron visit postponed 2023-06-01/2023-06-30"],
    ),
    ("2023-05-10", "Emmanuel Macron cut short his visit to China.", ["(China)+Macron visit held -"]),
    (
        "2023-05-10",
        "Emmanuel Macron is still hoping to see Xi Jinping this month.",
        ["Macron+Xi meeting proposed 2023-05-01/2023-05-31"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron had been due to meet Xi Jinping on Monday.",
        ["Macron+Xi meeting cancelled 2023-05-08"],
    ),
    ("2023-05-10", "Emmanuel Macron failed to meet Xi Jinping in Bali.", ["Macron+Xi meeting attempted -"]),
    ("2023-05-10", "Emmanuel Macron tried to reach Vladimir Putin by phone.", ["Macron+Putin phone_call attempted -"]),
    ("2023-05-10", "Emmanuel Macron has not spoken to Vladimir Putin since September.", []),
    ("2023-05-10", "Emmanuel Macron has no intention of calling Vladimir Putin.", ["Macron+Putin call denied -"]),
    (
        "2023-05-10",
        "Emmanuel Macron could meet Vladimir Putin in Istanbul, aides say.",
        ["Macron+Putin meeting proposed -"],
    ),
    ("2023-05-10", "Emmanuel Macron is likely to meet Xi Jinping in Rome.", ["Macron+Xi meeting announced -"]),
    ("2023-05-10", "Emmanuel Macron is weighing a visit to Kyiv.", ["(Ukraine)+Macron visit proposed -"]),
    (
        "2023-05-10",
        "Talks between Emmanuel Macron and Xi Jinping are under way in Paris.",
        ["Macron+Xi talks ongoing -"],
    ),
    ("2023-05-10", "Emmanuel Macron and Xi Jinping are meeting in Paris.", ["Macron+Xi meeting ongoing -"]),
    ("2023-05-10", "Emmanuel Macron is meeting Xi Jinping on Thursday.", ["Macron+Xi meeting announced 2023-05-11"]),
    (
        "2023-05-10",
        "Emmanuel Macron will be meeting Xi Jinping on Thursday.",
        ["Macron+Xi meeting announced 2023-05-11"],
    ),
    ("2023-05-10", "Emmanuel Macron meets Xi Jinping on Thursday.", ["Macron+Xi meeting announced 2023-05-11"]),
    (
        "2023-05-10",
        "Emmanuel Macron would meet Xi Jinping on Thursday, the Elysee said.",
        ["Macron+Xi meeting announced 2023-05-11"],
    ),
    ("2023-05-10", "Emmanuel Macron should meet Xi Jinping, Olaf Scholz said.", ["Macron+Xi meeting proposed -"]),
    ("2023-05-10", "Emmanuel Macron demanded a meeting with Xi Jinping.", ["Macron+Xi meeting proposed -"]),
    (
        "2023-05-10",
        "Xi Jinping agreed to receive Emmanuel Macron in June.",
        ["Macron+Xi visit announced 2023-06-01/2023-06-30"],
    ),
    ("2023-05-10", "Emmanuel Macron asked Xi Jinping for a meeting.", ["Macron+Xi meeting proposed -"]),
    (
        "2023-05-10",
        "The Kremlin denied that Vladimir Putin had spoken to Emmanuel Macron.",
        ["Macron+Putin call denied -"],
    ),
    (
        "2023-05-10",
        "Reports of a call between Vladimir Putin and Emmanuel Macron are false, the Kremlin said.",
        ["Macron+Putin call denied -"],
    ),
    (
        "2023-05-10",
        "There was no meeting between Vladimir Putin and Emmanuel Macron, the Kremlin said.",
        ["Macron+Putin meeting denied -"],
    ),
    (
        "2023-05-10",
        "A planned meeting between Vladimir Putin and Emmanuel Macron fell through.",
        ["Macron+Putin meeting cancelled -"],
    ),
    (
        "2023-05-10",
        "A planned meeting between Vladimir Putin and Emmanuel Macron did not take place.",
        ["Macron+Putin meeting cancelled -"],
    ),
    (
        "2023-05-10",
        "A meeting of Vladimir Putin and Emmanuel Macron is being prepared.",
        ["Macron+Putin meeting announced -"],
    ),
    (
        "2023-05-10",
        "A date for a meeting between Vladimir Putin and Emmanuel Macron has not been set.",
        ["Macron+Putin meeting proposed -"],
    ),
    (
        "2023-05-10",
        "Vladimir Putin and Emmanuel Macron met for the first time in two years.",
        ["Macron+Putin meeting held -"],
    ),
    (
        "2023-05-10",
        "In his first call with Emmanuel Macron since the war began, Vladimir Putin blamed NATO.",
        ["Macron+Putin call held -"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron, fresh from a call with Vladimir Putin, met Olaf Scholz on Tuesday.",
        ["Macron+Putin call held -", "Macron+Scholz meeting held 2023-05-09"],
    ),
    (
        "2023-05-10",
        "Having met Olaf Scholz, Emmanuel Macron flew to Rome to see Giorgia Meloni.",
        ["Macron+Meloni visit held -", "Macron+Scholz meeting held -"],
    ),
    (
        "2023-05-10",
        "After meeting Olaf Scholz in Berlin on Monday, Emmanuel Macron travelled to Warsaw.",
        ["(Poland)+Macron visit held -", "Macron+Scholz meeting held 2023-05-08"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron will host Olaf Scholz and Donald Tusk in Paris on Friday.",
        ["Macron+Scholz+Tusk visit announced 2023-05-12"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron held separate meetings with Olaf Scholz and Giorgia Meloni.",
        ["Macron+Meloni meeting held -", "Macron+Scholz meeting held -"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron held a three-way call with Olaf Scholz and Vladimir Putin.",
        ["Macron+Putin+Scholz call held -"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron, Olaf Scholz and Rishi Sunak spoke by phone.",
        ["Macron+Scholz+Sunak phone_call held -"],
    ),
    (
        "2023-05-10",
        "The leaders of France, Germany and Britain spoke by phone.",
        ["Macron+Scholz+Sunak phone_call held -"],
    ),
    (
        "2023-05-10",
        "The foreign ministers of Iran and Saudi Arabia met in Beijing in the presence of their Chinese counterpart.",
        ["Abdollahian+Saud meeting held -"],
    ),
    ("2023-05-10", "Qatar's prime minister is in Tehran.", ["(Iran)+Thani visit ongoing -"]),
    ("2023-05-10", "A US delegation led by Antony Blinken arrived in Beijing.", ["(China)+Blinken visit held -"]),
    ("2023-05-10", "France summoned the Russian ambassador.", []),
    ("2023-05-10", "Emmanuel Macron wrote to Xi Jinping.", ["Macron+Xi message held -"]),
    ("2023-05-10", "Emmanuel Macron sent Xi Jinping a letter.", ["Macron+Xi message held -"]),
    ("2023-05-10", "Emmanuel Macron sent a letter of congratulation to Xi Jinping.", ["Macron+Xi message held -"]),
    ("2023-05-10", "Emmanuel Macron offered condolences to Recep Tayyip Erdogan.", ["Erdogan+Macron message held -"]),
    ("2023-05-10", "Emmanuel Macron criticised Vladimir Putin.", []),
    ("2023-05-10", "Emmanuel Macron spoke about Vladimir Putin.", []),
    ("2023-05-10", "Emmanuel Macron spoke to reporters about Vladimir Putin.", []),
    ("2023-05-10", "Emmanuel Macron compared Vladimir Putin to Kim Jong Un after the meeting.", []),
    (
        "2023-05-10",
        "Narendra Modi on Tuesday left for Washington, where he will meet Joe Biden on Thursday.",
        ["(United States)+Modi visit held 2023-05-09", "Biden+Modi meeting announced 2023-05-11"],
    ),
    (
        "2023-05-10",
        "Blinken spoke by phone with Lavrov about a detained reporter, the State Department said.",
        ["Blinken+Lavrov phone_call held -"],
    ),
    (
        "2023-05-10",
        "Wang Yi will travel to Moscow next week, the Russian foreign ministry said on Wednesday.",
        ["(Russia)+Wang visit announced 2023-05-15/2023-05-21"],
    ),
    ("2023-05-10", "Qin Gang and Antony Blinken have yet to speak since the balloon was shot down.", []),
    (
        "2023-05-10",
        "Jake Sullivan met Wang Yi in Vienna for eight hours over two days this week.",
        ["Sullivan+Wang meeting held 2023-05-08/2023-05-14"],
    ),
    (
        "2023-05-10",
        "The Saudi crown prince hosted Bashar al-Assad in Jeddah on Friday.",
        ["Assad+Salman meeting held 2023-05-05"],
    ),
    (
        "2023-05-10",
        "During a phone call on Tuesday, Erdogan told Raisi that Turkey backed the deal.",
        ["Erdogan+Raisi phone_call held 2023-05-09"],
    ),
    (
        "2023-05-10",
        "Lula told Putin by phone that he could not visit Russia now.",
        ["(Russia)+Silva visit denied -", "Putin+Silva phone_call held -"],
    ),
    (
        "2023-05-10",
        "Ramaphosa spoke by phone with Putin and Zelensky, who agreed to receive African leaders.",
        ["Putin+Ramaphosa phone_call held -", "Ramaphosa+Zelenskyy phone_call held -"],
    ),
    (
        "2023-05-10",
        "Biden spoke to Netanyahu on Sunday, the White House said in a readout.",
        ["Biden+Netanyahu call held 2023-05-07"],
    ),
    ("2023-05-10", "Biden has no plans to invite Netanyahu to the White House.", ["Biden+Netanyahu visit denied -"]),
    (
        "2023-05-10",
        '"I will be meeting with President Xi in the fall," Biden told reporters.',
        ["Biden+Xi meeting announced 2023-09-01/2023-11-30"],
    ),
    (
        "2023-05-10",
        '"I spoke with President Zelensky this morning," Biden told reporters.',
        ["Biden+Zelenskyy call held 2023-05-10"],
    ),
    ("2023-05-10", "Asked whether he would call Putin, Biden said no.", []),
    ("2023-05-10", "Had Biden met Putin, the war might have ended.", []),
    ("2023-05-10", "Biden and Xi last met in Bali in November.", ["Biden+Xi meeting held 2022-11-01/2022-11-30"]),
    (
        "2023-05-10",
        "Biden, who met Xi in Bali in November, said ties would thaw.",
        ["Biden+Xi meeting held 2022-11-01/2022-11-30"],
    ),
    (
        "2023-05-10",
        "Before his talks with Xi on Wednesday, Biden met Albanese.",
        ["Albanese+Biden meeting held -", "Biden+Xi talks held 2023-05-10"],
    ),
    (
        "2023-05-10",
        "LONDON (AP) — British Prime Minister Rishi Sunak will travel to Washington next month for talks with President Joe Biden, his office said Wednesday.",
        ["Biden+Sunak visit announced 2023-06-01/2023-06-30"],
    ),
    (
        "2023-05-10",
        "The Indian prime minister and the Australian prime minister held bilateral talks in Sydney on Wednesday.",
        ["Albanese+Modi talks held 2023-05-10"],
    ),
    (
        "2023-05-10",
        "Mr Sunak and Mr Modi are expected to discuss a trade deal when they meet in Hiroshima next week.",
        ["Modi+Sunak meeting announced 2023-05-15/2023-05-21"],
    ),
    (
        "2023-05-10",
        "Speaking alongside Mr Scholz in Berlin, Mr Macron said Europe was united.",
        ["Macron+Scholz meeting held -"],
    ),
    (
        "2023-05-10",
        "Macron told a news conference with Scholz that Europe was united.",
        ["Macron+Scholz meeting held -"],
    ),
    (
        "2023-05-10",
        "Macron made the remarks at a joint press conference with Scholz in Berlin on Tuesday.",
        ["Macron+Scholz meeting held 2023-05-09"],
    ),
    ("2023-05-10", "The trip comes a week after Macron visited Beijing.", ["(China)+Macron visit held -"]),
    ("2023-05-10", "It was Macron's third visit to China as president.", ["(China)+Macron visit held -"]),
    (
        "2023-05-10",
        "Macron's visit to China in April drew criticism.",
        ["(China)+Macron visit held 2023-04-01/2023-04-30"],
    ),
    ("2023-05-10", "Macron has visited Kyiv twice since the invasion.", ["(Ukraine)+Macron visit held -"]),
    (
        "2023-05-10",
        "Macron became the first Western leader to visit Kyiv since April.",
        ["(Ukraine)+Macron visit held -"],
    ),
    ("2023-05-10", "Putin has not met Zelensky since 2019.", []),
    (
        "2023-05-10",
        "Putin and Zelensky have met only once, in Paris in December 2019.",
        ["Putin+Zelenskyy meeting held 2019-12-01/2019-12-31"],
    ),
    ("2023-05-10", "Zelensky again ruled out talks with Putin.", ["Putin+Zelenskyy talks denied -"]),
    ("2023-05-10", "Zelensky urged Xi to call him.", ["Xi+Zelenskyy call proposed -"]),
    (
        "2023-05-10",
        "Xi's call to Zelensky on April 26 was the first since the invasion.",
        ["Xi+Zelenskyy call held 2023-04-26"],
    ),
    ("2023-05-10", "China said Xi's call with Zelensky was frank.", ["Xi+Zelenskyy call held -"]),
    ("2023-05-10", "Kyiv hailed the call between Xi and Zelensky.", ["Xi+Zelenskyy call held -"]),
    ("2023-05-10", "Macron, speaking after a meeting with Scholz, urged calm.", ["Macron+Scholz meeting held -"]),
    (
        "2023-05-10",
        "Macron received Scholz at the Elysee on Tuesday evening for a working dinner.",
        ["Macron+Scholz meeting held 2023-05-09"],
    ),
    ("2023-05-10", "Macron had lunch with Scholz in Paris on Tuesday.", ["Macron+Scholz meeting held 2023-05-09"]),
    (
        "2023-05-10",
        "The French president flew to Beijing on Tuesday accompanied by Ursula von der Leyen.",
        ["(China)+Leyen+Macron visit held 2023-05-09"],
    ),
    ("2023-05-10", "Lavrov kicked off an African tour in Nairobi on Monday.", ["(Kenya)+Lavrov visit held 2023-05-08"]),
    (
        "2023-05-10",
        "Lavrov arrived in Kenya on Monday and will go on to South Africa.",
        ["(Kenya)+Lavrov visit held 2023-05-08", "(South Africa)+Lavrov visit announced -"],
    ),
    (
        "2023-05-10",
        "Foreign ministers of Russia, Turkey, Iran and Syria met in Moscow on Wednesday.",
        ["Abdollahian+Cavusoglu+Lavrov+Mekdad meeting held 2023-05-10"],
    ),
    (
        "2023-05-10",
        "Blinken hosted the foreign ministers of Armenia and Azerbaijan for four days of talks outside Washington.",
        ["Bayramov+Blinken+Mirzoyan meeting held -"],
    ),
    ("2023-05-10", "Putin's spokesman said there were no plans for a call with Biden.", ["Biden+Putin call denied -"]),
    ("2023-05-10", "The Kremlin spokesman met reporters.", []),
    ("2023-05-10", "Prigozhin met Putin five days after the mutiny, the Kremlin said.", []),
    ("2023-05-10", "Biden met families of the hostages.", []),
    (
        "2023-05-10",
        "Former US president Donald Trump hosted Viktor Orban at his golf club in New Jersey.",
        ["Orban+Trump meeting held -"],
    ),
    (
        "2023-05-10",
        "Taiwan's president Tsai Ing-wen met the US House speaker Kevin McCarthy in California.",
        ["Mccarthy+Wen meeting held -"],
    ),
    ("2023-05-10", "King Charles met Zelensky at Buckingham Palace.", ["Charles+Zelenskyy meeting held -"]),
    ("2023-05-10", "UN chief Guterres met Lavrov in New York.", ["Guterres+Lavrov meeting held -"]),
]


@pytest.mark.parametrize(("published", "text", "expected"), ROWS)
def test_wordings(published: str, text: str, expected: list[str]) -> None:
    assert told(text, published) == sorted(expected)
