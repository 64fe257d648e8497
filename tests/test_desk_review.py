"""Review in a real browser: every decision by mouse, by keys and without scripts; two reviewers on one contact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import httpx
import pytest
from playwright.sync_api import Browser, Page

from builders import said, told
from desk_checks import NARROW, SCREENS, check_axe, check_fits, check_tab, follow, opened, press
from desk_server import serving
from readouts.desk.deciding import compare_seen, see_contact, write_seen
from readouts.desk.reader import Reader
from readouts.errors import UsageError
from readouts.ledger import Decision, Ledger, LedgerContact, open_ledger

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger in which everything waits that can."""
    place = tmp_path / "news.sqlite"
    with open_ledger(place) as ledger:
        ledger.add(
            [
                told("a1", "2026-03-04", said(BOTH, "held phone_call", "2026-03-03"), outlet="Herald"),
                told("a2", "2026-03-05", said(BOTH, "denied phone_call", "2026-03-03"), outlet="Courier"),
                told(
                    "b1",
                    "2026-07-09",
                    said(BOTH, "held call", "2026-07-03"),
                    said(BOTH, "held call", "2026-07-03", id="c2"),
                ),
                told("b2", "2026-07-20", said(BOTH, "held call", main=False), outlet="Herald"),
                told("d1", "2026-08-01", held_back=["only one side named"], doubts=["two days"], body="A <b>word</b>."),
            ]
        )
    return place


@pytest.fixture
def desk(file: Path) -> Iterator[str]:
    """A desk of that ledger, which judging changes."""
    with serving(file) as address:
        yield address


def ledger_of(file: Path) -> Ledger:
    return open_ledger(file, create=False)


def differing(file: Path) -> LedgerContact:
    with ledger_of(file) as ledger:
        return ledger.survey.waiting("disagreement").waiting[0].contacts[0]


def kinds(file: Path) -> list[str]:
    with ledger_of(file) as ledger:
        return [held.judgement.kind for held in ledger.judgements()]


@pytest.mark.parametrize(
    "path",
    [
        "/review",
        "/review?of=disagreement",
        "/review?of=judgement",
        "/review?of=held%20back",
        "/review?of=doubt",
        "/review/audit",
        "/review/read",
        "/review/contacts/{id}",
    ],
)
def test_axe_tab_and_screens(browser: Browser, file: Path, desk: str, path: str) -> None:
    contact = differing(file)
    with open_ledger(file) as ledger:
        ledger.judge(Decision(kind="note", by="Ben", made="2026-08-02", why="look", contacts=(contact.id,)))
    path = path.replace("{id}", contact.id)
    for width, scheme in SCREENS[:2]:
        with opened(browser, desk + path, width=width, scheme=scheme) as page:
            check_fits(page)
            check_axe(page)
            if width == NARROW:
                check_tab(page)


def test_texts_that_wait_are_shown_as_text(browser: Browser, desk: str) -> None:
    with opened(browser, f"{desk}/review?of=held%20back") as page:
        assert "only one side named" in page.inner_text("main")
        assert "A <b>word</b>." in page.inner_text("main")


@pytest.mark.parametrize("key", ["a", "r", "n"])
def test_a_verdict_by_keys_alone_and_undone(browser: Browser, file: Path, desk: str, key: str) -> None:
    kind = {"a": "accept", "r": "reject", "n": "note"}[key]
    with opened(browser, f"{desk}/review?of=disagreement") as page:
        page.keyboard.press("j")
        assert page.locator(".question[aria-current]").count() == 1
        page.keyboard.press(key)
        page.keyboard.type("Anna")
        page.keyboard.press("Tab")
        page.keyboard.type("seen in the film")
        press(page, "Enter")
        assert kinds(file) == [kind]
        assert f"Judged: {kind}" in page.inner_text("[role=status]")
        page.keyboard.press("u")
        press(page, "Enter")  # the name is known by now
        assert kinds(file) == [kind, "undo"]
    with ledger_of(file) as ledger:
        first, undo = ledger.judgements()
        assert (first.judgement.by, first.judgement.why, first.undone_by) == ("Anna", "seen in the film", undo.id)


@pytest.mark.parametrize("by", ["mouse", "keyboard", "without scripts"])
def test_correcting(browser: Browser, file: Path, desk: str, by: str) -> None:
    contact = differing(file)
    with opened(browser, f"{desk}/review?of=disagreement", scripts=by != "without scripts") as page:
        if by == "keyboard":
            page.keyboard.press("c")
            page.keyboard.type("stat")
        else:
            page.select_option("[data-form=correct] select", "status")
        for field, words in (("value", "held"), ("by", "Anna"), ("why", "they both said so")):
            page.focus(f"[data-form=correct] [name={field}]")
            page.keyboard.type(words)
        follow(page, page.locator("[data-do=correct]"), "keyboard" if by == "keyboard" else "mouse")
    with ledger_of(file) as ledger:
        judged = ledger.contact(contact.id).judgements[0]
        assert (judged.field, judged.value, judged.machine, judged.by) == ("status", "held", contact.status, "Anna")


@pytest.mark.parametrize("by", ["mouse", "keyboard", "without scripts"])
def test_merging_answers_which_contact(browser: Browser, file: Path, desk: str, by: str) -> None:
    with opened(browser, f"{desk}/review", scripts=by != "without scripts") as page:
        before = page.locator(".question").count()
        if by == "keyboard":
            page.keyboard.press("m")
            page.keyboard.type("Anna")
            press(page, "Enter")
        else:
            page.locator("[data-form=merge] [name=by]").first.fill("Anna")
            follow(page, page.locator("[data-do=merge]").first, "mouse")
        assert kinds(file) == ["merge"]
        assert page.locator(".question").count() < before


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_splitting_and_undoing_singly(browser: Browser, file: Path, desk: str, by: str) -> None:
    contact = differing(file)
    with opened(browser, f"{desk}/review/contacts/{contact.id}") as page:
        if by == "keyboard":
            page.keyboard.press("s")
            page.keyboard.press("Space")
        else:
            page.locator("[name=report]").first.check()
        page.fill("[data-form=split] [name=by]", "Ben")
        page.fill("[data-form=split] [name=why]", "another call")
        follow(page, page.locator("[data-do=split]"), by)
        assert kinds(file) == ["split"]
        page.goto(f"{desk}/review/audit")
        if by == "mouse":
            page.locator(".question summary").first.click()
        else:
            page.locator(".question summary").first.press("Enter")
        follow(page, page.get_by_role("button", name="Undo").first, by)
        assert kinds(file) == ["split", "undo"]
        assert "undone by" in page.inner_text("main")
    with ledger_of(file) as ledger:
        assert len(ledger.contact(contact.id).reports) == 2


def test_enter_in_a_reason_decides_nothing_unless_a_key_chose_what(browser: Browser, file: Path, desk: str) -> None:
    with opened(browser, f"{desk}/review?of=disagreement") as page:
        page.fill("[data-form=verdict] [name=by]", "Anna")
        page.focus("[data-form=verdict] [name=why]")
        page.keyboard.press("Enter")
        page.wait_for_timeout(200)
        assert kinds(file) == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [({"value": "yesterday"}, "yesterday"), ({"why": " "}, "reason"), ({"field": "colour"}, "cannot be corrected")],
)
def test_what_means_nothing_is_said_and_not_written(file: Path, desk: str, changed: dict[str, str], says: str) -> None:
    with httpx.Client(base_url=desk) as client:
        form = form_of(client, differing(file), do="correct", field="date", value="2026-03-03")
        answer = client.post("/review/judge", data={**form, **changed})
    assert answer.status_code == 422
    assert says in answer.text
    assert kinds(file) == []


def form_of(client: httpx.Client, contact: LedgerContact, **fields: str) -> dict[str, str]:
    """The fields that a page's form has."""
    page = client.get(f"/review/contacts/{contact.id}")
    token = page.text.split('name="csrf" value="')[1].split('"')[0]
    shown = {"csrf": token, "next": "/review", "contact": contact.id, "seen-contact": write_seen(contact)}
    return {**shown, "by": "Anna", "why": "seen", **fields}


def test_the_second_of_two_reviewers_sees_what_changed(browser: Browser, file: Path, desk: str) -> None:
    contact = differing(file)
    address = f"{desk}/review/contacts/{contact.id}"
    with opened(browser, address) as first, opened(browser, address) as second:
        correct(first, "Anna", "2026-03-02")
        with second.expect_response("**/review/judge") as answered:
            correct(second, "Ben", "2026-03-04")
        assert answered.value.status == 409
        said_now = second.inner_text("main")
        assert "Nothing was written" in said_now
        assert "2026-03-03\t2026-03-02" in said_now  # as Ben saw it, and now
        assert "Anna" in said_now
        assert kinds(file) == ["correct"]
        check_axe(second)
        check_fits(second)
        follow(second, second.get_by_role("button", name="Decide so all the same"), "keyboard")
        assert kinds(file) == ["correct", "correct"]
    with ledger_of(file) as ledger:
        date = ledger.contact(contact.id).date
        assert date is not None
        assert str(date.earliest) == "2026-03-04"


def correct(page: Page, by: str, value: str) -> None:
    page.select_option("[data-form=correct] select", "date")
    for field, words in (("value", value), ("by", by), ("why", "heard so")):
        page.fill(f"[data-form=correct] [name={field}]", words)
    follow(page, page.locator("[data-do=correct]"), "mouse")


def test_of_many_at_once_one_is_written(file: Path, desk: str) -> None:
    contact = differing(file)
    begin, codes = Barrier(6), []

    def review(number: int) -> None:
        with httpx.Client(base_url=desk, timeout=60) as client:
            form = form_of(client, contact, do="correct", field="date", value=f"2026-03-1{number}")
            begin.wait()
            codes.append(client.post("/review/judge", data=form).status_code)

    threads = [Thread(target=review, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [303, 409, 409, 409, 409, 409]
    assert kinds(file) == ["correct"]


def test_a_contact_that_is_gone_is_said_to_be(file: Path, desk: str) -> None:
    with ledger_of(file) as ledger:
        alone, other = ledger.survey.waiting("which contact").waiting[0].contacts[:2]
    with httpx.Client(base_url=desk) as client:
        form = form_of(client, other, do="accept")
        late = {**form, "contact": alone.id, "seen-contact": write_seen(alone)}
        with open_ledger(file) as ledger:
            merge = Decision(kind="merge", by="Ben", made="2026-08-02", why="one", contacts=(other.id, alone.id))
            ledger.judge(merge)
            gone = alone if other.id in {one.id for one in ledger.contacts()} else other
        if gone.id == other.id:
            late = form
        answer = client.post("/review/judge", data=late)
    assert answer.status_code == 409
    assert "is gone" in answer.text
    assert kinds(file) == ["merge"]


def test_what_was_seen_is_compared_field_by_field(file: Path) -> None:
    contact = differing(file)
    seen = see_contact(contact)
    with open_ledger(file) as ledger:
        decision = Decision(
            kind="correct",
            by="Ben",
            made="2026-08-02",
            why="so",
            contacts=(contact.id,),
            field="place",
            value="Geneva/CHE",
        )
        ledger.judge(decision)
        now = ledger.contact(contact.id)
    assert [(one.field, one.then, one.now) for one in compare_seen(seen, now)] == [("place", "-", "Geneva/CHE")]
    assert compare_seen(see_contact(now), now) == []


ARTICLE = (
    "French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday, his office said."
)


def test_an_article_pasted_is_read_and_added(browser: Browser, file: Path, desk: str, tmp_path: Path) -> None:
    with opened(browser, f"{desk}/review/read") as page:
        page.fill("#text", ARTICLE + " <script>alert(1)</script>")
        page.locator("summary").first.press("Enter")
        page.fill("#published", "2022-03-08")
        follow(page, page.get_by_role("button", name="Read", exact=True), "keyboard")
        assert "Emmanuel Macron, Olaf Scholz\tphone call\theld\t2022-03-07" in page.inner_text("main")
        assert page.locator(".text mark").count() > 0
        assert "<script>alert(1)</script>" in page.inner_text(".text")
        check_axe(page)
        with ledger_of(file) as ledger:
            assert ledger.size().articles == 5  # looking keeps nothing
        dropped = tmp_path / "page.txt"
        dropped.write_text(ARTICLE, encoding="utf-8")
        page.set_input_files("#file", dropped)
        follow(page, page.get_by_role("button", name="Read and add to the ledger"), "mouse")
        assert "1 added" in page.inner_text("[role=status]")
        with ledger_of(file) as ledger:
            assert ledger.size().articles == 6


def test_reading_is_bounded() -> None:
    reader = Reader(slowest=0.05)
    with pytest.raises(UsageError, match="more than 2 MB"):
        reader.read(b"x" * (2 * 1024 * 1024 + 1), "")
    with pytest.raises(UsageError, match=r"could not be read within 0\.05 seconds"):
        reader.read(ARTICLE.encode(), "")
    reader.close()
