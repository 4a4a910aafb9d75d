"""What stands above a scenario: uncertainty, the least-cost choice, and why emissions changed."""
