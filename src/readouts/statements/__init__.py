"""Who said what, through whom: passages in quotation marks, direct and indirect statements, the chain of reporting."""

from readouts.statements.asserted import as_asserted, asserted
from readouts.statements.chain import reporters
from readouts.statements.commitments import commitments
from readouts.statements.find import find
from readouts.statements.passages import Passage, passages
from readouts.statements.reading import asked, read
from readouts.statements.topics import find_topics

__all__ = [
    "Passage",
    "as_asserted",
    "asked",
    "asserted",
    "commitments",
    "find",
    "find_topics",
    "passages",
    "read",
    "reporters",
]
