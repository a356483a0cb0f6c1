"""What was learned: the record of a player's answers, and what it says."""
