# ruff: noqa: E501
"""Gatherings, contacts told one by one, those who are told something on a visit, and further wordings of the press."""

from __future__ import annotations

import pytest

from contact_rows import told

ROWS: list[tuple[str, str, list[str]]] = [
    (
        "2025-06-12",
        '"We want calm. It was the neighbours who killed Karim in Baghdad," President Mahmoud Abbas said in remarks.\n"They promised us quiet if we waited," he was quoted by state media as saying during a visit to Oman on Tuesday.',
        ["(Oman)+Abbas visit held 2025-06-10"],
    ),
    (
        "2025-06-12",
        'Iranian President Masoud Pezeshkian accused Israel of escalation. "It was Israel that killed Nasrallah in Beirut," he was quoted by local media as saying during a visit to Iraq on Monday.',
        ["(Iraq)+Pezeshkian visit held 2025-06-09"],
    ),
    ("2025-06-12", "Germany heeded the US call and sent two ships to the Gulf.", []),
    ("2025-06-12", "Brazil will send a team of 200 athletes to Los Angeles.", []),
    (
        "2025-06-12",
        "Modi and Starmer last spoke during a call in March.",
        ["Modi+Starmer call held 2025-03-01/2025-03-31"],
    ),
    (
        "2025-06-12",
        "Xi and Macron last spoke in a phone call in April, when they discussed trade.",
        ["Macron+Xi phone_call held 2025-04-01/2025-04-30"],
    ),
    (
        "2025-06-12",
        "He has been invited before. Mr Rubio will hold talks with Foreign Minister Sergei Lavrov as the two countries try to mend ties.",
        ["Lavrov+Rubio talks announced -"],
    ),
    (
        "2025-06-12",
        "Prime Minister Keir Starmer urged Iranian President Masoud Pezeshkian to hold back in a rare telephone conversation on Monday.",
        ["Pezeshkian+Starmer phone_call held 2025-06-09"],
    ),
    (
        "2025-06-12",
        "Mr Rubio and Mr Lavrov have met four times in a year, in Riyadh, Geneva, Kuala Lumpur and New York.",
        [
            "Lavrov+Rubio meeting held -",
            "Lavrov+Rubio meeting held -",
            "Lavrov+Rubio meeting held -",
            "Lavrov+Rubio meeting held -",
        ],
    ),
    (
        "2025-06-12",
        "Starmer dispatched his national security adviser, Jonathan Powell, on Tuesday to meet with the political directors of France and Germany.",
        [
            "(delegation of France (political directors))+Powell meeting held 2025-06-10",
            "(delegation of Germany (political directors))+Powell meeting held 2025-06-10",
        ],
    ),
    (
        "2025-06-12",
        '"Everybody needs it," Zelensky said in his first remarks after arriving in Canada.',
        ["(Canada)+Zelenskyy visit held -"],
    ),
    (
        "2025-06-12",
        "The Organization of Islamic Cooperation held an emergency meeting in Jeddah on Wednesday, where Iran's foreign minister Abbas Araghchi called for sanctions.",
        ["(Saudi Arabia)+Araghchi meeting held 2025-06-11"],
    ),
    (
        "2025-06-12",
        "The European Political Community will also meet on October 2 in Denmark. Zelensky may attend the meeting in person.",
        ["(Denmark)+Zelenskyy summit announced 2025-10-02"],
    ),
    (
        "2025-06-12",
        "Starmer is due to hold separate face-to-face meetings with Irish Prime Minister Micheál Martin, Polish Prime Minister Donald Tusk and then French President Emmanuel Macron at a private dinner.",
        [
            "Macron+Starmer meeting announced -",
            "Martin+Starmer meeting announced -",
            "Starmer+Tusk meeting announced -",
        ],
    ),
    (
        "2025-06-12",
        "Hezbollah's leader Naim Qassem praised the commander, Ali Tabatabai, and said they had spoken on the phone an hour before his death.",
        [],
    ),
    (
        "2025-06-12",
        "Mediators are set to convene with Israeli and Hamas negotiating teams in Cairo this week.",
        [
            "(delegation of Israel (negotiating teams))+(delegation of Palestine (negotiating teams)) talks announced 2025-06-09/2025-06-15"
        ],
    ),
    (
        "2025-06-12",
        "The OIC held an emergency meeting in Jeddah on Wednesday. Iran's foreign minister, Abbas Araghchi, told the gathering that Israel must be punished.",
        ["(Saudi Arabia)+Araghchi meeting held 2025-06-11"],
    ),
    (
        "2025-06-12",
        "The leaders of Brazil, Russia, India and China met in Kazan on Tuesday for the annual BRICS summit.",
        ["Modi+Putin+Silva+Xi meeting held 2025-06-10"],
    ),
    (
        "2025-06-12",
        "NATO leaders will gather in The Hague on June 24 and 25. Trump has said he will attend.",
        ["(Netherlands)+Rutte+Trump summit announced 2025-06-24/2025-06-25"],
    ),
    (
        "2025-06-12",
        "President Donald Trump will attend the NATO summit in The Hague this month, the White House said.",
        ["(Netherlands)+Trump summit announced 2025-06-01/2025-06-30"],
    ),
    (
        "2025-06-12",
        "Xi arrived in Astana on Monday for the second China-Central Asia summit.",
        ["(Kazakhstan)+Xi visit held 2025-06-09"],
    ),
    (
        "2025-06-12",
        "Modi skipped the SCO summit in Astana and sent his foreign minister, S Jaishankar.",
        ["(Kazakhstan)+Modi summit denied -"],
    ),
    (
        "2025-06-12",
        "Speaking at the SCO summit in Astana, Pakistani Prime Minister Shehbaz Sharif called for dialogue.",
        ["(Kazakhstan)+Sharif summit held -"],
    ),
    (
        "2025-06-12",
        "Zelensky addressed EU leaders at a summit in Brussels on Thursday.",
        ["(Belgium)+Zelenskyy summit held 2025-06-12"],
    ),
    (
        "2025-06-12",
        "The presidents of Egypt, Jordan and Iraq held a three-way summit in Amman on Sunday.",
        ["Abdullah+Rashid+Sisi summit held 2025-06-08"],
    ),
    (
        "2025-06-12",
        "Erdogan met the leaders of Italy and Libya in Istanbul on Friday for a trilateral summit.",
        ["Dbeibah+Erdogan meeting held 2025-06-06", "Erdogan+Meloni meeting held 2025-06-06"],
    ),
    (
        "2025-06-12",
        "Leaders from 40 countries are gathering in Copenhagen for the European Political Community summit, hosted by Prime Minister Mette Frederiksen.",
        ["(European Political Community)+Frederiksen summit ongoing -"],
    ),
    (
        "2025-06-12",
        "Anthony Albanese will skip next month's APEC summit in Lima.",
        ["(Peru)+Albanese summit denied 2025-07-01/2025-07-31"],
    ),
    (
        "2025-06-12",
        "Macron convened European leaders in Paris on Monday for an emergency summit on Ukraine. Keir Starmer, Olaf Scholz and Donald Tusk took part.",
        ["Macron+Scholz+Starmer+Tusk summit held 2025-06-09"],
    ),
    (
        "2025-06-12",
        "Rubio has met Lavrov three times this year, most recently in Alaska in August.",
        ["Lavrov+Rubio meeting held 2024-08-01/2024-08-31"],
    ),
    (
        "2025-06-12",
        "Putin and Erdogan have spoken by phone six times this year, the last time on May 5.",
        ["Erdogan+Putin phone_call held 2025-05-05"],
    ),
    (
        "2025-06-12",
        "Scholz, who is travelling to Kyiv next week, spoke to Zelensky on Sunday.",
        ["(Ukraine)+Scholz visit announced 2025-06-16/2025-06-22", "Scholz+Zelenskyy call held 2025-06-08"],
    ),
    ("2025-06-12", "It was Scholz's first call with Putin in almost two years.", ["Putin+Scholz call held -"]),
    (
        "2025-06-12",
        "The talks in Geneva on Saturday between US Treasury Secretary Scott Bessent and Chinese Vice Premier He Lifeng lasted eight hours.",
        ["Bessent+He talks held 2025-06-07"],
    ),
    (
        "2025-06-12",
        "Wang Yi, who was in Delhi on Monday for talks with his Indian counterpart, S Jaishankar, flew on to Islamabad, where he met Prime Minister Shehbaz Sharif.",
        ["Jaishankar+Wang visit held 2025-06-09", "Sharif+Wang visit held -"],
    ),
    (
        "2025-06-12",
        "Macron telephoned Iran's president to demand the release of the two; the call, on Tuesday evening, lasted an hour.",
        ["Macron+Pezeshkian phone_call held 2025-06-10"],
    ),
    ("2025-06-12", "Lula declined to take a call from Milei.", ["Milei+Silva call denied -"]),
    (
        "2025-06-12",
        "The German chancellor's plane landed in Ankara at noon, and he went straight into talks with President Erdogan.",
        ["Erdogan+Merz visit held -"],
    ),
    (
        "2025-06-12",
        "In a two-hour phone conversation, the third since January, Lavrov told Rubio that Moscow was open to a deal.",
        ["Lavrov+Rubio phone_call held -"],
    ),
    (
        "2025-06-12",
        "Starmer and Carney, meeting on the margins of the G7, agreed to deepen trade.",
        ["Carney+Starmer meeting held -"],
    ),
    (
        "2025-06-12",
        "Kim received Lavrov at his seaside residence in Wonsan last Saturday.",
        ["Kim+Lavrov meeting held 2025-06-07"],
    ),
    (
        "2025-06-12",
        "Witkoff held three hours of talks with Putin in the Kremlin before flying to Berlin, where Zelensky was waiting for him.",
        ["(Germany)+Witkoff visit announced -", "Putin+Witkoff talks held -"],
    ),
    (
        "2025-06-12",
        "Speaking alongside Meloni in Rome after their meeting, Tusk said Poland would send engineers.",
        ["Meloni+Tusk meeting held -"],
    ),
    (
        "2025-06-12",
        "At a joint press conference with Merz in Berlin on Wednesday, Zelensky announced new aid.",
        ["Merz+Zelenskyy meeting held 2025-06-11"],
    ),
    (
        "2025-06-12",
        "Modi's trip follows Putin's return from Kazakhstan, where the Russian leader last week attended the annual leaders' meeting of the Shanghai Cooperation Organization.",
        ["(SCO)+Putin meeting held 2025-06-02/2025-06-08"],
    ),
    (
        "2025-06-12",
        "The talks, the first since 2022, were chaired by Rubio and Lavrov in Riyadh.",
        ["Lavrov+Rubio talks held -"],
    ),
    (
        "2025-06-12",
        "Zelensky and his delegation were greeted at Downing Street by Keir Starmer on Saturday.",
        ["Starmer+Zelenskyy meeting held 2025-06-07"],
    ),
    (
        "2025-06-12",
        "US Vice-President JD Vance sat down with Pope Leo at the Vatican on Monday morning.",
        ["Vance+Xiv meeting held 2025-06-09"],
    ),
    (
        "2025-06-12",
        "Germany's Merz was on his way to Washington on Wednesday for a first meeting with Trump.",
        ["Merz+Trump meeting announced 2025-06-11"],
    ),
    (
        "2025-06-12",
        "Merz, on his first visit to Washington as chancellor, told Trump that Germany would spend more.",
        ["Merz+Trump visit held -"],
    ),
    (
        "2025-06-12",
        "Netanyahu was on the phone with Trump for 40 minutes on Thursday evening, an Israeli official said.",
        ["Netanyahu+Trump phone_call held 2025-06-12"],
    ),
    (
        "2025-06-12",
        "The leaders of France, Germany and Britain held a conference call with Zelensky on Sunday night.",
        ["Macron+Merz+Starmer+Zelenskyy call held 2025-06-08"],
    ),
    (
        "2025-06-12",
        'Ukraine\'s president said he had "a very good conversation" with Emmanuel Macron on Thursday.',
        ["Macron+Zelenskyy call held 2025-06-12"],
    ),
    (
        "2025-06-12",
        '"I just had a very good call with President Xi of China," Trump wrote on Truth Social on Thursday.',
        ["Trump+Xi call held -"],
    ),
    (
        "2025-06-12",
        '"President Putin and I agreed to meet within two weeks in Budapest," Trump posted.',
        ["Putin+Trump meeting announced -"],
    ),
    (
        "2025-06-12",
        "Lee Jae-myung, South Korea's president, has asked China's Xi to visit Seoul this year.",
        ["(South Korea)+Xi visit proposed 2025-01-01/2025-12-31"],
    ),
    (
        "2025-06-12",
        "The White House said Trump would see Carney on Tuesday.",
        ["Carney+Trump meeting announced 2025-06-17"],
    ),
    (
        "2025-06-12",
        "Carney will be at the White House on Tuesday for talks with Trump.",
        ["Carney+Trump talks announced 2025-06-17"],
    ),
    ("2025-06-12", "Trump sees Putin as a partner for peace, aides said.", []),
    (
        "2025-06-12",
        "On a visit to Kyiv, Starmer told Zelensky that Britain would not waver.",
        ["Starmer+Zelenskyy visit held -"],
    ),
    ("2025-06-12", "During his trip to Brasilia, Modi assured Lula of his support.", ["Modi+Silva visit held -"]),
    (
        "2025-06-12",
        "In Beijing for a two-day visit, Luxon urged Premier Li Qiang to keep markets open.",
        ["Li+Luxon visit held -"],
    ),
    (
        "2025-06-12",
        "Bangladesh's foreign adviser Touhid Hossain called on Pakistani Deputy Prime Minister Ishaq Dar in Jeddah on Sunday.",
        ["Dar+Hossain meeting held 2025-06-08"],
    ),
    ("2025-06-12", "Macron called on Putin to stop the war.", []),
    ("2025-06-12", "Rubio called on Putin in Moscow to free the reporter.", []),
    (
        "2025-06-12",
        "The talks, the first since 2022, were chaired by Marco Rubio and Sergei Lavrov.",
        ["Lavrov+Rubio talks held -"],
    ),
    (
        "2025-06-12",
        "PM Modi holds talks with Ghana President Mahama in Accra; four pacts signed",
        ["Mahama+Modi talks held -"],
    ),
    ("2025-06-12", "Watch: Starmer greets Macron at Windsor", ["Macron+Starmer meeting held -"]),
    ("2025-06-12", "Kremlin: Putin, Trump call lasted two hours", ["Putin+Trump call held -"]),
    ("2025-06-12", "Live: Carney arrives at White House for talks with Trump", ["Carney+Trump visit ongoing -"]),
    ("2025-06-12", "'A very good meeting': Rutte on talks with Trump", ["Rutte+Trump talks held -"]),
    ("2025-06-12", "After call with Trump, Sheinbaum says tariffs delayed by a month", ["Sheinbaum+Trump call held -"]),
    ("2025-06-12", "Sheinbaum, Trump agree to delay tariffs after phone call", ["Sheinbaum+Trump phone_call held -"]),
    ("2025-06-12", "Why did Modi and Trump not meet at the UN?", []),
    ("2025-06-12", "No Putin-Zelensky summit before deal is ready, says Kremlin", ["Putin+Zelenskyy summit denied -"]),
    (
        "2025-06-12",
        "Albanese's long-awaited meeting with Trump set for October 20",
        ["Albanese+Trump meeting announced 2025-10-20"],
    ),
    (
        "2025-06-12",
        "US, China trade chiefs wrap up second day of talks in Stockholm",
        ["(trade chief of China)+Greer talks held -"],
    ),
    (
        "2025-06-12",
        "Japan's Ishiba, Philippines' Marcos to hold summit in Manila April 29",
        ["Ishiba+Jr summit announced 2025-04-29"],
    ),
    ("2025-06-12", "Xi's Vietnam visit: full text of joint statement", ["(Vietnam)+Xi visit held -"]),
    ("2025-06-12", "Brazil's Lula calls Trump, asks for tariff relief", ["Silva+Trump call held -"]),
    ("2025-06-12", "Iran FM in Beirut, meets Lebanese president, speaker", ["Aoun+Araghchi meeting held -"]),
    ("2025-06-12", "Fidan, Araghchi discuss Gaza by phone", ["Araghchi+Fidan phone_call held -"]),
    ("2025-06-12", "US, China economic chiefs meet again in Madrid", ["(China)+(United States) meeting held -"]),
    (
        "2025-06-12",
        "The US and Chinese trade negotiators wrapped up talks.",
        ["(delegation of China (trade negotiators))+(delegation of United States (trade negotiators)) talks held -"],
    ),
    (
        "2025-06-12",
        "US and Chinese defence chiefs met in Singapore on Friday.",
        ["Dong+Hegseth meeting held 2025-06-06"],
    ),
    ("2025-06-12", "The US and Chinese trade chiefs met in Madrid.", ["(trade chief of China)+Greer meeting held -"]),
    (
        "2025-06-12",
        "German and French finance ministers met in Berlin on Monday.",
        ["(finance minister of France)+(finance minister of Germany) meeting held 2025-06-09"],
    ),
    (
        "2025-06-12",
        "Indian and Pakistani army chiefs spoke by phone on Monday.",
        ["(army chief of India)+Munir phone_call held 2025-06-09"],
    ),
    (
        "2025-06-12",
        "The Israeli and Turkish intelligence chiefs met in Baku.",
        ["(intelligence chief of Israel)+Kalin meeting held -"],
    ),
    (
        "2025-06-12",
        "EU and Chinese trade chiefs held talks in Paris.",
        ["(trade chief of China)+Sefcovic talks held -"],
    ),
    ("2025-06-12", "Kremlin: Putin to call Trump on Thursday", ["Putin+Trump call announced 2025-06-12"]),
    ("2025-06-12", "Rubio to Lavrov: call me when you are serious", []),
    ("2025-06-12", "Trump told reporters on Air Force One that he had not spoken to Maduro and had no plans to.", []),
    ("2025-06-12", "Tusk said he had turned down Orban's request for a meeting.", ["Orban+Tusk meeting denied -"]),
    (
        "2025-06-12",
        "Plans for Modi to host Trump in Delhi this month for a Quad summit have been dropped, two officials said.",
        ["Modi+Trump meeting cancelled 2025-06-01/2025-06-30"],
    ),
    (
        "2025-06-12",
        "The two leaders, Meloni and Merz, will hold intergovernmental consultations in Rome on 23 January, Palazzo Chigi said.",
        ["Meloni+Merz talks announced 2026-01-23"],
    ),
    (
        "2025-06-12",
        "Rutte visited Kyiv unannounced on Monday, days before meeting Trump in Washington.",
        ["(Ukraine)+Rutte visit held 2025-06-09", "Rutte+Trump meeting announced -"],
    ),
    (
        "2025-06-12",
        "After meeting Guterres in New York, Lavrov was due to see his Turkish counterpart, Hakan Fidan.",
        ["Fidan+Lavrov meeting announced -", "Guterres+Lavrov meeting held -"],
    ),
    ("2025-06-12", 'Speaking by video link, Xi told Putin the friendship was "rock solid".', ["Putin+Xi talks held -"]),
    (
        "2025-06-12",
        "The Dutch and Belgian prime ministers travelled together to Kyiv on Monday.",
        ["(Ukraine)+Schoof visit held 2025-06-09", "(Ukraine)+Wever visit held 2025-06-09"],
    ),
    ("2025-06-12", "Sybiha had a working lunch with Sikorski in Warsaw.", ["Sikorski+Sybiha meeting held -"]),
    (
        "2025-06-12",
        "Sybiha flew to Warsaw, where he was met by Sikorski at the airport.",
        ["Sikorski+Sybiha visit held -"],
    ),
    (
        "2025-06-12",
        "Zelensky's chief of staff, Andriy Yermak, spoke on Sunday with Rubio, Yermak said on Telegram.",
        ["Rubio+Yermak call held 2025-06-08"],
    ),
    (
        "2025-06-12",
        "Rubio's call with Yermak lasted an hour; a second call is planned for Tuesday.",
        ["Rubio+Yermak call announced 2025-06-17", "Rubio+Yermak call held -"],
    ),
    (
        "2025-06-12",
        "China's foreign minister will pay a visit to Japan from November 4 to 6, the first since 2020. (Wang Yi will meet his counterpart Takeshi Iwaya.)",
        ["Iwaya+Wang visit announced 2025-11-04/2025-11-06"],
    ),
    (
        "2025-06-12",
        "Iran's Pezeshkian is to make his first state visit to Pakistan next week at Shehbaz Sharif's invitation.",
        ["Pezeshkian+Sharif visit announced 2025-06-16/2025-06-22"],
    ),
    ("2025-06-12", "There has been no direct contact between Trump and Khamenei since the strikes, an aide said.", []),
    (
        "2025-06-12",
        "Putin last visited Germany in 2020 and has not been to Paris since 2019.",
        ["(Germany)+Putin visit held 2020-01-01/2020-12-31"],
    ),
    (
        "2025-06-12",
        "Xi and Trump, who last met in Osaka in 2019, will come face to face on Thursday in Busan.",
        ["Trump+Xi meeting announced 2025-06-12", "Trump+Xi meeting held 2019-01-01/2019-12-31"],
    ),
    (
        "2025-06-12",
        "Araghchi and Witkoff met in Muscat on Saturday. A second round of talks will be held in Rome next week.",
        ["Araghchi+Witkoff meeting held 2025-06-07", "Araghchi+Witkoff talks announced 2025-06-16/2025-06-22"],
    ),
    (
        "2025-06-12",
        "Rubio and Yermak spoke for an hour on Monday. A second call is planned for Tuesday, officials said.",
        ["Rubio+Yermak call announced 2025-06-17", "Rubio+Yermak call held 2025-06-09"],
    ),
    (
        "2025-06-12",
        "Xi and Trump spoke by phone on Friday. They agreed to meet again in Beijing in April, Trump said.",
        ["Trump+Xi meeting announced 2026-04-01/2026-04-30", "Trump+Xi phone_call held 2025-06-06"],
    ),
    (
        "2025-06-12",
        "Bessent met He Lifeng in Stockholm. Further talks are scheduled for August.",
        ["Bessent+He meeting held -", "Bessent+He talks announced 2025-08-01/2025-08-31"],
    ),
    (
        "2025-06-12",
        "Sybiha met Sikorski in Lublin on Friday. Their next meeting is set for July.",
        ["Sikorski+Sybiha meeting announced 2025-07-01/2025-07-31", "Sikorski+Sybiha meeting held 2025-06-06"],
    ),
    (
        "2025-06-12",
        "Talks in Doha were attended by CIA director John Ratcliffe, Mossad chief David Barnea and Qatari Prime Minister Mohammed bin Abdulrahman Al Thani.",
        ["Barnea+Ratcliffe+Thani talks held -"],
    ),
    (
        "2025-06-12",
        "Trump arrived in Tokyo on Monday, the second leg of a three-nation Asia tour, and met Emperor Naruhito. He is due to see Prime Minister Sanae Takaichi on Tuesday before flying to South Korea.",
        [
            "(South Korea)+Trump visit announced -",
            "Naruhito+Trump visit held 2025-06-09",
            "Takaichi+Trump meeting announced 2025-06-17",
        ],
    ),
    (
        "2025-06-12",
        "Carney returned to Ottawa after a week in which he met Starmer in London and Macron in Paris.",
        ["Carney+Macron meeting held -", "Carney+Starmer meeting held -"],
    ),
    (
        "2025-06-12",
        "A call between Rubio and Araghchi that had been planned for Sunday did not take place, Iranian media said.",
        ["Araghchi+Rubio call cancelled -"],
    ),
    (
        "2025-06-12",
        "US and Iranian officials are holding indirect talks in Geneva.",
        ["(delegation of Iran (officials))+(delegation of United States (officials)) talks ongoing -"],
    ),
    (
        "2025-06-12",
        "Ahead of the summit, Zelensky dined with Macron in Paris on Sunday evening.",
        ["Macron+Zelenskyy talks held 2025-06-08"],
    ),
    (
        "2025-06-12",
        "Saudi Arabia's crown prince received the Syrian president in Riyadh for the second time this year.",
        ["Salman+Sharaa meeting held -"],
    ),
    (
        "2025-06-12",
        "Al-Sharaa met the Saudi crown prince, Mohammed bin Salman, in Riyadh on Sunday on his first foreign trip as Syria's president.",
        ["Salman+Sharaa visit held 2025-06-08"],
    ),
    (
        "2025-06-12",
        "Turkey's Hakan Fidan arrived in Damascus, where he had talks with Ahmed al-Sharaa and Asaad al-Shaibani.",
        ["Fidan+Shaibani+Sharaa visit held -"],
    ),
    (
        "2025-06-12",
        "Ursula von der Leyen and Antonio Costa will fly to Beijing in July for a summit with Xi and Li.",
        ["Costa+Leyen+Li+Xi visit announced 2025-07-01/2025-07-31"],
    ),
    ("2025-06-12", "EU leaders von der Leyen and Costa met Modi in Delhi.", ["Costa+Leyen+Modi meeting held -"]),
    (
        "2025-06-12",
        "Ishiba told Trump by phone that the tariffs were regrettable; the call lasted 25 minutes.",
        ["Ishiba+Trump phone_call held -"],
    ),
    ("2025-06-12", "Vance lands in India for four-day visit, to meet Modi", ["Modi+Vance visit ongoing -"]),
    ("2025-06-12", "Japanese PM heads to Washington for Trump talks", ["(United States)+Ishiba visit ongoing -"]),
    (
        "2025-06-12",
        "South African president to visit Washington to reset ties with Trump",
        ["(United States)+Ramaphosa visit announced -"],
    ),
    ("2025-06-12", "Kremlin says no date set for Putin's India visit", ["(India)+Putin visit announced -"]),
    (
        "2025-06-12",
        "Putin may travel to Turkey if Zelensky agrees to talks, Kremlin aide says",
        ["(Turkey)+Putin visit proposed -"],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), ROWS)
def test_gatherings_and_more(published: str, text: str, expected: list[str]) -> None:
    assert told(text, published) == expected
