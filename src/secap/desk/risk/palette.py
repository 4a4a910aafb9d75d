"""Colours of ratings and scores: light enough for dark text, apart in grey print, never without a word."""

from __future__ import annotations

RATINGS = {"low": "#d5e8d4", "moderate": "#ffe08a", "high": "#e8938c"}
NO_SCORE = "#e3e7e6"  # of what is not scored
SCALE = ("#eef3ee", "#0b5559")  # of a score from 0 to 100
LEVELS = ("low", "moderate", "high")
