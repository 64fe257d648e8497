"""Web pages of 100 kB made for `streams.py`: our own example articles, and made-up news around them.

Each page has what pages have: scripts, styles, menus with the names of states, teasers of other articles, a footer. One
of twenty holds an example article that may tell of a contact, the others made-up news of weather, sport and markets.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "examples" / "articles"
BYTES = 100_000
EVERY = 20
_WHO = (
    "The council", "A farmer", "The home side", "The striker", "A court", "The harbour master", "Shoppers",
    "The bank", "A school", "The museum", "Commuters", "The weather service", "The club's coach", "A nurse",
    "The brewery", "Anglers", "The minister", "Lawmakers", "The mayor", "French growers", "Designers", "Carmakers",
)  # fmt: skip
_DID = (
    "expects rain over the hills", "won by two goals to one", "cut prices for the third week", "opened a new wing",
    "warned of delays on the coast line", "sold more bicycles than ever", "closed the road after a landslip",
    "called for repairs before winter", "met the deadline for the accounts", "found a coin in a ploughed field",
    "talked to pupils about frost", "lost on penalties", "hopes to hire forty people", "visited the flooded cellars",
    "reported higher earnings", "moved the fair to Saturday", "counted fewer swallows", "raised the fare by a tenth",
)  # fmt: skip
_WHEN = (
    "on Monday",
    "this week",
    "after the break",
    "in the north",
    "before noon",
    "by the river",
    "once more",
    "in May",
)
_STATES = (
    "France",
    "China",
    "Japan",
    "Kenya",
    "Brazil",
    "India",
    "Germany",
    "Canada",
    "Turkey",
    "Egypt",
    "Russia",
    "US",
)
_MENU = ("Home", "World", "Business", "Sport", "Weather", "Culture", "Science", "Travel", "Opinion", "Contact us")


def example_texts() -> list[tuple[str, str, str | None]]:
    """Title, body and day of the example articles in JSON lines."""
    texts = []
    for path in sorted(ARTICLES.rglob("*.jsonl*")):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for line in data.decode().splitlines():
            row = json.loads(line)
            title, _, body = row["text"].partition("\n\n")
            if body:
                texts.append((title, body, row.get("published")))
    return texts


def made_text(chance: random.Random) -> tuple[str, str, str | None]:
    """Made-up news of nothing that concerns two states."""
    paragraphs = [
        " ".join(_sentence(chance) for _ in range(chance.randint(2, 5))) for _ in range(chance.randint(6, 14))
    ]
    return _sentence(chance).rstrip("."), "\n\n".join(paragraphs), f"2025-03-{chance.randint(1, 28):02}"


def made_pages(count: int, seed: int = 8) -> Iterator[tuple[str, bytes, bool]]:
    """Address and bytes of so many pages, and whether an example article is in it."""
    chance = random.Random(seed)
    examples = example_texts()
    for number in range(count):
        relevant = number % EVERY == EVERY // 2
        text = examples[number // EVERY % len(examples)] if relevant else made_text(chance)
        yield f"https://news.example/{number}.html", _page(*text, chance).encode(), relevant


def write_archive(path: Path, count: int, first: int = 0, step: int = 1) -> None:
    """Of so many pages every `step`th from the `first` as a gzipped web archive."""
    with path.open("wb") as file:
        for address, data, _ in islice(made_pages(count), first, None, step):
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.response)
            record.headers["WARC-Target-URI"] = address
            record.headers["WARC-Date"] = "2025-04-01T00:00:00Z"
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(head + data)
            packed = io.BytesIO()
            record.write(packed)
            file.write(gzip.compress(packed.getvalue(), mtime=0))


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHEN)}."


def _page(title: str, body: str, day: str | None, chance: random.Random) -> str:
    paragraphs = "\n".join(f"<p>{html.escape(part)}</p>" for part in body.split("\n") if part.strip())
    menu = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in (*_MENU, *_STATES))
    teasers = "".join(
        f'<div class="teaser"><a href="/t/{number}"><h3>{_sentence(chance)}</h3></a>'
        f"<span>{_sentence(chance)}</span></div>"
        for number in range(60)
    )
    dated = f'<meta property="article:published_time" content="{day}">' if day else ""
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta property="og:title" content="{html.escape(title)}">{dated}<style>{_rules(chance, 300)}</style>'
        f"<script>{_program(chance, 300)}</script></head><body><header><nav><ul>{menu}</ul></nav></header>"
        f"<main><article><h1>{html.escape(title)}</h1>{paragraphs}</article></main><aside>{teasers}</aside>"
        f"<footer><ul>{menu}</ul></footer>"
    )
    filler = "" if len(page) >= BYTES else _program(chance, (BYTES - len(page)) // 41)
    return f"{page}<script>{filler}</script></body></html>"


def _program(chance: random.Random, lines: int) -> str:
    return "\n".join(f"window.q.push({{k:{chance.randint(1, 999_999):06},v:'call-visit'}});" for _ in range(lines))


def _rules(chance: random.Random, lines: int) -> str:
    return "\n".join(f".c{chance.randint(1, 99_999):05}{{margin:0 auto;padding:4px}}" for _ in range(lines))
