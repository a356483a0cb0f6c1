"""What the game takes of a machine, measured."""
