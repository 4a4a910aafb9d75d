"""Scenarios: how the world may go on, which actions are carried out, what comes of it."""
