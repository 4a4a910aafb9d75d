"""Commitments and targets: what is promised, by when, and how far it is."""
