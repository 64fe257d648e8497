"""How far a run is, on standard error: a line that moves while a person watches, and one line for each fault."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from readouts.views.screen import harmless
from readouts.views.words import count_words


def complain(words: str) -> None:
    """Prints one line on standard error: whose it is, what was wrong."""
    sys.stderr.write(f"readouts: {_on_one_line(words)}\n")
    sys.stderr.flush()


def _on_one_line(words: str) -> str:
    return harmless(words).replace("\n", " ")


def show_left_out(left_out: Mapping[str, int]) -> str:
    """How many articles were left out, and why.

    >>> show_left_out({"tells of no contact": 1200})
    ', 1,200 left out: tells of no contact'
    """
    return "".join(f", {number:,} left out: {reason}" for reason, number in sorted(left_out.items()))


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    articles: int = 0
    contacts: int = 0
    failed: int = 0
    known: int = 0
    left: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        failed = f", {self.failed} failed" if self.failed else ""
        known = f", {self.known} known and passed over" if self.known else ""
        left = f", {count_words(self.left, 'page')} without a sign of a contact" if self.left else ""
        read = f"{count_words(self.articles, 'article')} read{failed}{known}{left}"
        return f"{read}{show_left_out(self.left_out)}, {count_words(self.contacts, 'contact')}"


@dataclass(slots=True)
class Run:
    """A run over many articles that shows its progress; used as a context."""

    tally: Tally = field(default_factory=Tally)
    _bar: Progress | None = None
    _tell: Callable[[str], None] = complain

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            console = Console(stderr=True, highlight=False, markup=False, emoji=False)
            self._bar = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                TimeElapsedColumn(),
                TextColumn("left:"),
                TimeRemainingColumn(),
                console=console,
                transient=True,
            )
            self._bar.add_task("reading", total=None)
            self._bar.start()
            self._tell = lambda words: console.print(f"readouts: {_on_one_line(words)}", soft_wrap=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def read(self, contacts: int) -> None:
        """Counts an article that was read and its contacts."""
        self.tally.articles += 1
        self.tally.contacts += contacts
        self._move()

    def fail(self, words: str) -> None:
        """Counts an input that failed and says so at once."""
        self.tally.failed += 1
        self._tell(words)
        self._move()

    def take(self, articles: int, contacts: int, size: int) -> None:
        """Counts what was read elsewhere at once: articles, their contacts, bytes."""
        self.tally.articles += articles
        self.tally.contacts += contacts
        self.move_on(size)
        self._move()

    def say(self, words: str) -> None:
        """Says what a person should know, which is no failure."""
        self._tell(words)

    def leave(self) -> None:
        """Counts a page in which no article was looked for."""
        self.tally.left += 1
        self._move()

    def leave_out(self, reason: str) -> None:
        """Counts an article that was read and is not kept."""
        self.tally.left_out[reason] += 1

    def pass_over(self) -> None:
        """Counts an input that needs no reading."""
        self.tally.known += 1
        self._move()

    @property
    def watched(self) -> bool:
        """Whether a person watches."""
        return self._bar is not None

    def expect(self, size: int) -> None:
        """Says how many bytes there are to read in all."""
        if self._bar:
            self._bar.update(self._bar.task_ids[0], total=size)

    def move_on(self, size: int) -> None:
        """Counts bytes that were read."""
        if self._bar:
            self._bar.advance(self._bar.task_ids[0], size)

    def _move(self) -> None:
        if self._bar:
            elapsed = self._bar.tasks[0].elapsed or 0
            done = self.tally.articles + self.tally.known + self.tally.left
            rate = f", {done / elapsed:,.0f} a second" if elapsed >= 1 else ""
            self._bar.update(self._bar.task_ids[0], description=f"{self.tally}{rate}")
