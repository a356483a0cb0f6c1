"""Sarika: a game in which children notice what messages are trying to do."""

__version__ = "0.1.0"
