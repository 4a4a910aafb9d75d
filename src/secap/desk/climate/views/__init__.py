"""The pages of the climate profile."""
