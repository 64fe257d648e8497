"""What comes of an input: an article with what was kept and doubted, or a failure with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from readouts.model import Article, Doubt, Interval, Published, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """An article that was read.

    `raw` is the page's own bytes (HTML only). `reading` is set where the input was a line of our own exchange format:
    the article has been read already, and its text may have been left out.
    """

    article: Article
    raw: bytes | None = None
    doubts: tuple[Doubt, ...] = ()
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: `path` names it (with `:LINE` behind it for a record), `reason` says why.

    >>> str(Failure("press/a.txt", "empty"))
    'press/a.txt: empty'
    """

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Passed:
    """A page of an archive in which no article was looked for, since nothing in it can tell of a contact."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How inputs are taken.

    `published` dates those that bring no date of their own; `ignore_dates` first takes all their own dates away.
    """

    published: Interval | None = None
    ignore_dates: bool = False

    def date(self, own: Interval | None) -> Published:
        """The publication date of an input that brings `own`.

        >>> from datetime import date
        >>> Options(published=Interval.day(date(2026, 1, 8))).date(None).basis
        'given'
        """
        days = self.published if own is None or self.ignore_dates else own
        return Published(earliest=days.earliest, latest=days.latest, basis="given") if days else Published()

    def redate(self, article: Article) -> Article:
        """An article made earlier, dated by these options; what was inferred from its text counts as no date."""
        own = article.published.interval if article.published.basis == "given" else None
        return replace(article, published=self.date(own))
