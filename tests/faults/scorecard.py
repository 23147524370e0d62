"""One figure of the reliability scorecard: what is wanted, what was seen, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one row of the scorecard saw.

    Attributes:
        row: Its number; the rows keep theirs for good, whatever is added.
        what: What was measured.
        wanted: The target.
        seen: The measured value, or why the row is untested here.
        holds: Whether the target is met; None when it is untested here.
    """

    row: int
    what: str
    wanted: str
    seen: str
    holds: bool | None

    def line(self) -> str:
        """Return the row as one line."""
        verdict = {True: "holds", False: "FAILED", None: "untested here"}[self.holds]
        return f"{self.row:>3}  {verdict:<13}  {self.what}: {self.seen} (wanted: {self.wanted})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One run of the scorecard.

    Attributes:
        folder: Where everything is done; emptied by the caller.
        is_quick: Whether fewer rounds are enough: a look, not a measurement.
    """

    folder: Path
    is_quick: bool

    def times(self, full: int, quick: int) -> int:
        """Return how often a thing is done."""
        return quick if self.is_quick else full


class UntestedError(Exception):
    """This machine cannot inject the fault; the message says why, in one clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row to be measured."""

    number: int
    what: str
    wanted: str
    measure: Callable[[Round], tuple[str, bool]]

    def run(self, round_: Round) -> Figure:
        """Measure it; what cannot be injected here is told, never passed over."""
        try:
            seen, holds = self.measure(round_)
        except UntestedError as error:
            return self._figure(str(error), None)
        return self._figure(seen, holds)

    def _figure(self, seen: str, holds: bool | None) -> Figure:  # noqa: FBT001 - a fact, not a flag
        return Figure(row=self.number, what=self.what, wanted=self.wanted, seen=seen, holds=holds)
