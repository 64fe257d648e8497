"""`readouts crawl` and `merge`: the ledger of `add`, whatever is cut, missing, broken or stopped."""

from __future__ import annotations

import gzip
import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import fsspec
import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_builders import answer, packed, page, record, zipped
from dask_cluster import cluster
from postgres_server import fresh_schema
from readouts.cli import commands
from readouts.crowd.crawl import _Drive
from readouts.crowd.engines import Died, Refused
from readouts.crowd.folder import Folder
from readouts.crowd.jobs import Job, Settings, settings_of, work
from readouts.crowd.merge import merge
from readouts.crowd.plan import make_plan
from readouts.crowd.records import Done
from readouts.crowd.shards import Shard, pages_in
from readouts.crowd.state import Crawl, all_leaves, find_missing, forget_failed, save_crawl
from readouts.errors import LedgerError, SourceError, UsageError
from readouts.knowledge import load
from readouts.ledger import dump, open_ledger
from readouts.reports.inputs import find_articles, read_found
from readouts.reports.parallel import Way
from readouts.sources import Loaded, Options, Passed, iter_pages, read
from readouts.sources.limits import set_limits

CALL = "French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday."


def row(number: int, **more: str) -> str:
    """A line of JSON; every fourth tells of a call."""
    text = f"{CALL} They spoke for {number} minutes." if number % 4 == 0 else f"Rain fell on day {number}."
    return json.dumps({"id": f"n{number}", "published": "2022-03-08", "text": text, **more})


def story(number: int) -> bytes:
    """A page that tells of a call."""
    body = f"<p>{CALL}</p><p>The two leaders talked about energy for {number} minutes, and about the harvest.</p>"
    return f"<html><head><title>T</title></head><body><article><h1>Talk</h1>{body}</article></body></html>".encode()


def archive(path: Path, telling: int, others: int) -> Path:
    """A web archive with so many pages that tell of a call, and so many that do not."""
    bodies = [story(n) for n in range(telling)] + [page(n).encode() for n in range(others)]
    records = [record("response", f"https://a.example/{n}", answer(body)) for n, body in enumerate(bodies)]
    path.write_bytes(b"".join(packed(records)))
    return path


def inputs(folder: Path) -> list[str]:
    """Inputs of many kinds, some broken."""
    folder.mkdir()
    (folder / "a.jsonl").write_text("{broken\n" + "".join(f"{row(n)}\n" for n in range(40)), encoding="utf-8")
    lines = [row(n, url="https://a.example/live") for n in (60, 64, 60)] + [row(4)]  # versions of one, and one again
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode())[:-6])  # cut off
    archive(folder / "c.warc.gz", 2, 3)
    (folder / "d.html").write_bytes(story(99))
    (folder / "e.txt").write_bytes(b"")
    (folder / "f.zip").write_bytes(
        zipped({"one.txt": f"{CALL} So it was said.".encode(), "two.bin": b"\x89PNG\r\n\x1a\n"})
    )
    (folder / "g.txt").write_text(f"{CALL}\n\nIt was their third call.", encoding="utf-8")
    return [str(folder), str(folder / "missing.txt")]


def readouts(*words: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(word) for word in words], standalone_mode=False)


def added(paths: list[str], ledger: Path, *options: str) -> list[str]:
    """What the ledger of one process holds."""
    assert readouts("add", *paths, "--ledger", ledger, *options).return_value == 1
    return held(ledger)


def merged(out: Path, ledger: Path, *options: str) -> list[str]:
    assert readouts("merge", out, "--ledger", ledger, *options).return_value == 1
    return held(ledger)


def held(ledger: Path) -> list[str]:
    with open_ledger(ledger, create=False) as opened:
        assert opened.check() == []
        return list(dump(opened))


@dataclass
class Crawled:
    """A crawl of all kinds of inputs by two processes."""

    paths: list[str]
    out: Path
    said: str


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder = tmp_path_factory.mktemp("crawl")
    paths, out = inputs(folder / "in"), folder / "out"
    done = readouts("crawl", *paths, "--out", out, "--jobs", "2", "--shard-size", "0.002")
    assert done.return_value == 1
    return Crawled(paths, out, done.stderr)


@dataclass
class Plain:
    """What one process makes of the same inputs."""

    ledger: list[str]
    said: list[str]


@pytest.fixture(scope="module")
def plain(crawled: Crawled, tmp_path_factory: pytest.TempPathFactory) -> Plain:
    path = tmp_path_factory.mktemp("plain") / "a.sqlite"
    done = readouts("add", *crawled.paths, "--ledger", path)
    return Plain(held(path), done.stderr.splitlines())


def test_merged_it_is_the_ledger_of_one_process(crawled: Crawled, plain: Plain, tmp_path: Path) -> None:
    assert merged(crawled.out, tmp_path / "a.sqlite", "--jobs", "2") == plain.ledger
    assert merged(crawled.out, tmp_path / "a.sqlite") == plain.ledger  # again: nothing changes


def test_what_is_missing_is_told_as_add_tells_it(crawled: Crawled, plain: Plain) -> None:
    listed = readouts("crawl", "--out", crawled.out, "--list-failed")
    assert listed.return_value == 1
    told = [f"readouts: {one['source']}: {one['reason']}" for one in map(json.loads, listed.stdout.splitlines())]
    assert told == [line for line in plain.said if line.startswith("readouts: ")]
    assert len(told) == 5
    assert all(line in crawled.said for line in told)


def test_a_second_run_reads_nothing(crawled: Crawled) -> None:
    before = {path: path.stat().st_mtime_ns for path in crawled.out.rglob("shards/*/*")}
    done = readouts("crawl", *crawled.paths, "--out", crawled.out, "--shard-size", "0.002")
    assert done.stderr.splitlines()[-1].startswith("0 shards read, ")
    assert {path: path.stat().st_mtime_ns for path in crawled.out.rglob("shards/*/*")} == before
    assert not list(crawled.out.rglob("*.part"))


def test_the_articles_are_lines_of_the_exchange_format(crawled: Crawled) -> None:
    found = list(read(str(crawled.out / "shards" / "*" / "articles-*")))
    assert len(found) == 48
    assert all(isinstance(one, Loaded) and one.reading for one in found)


def test_damage_to_a_crawl_is_told_with_the_remedy(crawled: Crawled, tmp_path: Path) -> None:
    folder = Folder(str(crawled.out))
    path = next(path for path in sorted(crawled.out.rglob("articles-*")) if path.stat().st_size > 60)
    whole = path.read_bytes()
    try:
        path.write_bytes(whole[:20] + bytes([whole[20] ^ 255]) + whole[21:])
        with open_ledger(tmp_path / "a.sqlite") as ledger, pytest.raises(SourceError, match=r"take shards/\w+ away"):
            merge(folder.place, ledger)
        path.write_bytes(whole[:-1])  # of another size it counts as not read
        assert "not read yet" in readouts("crawl", "--out", crawled.out, "--list-failed").stdout
    finally:
        path.write_bytes(whole)


def test_a_server_that_breaks_off_holds_what_was_kept_and_takes_the_rest(crawled: Crawled, postgres: str) -> None:
    address = fresh_schema(postgres)
    whole = fresh_schema(postgres)
    with open_ledger(address) as ledger:
        with ledger._store.reading() as connection:
            server = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        seen: list[object] = []

        def tell(one: object) -> None:
            seen.append(one)
            if len(seen) == 30:
                import psycopg

                with psycopg.connect(postgres, autocommit=True) as other:
                    other.execute("SELECT pg_terminate_backend(%s)", [server])

        with pytest.raises(LedgerError, match=r"broke off|connection to the server"):
            merge(str(crawled.out), ledger, tell=tell)
    for place in (address, whole):
        with open_ledger(place) as ledger:
            merge(str(crawled.out), ledger)
    with open_ledger(address) as one, open_ledger(whole) as two:
        assert list(dump(one)) == list(dump(two))


# -- the same in this process, where nothing has to be started


@dataclass
class Here:
    """Carries jobs out in this process, in an order of its own; at a record that kills it `died` is told."""

    settings: Settings
    deadly: set[tuple[str, int]] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    waiting: deque[Job] = field(default_factory=deque)
    done: list[str] = field(default_factory=list)

    def submit(self, job: Job) -> None:
        self.waiting.append(job)

    def next(self) -> tuple[Job, object]:
        job = self.waiting.pop()
        self.done.append(f"{job.kind} {job.shard.name}")
        if job.shard.name in self.refused:
            return job, Refused("no luck")
        last = 1 << 30 if job.shard.last is None else job.shard.last
        if job.kind in ("read", "redo") and any(
            key == job.shard.key and job.shard.first <= at < last for key, at in self.deadly
        ):
            return job, Died("it died")
        return job, work(job, self.settings)

    def close(self) -> None:
        pass


def begun(paths: list[str], out: Path, size: int = 2000, **options: bool) -> tuple[Folder, Crawl]:
    folder = Folder(str(out))
    way = Way(every_page=options.pop("every_page", False))
    made = settings_of(folder.place, way, 8, **options)
    plan = Crawl(made, tuple(make_plan(paths, made.reading, size)))
    save_crawl(folder, plan)
    return folder, plan


def drive(folder: Folder, plan: Crawl, engine: Here, failed: Sequence[Shard] = ()) -> dict[str, str]:
    refused: dict[str, str] = {}
    jobs = [Job("read", leaf.shard) for leaf in all_leaves(folder, plan) if leaf.marker is None]
    jobs += [Job("redo", shard) for shard in failed]
    _Drive(folder, engine, refused, lambda _: None, lambda _: None).run(jobs)  # type: ignore[arg-type]
    return refused


def write_lines(path: Path, count: int) -> Path:
    path.write_text("".join(f"{row(n)}\n" for n in range(count)), encoding="utf-8")
    return path


def test_one_record_that_kills_is_found_and_all_others_are_read(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", 30)
    folder, plan = begun([str(path)], tmp_path / "out", 100_000)
    drive(folder, plan, Here(plan.settings, {(plan.shards[0].key, 20)}))
    [gone] = find_missing(folder, plan)
    assert (gone.kind, gone.source) == ("record", f"{path}:21")
    assert gone.reason.startswith("the process that read it died")
    whole = added([str(path), str(tmp_path / "missing")], tmp_path / "b.sqlite")
    found = merged(tmp_path / "out", tmp_path / "a.sqlite")
    lost = [line for line in whole if line not in found]
    assert 0 < len(lost) < 25
    assert not any(f'"n{n}"' in line for line in lost for n in range(30) if n != 20)
    # done again alone, without what killed it, nothing is missing
    engine = Here(plan.settings)
    assert forget_failed(folder, plan) == []
    drive(folder, plan, engine)
    assert engine.done == [f"read {plan.shards[0].key}.20-21"]
    assert list(find_missing(folder, plan)) == []
    assert readouts("merge", tmp_path / "out", "--ledger", tmp_path / "a.sqlite").return_value == 0
    assert readouts("add", path, "--ledger", tmp_path / "c.sqlite").return_value == 0
    with open_ledger(tmp_path / "a.sqlite") as one, open_ledger(tmp_path / "c.sqlite") as other:
        rows = [line for line in dump(one) if '"table": "failures"' not in line]
        assert rows == [line for line in dump(other) if '"table": "failures"' not in line]


def with_failures(folder: Path) -> tuple[Path, Folder, Crawl]:
    """Two lines of a shard are longer than the limit that holds when it is read first."""
    path = folder / "a.jsonl"
    path.write_text("".join(f"{row(n, text='They met. ' * (60 if n in (7, 20) else 3))}\n" for n in range(30)))
    crawl, plan = begun([str(path)], folder / "out", 100_000)
    drive(crawl, plan, Here(msgspec.structs.replace(plan.settings, limits={"line_bytes": 400})))
    set_limits({})
    assert [(one.kind, one.source) for one in find_missing(crawl, plan)] == [
        ("record", f"{path}:8"),
        ("record", f"{path}:21"),
    ]
    return path, crawl, plan


def test_records_that_failed_are_read_again_alone(tmp_path: Path) -> None:
    path, folder, plan = with_failures(tmp_path)
    [shard] = plan.shards
    marker = tmp_path / "out" / "shards" / shard.name / "done.json"
    before = marker.stat().st_mtime_ns
    engine = Here(plan.settings)
    drive(folder, plan, engine, forget_failed(folder, plan))
    assert engine.done == [f"redo {shard.name}"]
    assert marker.stat().st_mtime_ns == before
    assert [leaf.marker.records for leaf in all_leaves(folder, plan) if isinstance(leaf.marker, Done)] == [28, 2]
    assert list(find_missing(folder, plan)) == []
    assert forget_failed(folder, plan) == []
    assert readouts("merge", tmp_path / "out", "--ledger", tmp_path / "a.sqlite").return_value == 0
    assert readouts("add", path, "--ledger", tmp_path / "b.sqlite").return_value == 0
    assert held(tmp_path / "a.sqlite") == held(tmp_path / "b.sqlite")


def test_records_that_fail_again_are_told_once(tmp_path: Path) -> None:
    _, folder, plan = with_failures(tmp_path)
    told = list(find_missing(folder, plan))
    for _ in range(2):
        short = msgspec.structs.replace(plan.settings, limits={"line_bytes": 400})
        drive(folder, plan, Here(short), forget_failed(folder, plan))
        set_limits({})
        assert list(find_missing(folder, plan)) == told


@pytest.mark.parametrize("why", ["changed", "deadly"])
def test_where_failed_records_cannot_be_read_alone_the_shard_is(tmp_path: Path, why: str) -> None:
    path, folder, plan = with_failures(tmp_path)
    [shard] = plan.shards
    if why == "changed":
        path.write_text(path.read_text() + row(77) + "\n")
    engine = Here(plan.settings, {(shard.key, 7)} if why == "deadly" else set())
    drive(folder, plan, engine, forget_failed(folder, plan))
    assert engine.done[:2] == [f"redo {shard.name}", f"read {shard.name}"]
    missing = [one.source for one in find_missing(folder, plan)]
    assert missing == ([] if why == "changed" else [f"{path}:8"])


def test_a_shard_that_is_refused_is_told_and_tried_again(tmp_path: Path) -> None:
    folder, plan = begun([str(write_lines(tmp_path / "a.jsonl", 30))], tmp_path / "out", 1000)
    assert len(plan.shards) > 2
    refused = drive(folder, plan, Here(plan.settings, refused={plan.shards[1].name}))
    [missing] = find_missing(folder, plan, refused)
    assert (missing.kind, missing.reason) == ("shard", "no luck")
    assert missing.source == plan.shards[1].sources
    engine = Here(plan.settings)
    drive(folder, plan, engine)
    assert engine.done == [f"read {plan.shards[1].name}"]


def test_of_a_changed_file_only_its_shards_are_read_again(tmp_path: Path) -> None:
    one, two = write_lines(tmp_path / "a.jsonl", 20), write_lines(tmp_path / "b.jsonl", 10)
    folder, plan = begun([str(tmp_path / "*.jsonl")], tmp_path / "out", 1000)
    drive(folder, plan, Here(plan.settings))
    two.write_text(two.read_text() + row(77) + "\n")
    folder, plan = begun([str(tmp_path / "*.jsonl")], tmp_path / "out", 1000)
    engine = Here(plan.settings)
    drive(folder, plan, engine)
    of_two = [shard.name for shard in plan.shards if any(piece.path == str(two) for piece in shard.pieces)]
    assert {name.removeprefix("read ") for name in engine.done} == set(of_two)
    assert str(one) not in {piece.path for shard in plan.shards if shard.name in of_two for piece in shard.pieces}


def test_read_another_way_it_is_read_again(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", 8)
    _, plan = begun([str(path)], tmp_path / "out")
    _, other = begun([str(path)], tmp_path / "out", relevant=True)
    assert {shard.key for shard in plan.shards}.isdisjoint(shard.key for shard in other.shards)


def test_only_what_is_relevant_is_kept_by_both(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", 30)
    folder, plan = begun([str(path)], tmp_path / "out", relevant=True)
    drive(folder, plan, Here(plan.settings))
    done = [leaf.marker for leaf in all_leaves(folder, plan)]
    assert sum(one.kept for one in done) == 8  # type: ignore[union-attr, misc]
    assert sum(one.left_out["tells of no contact"] for one in done) == 22  # type: ignore[union-attr, misc]
    assert readouts("merge", tmp_path / "out", "--ledger", tmp_path / "a.sqlite").return_value == 0
    said = readouts("add", path, "--relevant", "--ledger", tmp_path / "b.sqlite").stderr
    assert "22 left out: tells of no contact" in said
    assert held(tmp_path / "a.sqlite") == held(tmp_path / "b.sqlite")


def test_inputs_and_folder_may_lie_on_another_file_system(tmp_path: Path) -> None:
    files = fsspec.filesystem("memory")
    files.pipe("/in/a.jsonl", "".join(f"{row(n)}\n" for n in range(8)).encode())
    files.pipe("/in/b/c.warc.gz", archive(tmp_path / "c.warc.gz", 1, 1).read_bytes())
    folder = Folder("memory://out")
    made = settings_of(folder.place, Way(), 8)
    plan = Crawl(made, tuple(make_plan(["memory://in", "memory://nowhere"], made.reading, 500)))
    save_crawl(folder, plan)
    drive(folder, plan, Here(made))
    [missing] = find_missing(folder, plan)
    assert (missing.source, missing.reason) == ("memory://nowhere", "no such file or folder")
    with open_ledger(tmp_path / "a.sqlite") as ledger:
        assert merge("memory://out", ledger).added.added == 9
        assert ledger.check() == []
    files.pipe("/in/a.jsonl", f"{row(0)}\n".encode())  # another size: another shard
    again = make_plan(["memory://in", "memory://nowhere"], made.reading, 500)
    assert [one.key == other.key for one, other in zip(plan.shards, again, strict=True)] == [False, True, True]


def test_a_worker_with_other_code_does_nothing(tmp_path: Path) -> None:
    _, plan = begun([str(write_lines(tmp_path / "a.jsonl", 1))], tmp_path / "out")
    other = msgspec.structs.replace(plan.settings, code="0.0 x")
    with pytest.raises(UsageError, match="make them one"):
        work(Job("read", plan.shards[0]), other)


@given(st.lists(st.text('ab{}" é', max_size=30), min_size=1, max_size=30), st.integers(1, 60))
@settings(deadline=None, max_examples=40)
def test_cut_files_hold_each_line_once_under_its_number(lines: list[str], size: int) -> None:
    with TemporaryDirectory() as name:
        path = Path(name) / "a.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        whole = list(iter_pages(str(path)))
        shards = make_plan([str(path)], b"", size)
        cut = [one for shard in shards for _, one in pages_in(shard)]
    if any(line.strip() for line in lines):
        assert [one for one in cut if str(one) != f"{path}: empty"] == whole
        edges = [piece for shard in shards for piece in shard.pieces]
        assert all(one.end == other.begin for one, other in pairwise(edges))


# -- pages of archives


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("news") / "n.warc.gz", 3, 5)


def test_the_gate_before_pages_of_archives_changes_no_reading(news: Path) -> None:
    def rows(gated: bool) -> Iterator[object]:
        found = find_articles(iter_pages(str(news)), Options(), lambda: load(()), gated=gated)
        return iter(list(read_found(found, load(()))))

    for fast, plain in zip(rows(True), rows(False), strict=True):
        assert isinstance(plain, tuple)
        if isinstance(fast, Passed):
            assert (fast.path, plain[1].contacts) == (plain[0].article.source, ())
        else:
            assert fast == plain
    assert sum(isinstance(one, Passed) for one in rows(True)) == 5


def test_extract_passes_over_pages_of_archives(news: Path) -> None:
    done = readouts("extract", "--format", "jsonl", news)
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr == "3 articles read, 5 pages without a sign of a contact, 3 contacts\n"


@pytest.mark.parametrize("option", ["--every-page", "--full"])
def test_asked_to_it_reads_every_page(news: Path, option: str) -> None:
    assert len(readouts("extract", option, "--format", "jsonl", news).stdout.splitlines()) == 8


def test_a_page_that_lies_by_itself_is_always_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(1), encoding="utf-8")
    assert readouts("extract", tmp_path / "a.html").stderr.startswith("1 article read, 0 contacts")


# -- a cluster


def test_two_workers_of_a_cluster_make_the_ledger_of_one_process(
    crawled: Crawled, plain: Plain, tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="a cluster needs Dask: pip install 'readouts[cluster]'")
    out = tmp_path / "out"
    with cluster(tmp_path / "dask", 2, nannies=False) as dask:
        done = readouts("crawl", *crawled.paths, "--out", out, "--shard-size", "0.002", "--scheduler", dask.address)
    assert done.return_value == 1, done.stderr
    assert "5 missing" in done.stderr
    assert merged(out, tmp_path / "a.sqlite") == plain.ledger


def test_where_no_scheduler_answers_it_says_so(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="a cluster needs Dask: pip install 'readouts[cluster]'")
    path = write_lines(tmp_path / "a.jsonl", 1)
    done = readouts("crawl", path, "--out", tmp_path / "out", "--scheduler", "nothing://here:1")
    assert isinstance(done.exception, UsageError)
    assert "no scheduler answers there" in str(done.exception)
