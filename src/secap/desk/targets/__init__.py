"""The strategy: commitments, vision, targets, staff and money."""
