"""A story as data, and the player that walks through it; knows no screen and no clock."""
