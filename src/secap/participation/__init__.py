"""Participation without an account: personal links, what people answered by them, their rights over it."""
