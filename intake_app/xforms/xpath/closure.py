"""The type that compiled expressions have."""

from __future__ import annotations

from collections.abc import Callable

from intake_app.xforms.xpath.environment import Context
from intake_app.xforms.xpath.values import Value

Evaluate = Callable[[Context], Value]
"""A compiled expression."""
