"""Predictions made from gold, and every kind of fault that a prediction can have, drawn from a seed."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

Record = dict[str, Any]
Fault = Callable[[random.Random, Record, list[Record]], None]


def predict(gold: Record) -> Record:
    """The gold in the shape of a prediction: objects for participants, places, chains; dates as intervals."""
    contacts = []
    for contact in copy.deepcopy(gold.get("contacts", [])):
        sides = contact.get("sides") or []
        for index, person in enumerate(contact["participants"]):
            if isinstance(person, str):
                state = sides[index] if len(sides) == len(contact["participants"]) else None
                contact["participants"][index] = {
                    "name": person,
                    "kind": "person",
                    "state": state,
                    "role": "participant",
                }
        contact["place"] = {"name": contact["place"]} if contact.get("place") else None
        minutes = contact.pop("duration_minutes", None)
        contact["duration"] = minutes and {f"{bound}_minutes": value for bound, value in minutes.items()}
        contact["evidence"] = [contact["evidence"]] if contact.get("evidence") else []
        contacts.append(contact)
    statements = [
        {
            "speaker": {"name": q["speaker"]},
            "kind": "direct",
            "content": [q["content"]],
            "quoted": [q["content"]],
            "via": [{"name": name} for name in q["via"] or []],
        }
        for q in gold.get("quotes", [])
    ]
    article = {"id": gold["id"], "source": f"in/{gold['id']}", "published": dict(gold["published"])}
    return {"version": 1, "article": article, "contacts": contacts, "statements": statements}


# --- faults of contacts ------------------------------------------------------------------------------------------


def any_contact(rng: random.Random, record: Record) -> Record:
    return rng.choice(record["contacts"]) if record["contacts"] else {"participants": []}


def drop_contact(rng: random.Random, record: Record, _: list[Record]) -> None:
    if record["contacts"]:
        record["contacts"].pop(rng.randrange(len(record["contacts"])))


def add_contact(rng: random.Random, record: Record, others: list[Record]) -> None:
    contact = copy.deepcopy(any_contact(rng, rng.choice(others)))
    record["contacts"].insert(rng.randint(0, len(record["contacts"])), contact)


def double_contact(rng: random.Random, record: Record, _: list[Record]) -> None:
    if record["contacts"]:
        twin = copy.deepcopy(any_contact(rng, record))
        twin["status"], twin["main"] = rng.choice(["held", "announced", "cancelled"]), rng.random() < 0.5
        record["contacts"].append(twin)


def swap_participants(rng: random.Random, record: Record, others: list[Record]) -> None:
    mine, theirs = any_contact(rng, record)["participants"], any_contact(rng, rng.choice(others))["participants"]
    if mine and theirs:
        mine[rng.randrange(len(mine))] = copy.deepcopy(rng.choice(theirs))


def lose_participant(rng: random.Random, record: Record, _: list[Record]) -> None:
    people = any_contact(rng, record)["participants"]
    if people:
        people.pop(rng.randrange(len(people)))


def extra_participant(rng: random.Random, record: Record, others: list[Record]) -> None:
    people = any_contact(rng, record)["participants"]
    kind = rng.choice(["person", "office", "delegation", "state", "body"])
    state = rng.choice(["RUS", "USA", "CHN", *any_contact(rng, record).get("sides", [])])
    extra = {
        "name": rng.choice(["the envoy", "Ministers", "Kim Jong-un", "Sergei Lavrov", state]),
        "kind": kind,
        "state": state,
    }
    people.insert(rng.randint(0, len(people)), extra)
    people.extend(copy.deepcopy(any_contact(rng, rng.choice(others))["participants"][:1]))


def role_for_name(rng: random.Random, record: Record, _: list[Record]) -> None:
    for person in any_contact(rng, record)["participants"]:
        if rng.random() < 0.7:
            word = rng.choice(["foreign minister of X", "delegation of X", "officials", "the president", "Leader"])
            person.update(name=word, kind=rng.choice(["office", "delegation", "state", "person"]))


def office_beside_name(rng: random.Random, record: Record, _: list[Record]) -> None:
    for person in any_contact(rng, record)["participants"]:
        person["office"] = rng.choice(
            ["foreign minister of Iran", "leader of Japan", "president of Ukraine", person["name"], None]
        )


def respell(rng: random.Random, record: Record, _: list[Record]) -> None:
    for person in any_contact(rng, record)["participants"]:
        name = person["name"] or "x"
        at = rng.randrange(len(name))
        person["name"] = rng.choice(
            [
                name.upper(),
                name.split()[-1],
                name.split()[0],
                name[:at] + "y" + name[at:],
                name[:at] + "é" + name[at + 1 :],
                " ".join(reversed(name.split())),
                name + " Jr",
                name[:at] + name[at + 3 :] or "x",
                "somebody",
                "习近平",
            ]
        )


def plain_names(rng: random.Random, record: Record, _: list[Record]) -> None:
    contact = any_contact(rng, record)
    contact["participants"] = [person["name"] or "" for person in contact["participants"]]


def change_states(rng: random.Random, record: Record, _: list[Record]) -> None:
    contact = any_contact(rng, record)
    for person in contact["participants"]:
        person["state"] = rng.choice([None, "RUS", "USA", "CHN", person.get("state"), *contact.get("sides", [])])
    if rng.random() < 0.5:
        contact.pop("sides", None)


def change_channel(rng: random.Random, record: Record, _: list[Record]) -> None:
    any_contact(rng, record)["channel"] = rng.choice(
        [
            "phone_call",
            "video_call",
            "call",
            "meeting",
            "visit",
            "summit",
            "talks",
            "message",
            "other",
            "phone call",
            "in-person meeting",
            " visit",
            "seance",
            None,
        ]
    )


def change_status(rng: random.Random, record: Record, _: list[Record]) -> None:
    any_contact(rng, record)["status"] = rng.choice(
        [
            "proposed",
            "invited",
            "announced",
            "confirmed",
            "ongoing",
            "held",
            "attempted",
            "postponed",
            "cancelled",
            "denied",
            "unheard of",
            None,
        ]
    )


def change_date(rng: random.Random, record: Record, _: list[Record]) -> None:
    day = date(2021, 1, 1) + timedelta(days=rng.randrange(2000))
    published = record["article"]["published"]
    if isinstance(published, dict) and published.get("earliest") and rng.random() < 0.7:
        day = date.fromisoformat(published["earliest"]) + timedelta(days=rng.choice([-9, -2, -1, 0, 1, 2, 9]))
    later = day + timedelta(days=rng.choice([0, 0, 1, 6]))
    any_contact(rng, record)["date"] = rng.choice(
        [
            None,
            {},
            day.isoformat(),
            f"{day}/{later}",
            f"{day:%Y-%m}",
            f"{day:%Y}",
            f"{day:%Y-%m}/{day:%Y}",
            f"{day}T09:00:00Z",
            {"earliest": str(day), "latest": str(later), "rule": "x"},
            {"earliest": str(day), "latest": None},
            {"earliest": None, "latest": f"{day:%Y-%m}"},
            {"earliest": None, "latest": None},
        ]
    )


def shift_date(rng: random.Random, record: Record, _: list[Record]) -> None:
    contact = any_contact(rng, record)
    if isinstance(contact.get("date"), str) and len(contact["date"]) == 10:
        contact["date"] = str(date.fromisoformat(contact["date"]) + timedelta(days=rng.choice([-3, -2, -1, 1, 2, 3])))
    else:
        contact["date"] = None


def change_place(rng: random.Random, record: Record, _: list[Record]) -> None:
    contact = any_contact(rng, record)
    name = (contact.get("place") or {}).get("name") if isinstance(contact.get("place"), dict) else None
    contact["place"] = rng.choice(
        [
            None,
            "Beijing",
            {"name": "Moscow, Russia"},
            {"name": None},
            {"name": f"the {name}"},
            {"name": (name or "U.S.").upper()},
            "U.K.",
            {"name": "the United States", "state": "USA"},
        ]
    )


def change_duration(rng: random.Random, record: Record, _: list[Record]) -> None:
    any_contact(rng, record)["duration"] = rng.choice(
        [
            None,
            90,
            "an hour",
            {"at_least_minutes": 90, "at_most_minutes": None},
            {"at_most_minutes": 60},
            {},
            {"at_least_minutes": 60, "at_most_minutes": 60},
            {"at_least_minutes": 90.0},
        ]
    )


def change_main(rng: random.Random, record: Record, _: list[Record]) -> None:
    contact = any_contact(rng, record)
    contact["main"] = rng.choice([True, False, None])
    if contact["main"] is None:
        contact.pop("main")


def change_evidence(rng: random.Random, record: Record, others: list[Record]) -> None:
    evidence = any_contact(rng, rng.choice(others)).get("evidence") or [[0, 9]]
    any_contact(rng, record)["evidence"] = rng.choice(
        [None, [], [[0, 10**6]], evidence, evidence[0], [[5, 5], *evidence]]
    )


def empty_contacts(_: random.Random, record: Record, __: list[Record]) -> None:
    record["contacts"] = []


# --- faults of quotations ----------------------------------------------------------------------------------------


def any_statement(rng: random.Random, record: Record) -> Record:
    return rng.choice(record["statements"]) if record["statements"] else {"quoted": [[0, 1]]}


def drop_statement(rng: random.Random, record: Record, _: list[Record]) -> None:
    if record["statements"]:
        record["statements"].pop(rng.randrange(len(record["statements"])))


def add_statement(rng: random.Random, record: Record, _: list[Record]) -> None:
    start = rng.randrange(3000)
    kind = rng.choice(["direct", "mixed", "indirect", None])
    span = [start, start + rng.choice([0, 1, 80])]
    record["statements"].insert(
        0, {"speaker": rng.choice([None, "Xi", {"name": None}]), "kind": kind, "content": [span]}
    )


def shift_quotation(rng: random.Random, record: Record, _: list[Record]) -> None:
    statement = any_statement(rng, record)
    statement["quoted"] = [
        [a + rng.choice([-1, 0, 2, 40]), b + rng.choice([-1, 0, 2, 40])] for a, b in statement.get("quoted") or []
    ]


def split_quotation(rng: random.Random, record: Record, _: list[Record]) -> None:
    statement = any_statement(rng, record)
    pieces = []
    for a, b in statement.get("quoted") or []:
        middle = a + int((b - a) * rng.choice([0.2, 0.5, 0.6]))
        pieces += [[a, middle], [middle, b]]
    statement["quoted"] = pieces


def merge_quotations(_: random.Random, record: Record, __: list[Record]) -> None:
    spans = [span for s in record["statements"][:2] for span in s.get("quoted") or []]
    if len(spans) > 1:
        record["statements"][0]["quoted"] = [[min(a for a, _ in spans), max(b for _, b in spans)]]


def unquoted(rng: random.Random, record: Record, _: list[Record]) -> None:
    statement = any_statement(rng, record)
    statement["kind"] = rng.choice(["direct", "mixed", "indirect"])
    if rng.random() < 0.5:
        statement.pop("quoted", None)
        statement["content"] = rng.choice([statement.get("content"), (statement.get("content") or [None])[0], None])
    else:
        statement["quoted"] = None


def restate(rng: random.Random, record: Record, _: list[Record]) -> None:
    if record["statements"]:
        record["statements"].append({**any_statement(rng, record), "speaker": {"name": "Somebody Else"}})
        rng.shuffle(record["statements"])


def wrong_speaker(rng: random.Random, record: Record, others: list[Record]) -> None:
    other = any_statement(rng, rng.choice(others)).get("speaker")
    any_statement(rng, record)["speaker"] = rng.choice([None, {"name": ""}, "Peskov", other])


def wrong_via(rng: random.Random, record: Record, _: list[Record]) -> None:
    statement = any_statement(rng, record)
    links = list(statement.get("via") or [])
    tass = [{"name": "TASS", "kind": "agency"}]
    statement["via"] = rng.choice([[], None, tass, links[:1], links[::-1] + tass, ["state television", "Russian TV"]])


# --- faults of articles ------------------------------------------------------------------------------------------


def other_identity(rng: random.Random, record: Record, _: list[Record]) -> None:
    article = record["article"]
    name = article["id"]
    article["source"] = rng.choice(
        [f"/some/where/{name}.txt", f"{name}#x", f"feed.jsonl#{name}", f"feed.jsonl:{name}", "elsewhere.html"]
    )
    article["id"] = rng.choice([name, f"{name}.txt", f"changed-{name}", ""])


def by_digest(_: random.Random, record: Record, __: list[Record]) -> None:
    record["article"] |= {"id": "unknown", "source": "stdin"}
    record["sha256"] = record.pop("gold sha256", None) or ""


def other_publication(rng: random.Random, record: Record, _: list[Record]) -> None:
    published = record["article"]["published"]
    earliest = published["earliest"] if isinstance(published, dict) and published.get("earliest") else "2024-06-30"
    day = date.fromisoformat(earliest) + timedelta(days=rng.choice([-40, -1, 0, 1, 40]))
    record["article"]["published"] = rng.choice(
        [
            None,
            {"earliest": None, "latest": None, "basis": "unknown"},
            str(day),
            f"{day:%Y-%m}",
            f"{day:%Y}",
            {"earliest": str(day), "latest": str(day + timedelta(days=31))},
            {"earliest": str(day), "latest": str(day + timedelta(days=32))},
        ]
    )


FAULTS: tuple[Fault, ...] = (
    drop_contact,
    add_contact,
    double_contact,
    swap_participants,
    lose_participant,
    extra_participant,
    role_for_name,
    office_beside_name,
    respell,
    plain_names,
    change_states,
    change_channel,
    change_status,
    change_date,
    shift_date,
    change_place,
    change_duration,
    change_main,
    change_evidence,
    empty_contacts,
    drop_statement,
    add_statement,
    shift_quotation,
    split_quotation,
    merge_quotations,
    unquoted,
    restate,
    wrong_speaker,
    wrong_via,
    other_identity,
    by_digest,
    other_publication,
)

LAST = (plain_names,)  # it takes away the objects that the others change


def spoil(rng: random.Random, gold: list[Record], used: Counter[str]) -> Iterator[Record]:
    """Predictions for some of the gold, with a few faults each; some articles are missing."""
    clean = [predict(record) for record in gold]
    for record, truth in zip(copy.deepcopy(clean), gold, strict=True):
        if rng.random() < 0.08:
            used["missing article"] += 1
            continue
        record["gold sha256"] = truth.get("sha256")
        faults = rng.sample(FAULTS, rng.choice([0, 1, 2, 4]))
        for fault in sorted(faults, key=LAST.__contains__):
            fault(rng, record, clean)
            used[fault.__name__] += 1
        record.pop("gold sha256", None)
        yield record
