"""The pages of the inventory chapter."""
