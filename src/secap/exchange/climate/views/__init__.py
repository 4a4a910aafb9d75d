"""Pages that read climate files, and that carry what they say into other chapters."""
