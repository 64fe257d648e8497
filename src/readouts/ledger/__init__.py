"""The ledger: articles, their reports, and the contacts that these are of."""

from readouts.exchange import Entry
from readouts.ledger.add import AddResult
from readouts.ledger.check import Fault
from readouts.ledger.contact import LedgerContact
from readouts.ledger.doubtful import Doubtful
from readouts.ledger.find import Query
from readouts.ledger.forgetting import Forgotten
from readouts.ledger.judgement import Judged, Judgement
from readouts.ledger.judging import Decision, Held, read_judgements
from readouts.ledger.ledger import Crossing, Ledger, Size, dump, open_ledger, restore_ledger
from readouts.ledger.rebuild import Rebuilt
from readouts.ledger.support import Support
from readouts.ledger.versions import Change, Version
from readouts.ledger.why import Passage, Reason

__all__ = [
    "AddResult",
    "Change",
    "Crossing",
    "Decision",
    "Doubtful",
    "Entry",
    "Fault",
    "Forgotten",
    "Held",
    "Judged",
    "Judgement",
    "Ledger",
    "LedgerContact",
    "Passage",
    "Query",
    "Reason",
    "Rebuilt",
    "Size",
    "Support",
    "Version",
    "dump",
    "open_ledger",
    "read_judgements",
    "restore_ledger",
]
