"""The tables in PostgreSQL; what they mean is what the tables of `learning.database` mean."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

METADATA = MetaData()
VERSION_TABLE = "sarika_version"

# SQLite compares letters by their code; by a language's rules the same events had another order.
_TEXT = Text(collation="C")

EVENT = Table(
    "event",
    METADATA,
    Column("id", _TEXT, primary_key=True),
    Column("machine", _TEXT, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("time", _TEXT, nullable=False),
    Column("player", _TEXT, nullable=False),
    Column("session", _TEXT, nullable=False),
    Column("play", _TEXT),
    Column("story", _TEXT),
    Column("form", _TEXT),
    Column("kind", _TEXT, nullable=False),
    Column("version", Integer, nullable=False),
    Column("scene", _TEXT),
    Column("item", _TEXT),
    Column("practice", SmallInteger, nullable=False),
    Column("body", _TEXT, nullable=False),
    UniqueConstraint("session", "sequence", name="event_session_sequence"),
    CheckConstraint("practice IN (0, 1)", name="event_practice"),
    CheckConstraint("body::json IS NOT NULL", name="event_body"),
    Index("event_of_player", "player", "machine", "sequence", "id"),
)

TOMBSTONE = Table(
    "tombstone",
    METADATA,
    Column("player", _TEXT, primary_key=True),
    Column("time", _TEXT, nullable=False),
)

SET_ASIDE = Table(
    "set_aside",
    METADATA,
    Column("id", _TEXT, nullable=False),
    Column("content", _TEXT, nullable=False),
    Column("source", _TEXT, nullable=False),
    Column("time", _TEXT, nullable=False),
    CheckConstraint("content::json IS NOT NULL", name="set_aside_content"),
    # An index holds 2,700 characters at most, and contents can be longer.
    Index("set_aside_once", "id", text("md5(content)"), unique=True),
)
