"""Where in the product what a check found is mended."""

from __future__ import annotations

from secap.method.basis.messages import Message

CHAPTER = Message("Risk and vulnerability")

HAZARDS = Message("Risk and vulnerability > Hazards")
EVENTS = Message("Risk and vulnerability > Past events")
IMPACTS = Message("Risk and vulnerability > Impacted sectors")
CHAINS = Message("Risk and vulnerability > Impact chains")
VULNERABILITIES = Message("Risk and vulnerability > Vulnerabilities")
GROUPS = Message("Risk and vulnerability > Vulnerable groups")
CAPACITY = Message("Risk and vulnerability > Adaptive capacity")
SCORE = Message("Risk and vulnerability > Vulnerability score")
INDICATORS = Message("Risk and vulnerability > Vulnerability score > Vulnerability indicators")
SCOREBOARD = Message("Risk and vulnerability > Adaptation scoreboard")
GLANCE = Message("Risk and vulnerability > Risk at a glance")
ACTIONS = Message("Actions")
WORDING = Message("Wording of lists")
