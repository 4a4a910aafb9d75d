"""The least-cost portfolio: which actions to carry out from which year, so that the full yearly model meets
the target within money, staff and rules."""
