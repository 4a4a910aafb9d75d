"""Files in and out: spreadsheets that become records, tables to edit and send back, the plan file."""
