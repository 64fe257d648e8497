"""The house rules: one way through the rooms, no cycle, short files and functions, words in data, no stray address."""

from __future__ import annotations

import ast
import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"

# A room imports only from rooms of a line above its own, or from itself.
FLOORS = (
    ("errors", "model"),
    ("text", "contract", "invariants", "jsontext"),
    ("exchange",),
    ("completing",),
    ("score", "knowledge"),
    ("language",),
    ("sources",),
    ("times",),
    ("statements",),
    ("reports",),
    ("ledger",),
    ("crowd",),
    ("views",),
    ("desk",),
    ("",),  # the package itself: its public verbs and nouns
    ("cli",),
    ("__main__",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
LONGEST_FUNCTION = 60
LONGEST_FILE = 500
LONGEST_LIST = 24  # constants in one literal, or alternatives in one pattern: more is a word list, and those are data


@cache
def committed() -> tuple[Path, ...]:
    """Every file of the repository, or of the folder where there is no git."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in listing.stdout.split("\0") if name]
    files = [ROOT / name for name in names] or [p for p in ROOT.rglob("*") if ".venv" not in p.parts]
    return tuple(path for path in files if path.is_file())


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def modules() -> dict[str, Path]:
    """Every module of the package by its full name."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()
CODE = [path for path in committed() if path.suffix == ".py"]


def imports_of(module: str) -> Iterator[str]:
    """The modules of this package that a module imports, wherever in its text the import stands."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *filter(None, [node.module])])
            if base in MODULES:
                # `from a.b import c` is of a.b.c where that is a module, else of a.b
                yield from (full if (full := f"{base}.{a.name}") in MODULES else base for a in node.names)


def room_of(module: str) -> str:
    return ".".join(module.split(".")[1:2])


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (n for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_room_has_its_floor() -> None:
    assert {room_of(module) for module in MODULES} <= set(FLOOR)


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_from_rooms_before_it(module: str) -> None:
    room = room_of(module)
    wrong = {
        other
        for other in imports_of(module)
        if room_of(other) != room
        and FLOOR[room_of(other)] >= FLOOR[room]
        and not (room == "cli" and other == "readouts")
    }
    assert not wrong, f"{module} must not import {sorted(wrong)}"


def test_scoring_stands_alone() -> None:
    """Scores count for nothing if what is scored can reach into them."""
    allowed = {"readouts.model", "readouts.exchange", "readouts.errors", "readouts.text"}
    inside = [module for module in MODULES if room_of(module) == "score"]
    reached = {other for module in inside for other in imports_of(module)}
    assert reached - allowed <= set(inside)
    users = {room_of(m) for m in MODULES if any(room_of(other) == "score" for other in imports_of(m))}
    assert users <= {"score", "views", "cli", ""}


def test_no_import_cycle() -> None:
    graph = {module: set(imports_of(module)) - {module} for module in MODULES}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"import cycle: {' -> '.join(error.args[1])}")
    assert set(order) == set(MODULES)


def test_a_cycle_would_be_seen() -> None:
    with pytest.raises(CycleError):
        tuple(TopologicalSorter({"a": {"b"}, "b": {"a"}}).static_order())


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    long = {f.name: size for f in functions(path) if (size := (f.end_lineno or 0) - f.lineno + 1) > LONGEST_FUNCTION}
    assert not long


@pytest.mark.parametrize("module", MODULES)
def test_what_is_public_is_documented(module: str) -> None:
    tree = tree_of(MODULES[module])
    assert ast.get_docstring(tree), f"{module} says nothing of itself"
    public = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
    assert [n.name for n in public if not ast.get_docstring(n)] == []


def literal_sizes(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """Each literal of words with its line: how many constants it holds, or how many alternatives a pattern has."""
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            words = [e for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            yield node.lineno, len(words)
        elif isinstance(node, ast.Dict):
            yield node.lineno, sum(isinstance(k, ast.Constant) and isinstance(k.value, str) for k in node.keys)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n\n" not in node.value:
            yield node.lineno, node.value.count("|") + 1
            if " " in node.value.strip() and not re.search(r"[.,:;(){}]", node.value):
                yield node.lineno, len(node.value.split())


@pytest.mark.parametrize("module", MODULES)
def test_word_lists_are_data(module: str) -> None:
    """A long list of words, a pattern of many alternatives or a string to be split belongs into a data file."""
    path = MODULES[module]
    long = [(line, size) for line, size in literal_sizes(tree_of(path)) if size > LONGEST_LIST]
    assert not long, f"{path}: {long}"


def test_no_rule_names_a_person() -> None:
    """No string in the code, documentation aside, is the name of an office holder."""
    persons = SOURCE / "readouts" / "knowledge" / "data" / "persons.csv"
    with persons.open(encoding="utf-8", newline="") as lines:
        names = {row["name"] for row in csv.DictReader(lines)}
    assert len(names) > 1000
    found = []
    for module, path in MODULES.items():
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        found += [
            (module, node.value)
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
            if node.value in names
        ]
    assert found == []


# Put together here so that this file does not hold what it looks for.
STRAY = re.compile(
    "|".join(
        [
            "--(?:extra-)?index" + "-url",
            "--find" + "-links",
            r"python" + r"hosted\.org",
            r"pypi\.org" + "/simple",
            "/opt" + "/(?:pypi|wheels)",
            r"(?<![\w./-])/work" + r"/\w",
            "file:/" + "/",
        ]
    )
)


@pytest.mark.parametrize(
    "line",
    [
        "--extra-index" + "-url https://example.org",
        "see /work" + "/main/x",
        "https://pypi.org" + "/simple/click",
        "file:/" + "//etc/x",
    ],
)
def test_a_stray_address_would_be_seen(line: str) -> None:
    assert STRAY.search(line)


def test_no_committed_file_knows_a_machine() -> None:
    found = []
    for path in committed():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in STRAY.finditer(text)]
    assert found == []


def test_the_readme_has_the_two_commands_and_ci_calls_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 make.py demo" in readme
    assert "python3 make.py test" in readme
    assert re.search(r'^"\$python" make.py test$', (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("chore", ["demo", "test", "lint", "types", "readme", "accuracy", "lock"])
def test_every_chore_is_told(chore: str) -> None:
    told = subprocess.run([sys.executable, "make.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.search(rf"^  {chore} +\S", told.stdout, re.MULTILINE)


@pytest.mark.parametrize("requirements", ["requirements.txt", "requirements-dev.txt", "requirements-build.txt"])
def test_every_requirement_is_pinned_and_hashed(requirements: str) -> None:
    text = (ROOT / requirements).read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line


def test_no_committed_file_is_heavy() -> None:
    assert [str(path) for path in committed() if path.stat().st_size > 3_000_000] == []
