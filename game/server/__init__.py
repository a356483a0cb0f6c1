"""Records on servers: sent to PostgreSQL or to a learning record store, and read from there.

The game never imports this: it writes to its own SQLite and never waits for a network.
"""
