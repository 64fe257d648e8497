"""One article → its contacts: parties, channel, status and details, each with the characters that say it."""

from readouts.reports.reading import read_article

__all__ = ["read_article"]
