"""Filters of the inventory chapter."""
