"""Energy poverty: indicators, measures from household tables, what is asked from when on."""
