"""The timeline: contacts along time as somebody asked for them, an overview of them, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import get_args
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.bars import draw_bars
from readouts.desk.charting import LEFT, MARKS, RIGHT, WIDTH, Chart, chart_bars, chart_marks
from readouts.desk.drawing import draw, draw_piece
from readouts.desk.ledgers import reading
from readouts.desk.recalling import Recall
from readouts.desk.signs import KINDS
from readouts.desk.viewing import AS_SHIPPED, CERTAINTIES, LEVELS, View, read_view, tell_switches
from readouts.knowledge import load
from readouts.ledger import Ledger, LedgerContact
from readouts.ledger.chronicle import Asked, Leaf, pick_names
from readouts.ledger.counting import NOT_DATED, Switches, count_contacts
from readouts.ledger.entries import Sureness
from readouts.ledger.tallying import Alike, Tally, tally
from readouts.model import Channel, Status
from readouts.views.words import month_name

PAGE = 50
"""Contacts a page."""

TRIPS = 2000
"""Contacts up to which trips are put together."""

MONTHLY = 8000
"""Contacts up to which the overview has a bar for each month; of more one for each year, but of a short time."""

_GONE_THROUGH = 100_000
"""Contacts, with those that filters leave out, up to which each is looked at for the bars of months."""

_MONTHS_OF = 2
_MANY_DAYS = 92
"""Days up to which the overview has a bar for each."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The counts: years, channels and cells of the table; `trips` is false where trips were not put together."""

    years: tuple[str, ...]
    channels: tuple[Channel, ...]
    tally: Tally
    trips: bool


def timeline(request: Request) -> Response:
    """The page."""
    view = read_view(request.query_params)
    recall: Recall[Ledger] = request.app.state.recall
    with reading(request) as ledger:
        asked = view.asked(lambda part: _names(ledger, recall, part), load())
        if asked.words is not None:
            told = recall.answer(("told", asked.words), ledger, lambda own: own.chronicle.told(asked.words or ""))
            asked = replace(asked, told=told)
        elif _are_several(asked):
            told_of = Asked(persons=asked.persons, states=asked.states)
            shared = recall.answer(("shared", told_of), ledger, lambda own: own.chronicle.shared(told_of))
            asked = replace(asked, told=shared)
        leaf = _leaf(ledger, recall, asked, view)
        alike = _alike(ledger, recall, asked)
        number = sum(one.number for one in alike)
        address = view.address()
        overview = recall.answer(("overview", address), ledger, lambda own: _overview(own, asked, view, alike))
        counts, total = recall.answer(("counts", address), ledger, lambda own: _counts(own, asked, view, alike))
    after = f"{leaf.end.day}~{leaf.end.contact}" if leaf.end else None
    return draw(
        request,
        "timeline.html",
        view=view,
        number=number,
        total=total,
        groups=_by_time(leaf.contacts),
        onward=view.address(after=after) if after else None,
        overview=overview,
        counts=counts,
        nobody=[name for name, keys in zip(view.person, asked.persons, strict=False) if not keys],
        channels=get_args(Channel),
        statuses=get_args(Status),
        certainties=CERTAINTIES,
        sureness=get_args(Sureness),
        levels=LEVELS,
    )


def _overview(ledger: Ledger, asked: Asked, view: View, alike: Sequence[Alike]) -> Markup:
    """The chart above the list, drawn."""
    chart = _chart(ledger, asked, sum(one.number for one in alike))
    room = {"width": WIDTH, "left": LEFT, "right": WIDTH - RIGHT}
    certain = {"sureness": get_args(Sureness), "certainties": CERTAINTIES}
    bars = draw_bars(chart, _narrow(view), view.address(certainty=("unknown",))) if chart else ""
    return draw_piece("overview.html", chart=chart, bars=bars, room=room, kinds=KINDS, **certain)


def _counts(ledger: Ledger, asked: Asked, view: View, alike: Sequence[Alike]) -> tuple[Markup, int]:
    """The numbers by year and channel, drawn, and their total."""
    number = sum(one.number for one in alike)
    numbers = _count(ledger, asked, view.switches, alike, number)
    switches = list(_switches(view))
    narrow = _narrow(view)
    drawn = draw_piece("numbers.html", numbers=numbers, number=number, switches=switches, narrow=narrow)
    return drawn, numbers.tally.total


def _names(ledger: Ledger, recall: Recall[Ledger], part: str) -> tuple[str, ...]:
    """What a part of a name can mean, among names that may be as old as answers are; where it is none, among all."""
    every = recall.answer("names", ledger, lambda own: own.chronicle.all_names())
    return pick_names(part, every) or ledger.chronicle.names(part)


def _leaf(ledger: Ledger, recall: Recall[Ledger], asked: Asked, view: View) -> Leaf:
    """The page's contacts: as they are now, but where words, or several who take part, have to be looked for."""
    place, newest = view.place(), view.order == "newest"
    long = bool(asked.words) or _are_several(asked)

    def turn_to(own: Ledger) -> Leaf:
        return own.chronicle.leaf(asked, PAGE, place, newest_first=newest)

    return recall.answer(("leaf", asked, place, newest), ledger, turn_to) if long else turn_to(ledger)


def _are_several(asked: Asked) -> bool:
    """Whether several must take part."""
    return len(asked.persons) + len(asked.states) > 1


def _alike(ledger: Ledger, recall: Recall[Ledger], asked: Asked) -> list[Alike]:
    return recall.answer(("alike", asked), ledger, lambda own: own.chronicle.alike(asked))


def _chart(ledger: Ledger, asked: Asked, number: int) -> Chart | None:
    """Marks where there are few, else bars: of days where there are not many of them, else of months or years."""
    if number <= MARKS:
        return chart_marks(ledger.chronicle.leaf(asked, MARKS, newest_first=False).contacts)
    if asked.since and asked.until and (asked.until - asked.since).days <= _MANY_DAYS:
        return chart_bars(ledger.chronicle.heaps(asked, "day"))
    short = asked.since and asked.until and asked.until.year - asked.since.year < _MONTHS_OF
    monthly = short or (number <= MONTHLY and ledger.chronicle.width(asked) <= _GONE_THROUGH)
    return chart_bars(ledger.chronicle.heaps(asked, "month" if monthly else "year"))


def _count(ledger: Ledger, asked: Asked, switches: Switches, alike: Sequence[Alike], number: int) -> Numbers:
    """The numbers by year and channel; statuses that are asked for are those that count."""
    if asked.statuses:
        switches = replace(switches, statuses=asked.statuses)
    found = tally(alike, switches)
    trips = switches.trips == "trips" and number <= TRIPS
    if trips:
        cells: dict[tuple[str, Channel], int] = {}
        contacts = ledger.chronicle.leaf(asked, TRIPS).contacts
        for channel in get_args(Channel):
            own = count_contacts((one for one in contacts if one.channel == channel), "year", switches)
            cells |= {(row.key, channel): row.count for row in own.rows}
        found = replace(found, cells=cells, total=sum(cells.values()))
    years = sorted({year for year, _ in found.cells}, key=lambda year: (year == NOT_DATED, year))
    counted = {channel for _, channel in found.cells}
    channels = tuple(channel for channel in get_args(Channel) if channel in counted)
    return Numbers(tuple(years), channels, found, trips or switches.trips == "stops")


def _by_time(contacts: Sequence[LedgerContact]) -> list[tuple[str, list[LedgerContact]]]:
    """The contacts under the months that they are listed in, under years where most months had one or two."""
    days = [_listed_under(contact) for contact in contacts]
    months = {day and (day.year, day.month) for day in days}
    names = [_name(day, by_year=len(contacts) < 4 * len(months)) for day in days]
    pairs = groupby(zip(names, contacts, strict=True), key=lambda pair: pair[0])
    return [(name, [contact for _, contact in some]) for name, some in pairs]


def _listed_under(contact: LedgerContact) -> date | None:
    told = [member.published.earliest for member in contact.reports if member.published]
    return contact.date.earliest if contact.date else contact.not_after or contact.not_before or min(told, default=None)


def _name(day: date | None, *, by_year: bool) -> str:
    if day is None:
        return "No day known"
    return str(day.year) if by_year else month_name(day)


def _switches(view: View) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    """Each switch of counting, its values in words with their addresses, and whether it stands so."""
    choices: dict[str, tuple[object, ...]] = {
        "messages": (True, False), "background": (True, False), "stopovers": (True, False), "private": (True, False),
        "margins": (True, False), "parts": (True, False), "group_calls": (True, False), "summits": ("one", "pairs"),
        "ranks": ("all", "ministers", "leaders"), "trips": ("stops", "trips"),
    }  # fmt: skip
    base = view.address(switches=AS_SHIPPED)
    if not view.status:
        yield (
            "statuses",
            [
                (told, _turn(view, base, "statuses", value), view.switches.statuses == value)
                for told, value in (
                    ("held and ongoing", AS_SHIPPED.statuses),
                    ("held", ("held",)),
                    ("all", get_args(Status)),
                )
            ],
        )
    for name, values in choices.items():
        yield (
            name,
            [(_say(value), _turn(view, base, name, value), getattr(view.switches, name) == value) for value in values],
        )


def _turn(view: View, base: str, name: str, value: object) -> str:
    """The address with one switch turned, at the numbers."""
    words = urlencode(list(tell_switches(replace(view.switches, **{name: value}))))  # type: ignore[arg-type]
    joint = "&" if "?" in base else "?"
    return f"{base}{joint if words else ''}{words}#numbers"


def _say(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _narrow(view: View) -> Callable[..., str]:
    """Makes the addresses of the view of a stretch of time, and of one channel of it; a page has hundreds of them."""
    empty = "\0"  # which no address holds that can be asked for

    @cache
    def form(channel: Channel | None) -> str:
        changes: dict[str, object] = {"since": empty, "until": empty}
        return view.address(**changes, **({"channel": (channel,)} if channel else {}))

    def narrow(when: str, channel: Channel | None = None) -> str:
        return form(channel).replace("%00", when)

    return narrow


routes = [Route("/", timeline, name="timeline")]
