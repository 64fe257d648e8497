"""Articles that would harm whoever shows them carelessly: markup, addresses and queries where words are meant."""

from __future__ import annotations

import json
from pathlib import Path

from builders import said, told
from readouts.knowledge import load
from readouts.ledger import Decision, Entry, Ledger, open_ledger
from readouts.reports import read_inputs
from readouts.sources import Failure, read

SCRIPT = "<script>window.harmed=1;alert('harmed')</script>"
IMAGE = "<img src=x onerror=\"window.harmed=1;alert('harmed')\">"
BREAKOUT = "\"'><svg onload=alert('harmed')>"
TEMPLATE = "{{ 7*7 }}{% raw %}${7*7}"
BIDI = "\u202egpj.exe"

RECORDS = (
    {
        "id": "hostile-1",
        "title": f"Macron calls Scholz {SCRIPT}",
        "outlet": f"Courier {BREAKOUT}",
        "url": "javascript:alert('harmed')",
        "published": "2022-03-08",
        "text": "French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday. "
        f"{SCRIPT} “We spoke of energy {IMAGE} and of grain,” Macron said. They talked about {TEMPLATE}.",
    },
    {
        "id": f"hostile-2{BREAKOUT}",
        "title": IMAGE,
        "outlet": SCRIPT,
        "url": "data:text/html,<script>alert('harmed')</script>",
        "published": "2022-03-08",
        "text": "German Chancellor Olaf Scholz met Italian Prime Minister Mario Draghi in Berlin on Monday. "
        f"{IMAGE} {BIDI}",
    },
    {
        "id": "../../etc/passwd",
        "title": "' OR 1=1 --",
        "outlet": 'title:x NEAR(y) " *',
        "url": "https://courier.example/?a=%0d%0aSet-Cookie:%20x=1",
        "published": "2022-03-09",
        "text": "French President Emmanuel Macron met Italian Prime Minister Mario Draghi in Paris on Tuesday.",
    },
)

NAMED = told(
    "hostile-names",
    "2022-03-10",
    said(
        f"{IMAGE.replace('/', '')}/NMK, {BREAKOUT.replace('/', '')}/OST",
        "held meeting",
        "2022-03-10",
        place=f"{SCRIPT.replace('/', '')}/OST",
    ),
    title=SCRIPT,
    outlet=IMAGE,
    held_back=[SCRIPT],
    doubts=[IMAGE],
    source=f"feeds/{SCRIPT}.html",
)


def add_hostile(ledger: Ledger, folder: Path) -> None:
    """Reads the records as any others, and a saved page under a hostile name; then somebody judges, hostilely."""
    (folder / "feed.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS), "utf-8")
    page = "<html><head><title>{0}</title></head><body><article><p>{1}</p></article></body></html>"
    sentence = "Polish President Andrzej Duda met Lithuanian President Gitanas Nausėda in Vilnius on Monday."
    (folder / "page <img src=x onerror=alert(1)>.html").write_text(page.format(SCRIPT, f"{sentence} {SCRIPT}"), "utf-8")
    (folder / "empty <script>alert(1)<\u2215script>.txt").write_text("", "utf-8")
    found = [
        one if isinstance(one, Failure) else Entry(one[1], one[0].raw) for one in read_inputs(read(folder), load())
    ]
    ledger.add([*found, NAMED])
    contact = next(iter(ledger.contacts()))
    ledger.judge(Decision(kind="note", by=IMAGE, made="2022-04-01T00:00:00+00:00", why=SCRIPT, contacts=(contact.id,)))
    ledger.judge(
        Decision(
            kind="correct", by=SCRIPT, made="2022-04-01T00:00:01+00:00", why=IMAGE, contacts=(contact.id,),
            field="place", value="<b>Geneva/CHE",
        )
    )  # fmt: skip


def hostile_ledger(place: Path | str, folder: Path) -> None:
    """A ledger of them."""
    folder.mkdir()
    with open_ledger(place) as ledger:
        add_hostile(ledger, folder)
