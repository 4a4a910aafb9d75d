"""Governance: the ten steps of the process, and the administration that carries the plan."""
