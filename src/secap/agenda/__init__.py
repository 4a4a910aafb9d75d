"""The calendar of a plan: what is due when and for whom, as pages, feeds and reminders by mail."""
