"""Risk and vulnerability: hazards, sectors, vulnerability indicators, the adaptation scoreboard."""
