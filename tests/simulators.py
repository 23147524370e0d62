"""What tests put in place of time, chance and progress; everything else is the real thing."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from intake_app.domain.ports import Cancelled


class FixedClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, start: datetime = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)) -> None:
        self.time = start

    def now(self) -> datetime:
        return self.time

    def forward(self, **delta: float) -> None:
        """Move on by `timedelta(**delta)`."""
        self.time += timedelta(**delta)


class SeededRandom:
    """Chance that gives the same draws for the same seed; never for keys that matter."""

    def __init__(self, seed: int = 1) -> None:
        self._source = random.Random(seed)  # noqa: S311 - a test wants it predictable

    def token(self, size: int) -> bytes:
        return self._source.randbytes(size)

    def below(self, limit: int) -> int:
        return self._source.randrange(limit)


class WatchedProgress:
    """Progress that remembers what was reported and can cancel after some steps."""

    def __init__(self, *, cancel_after: int | None = None) -> None:
        self.reports: list[tuple[int, int]] = []
        self._cancel_after = cancel_after

    def report(self, done: int, total: int) -> None:
        self.reports.append((done, total))

    def check_cancelled(self) -> None:
        if self._cancel_after is not None and len(self.reports) >= self._cancel_after:
            raise Cancelled
