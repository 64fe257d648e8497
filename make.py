#!/usr/bin/env python3
"""Sets Readouts up and runs its chores: `python3 make.py demo`, `python3 make.py test`, `python3 make.py --help`.

Needs nothing but Python 3.11 or newer: whatever else is used goes into `.venv`, at the versions and hashes of the
requirements files. Works on Linux, macOS and Windows, and may be called from any folder.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "readouts-requirements"
OUT = ROOT / "out"
OLDEST, NEWEST = (3, 11), (3, 13)
BUILD, RUN, DEVELOP = "requirements-build.txt", "requirements.txt", "requirements-dev.txt"


def run(*command: object, stdin: str | None = None) -> None:
    """Run a command in the project's folder, shown first; stop where it fails."""
    words = [str(word) for word in command]
    print("$ " + " ".join(_short(word) for word in words), flush=True)
    done = subprocess.run(words, cwd=ROOT, env=_environment(), input=stdin, encoding="utf-8")
    if done.returncode:
        sys.exit(f"make.py: the command above failed with exit code {done.returncode}")


def _environment() -> dict[str, str]:
    """The environment of a command: nobody's own settings reach into the virtual environment."""
    # without compiled files each start compiles all of the package again: a fifth of what a short command takes
    dropped = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if name not in dropped} | {"PYTHONUTF8": "1"}


def _short(word: str) -> str:
    return word.replace(str(ROOT) + os.sep, "")


def set_up(requirements: str) -> None:
    """The virtual environment with the package and what a requirements file names, made only where it is not yet."""
    if sys.version_info[:2] > NEWEST:
        sys.exit(
            "make.py: this is Python {}.{}; Readouts is tried on 3.11 to 3.13, and some of its parts are not built "
            "for newer ones yet. Call make.py with one of those.".format(*sys.version_info[:2])
        )
    wanted = _fingerprint(requirements)
    if PYTHON.exists() and STAMP.exists() and wanted in STAMP.read_text(encoding="utf-8").split():
        return
    if not PYTHON.exists():
        _create_environment()
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", BUILD, "-r", requirements)
    run(*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", ".")
    # what the development requirements bring holds the run-time ones too
    known = {wanted} | ({_fingerprint(RUN)} if requirements == DEVELOP else set())
    STAMP.write_text("\n".join(sorted(known)) + "\n", encoding="utf-8")


def _create_environment() -> None:
    print("$ python3 -m venv .venv", flush=True)
    try:
        import venv

        venv.create(VENV, with_pip=True)
    except (ImportError, subprocess.CalledProcessError) as error:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(
            f"make.py: no virtual environment could be made ({error}).\n"
            "On Debian and Ubuntu: apt install python3-venv. Elsewhere, install Python from python.org."
        )


def _fingerprint(requirements: str) -> str:
    """A digest of everything that decides what is in the environment."""
    parts = [(ROOT / name).read_bytes() for name in (BUILD, requirements, "pyproject.toml")]
    return hashlib.sha256(b"\0".join(parts) + repr(sys.version_info[:2]).encode()).hexdigest()


def demo(_: list[str]) -> None:
    """Set up, read the examples into the ledger out/examples.sqlite, list the contacts."""
    set_up(RUN)
    OUT.mkdir(exist_ok=True)
    ledger = OUT / "examples.sqlite"
    readouts = PYTHON.parent / "readouts"
    run(readouts, "add", "examples/articles", "--ledger", ledger)
    run(readouts, "list", "--ledger", ledger)
    print(f"\nNext: {_short(str(readouts))} show ID --ledger {_short(str(ledger))}")


def test(rest: list[str]) -> None:
    """Set up and pass the tests, on two cores; words behind it go to pytest, which then runs on one."""
    set_up(DEVELOP)
    # the order is that of tests/conftest.py: xdist's own puts files of few tests last, be they ever so long
    run(PYTHON, "-m", "pytest", *(rest or ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")))


def lint(_: list[str]) -> None:
    """Check style and formatting (ruff)."""
    set_up(DEVELOP)
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")


def types(_: list[str]) -> None:
    """Check types strictly (mypy)."""
    set_up(DEVELOP)
    run(PYTHON, "-m", "mypy")


def readme(rest: list[str]) -> None:
    """Check that the console blocks of README.md and docs/ are real output; --write [FILE...] renews them."""
    set_up(DEVELOP)
    run(PYTHON, "tests/console_blocks.py", *rest)


def accuracy(rest: list[str]) -> None:
    """Score the examples, and the outside data where it is, into docs/accuracy.md; --print writes nothing."""
    set_up(DEVELOP)
    run(PYTHON, "benchmarks/accuracy.py", *rest)


def lock(_: list[str]) -> None:
    """Renew the requirements files from pyproject.toml (needs uv); none of them holds an address."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(PYTHON.parent))
    if uv is None:
        sys.exit("make.py: uv is not installed; see docs.astral.sh/uv, or: pip install uv")
    run(uv, "lock", "--quiet")
    export = (uv, "export", "--quiet", "--frozen", "--no-emit-project", "--no-header", "--format", "requirements-txt")
    run(*export, "--no-default-groups", "--output-file", RUN)
    run(*export, "--output-file", DEVELOP)
    compiling = (uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header")
    run(*compiling, "--no-annotate", "--constraint", DEVELOP, "--output-file", BUILD, "-", stdin=_build_requirements())


def _build_requirements() -> str:
    """What builds the package, and what hatchling needs besides for an editable installation."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return "\n".join([*project["build-system"]["requires"], "editables"])


CHORES = {chore.__name__: chore for chore in (demo, test, lint, types, readme, accuracy, lock)}


def main() -> None:
    """Read the command line and do the chore."""
    if sys.version_info < OLDEST:
        sys.exit("make.py: Python 3.11 or newer is needed; this is {}.{}.".format(*sys.version_info[:2]))
    lines = ["  {:10}{}".format(name, (chore.__doc__ or "").split("\n")[0]) for name, chore in CHORES.items()]
    parser = argparse.ArgumentParser(
        description="chores:\n" + "\n".join(lines), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("chore", choices=CHORES, metavar="CHORE", help="one of the above")
    options, rest = parser.parse_known_args()
    CHORES[options.chore](rest)


if __name__ == "__main__":
    main()
