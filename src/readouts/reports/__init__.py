"""One article → its contacts: parties, channel, status and details, each with the characters that say it."""

from readouts.reports.confidence import MIN_CONFIDENCE, withhold
from readouts.reports.inputs import read_inputs
from readouts.reports.ownrules import read_rules
from readouts.reports.reading import read_article, read_articles
from readouts.reports.rulecount import Rule, Tally
from readouts.reports.worklist import Unknown, Worklist, person_rows, tenure_rows

__all__ = [
    "MIN_CONFIDENCE",
    "Rule",
    "Tally",
    "Unknown",
    "Worklist",
    "person_rows",
    "read_article",
    "read_articles",
    "read_inputs",
    "read_rules",
    "tenure_rows",
    "withhold",
]
