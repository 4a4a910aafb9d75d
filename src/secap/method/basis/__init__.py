"""What every chapter of the book stands on: messages, findings, errors, tables, units, numbers."""
