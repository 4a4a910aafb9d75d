"""Template tags of the actions."""
