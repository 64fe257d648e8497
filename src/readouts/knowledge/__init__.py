"""Who held which office when; states, bodies and outlets with all their names."""

from readouts.knowledge.base import Knowledge
from readouts.knowledge.holders import Holder, who
from readouts.knowledge.loading import load
from readouts.knowledge.nouns import KINDS, Match, Outlet, Person, State, Tenure, Title
from readouts.knowledge.wikidata import Imported, import_wikidata, write_persons, write_tenures

__all__ = [
    "KINDS",
    "Holder",
    "Imported",
    "Knowledge",
    "Match",
    "Outlet",
    "Person",
    "State",
    "Tenure",
    "Title",
    "import_wikidata",
    "load",
    "who",
    "write_persons",
    "write_tenures",
]
