"""Who held which office when; states, bodies and outlets with all their names."""

from readouts.knowledge.base import Knowledge
from readouts.knowledge.loading import load
from readouts.knowledge.nouns import KINDS, Match, Outlet, Person, State, Tenure, Title

__all__ = ["KINDS", "Knowledge", "Match", "Outlet", "Person", "State", "Tenure", "Title", "load"]
