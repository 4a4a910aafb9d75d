"""The whole plan: one object that checks, documents, files and pages read."""
