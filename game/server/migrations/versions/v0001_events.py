"""Events that are never changed, tombstones of erased players, and what was set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TEXT = sa.Text(collation="C")

_NEVER_CHANGES = """
CREATE FUNCTION event_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an event is never changed';
END $$
"""
_GOES_WITH_ITS_PLAYER_ONLY = """
CREATE FUNCTION event_goes_with_its_player_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM tombstone WHERE player = old.player) THEN
        RAISE EXCEPTION 'only the events of an erased player are deleted';
    END IF;
    RETURN old;
END $$
"""
_STAYS_ERASED = """
CREATE FUNCTION erased_player_stays_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM tombstone WHERE player = new.player) THEN
        RETURN NULL;
    END IF;
    RETURN new;
END $$
"""
_TRIGGERS = (
    """CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
    FOR EACH ROW EXECUTE FUNCTION event_never_changes()""",
    """CREATE TRIGGER event_is_not_thrown_away BEFORE TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION event_never_changes()""",
    """CREATE TRIGGER event_goes_with_its_player_only BEFORE DELETE ON event
    FOR EACH ROW EXECUTE FUNCTION event_goes_with_its_player_only()""",
    """CREATE TRIGGER erased_player_stays_erased BEFORE INSERT ON event
    FOR EACH ROW EXECUTE FUNCTION erased_player_stays_erased()""",
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "event",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("machine", _TEXT, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("time", _TEXT, nullable=False),
        sa.Column("player", _TEXT, nullable=False),
        sa.Column("session", _TEXT, nullable=False),
        sa.Column("play", _TEXT),
        sa.Column("story", _TEXT),
        sa.Column("form", _TEXT),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("scene", _TEXT),
        sa.Column("item", _TEXT),
        sa.Column("practice", sa.SmallInteger, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
        sa.UniqueConstraint("session", "sequence", name="event_session_sequence"),
        sa.CheckConstraint("practice IN (0, 1)", name="event_practice"),
        sa.CheckConstraint("body::json IS NOT NULL", name="event_body"),
    )
    op.create_index("event_of_player", "event", ["player", "machine", "sequence", "id"])
    op.create_table(
        "tombstone",
        sa.Column("player", _TEXT, primary_key=True),
        sa.Column("time", _TEXT, nullable=False),
    )
    op.create_table(
        "set_aside",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("content", _TEXT, nullable=False),
        sa.Column("source", _TEXT, nullable=False),
        sa.Column("time", _TEXT, nullable=False),
        sa.CheckConstraint("content::json IS NOT NULL", name="set_aside_content"),
    )
    op.create_index("set_aside_once", "set_aside", ["id", sa.text("md5(content)")], unique=True)
    for function in (_NEVER_CHANGES, _GOES_WITH_ITS_PLAYER_ONLY, _STAYS_ERASED):
        op.execute(function)
    for trigger in _TRIGGERS:
        op.execute(trigger)
