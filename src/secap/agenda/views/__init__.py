"""The calendar's pages, its feeds, and the choice of reminders."""
