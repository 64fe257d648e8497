"""What Alembic runs: it migrates the connection that `readouts.ledger.migrate` hands over."""

from alembic import context

if hasattr(context, "config"):  # Alembic is running it, and nobody merely looks at the module
    connection = context.config.attributes["connection"]

    def check_now() -> None:
        """Lets a server check at once what it puts off: it changes no table of which anything is left to check."""
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")

    context.configure(connection=connection, render_as_batch=True, on_version_apply=lambda *_, **__: check_now())
    check_now()
    context.run_migrations()
