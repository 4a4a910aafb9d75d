"""Pages of the outlook."""
