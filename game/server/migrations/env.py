"""What Alembic runs to bring tables up to date, on the connection it is handed."""

from alembic import context

from game.server.tables import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
)
context.run_migrations()
