"""The site that holds the rooms together: settings, addresses, the page frame, static files."""
