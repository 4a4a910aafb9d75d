"""Pages of the scenarios."""
