"""Scoring: a user's own hand-coded articles against what was read, field by field.

`score_files` is the whole way; docs/scoring.md says how a gold file is written and how each figure is counted.
"""

from readouts.score.articles import (
    GoldArticle,
    PredictedArticle,
    holds_predictions,
    read_gold_article,
    read_gold_file,
    read_prediction,
    read_prediction_file,
    read_predictions,
)
from readouts.score.rates import Rate, Retrieval, wilson
from readouts.score.scoring import score, score_files
from readouts.score.table import Difference, Table
from readouts.score.verdicts import Verdict, give_verdicts

__all__ = [
    "Difference",
    "GoldArticle",
    "PredictedArticle",
    "Rate",
    "Retrieval",
    "Table",
    "Verdict",
    "give_verdicts",
    "holds_predictions",
    "read_gold_article",
    "read_gold_file",
    "read_prediction",
    "read_prediction_file",
    "read_predictions",
    "score",
    "score_files",
    "wilson",
]
