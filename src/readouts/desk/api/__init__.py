"""The ledger as JSON over HTTP: one table of operations, from which routes and the OpenAPI document are made."""

from readouts.desk.api.answering import make_routes

routes = make_routes()
