"""Scenarios: yearly pathways with interacting actions, their uncertainty, the least-cost choice, and why
emissions changed. The only chapter of the book that reads others."""
