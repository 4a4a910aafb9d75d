"""How the pages of the scenarios print."""
