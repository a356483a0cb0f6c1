"""Bring the tables in PostgreSQL up to date; each version is a file in `versions`."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from game.server.tables import VERSION_TABLE
from game.server.trouble import ServerError

# Any number, as long as every version of the game takes the same.
_LOCK = 0x5A21CA


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables, or change those of an older version, one machine after the other.

    Args:
        connection: inside of a transaction.

    Raises:
        ServerError: a newer version of the game has made them.
    """
    if is_up_to_date(connection):
        return
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    command.upgrade(_config(connection), "head")


def is_up_to_date(connection: Connection) -> bool:
    """Say whether the tables are those of this version of the game.

    Args:
        connection: where they are.

    Raises:
        ServerError: a newer version of the game has made them.
    """
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    version = context.get_current_revision()
    known = ScriptDirectory.from_config(_config(connection))
    if version is not None and version not in {
        script.revision for script in known.walk_revisions()
    }:
        raise ServerError(
            "a newer version of the game has written there. Use that version here, too"
        )
    return version == known.get_current_head()


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    # Alembic reads % in its options as the beginning of a name.
    folder = str(Path(__file__).parent).replace("%", "%%")
    config.set_main_option("script_location", folder)
    return config
