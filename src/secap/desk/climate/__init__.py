"""The climate profile: daily series read into indicators, their trends, proposals for the hazards."""
