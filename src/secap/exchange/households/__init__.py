"""Household tables: read without names, summed up by group, and forgotten."""
