"""The plan document: the sections of the plan as far as they are written, in Latvian or English."""
