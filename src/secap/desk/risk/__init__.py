"""Risk and vulnerability: what threatens the town, whom and what it hits, how well it can adapt."""
