"""Stakeholders: who they are, where they stand, how they are engaged, what they said."""
