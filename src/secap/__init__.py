"""The SECAP workbench: make, adopt, carry out and report a Sustainable Energy and Climate Action Plan."""

__version__ = "0.1.0"
