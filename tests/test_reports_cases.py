# ruff: noqa: E501
"""Cases that real texts are full of: lists, several contacts in one breath, what is said instead of done, and traps."""

from __future__ import annotations

import pytest

from contact_rows import marked, told

ROWS: list[tuple[str, str, list[str]]] = [
    (
        "2023-05-10",
        "Emmanuel Macron spoke with Olaf Scholz and Giorgia Meloni on Tuesday.",
        ["Macron+Meloni call held 2023-05-09", "Macron+Scholz call held 2023-05-09"],
    ),
    ("2023-05-10", "Emmanuel Macron and Olaf Scholz spoke on Tuesday.", ["Macron+Scholz call held 2023-05-09"]),
    (
        "2023-05-10",
        "In separate calls on Monday, Joe Biden spoke with Olaf Scholz and Rishi Sunak.",
        ["Biden+Scholz call held 2023-05-08", "Biden+Sunak call held 2023-05-08"],
    ),
    (
        "2023-05-10",
        "Joe Biden held separate calls with Olaf Scholz, Rishi Sunak and Emmanuel Macron on Monday.",
        ["Biden+Macron call held 2023-05-08", "Biden+Scholz call held 2023-05-08", "Biden+Sunak call held 2023-05-08"],
    ),
    (
        "2023-05-10",
        "Joe Biden spoke separately with Olaf Scholz and Rishi Sunak.",
        ["Biden+Scholz call held -", "Biden+Sunak call held -"],
    ),
    (
        "2023-05-10",
        "Joe Biden, Olaf Scholz and Rishi Sunak held a three-way call on Monday.",
        ["Biden+Scholz+Sunak call held 2023-05-08"],
    ),
    (
        "2023-05-12",
        "Xi Jinping met Joe Biden on Monday for three hours, and on Tuesday Emmanuel Macron; next up is the Australian prime minister.",
        ["Albanese+Xi meeting announced -", "Biden+Xi meeting held 2023-05-08", "Macron+Xi meeting held 2023-05-09"],
    ),
    (
        "2023-05-12",
        "Narendra Modi met Rishi Sunak on Monday and Olaf Scholz on Tuesday.",
        ["Modi+Scholz meeting held 2023-05-09", "Modi+Sunak meeting held 2023-05-08"],
    ),
    (
        "2021-11-17",
        "Biden and Xi meet amid tensions\n\nThe presidents of the United States and China discussed Taiwan and trade.\n\nThe two men spoke for more than three hours.\n\nThe talks were held by video link on Monday.",
        ["Biden+Xi video_call held 2021-11-15"],
    ),
    (
        "2023-05-10",
        "There are no plans for Joe Biden to meet Vladimir Putin, the White House said.",
        ["Biden+Putin meeting denied -"],
    ),
    ("2023-05-10", "Joe Biden has no plans to meet Vladimir Putin.", ["Biden+Putin meeting denied -"]),
    (
        "2023-05-10",
        "The Kremlin ruled out a meeting between Vladimir Putin and Volodymyr Zelensky.",
        ["Putin+Zelenskyy meeting denied -"],
    ),
    ("2023-05-10", "Joe Biden ruled out meeting Vladimir Putin at the summit.", ["Biden+Putin meeting denied -"]),
    ("2023-05-10", "The Kremlin denied that Vladimir Putin had spoken with Joe Biden.", ["Biden+Putin call denied -"]),
    (
        "2023-05-10",
        "Beijing denied reports that Xi Jinping had phoned Volodymyr Zelensky.",
        ["Xi+Zelenskyy phone_call denied -"],
    ),
    ("2023-05-10", "Xi Jinping has yet to call Volodymyr Zelensky.", []),
    ("2023-05-10", "Olaf Scholz turned down an invitation to visit Kyiv.", ["(Ukraine)+Scholz visit denied -"]),
    (
        "2023-05-10",
        "Narendra Modi will not be making a previously announced visit to Moscow.",
        ["(Russia)+Modi visit cancelled -"],
    ),
    (
        "2023-05-10",
        "The visit of Narendra Modi to Moscow was moved to June.",
        ["(Russia)+Modi visit postponed 2023-06-01/2023-06-30"],
    ),
    ("2023-05-10", "Olaf Scholz cut short his visit to India.", ["(India)+Scholz visit held -"]),
    (
        "2023-05-10",
        "Emmanuel Macron cut short a trip to Germany because of the riots.",
        ["(Germany)+Macron visit held -"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron was to have met Olaf Scholz on Monday, but the meeting was called off.",
        ["Macron+Scholz meeting cancelled 2023-05-08"],
    ),
    ("2023-05-10", "He said that Emmanuel Macron had met Olaf Scholz in Berlin.", ["Macron+Scholz meeting held -"]),
    (
        "2023-05-10",
        "The Elysee said that Emmanuel Macron would meet Olaf Scholz on Friday.",
        ["Macron+Scholz meeting announced 2023-05-12"],
    ),
    ("2023-05-10", "Emmanuel Macron calls on Vladimir Putin to end the war.", []),
    ("2023-05-10", "Rishi Sunak calls for talks with France on fishing.", ["(France)+Sunak talks proposed -"]),
    ("2023-05-10", "Olaf Scholz meets demands of Poland over reparations.", []),
    ("2023-05-10", "In a message to Moscow, Emmanuel Macron said that France would not blink.", []),
    ("2023-05-10", "Readers in France may visit the website of the German government.", []),
    ("2023-05-10", "Joe Biden talks tough on China.", []),
    ("2023-05-10", "Joe Biden talks to Xi Jinping about trade.", ["Biden+Xi call held -"]),
    ("2023-05-10", "Joe Biden and Rishi Sunak spoke by phone about Xi Jinping.", ["Biden+Sunak phone_call held -"]),
    (
        "2023-05-10",
        "On behalf of King Charles III, James Cleverly met Narendra Modi in Delhi.",
        ["Cleverly+Modi meeting held -"],
    ),
    (
        "2023-05-10",
        "Delegations of Russia and Ukraine held talks in Istanbul, hosted by Recep Tayyip Erdogan.",
        ["(delegation of Russia)+(delegation of Ukraine)+Erdogan talks held -"],
    ),
    ("2023-05-10", "Vladimir Putin met his defence minister, Sergei Shoigu.", []),
    ("2023-05-10", "Vladimir Putin met mothers of soldiers near Moscow.", []),
    ("2023-05-10", "Emmanuel Macron met American businessmen in Paris.", []),
    ("2023-05-10", "Olaf Scholz met Elon Musk in Berlin.", []),
    ("2023-05-10", "Rishi Sunak met Keir Starmer in London.", []),
    (
        "2023-05-10",
        "Former US President Bill Clinton met Kim Jong Il in Pyongyang in 2009.",
        ["Clinton+Kim meeting held 2009-01-01/2009-12-31"],
    ),
    (
        "2023-05-10",
        "Sviatlana Tsikhanouskaya was received by Emmanuel Macron in Paris.",
        ["Macron+Tsikhanouskaya meeting held -"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron received Belarusian opposition leader Sviatlana Tsikhanouskaya in Paris.",
        ["Macron+Tsikhanouskaya meeting held -"],
    ),
    (
        "2023-05-10",
        "Antony Blinken travelled to Beijing. China's top diplomat, Wang Yi, met him on Monday.",
        ["Blinken+Wang visit held 2023-05-08"],
    ),
    ("2023-05-10", "Moscow and Beijing held talks on gas.", ["(China)+(Russia) talks held -"]),
    (
        "2023-05-10",
        "The Russian side met the Ukrainian delegation in Istanbul.",
        ["(delegation of Russia)+(delegation of Ukraine) meeting held -"],
    ),
    (
        "2023-05-10",
        "Joe Biden met Xi Jinping in Bali. The president told him that the US sought no conflict. The pair shook hands.",
        ["Biden+Xi meeting held -"],
    ),
    (
        "2023-05-10",
        "Vladimir Putin and Xi Jinping spoke by phone on Monday. The Russian president told the Chinese leader that talks were possible.",
        ["Putin+Xi phone_call held 2023-05-08"],
    ),
    (
        "2003-05-10",
        "President Bush met Tony Blair at Camp David. His father, George H.W. Bush, watched on television.",
        ["Blair+Bush meeting held -"],
    ),
    ("2018-05-30", "Kim Jong Un's sister, Kim Yo Jong, met Moon Jae-in in Seoul.", ["Kim+Moon meeting held -"]),
    (
        "2022-11-16",
        "Rishi Sunak met Joe Biden on the sidelines of the G20 summit in Bali.",
        ["Biden+Sunak meeting held -"],
    ),
    (
        "2023-05-10",
        "Sergei Lavrov will visit Kenya, Burundi, Mozambique and South Africa next week.",
        [
            "(Burundi)+Lavrov visit announced 2023-05-15/2023-05-21",
            "(Kenya)+Lavrov visit announced 2023-05-15/2023-05-21",
            "(Mozambique)+Lavrov visit announced 2023-05-15/2023-05-21",
            "(South Africa)+Lavrov visit announced 2023-05-15/2023-05-21",
        ],
    ),
    (
        "2022-10-24",
        "Xi Jinping and Vladimir Putin congratulated Rishi Sunak on his appointment.",
        ["Putin+Sunak message held -", "Sunak+Xi message held -"],
    ),
    (
        "2022-03-08",
        "Chinese Premier Xi Jinping held a video call with Olaf Scholz on Tuesday.",
        ["Scholz+Xi video_call held 2022-03-08"],
    ),
    (
        "2022-03-08",
        "Emmanuel Macron spoke with Vladimir Putin for 90 minutes on Monday, a day after meeting Olaf Scholz in Paris.",
        ["Macron+Putin call held 2022-03-07", "Macron+Scholz meeting held 2022-03-06"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron, left, shakes hands with Xi Jinping in Beijing on April 6, 2023.",
        ["Macron+Xi meeting held 2023-04-06"],
    ),
    (
        "2023-05-10",
        "File photo: Vladimir Putin meets Xi Jinping in Moscow in March 2023.",
        ["Putin+Xi meeting held 2023-03-01/2023-03-31"],
    ),
    ("2023-05-10", "It was a pleasure to meet President Macron, Rishi Sunak said.", ["Macron+Sunak meeting held -"]),
    ("2023-05-10", "Erdogan, Putin discuss grain by phone", ["Erdogan+Putin phone_call held -"]),
    ("2023-05-10", "Sunak cancels meeting with Mitsotakis", ["Mitsotakis+Sunak meeting cancelled -"]),
    ("2023-05-10", "Kim Jong Un arrives in Russia for Putin summit", ["Kim+Putin visit ongoing -"]),
    ("2023-05-10", "Fumio Kishida hopes to meet Kim Jong Un without conditions.", ["Kim+Kishida meeting proposed -"]),
    ("2023-05-10", "A visit by Cyril Ramaphosa to Kyiv was put off.", ["(Ukraine)+Ramaphosa visit postponed -"]),
    ("2023-05-10", "Vladimir Putin held a meeting of his Security Council on Monday.", []),
    ("2023-05-10", "France meets Germany in the semi-final in Munich on Sunday.", []),
    (
        "2023-11-16",
        "Joe Biden and Xi Jinping met at a country estate near San Francisco on Wednesday. They talked for four hours. The two last met in Bali in November 2022.",
        ["Biden+Xi meeting held 2022-11-01/2022-11-30", "Biden+Xi meeting held 2023-11-15"],
    ),
    (
        "2023-05-10",
        "A phone call took place between Olaf Scholz and Xi Jinping on Monday.",
        ["Scholz+Xi phone_call held 2023-05-08"],
    ),
    (
        "2023-05-10",
        "Joe Biden, Fumio Kishida and Yoon Suk Yeol gathered for a summit.",
        ["Biden+Kishida+Yoon summit held -"],
    ),
    ("2023-05-10", "Xi Jinping received a congratulatory message from Kim Jong Un.", ["Kim+Xi message held -"]),
    ("2023-05-10", "In an hour-long call, Olaf Scholz urged Vladimir Putin to withdraw.", ["Putin+Scholz call held -"]),
    ("2023-05-10", "Olaf Scholz was phoned by Vladimir Putin on Tuesday.", ["Putin+Scholz phone_call held 2023-05-09"]),
    ("2023-05-10", "MACRON MEETS SCHOLZ IN BERLIN", ["Macron+Scholz meeting held -"]),
    ("2023-05-10", "Iran is ready to negotiate with the United States.", ["(Iran)+(United States) talks proposed -"]),
    ("2023-05-10", "Blinken plans travel to Israel", ["(Israel)+Blinken visit announced -"]),
    ("2023-05-10", "China seeks closer ties during Macron visit", ["(China)+Macron visit held -"]),
    (
        "2023-05-10",
        "The meeting was requested by Kyiv: Olaf Scholz met Volodymyr Zelensky on Monday.",
        ["Scholz+Zelenskyy meeting held 2023-05-08"],
    ),
    (
        "2023-05-10",
        "The White House called off Joe Biden's visit to Australia.",
        ["(Australia)+Biden visit cancelled -"],
    ),
    (
        "2023-05-10",
        "President Lula said he had been invited by Xi Jinping to visit China.",
        ["Silva+Xi visit invited -"],
    ),
    (
        "2023-05-10",
        "Viktor Orban accepted an invitation from Xi Jinping to visit Beijing in October.",
        ["Orban+Xi visit announced 2023-10-01/2023-10-31"],
    ),
    ("2023-05-10", "Rishi Sunak tried to call Xi Jinping but could not reach him.", ["Sunak+Xi call attempted -"]),
    (
        "2023-05-10",
        "The prime minister of Japan, Fumio Kishida, sat down with his Indian counterpart in Hiroshima.",
        ["Kishida+Modi meeting held -"],
    ),
    (
        "2023-05-10",
        "Talks between the foreign ministers of Armenia and Azerbaijan opened in Washington on Monday.",
        ["Bayramov+Mirzoyan talks held 2023-05-08"],
    ),
    (
        "2023-05-10",
        "US Secretary of State Antony Blinken will travel to Riyadh on Tuesday to meet Crown Prince Mohammed bin Salman.",
        ["Blinken+Salman visit announced 2023-05-16"],
    ),
    ("2023-05-10", "Merz? no", []),
    ("2023-05-10", "Justin Trudeau said he looked forward to working with Joe Biden.", []),
    (
        "2023-05-10",
        "The talks between Serbia and Kosovo collapsed on Tuesday.",
        ["(Kosovo)+(Serbia) talks held 2023-05-09"],
    ),
    (
        "2023-05-10",
        "The two presidents agreed by phone to meet in June, the Kremlin said after Vladimir Putin spoke to Recep Tayyip Erdogan.",
        ["Erdogan+Putin meeting announced 2023-06-01/2023-06-30", "Erdogan+Putin phone_call held -"],
    ),
    ("2023-05-10", "Emmanuel Macron would be willing to meet Vladimir Putin.", ["Macron+Putin meeting proposed -"]),
    ("2023-05-10", "Emmanuel Macron refused to meet Vladimir Putin.", ["Macron+Putin meeting denied -"]),
    ("2023-05-10", "If Emmanuel Macron met Vladimir Putin, Europe would be divided.", []),
    (
        "2023-05-10",
        "Joe Biden's planned trip to Australia was postponed after the debt talks.",
        ["(Australia)+Biden visit postponed -"],
    ),
    (
        "2023-05-10",
        "Japan's foreign minister Yoshimasa Hayashi telephoned his Ukrainian counterpart Dmytro Kuleba.",
        ["Hayashi+Kuleba phone_call held -"],
    ),
    (
        "2023-05-10",
        "A long-awaited call with Xi Jinping left Volodymyr Zelensky hopeful.",
        ["Xi+Zelenskyy call held -"],
    ),
    (
        "2023-05-10",
        "During a telephone conversation with Vladimir Putin, Recep Tayyip Erdogan offered to mediate.",
        ["Erdogan+Putin phone_call held -"],
    ),
    (
        "2023-05-10",
        "Vladimir Putin informed Alexander Lukashenko by phone about the talks with Xi Jinping.",
        ["Lukashenko+Putin phone_call held -", "Putin+Xi talks held -"],
    ),
    ("2023-05-10", "Sheikh Mohamed bin Zayed hosted Narendra Modi in Abu Dhabi.", ["Modi+Nahyan meeting held -"]),
    ("2023-05-10", 'German Foreign Minister Annalena Baerbock called the Iranian ambassador "a liar".', []),
    (
        "2023-05-10",
        '"We had a good meeting," Emmanuel Macron said of his talks with Giorgia Meloni in Rome.',
        ["Macron+Meloni talks held -"],
    ),
    (
        "2023-05-10",
        "Analysts said a meeting between Joe Biden and Kim Jong Un was unlikely.",
        ["Biden+Kim meeting denied -"],
    ),
    (
        "2023-05-10",
        "The Kremlin said no call between Vladimir Putin and Emmanuel Macron was scheduled.",
        ["Macron+Putin call denied -"],
    ),
    ("2023-05-10", "Rishi Sunak had lunch with Ursula von der Leyen at Windsor.", ["Leyen+Sunak meeting held -"]),
    ("2023-05-10", "Emmanuel Macron and Giorgia Meloni shook hands in Rome.", ["Macron+Meloni meeting held -"]),
    ("2023-05-10", "Emmanuel Macron exchanged letters with Vladimir Putin.", ["Macron+Putin message held -"]),
    (
        "2023-05-10",
        "Xi Jinping sent his condolences to Recep Tayyip Erdogan over the earthquake.",
        ["Erdogan+Xi message held -"],
    ),
    ("2023-05-10", "Joe Biden wrote to Kais Saied, urging reforms.", ["Biden+Saied message held -"]),
    ("2023-05-10", "Emmanuel Macron's call with Xi Jinping lasted an hour and a half.", ["Macron+Xi call held -"]),
    (
        "2023-05-10",
        "Antony Blinken and Sergei Lavrov last spoke in April.",
        ["Blinken+Lavrov call held 2023-04-01/2023-04-30"],
    ),
    (
        "2023-05-10",
        "Emmanuel Macron is expected in Beijing in June.",
        ["(China)+Macron visit announced 2023-06-01/2023-06-30"],
    ),
    ("2023-05-10", "Emmanuel Macron paid a state visit to Beijing.", ["(China)+Macron visit held -"]),
    (
        "2023-05-10",
        "The Dutch prime minister, Mark Rutte, was welcomed by Joe Biden at the White House on Tuesday.",
        ["Biden+Rutte meeting held 2023-05-09"],
    ),
    (
        "2023-05-10",
        "French President Emmanuel Macron boarded a plane to Berlin for a meeting with Chancellor Olaf Scholz.",
        ["Macron+Scholz meeting announced -"],
    ),
    (
        "2023-05-10",
        "Speaking to reporters after his meeting with Vladimir Putin, Xi Jinping praised their ties.",
        ["Putin+Xi meeting held -"],
    ),
    (
        "2023-05-10",
        "Speaking alongside Olaf Scholz in Berlin, Volodymyr Zelensky thanked Germany.",
        ["Scholz+Zelenskyy meeting held -"],
    ),
    (
        "2023-05-10",
        "At a joint press conference with Olaf Scholz in Berlin, Volodymyr Zelensky thanked Germany.",
        ["Scholz+Zelenskyy meeting held -"],
    ),
    ("2023-05-10", "The meeting with the Chinese president gave Lula a boost.", ["Silva+Xi meeting held -"]),
    (
        "2023-05-12",
        "Xi Jinping met Joe Biden and Emmanuel Macron on Monday.",
        ["Biden+Xi meeting held 2023-05-08", "Macron+Xi meeting held 2023-05-08"],
    ),
    (
        "2023-05-12",
        "On Monday Rishi Sunak spoke with Joe Biden, on Tuesday with Emmanuel Macron and on Wednesday with Olaf Scholz.",
        ["Biden+Sunak call held 2023-05-08", "Macron+Sunak call held 2023-05-09", "Scholz+Sunak call held 2023-05-10"],
    ),
    (
        "2023-05-12",
        "Rishi Sunak met Joe Biden on Monday, and Emmanuel Macron arrived in Rome on Tuesday.",
        ["(Italy)+Macron visit held 2023-05-09", "Biden+Sunak meeting held 2023-05-08"],
    ),
    (
        "2023-05-12",
        "Rishi Sunak met Joe Biden on Monday, and Emmanuel Macron praised him.",
        ["Biden+Sunak meeting held 2023-05-08"],
    ),
    (
        "2024-08-30",
        "Jake Sullivan held talks with Foreign Minister Wang Yi and General Zhang Youxia in Beijing. In his meeting with Zhang, Sullivan raised Taiwan.",
        ["Sullivan+Wang talks held -", "Sullivan+Zhang meeting held -"],
    ),
    ("2024-05-16", "Antony Blinken is in a race with Germany.", []),
    ("2023-05-10", "Lula spent three days in Beijing in April.", ["(China)+Silva visit held 2023-04-01/2023-04-30"]),
    ("2023-05-10", "Emmanuel Macron set aside the talking points of China.", []),
    ("2023-05-10", "China dismissed calls from Germany to condemn Russia.", []),
    ("2023-05-10", "France and Germany issued a joint call to uphold the law.", []),
    ("2023-05-10", "Antony Blinken postponed plans to travel to Israel.", ["(Israel)+Blinken visit postponed -"]),
    ("2023-05-10", "Xi Jinping will be in Macau on Friday.", []),
    ("2023-05-10", "Russia and China condemned Germany at a UN Security Council meeting.", []),
    ("2023-05-10", "Emmanuel Macron has met Vladimir Putin repeatedly.", []),
    ("2023-05-10", "Joe Biden was in no hurry to speak to Xi Jinping.", []),
    (
        "2023-05-10",
        "Olaf Scholz was the first leader of the EU to visit Beijing since the pandemic.",
        ["(China)+Scholz visit held -"],
    ),
    ("2023-05-10", "Olaf Scholz no longer plans to meet Viktor Orban.", ["Orban+Scholz meeting cancelled -"]),
    ("2023-05-10", "As Canada seeks new markets, its leader will visit India.", ["(India)+Trudeau visit announced -"]),
    ("2023-05-10", "The US says it will discuss tariffs with Japan.", ["(Japan)+(United States) talks announced -"]),
    (
        "2023-05-10",
        "US and Iranian negotiators arrive in Oman for talks",
        ["(delegation of Iran (negotiators))+(delegation of United States (negotiators)) talks ongoing -"],
    ),
    ("2023-05-10", "Scholz meeting Zelensky in Berlin", ["Scholz+Zelenskyy meeting held -"]),
    (
        "2023-05-10",
        "Olaf Scholz lands in Turkey, planning to meet Recep Tayyip Erdogan.",
        ["Erdogan+Scholz visit ongoing -"],
    ),
    (
        "2023-05-10",
        "Beijing hosted a senior Ukrainian official last month.",
        ["(China)+(official of Ukraine) meeting held 2023-04-01/2023-04-30"],
    ),
    ("2023-05-10", "Olaf Scholz paid an official visit to Japan.", ["(Japan)+Scholz visit held -"]),
    (
        "2023-05-10",
        "Emmanuel Macron said on Tuesday that he had been frank, as he met Xi Jinping.",
        ["Macron+Xi meeting held 2023-05-09"],
    ),
    (
        "2023-05-10",
        "The state visit of Emmanuel Macron to Japan will take place from Friday to Sunday.",
        ["(Japan)+Macron visit announced 2023-05-12/2023-05-14"],
    ),
    (
        "2023-05-10",
        "Xi Jinping said on Tuesday that ties were strong. He made the remarks when holding talks with Emmanuel Macron.",
        ["Macron+Xi talks held 2023-05-09"],
    ),
    ("2023-05-10", "A ceasefire to speed up talks with Russia was urged by Emmanuel Macron.", []),
]
WRONG_TODAY = {
    "The two presidents agreed by phone": "the two are named only behind",
    "A long-awaited call with Xi": "the other side is the object of the sentence",
    "French President Emmanuel Macron boarded": "on the way: read as held",
    "The meeting with the Chinese president": "the other side is the object of the sentence",
}


@pytest.mark.parametrize(("published", "text", "expected"), marked(ROWS, WRONG_TODAY))
def test_what_is_told(published: str, text: str, expected: list[str]) -> None:
    assert told(text, published) == sorted(expected)
