"""Who said what, through whom: passages in quotation marks, direct and indirect statements, the chain of reporting."""

from readouts.statements.chain import reporters
from readouts.statements.passages import Passage, passages
from readouts.statements.reading import read

__all__ = ["Passage", "passages", "read", "reporters"]
