"""Key material that does not show itself."""

from __future__ import annotations

import hmac
from typing import NoReturn


class Secret:
    """Bytes that never appear in a repr, a log line, a pickle or a traceback.

    Python cannot promise to wipe them; ending the process does (architecture,
    "Lock"). This class only keeps them from being shown by accident.
    """

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        self._value = bytes(value)

    def reveal(self) -> bytes:
        """Return the bytes themselves, for the one call that needs them."""
        return self._value

    def __len__(self) -> int:
        return len(self._value)

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._value, other._value)

    def __hash__(self) -> NoReturn:
        raise TypeError("a Secret is not hashable")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is not serialised")
