"""Draws the bars of an overview, of which there are so many that a template would take longer than to count them."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from readouts.desk.charting import Bar, Chart, Segment
from readouts.ledger.tables import NO_DAY
from readouts.views.words import count_words


def draw_bars(chart: Chart, address: Callable[[str], str], no_day: str) -> Markup:
    """Each bar as a link to its contacts: at the address of its stretch of time, or of those of no known day."""
    drawn = (_draw(bar, chart.bottom, no_day if bar.when == NO_DAY else address(bar.when)) for bar in chart.bars)
    return Markup("\n").join(drawn)


def _draw(bar: Bar, bottom: float, address: str) -> Markup:
    when = "no day known" if bar.when == NO_DAY else bar.when
    told = escape(f"{when}: {count_words(bar.number, 'contact')}, {bar.told}")
    segments = "".join(_draw_segment(bar, one) for one in bar.segments)
    return Markup(
        f'<a href="{escape(address)}" aria-label="{told}"><title>{told}</title>\n'
        f'<rect class="hit" x="{bar.x}" y="4" width="{bar.width}" height="{bottom - 4}"/>\n{segments}</a>'
    )


def _draw_segment(bar: Bar, one: Segment) -> str:
    """Narrow where the days are not exactly known."""
    x, width = (bar.x, bar.width) if one.exact else (bar.x + bar.width * 0.25, bar.width * 0.5)
    return (
        f'<rect class="bar {one.kind}" x="{round(x, 1)}" y="{one.y}" width="{round(width, 1)}" height="{one.height}"/>'
    )
