"""Template tags of the climate profile."""
