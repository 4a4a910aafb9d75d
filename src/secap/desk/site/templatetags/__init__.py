"""Filters and tags of the page frame; every template has them without loading."""
