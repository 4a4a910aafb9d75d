"""Stakeholders: matrices, coverage, methods of engagement, what an engagement lacks."""
