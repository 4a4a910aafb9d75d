"""Files in and out: spreadsheets that become records, tables that can be edited and sent back, the plan file."""
