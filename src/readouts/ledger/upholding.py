"""What people judged of a contact, laid over what its reports say of it.

A judgement is of the contact that holds most of the reports it was made on; of two as good, the one with the report
named first; a split is of both. Of several on one field, or of several verdicts, the latest has the word, and the
others are kept beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from readouts.ledger.contact import LedgerContact
from readouts.ledger.correcting import correct, show_value, value_of
from readouts.ledger.judgement import LEAVING, STAYING, Judged, JudgementKind, Verdict
from readouts.ledger.rulings import Ruling

_VERDICTS: dict[JudgementKind, Verdict] = {"accept": "accepted", "reject": "rejected"}


def contacts_of(ruling: Ruling, homes: Mapping[str, str]) -> list[str]:
    """The contacts that a judgement is of; `homes` tells the contact of each report. None where all are lost."""
    sides = (LEAVING, STAYING) if ruling.kind == "split" else (None,)
    found = [_most(ruling.reports(side), homes) for side in sides]
    return list(dict.fromkeys(contact for contact in found if contact))


def _most(reports: Sequence[str], homes: Mapping[str, str]) -> str | None:
    counts = Counter(homes[report] for report in reports if report in homes)
    return max(counts, key=lambda contact: counts[contact], default=None)  # of equals the first


def uphold(contact: LedgerContact, rulings: Iterable[Ruling], homes: Mapping[str, str]) -> LedgerContact:
    """The contact with the judgements that are of it; `homes` tells the contact of each report, by its id."""
    ordered = sorted(rulings, key=lambda ruling: ruling.position)
    last = {_concern(ruling): ruling.id for ruling in ordered}
    judged, upheld = [], contact
    for ruling in ordered:
        decides = last[_concern(ruling)]
        judged.append(_describe(ruling, contact, decides if decides != ruling.id else None, homes))
        if decides == ruling.id and ruling.judgement.field and ruling.judgement.value is not None:
            upheld = correct(upheld, ruling.judgement.field, ruling.judgement.value)
    verdicts = [_VERDICTS[ruling.kind] for ruling in ordered if ruling.kind in _VERDICTS]
    return replace(upheld, verdict=verdicts[-1] if verdicts else None, judgements=tuple(judged))


def _concern(ruling: Ruling) -> str:
    """Of what only the latest judgement decides: a field, the verdict. Others stand side by side."""
    if ruling.kind == "correct":
        return f"field {ruling.judgement.field}"
    return "verdict" if ruling.kind in _VERDICTS else ruling.id


def _describe(ruling: Ruling, contact: LedgerContact, overtaken: str | None, homes: Mapping[str, str]) -> Judged:
    judgement, field = ruling.judgement, ruling.judgement.field
    doubts = list(_doubts(ruling, contact, homes)) if overtaken is None else []
    return Judged(
        id=ruling.id,
        kind=ruling.kind,
        by=judgement.by,
        made=judgement.made,
        why=judgement.why,
        field=field,
        value=show_value(field, judgement.value) if field and judgement.value is not None else None,
        machine=show_value(field, value_of(contact, field)) if field else None,
        overtaken=overtaken,
        state="flagged" if doubts else ruling.state,
        reason="; ".join([*([ruling.reason] if ruling.reason else []), *doubts]) or None,
    )


def _doubts(ruling: Ruling, contact: LedgerContact, homes: Mapping[str, str]) -> Iterable[str]:
    """What a person should look at again, though the reports that were judged are there."""
    judgement = ruling.judgement
    sides = {side: {homes[report] for report in ruling.reports(side) if report in homes} for side in ruling.sides}
    together = {home for found in sides.values() for home in found}
    if ruling.kind == "split":
        if sides.get(LEAVING, set()) & sides.get(STAYING, set()):
            yield "a later judgement joins what it parted"
    elif len(together) > 1:
        yield f"its reports are of {len(together)} contacts now"
    since = sum(home == contact.id for home in homes.values()) - sum(
        homes.get(report) == contact.id for report in set(ruling.reports())
    )
    if ruling.kind == "reject" and since:
        yield f"{since} more report{'s' if since > 1 else ''} of it came since"
    if judgement.field and judgement.machine is not None and judgement.value is not None:
        then, now = (
            show_value(judgement.field, judgement.machine),
            show_value(judgement.field, value_of(contact, judgement.field)),
        )
        if now not in (then, show_value(judgement.field, judgement.value)):
            yield f"the reports say {now} now, when it was judged they said {then}"
