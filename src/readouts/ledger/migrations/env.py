"""What Alembic runs: it migrates the connection that `readouts.ledger.migrate` hands over."""

from alembic import context

if hasattr(context, "config"):  # Alembic is running it, and nobody merely looks at the module
    context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
    context.run_migrations()
