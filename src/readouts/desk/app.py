"""The desk as a web application: the pages, what stands before them, and what goes wrong in them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.resources import files
from os import PathLike
from pkgutil import iter_modules
from threading import Timer

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from readouts.desk import pages
from readouts.desk.faults import tell_http, tell_ours
from readouts.desk.guarding import guards
from readouts.desk.ledgers import Ledgers
from readouts.desk.recalling import Recall
from readouts.desk.settings import Settings
from readouts.desk.sharing import Shared
from readouts.desk.warming import warm
from readouts.errors import ReadoutsError, UsageError

_AT_FIRST = 2.0
"""Seconds that are left to the first visitor before everything else is loaded."""


def build_app(ledger_target: str | PathLike[str], *, settings: Settings, shared: Shared | None = None) -> Starlette:
    """The desk of the ledger at a path or address; where several processes serve it, with what they share.

    Raises LedgerError where there is none, UsageError where somebody must sign in and there is no account.
    """
    shared = shared or Shared()
    ledgers = Ledgers(ledger_target, settings.readers, shared.epoch)
    with ledgers.reading() as ledger:  # what is wrong is told before anybody comes
        if settings.signs_in and all(account.disabled for account in ledger.accounts.all()):
            raise UsageError(
                f"{ledger.name}: nobody could sign in; "
                f'make an account first: readouts accounts add {ledger.name} "YOUR NAME" --role admin'
            )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        waiting = Timer(_AT_FIRST, warm)
        waiting.daemon = True
        waiting.start()
        yield
        waiting.cancel()
        ledgers.close()

    routes: list[BaseRoute] = [*_page_routes(), Mount("/static", KeptFiles(directory=str(_static())), name="static")]
    app = Starlette(
        routes=[*_api_routes(), *routes],
        middleware=guards(settings, shared.posts),
        exception_handlers={
            HTTPException: tell_http,  # type: ignore[dict-item]
            ReadoutsError: tell_ours,  # type: ignore[dict-item]
        },
        lifespan=lifespan,
    )
    app.state.ledgers = ledgers
    app.state.recall = Recall(ledgers.reading, lambda: shared.epoch.now)
    app.state.wrong_passwords = shared.wrong_passwords
    app.state.settings = settings
    app.state.paths = frozenset(route.path for route in routes if isinstance(route, Route))
    return app


class KeptFiles(StaticFiles):
    """Our own files, whose addresses change with them, so that browsers may keep them for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or a fault."""
        response = await super().get_response(path, scope)
        if scope.get("query_string"):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _static() -> object:
    return files("readouts.desk").joinpath("static")


def _page_routes() -> list[Route]:
    """The routes of every page, by the names of their files."""
    names = sorted(module.name for module in iter_modules(pages.__path__) if not module.name.startswith("_"))
    found: list[Route] = []
    for name in names:
        own: Sequence[Route] = getattr(import_module(f"{pages.__name__}.{name}"), "routes", ())
        found += own
    return found


def _api_routes() -> list[BaseRoute]:
    """What programs ask, where this desk has it."""
    try:
        api = import_module("readouts.desk.api")
    except ModuleNotFoundError as error:
        if error.name != "readouts.desk.api":
            raise
        return []
    return [Mount("/api/v1", routes=list(getattr(api, "routes", ())), name="api")]
