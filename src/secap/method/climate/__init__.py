"""Climate from daily series: indicators, trends, return levels, what they mean for the hazards."""
