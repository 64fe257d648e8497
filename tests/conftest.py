"""What several test files share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from postgres_server import server

# one browser, one desk and one server for all: a fixture that several files import would be started in each
pytest_plugins = ("desk_server",)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server of our own; each test takes a fresh schema of it."""
    with server() as address:
        yield address
