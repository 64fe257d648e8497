"""Time: expressions of a text as intervals of days, lengths as minutes, and the day an undated article appeared."""

from readouts.times.article import date_article
from readouts.times.clues import Clue, list_clues
from readouts.times.contacts import KnownContact, find_known
from readouts.times.events import Event, load_events, read_events
from readouts.times.find import durations, find
from readouts.times.precision import Precision, days_in_utc, precision_of, zone_of

__all__ = [
    "Clue",
    "Event",
    "KnownContact",
    "Precision",
    "date_article",
    "days_in_utc",
    "durations",
    "find",
    "find_known",
    "list_clues",
    "load_events",
    "precision_of",
    "read_events",
    "zone_of",
]
