"""/api/v1: every operation answers as the OpenAPI document says, in pages, with ETags; what goes wrong is a problem."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec
import pytest
from jsonschema import Draft202012Validator

import api_examples
from desk_people import TOKENS, add_people
from desk_server import serving
from readouts.desk.api.document import document
from readouts.desk.api.table import OPERATIONS
from readouts.desk.settings import Settings
from readouts.ledger import open_ledger

HEAD = {"Authorization": f"Bearer {TOKENS['Vera']}"}
"""A reviewer's."""

EXAMPLES = os.environ.get("READOUTS_API_EXAMPLES")
"""Requests made up for each operation in a longer run, which tries every value's bounds besides."""


@dataclass(frozen=True, slots=True)
class Api:
    """A running API, and a ledger's contact and article."""

    address: str
    contact: str
    article: str

    def get(self, path: str, **head: str) -> httpx.Response:
        names = {name.replace("_", "-"): value for name, value in head.items()}
        return httpx.get(f"{self.address}/api/v1{path}", headers={**HEAD, **names}, timeout=30)

    def post(self, body: object, **head: str) -> httpx.Response:
        names = {name.replace("_", "-"): value for name, value in head.items()}
        return httpx.post(f"{self.address}/api/v1/judgements", json=body, headers={**HEAD, **names}, timeout=30)


@pytest.fixture(scope="module")
def api(example_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A desk with a copy of the examples, where everybody signs in."""
    file = tmp_path_factory.mktemp("api") / "news.sqlite"
    file.write_bytes(example_ledger.read_bytes())
    with open_ledger(file) as ledger:
        add_people(ledger)
        contact = next(one for one in ledger.contacts() if one.articles == 3)
    with serving(file, Settings(port=0, sign_in=True, posts=100_000)) as address:
        yield Api(address, contact.id, contact.reports[0].article)


def test_the_document_is_sound() -> None:
    told = document()
    assert told["openapi"] == "3.1.0"
    for name, schema in told["components"]["schemas"].items():  # type: ignore[index]
        Draft202012Validator.check_schema(schema)
        assert schema.get("title") == name or "$ref" not in schema
    ids = [one.id for one in OPERATIONS]
    assert len(set(ids)) == len(ids)
    text = msgspec.json.encode(told).decode()
    for name in set(re.findall(r'#/components/schemas/([^"]+)"', text)):
        assert name in told["components"]["schemas"]  # type: ignore[index]


GOOD = (
    ("showSize", "/size"),
    ("listContacts", "/contacts?person=Biden&state=USA&channel=phone_call&channel=video_call&from=2021&to=2022-06"),
    ("listContacts", "/contacts?text=talks&limit=1&rejected=true"),
    ("listContacts", "/contacts?pair=USA&pair=China&certainty=day&level=ministers&outlets=1&order=newest"),
    ("showTimeline", "/timeline?by=month&person=Biden"),
    ("listPeople", "/people?q=b"),
    ("listStates", "/states"),
    ("listOutlets", "/outlets?limit=2"),
    ("listUpcoming", "/upcoming?on=2021-12-30"),
    ("listWaiting", "/waiting?of=held+back"),
    ("showContact", "/contacts/CONTACT"),
    ("showReasons", "/contacts/CONTACT/reasons"),
    ("showReasons", "/contacts/CONTACT/reasons?field=date"),
    ("showSupport", "/contacts/CONTACT/support"),
    ("showSideBySide", "/contacts/CONTACT/side-by-side?a=mo-2021-12-07&b=wa-2021-12-07"),
    ("listArticles", "/articles?limit=3"),
    ("listArticles", "/articles?outlet=Meridian+Wire"),
    ("showArticle", "/articles/ARTICLE"),
    ("listReports", "/reports?article=ARTICLE"),
    ("showReport", "/reports/ARTICLE/c1"),
    ("listStatements", "/statements?speaker=Biden"),
    ("listStatements", "/statements?article=ARTICLE"),
    ("listVersions", "/versions?article=ARTICLE"),
    ("search", "/search?q=Biden"),
    ("search", "/search?q=Biden&kind=statements"),
    ("search", "/search?q=Biden&kind=contacts&from=2021"),
    ("count", "/counts?by=year&person=Biden&margins=false"),
    ("listPartners", "/partners?person=Joe+Biden"),
    ("listPartners", "/partners?state=USA&of=states"),
    ("listMeetings", "/meetings?limit=3"),
    ("listPlaces", "/places"),
    ("listOffices", "/offices?person=Joe+Biden&on=2022-01-01"),
    ("listPledges", "/pledges?on=2023-06-01&kept=true"),
    ("listDoubts", "/doubts?kind=held+back"),
    ("listJudgements", "/judgements"),
)


@pytest.mark.parametrize(("operation", "path"), GOOD)
def test_what_is_asked_is_answered_as_the_document_says(operation: str, path: str, api: Api) -> None:
    got = api.get(path.replace("CONTACT", api.contact).replace("ARTICLE", api.article))
    assert got.status_code == 200, got.text
    told = document()
    (own,) = [one["get"] for one in told["paths"].values() if one.get("get", {}).get("operationId") == operation]  # type: ignore[attr-defined]
    schema = {**own["responses"]["200"]["content"]["application/json"]["schema"], "components": told["components"]}
    Draft202012Validator(schema).validate(got.json())
    assert any(value for value in got.json().values()) or operation == "listJudgements"
    again = api.get(
        path.replace("CONTACT", api.contact).replace("ARTICLE", api.article), If_None_Match=got.headers["etag"]
    )
    assert (again.status_code, again.content) == (304, b"")


def test_every_operation_is_asked_above() -> None:
    assert {one.id for one in OPERATIONS} - {name for name, _ in GOOD} == {"showJudgement", "judge"}


@pytest.mark.parametrize(
    "path", ["/contacts", "/articles", "/reports", "/statements", "/doubts", "/people", "/outlets"]
)
def test_pages_lead_through_all_rows_once(path: str, api: Api) -> None:
    whole = api.get(f"{path}?limit=100").json()
    (name,) = set(whole) - {"next"}
    rows, after = [], ""
    while True:
        page = api.get(f"{path}?limit=7{after}").json()
        rows += page[name]
        if page["next"] is None:
            break
        assert len(page[name]) == 7
        after = f"&after={page['next']}"
    assert rows[:100] == whole[name]
    assert len({msgspec.json.encode(row) for row in rows}) == len(rows) or name in ("doubts",)


def test_filters_say_what_those_of_the_command_say(api: Api, example_ledger: Path) -> None:
    from readouts.ledger import Query

    with open_ledger(example_ledger, create=False) as ledger:
        wanted = [one.id for one in ledger.contacts(Query(persons=("Biden",), statuses=("held",)))]
    assert wanted
    assert [one["id"] for one in api.get("/contacts?person=Biden&status=held&limit=100").json()["contacts"]] == wanted


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/contacts/ffff", 404, "no contact's id begins with 'ffff'"),
        ("/contacts/xyz", 404, "is no contact's id"),
        ("/contacts/CONTACT/reasons?field=colour", 400, "no field is called 'colour'"),
        ("/contacts/CONTACT/side-by-side", 422, "more than two accounts: name two"),
        ("/contacts?limit=101", 400, "limit: expected `int` <= 100"),
        ("/contacts?colour=red", 400, "unknown field `colour`"),
        ("/contacts?limit=1&limit=2", 400, "`limit` is given 2 times"),
        ("/contacts?after=x", 400, "`after` is not the `next` of a page"),
        ("/contacts?from=2022-02-30", 400, "is not a day"),
        ("/contacts?state=Atlantis", 400, "no state or body is called 'Atlantis'"),
        ("/articles/none", 404, "no article has this id"),
        ("/reports/none/c1", 404, "no article of this id has such a report"),
        ("/versions?article=none", 404, "'none' is no article's id"),
        ("/search", 400, "missing required field `q`"),
        ("/partners", 400, "say who met them"),
        ("/judgements/none", 404, "no judgement has this id"),
        ("/none", 404, "There is no such page."),
    ],
)
def test_what_cannot_be_answered_is_a_problem(path: str, status: int, says: str, api: Api) -> None:
    got = api.get(path.replace("CONTACT", api.contact))
    assert (got.status_code, got.headers["content-type"]) == (status, "application/problem+json")
    told = got.json()
    assert (told["status"], set(told)) == (status, {"type", "title", "status", "detail"})
    assert says in told["detail"]


def test_two_who_judge_one_contact(api: Api) -> None:
    seen = api.get(f"/contacts/{api.contact}").headers["etag"]
    body = {"kind": "correct", "field": "place", "value": "Geneva/CHE", "why": "the first", "contacts": [api.contact]}
    first = api.post(body, If_Match=seen)
    assert first.status_code == 201, first.text
    assert first.json()["judgement"]["by"] == "Vera"
    second = api.post({**body, "value": "Vienna/AUT", "why": "the second"}, If_Match=seen)
    assert second.status_code == 412
    assert "was changed after you looked at it" in second.json()["detail"]
    now = api.get(f"/contacts/{api.contact}", If_None_Match=seen)
    assert (now.status_code, now.json()["place"]["name"]) == (200, "Geneva")
    assert api.post({**body, "why": "the third"}, If_Match=now.headers["etag"]).status_code == 201
    made = api.get(first.headers["location"].removeprefix("/api/v1")).json()
    assert (made["id"], made["overtaken"] is not None) == (first.json()["id"], True)
    undone = api.post({"kind": "undo", "undoes": made["id"], "why": "a slip"})
    assert undone.status_code == 201
    listed = api.get("/judgements").json()["judgements"]
    assert [one["undone_by"] for one in listed if one["id"] == made["id"]] == [undone.json()["id"]]


def test_who_signs_where_nobody_signs_in(example_ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "news.sqlite"
    file.write_bytes(example_ledger.read_bytes())
    with serving(file) as at:
        contact = httpx.get(f"{at}/api/v1/contacts?limit=1").json()["contacts"][0]["id"]
        body = {"kind": "accept", "why": "so", "contacts": [contact]}
        assert httpx.post(f"{at}/api/v1/judgements", json=body).status_code == 422
        done = httpx.post(f"{at}/api/v1/judgements", json={**body, "by": "Anna"})
        assert (done.status_code, done.json()["judgement"]["by"]) == (201, "Anna")


@pytest.mark.skipif(not shutil.which("curl"), reason="the documented examples need curl")
def test_the_documented_examples_are_true(example_ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "news.sqlite"
    file.write_bytes(example_ledger.read_bytes())
    with open_ledger(file) as ledger:
        add_people(ledger)
    text = api_examples.DOCUMENT.read_text("utf-8")
    with serving(file, Settings(port=0, sign_in=True)) as address:
        for start, end, words in api_examples.examples(text):
            assert api_examples.run(words, address, TOKENS["Vera"], tmp_path) == text[start:end], words


def test_the_documentation_lists_every_operation() -> None:
    text = api_examples.DOCUMENT.read_text("utf-8")
    for one in OPERATIONS:
        path = one.path.replace("{contact}", "ID").replace("{judgement}", "ID")
        path = path.replace("/articles/{article}", "/articles/ID").replace("{article}/{report}", "ARTICLE/REPORT")
        assert f"`{one.method} {path}`" in text, one.id


CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "negative_data_rejection", "missing_required_header", "unsupported_method",
    "ignored_auth",
)  # fmt: skip


def test_made_up_requests_find_no_fault(api: Api, tmp_path: Path) -> None:
    """Schemathesis makes them up from the document: no fault of ours, nothing that the document does not tell."""
    command = Path(sys.executable).with_name("schemathesis")
    phases = "coverage,fuzzing,stateful" if EXAMPLES else "fuzzing"
    words = [
        "run", f"{api.address}/api/v1/openapi.json", "--header", f"Authorization: {HEAD['Authorization']}",
        "--checks", ",".join(CHECKS), "--phases", phases, "--max-examples", EXAMPLES or "4", "--continue-on-failure",
        "--seed", "1", "--generation-deterministic", "--no-color", "--warnings", "off",
    ]  # fmt: skip
    done = subprocess.run([command, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    generated = re.search(r"(\d+) generated", done.stdout)
    assert generated
    assert int(generated[1]) > 2 * len(OPERATIONS)
    print(done.stdout[-600:])  # what a longer run is made for
