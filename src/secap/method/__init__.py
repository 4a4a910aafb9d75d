"""The book: the SECAP method as plain functions and sourced tables.

It knows no Django, no network, no clock and no global state.
"""
