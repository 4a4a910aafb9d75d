"""What a sector or carrier code is, also when a file brought a code of its own that no table knows."""

from __future__ import annotations

from secap.method.basis import codes
from secap.method.basis.messages import Code

STATIONARY = "stationary_energy"
TRANSPORT = "transportation"
WASTE = "waste"
