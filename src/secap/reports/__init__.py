"""Documents made from a plan: one folder per document, one content for PDF and DOCX."""
