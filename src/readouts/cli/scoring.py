"""`readouts score`: readings against a hand-coded file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import format_option, reading_options
from readouts.cli.running import exit_code, read_all, running
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.views.rows import Format


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--undated", is_flag=True, help="Read the articles as if they were undated.")
@click.option("--partial", is_flag=True, help="The gold names only what each article is about.")
@click.option("--half", metavar="NAME", help="Only the gold lines of this half.")
@click.option("--errors", is_flag=True, help="List every difference as well.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@reading_options
@format_option
def score(
    gold: Path,
    undated: bool,
    partial: bool,
    half: str | None,
    errors: bool,
    as_json: bool,
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    form: Format,
) -> int:
    """Measure readings against your own hand-coded file.

    PATHs are articles, which are read first, or what `readouts extract --format
    jsonl` printed. docs/scoring.md says how GOLD is written and what each row means.

    \b
    readouts score gold.jsonl articles/
    readouts score gold.jsonl read.jsonl --errors
    """
    from readouts.score import holds_predictions, read_gold_file, read_prediction_file, read_predictions
    from readouts.score import score as score_articles
    from readouts.views.scores import show_scores

    wanted = read_gold_file(gold, half)
    ready = [path for path in paths if Path(path).is_file() and holds_predictions(Path(path))]
    others = [path for path in paths if path not in ready]
    predicted = [article for path in ready for article in read_prediction_file(Path(path))]
    with running(quiet or (bool(ready) and not others)) as run:
        if others or not ready:
            readings = read_all(run, others, published, ignore_dates or undated, extra, full=True)
            predicted += read_predictions(readings)
    table = score_articles(wanted, predicted, undated=undated, partial=partial)
    show_scores(table, "jsonl" if as_json else form, sys.stdout, errors=errors)
    return exit_code(run)
