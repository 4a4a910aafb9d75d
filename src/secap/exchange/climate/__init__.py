"""Daily climate series: reading files of stations and climate models."""
