"""What several test files share."""

from __future__ import annotations

from collections.abc import Iterator, MutableSequence

import pytest

from postgres_server import server

# one browser, one desk and one server for all: a fixture that several files import would be started in each
pytest_plugins = ("desk_server",)

LONGEST = (
    "test_documents.py",
    "test_cli_faults.py",
    "test_cli_jobs.py",
    "test_crowd_crawl.py",
    "test_desk_survey.py",
    "test_desk_review.py",
    "test_desk_pages.py",
    "test_desk_api.py",
    "test_ledger_judgements.py",
    "test_desk_hostile.py",
    "test_ledger_faults.py",
    "test_ledger_postgres.py",
    "test_desk_guards.py",
    "test_ledger_survey.py",
    "test_sources_bad_input.py",
)
"""Files of a quarter of a minute and more, the longest first; those of the desk are where there is a browser."""


def pytest_collection_modifyitems(items: MutableSequence[pytest.Item]) -> None:
    """The long files first: on two cores one that begins last keeps one core waiting for the other."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items[:] = sorted(items, key=lambda item: places.get(item.path.name, len(places)))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server of our own; each test takes a fresh schema of it."""
    with server() as address:
        yield address
