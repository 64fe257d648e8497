"""Time: expressions of a text as intervals of days, lengths as minutes, and the day an undated article appeared."""

from readouts.times.article import date_article
from readouts.times.clues import Clue, list_clues
from readouts.times.events import Event, load_events, read_events
from readouts.times.find import durations, find

__all__ = ["Clue", "Event", "date_article", "durations", "find", "list_clues", "load_events", "read_events"]
