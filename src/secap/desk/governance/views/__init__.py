"""The chapter's pages."""
