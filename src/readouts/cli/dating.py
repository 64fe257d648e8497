"""`readouts date`: when articles were published."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import (
    LEDGER_TYPE,
    Address,
    format_option,
    ignore_dates_option,
    knowledge_option,
    published_option,
    quiet_option,
)
from readouts.cli.running import exit_code, load_knowledge, read_texts, running
from readouts.model import Interval, Status

if TYPE_CHECKING:
    from readouts.knowledge import Knowledge
    from readouts.model import Article
    from readouts.times import Event, KnownContact
    from readouts.views.progress import Run
    from readouts.views.rows import Format

# A contact that is known to some days only dates no text.
NARROW = 3
HELD: tuple[Status, ...] = ("held", "ongoing")


@click.command("date")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@published_option
@ignore_dates_option
@knowledge_option
@quiet_option
@format_option
@click.option("--why", is_flag=True, help="What bounds each date on either side, and what was seen besides.")
@click.option(
    "--events",
    "files",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE.csv",
    help="Dated events of your own, beside those of the package; repeatable.",
)
@click.option(
    "--ledger",
    "file",
    type=LEDGER_TYPE,
    help="A ledger whose held, dated contacts count as known: a file, or postgresql://HOST/NAME.",
)
def date(
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    form: Format,
    why: bool,
    files: Sequence[Path],
    file: Address | None,
) -> int:
    """Print when articles were published, and how that is known.

    \b
    readouts date undated.txt
    readouts date --ignore-dates articles/     what the texts alone tell
    readouts date --why undated.txt            the words that bound each date
    readouts date --events mine.csv undated.txt
    readouts date --ledger readouts.sqlite undated.txt
    """
    from readouts.times import load_events, read_events
    from readouts.views.dates import show_dates

    events = (*load_events(), *(event for one in files for event in read_events(one)))
    knowledge = load_knowledge(extra)
    contacts = read_contacts(file, knowledge) if file else ()
    tally: Counter[str] = Counter()
    with running(quiet=True) as run:
        articles = (
            date_undated(article, knowledge, name_events(article, events, contacts))
            for article in read_texts(run, paths, published, ignore_dates=ignore_dates)
        )
        show_dates(
            count_bases(articles, tally),
            form,
            sys.stdout,
            why=why,
            knowledge=knowledge if why else None,
            events=lambda article: name_events(article, events, contacts),
        )
    if not quiet:
        sys.stdout.flush()
        click.echo(tell_tally(run, tally), err=True)
    return exit_code(run)


def date_undated(article: Article, knowledge: Knowledge, events: Sequence[Event]) -> Article:
    """The article with the date its own words leave possible, where it has none given and is in English."""
    from readouts.language.detect import identify
    from readouts.times import date_article

    if article.published.basis == "given":
        return article
    language = article.language
    if language is None:
        found = identify(article.text)
        language = found.code if found.sure else "en"
    if language != "en":
        return article
    published, _ = date_article(article.text, None, knowledge, events=events)
    return replace(article, published=published)


def name_events(article: Article, events: Sequence[Event], contacts: Sequence[KnownContact]) -> tuple[Event, ...]:
    """The events that may date an article: those of the package and the user, and the known contacts it names."""
    from readouts.times import find_known

    return (*events, *find_known(article.text, contacts))


def read_contacts(file: Address, knowledge: Knowledge) -> tuple[KnownContact, ...]:
    """The held contacts of a ledger whose days are known, each person by all names under which they are known."""
    from readouts.ledger import Query, open_ledger
    from readouts.times import KnownContact

    known = []
    with open_ledger(file, create=False) as ledger:
        for contact in ledger.contacts(Query(statuses=HELD)):
            persons = [one.name for one in contact.participants if one.kind == "person"]
            when = contact.date
            if when is None or (when.latest - when.earliest).days >= NARROW or len(persons) < 2:
                continue
            sides = tuple(name_person(person, knowledge) for person in persons)
            name = f"{contact.channel.replace('_', ' ')} of {' and '.join(persons)} ({contact.id[:8]})"
            known.append(KnownContact(name, sides, contact.channel, Interval(when.earliest, when.latest), str(file)))
    return tuple(known)


def name_person(name: str, knowledge: Knowledge) -> tuple[str, ...]:
    """What texts call a person: the full name, its last word, and all names that are known."""
    persons = knowledge.persons_named(name)
    others = (also for one in persons for also in (one.name, *one.aliases, *one.short))
    return tuple(sorted({name, name.split()[-1], *others} if not persons else {name, *others}))


def count_bases(articles: Iterator[Article], tally: Counter[str]) -> Iterator[Article]:
    """The articles, counted by how their date is known."""
    for article in articles:
        tally[article.published.basis] += 1
        yield article


def tell_tally(run: Run, tally: Counter[str]) -> str:
    """What the run came to, in words."""
    from readouts.views.words import count_words

    failed = f", {run.tally.failed} failed" if run.tally.failed else ""
    told = ", ".join(f"{tally[basis]} {says}" for basis, says in BASES.items() if tally[basis])
    return f"{count_words(run.tally.articles, 'article')} read{failed}{': ' if told else ''}{told}"


BASES = {"given": "given", "inferred": "inferred", "unknown": "cannot be dated"}
