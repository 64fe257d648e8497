"""Time: expressions of a text as intervals of days, lengths as minutes, and the day an undated article appeared."""

from readouts.times.find import durations, find

__all__ = ["durations", "find"]
