"""The help that F1 opens, and the practice conversation."""

from __future__ import annotations

from typing import Final

from intake_app.domain.message import M

PRACTISE: Final = M("Practise for five minutes with invented people")
"""What leads into the practice conversation, wherever it is offered."""
