"""Who: municipalities, people, memberships, organisations, files, and what every record has in common."""
