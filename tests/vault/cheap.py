"""A passphrase, and a cost that a test can pay a hundred times."""

from __future__ import annotations

from intake_app.domain.secret import Secret
from intake_app.vault.slots import Cost

CHEAP = Cost(m_kib=8 << 10, t=1, p=1)
PASSPHRASE = Secret(b"calm river paper lamp")
