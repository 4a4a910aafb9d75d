"""Energy poverty: indicators, household measures, assessment."""
