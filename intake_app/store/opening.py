"""From a folder and a key to a store that can be used, and back to files at rest.

Order: open, checkpoint, migrate, structure check, anchor (reliability.md §0.6).
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import FolderReadOnlyError, StoreDamagedError, StoreError
from intake_app.store.anchor import Agreement, Anchor
from intake_app.store.audit import hash_at, head_of
from intake_app.store.ballast import Ballast
from intake_app.store.connection import STORE_NAME, checkpoint, open_connection, quick_check
from intake_app.store.errors import DriverError, StoreEmptyError, StoreMissingError, translated
from intake_app.store.migrate import bundled, migrate, version_of
from intake_app.store.unit import StoreUnits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.domain.ports import Clock
    from intake_app.domain.secret import Secret
    from intake_app.store.migrate import Migration

log = logging.getLogger(__name__)

ANCHOR_DISAGREED: Final = "anchor-disagreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningReport:
    """What was found when the store was opened.

    Attributes:
        agreement: What the anchor says; anything but good must be told.
        entries: How many audit entries there are.
        missing: How many acknowledged audit entries are not there.
        created: Whether the store was made just now.
        migrated_from: The schema version it had, when it was brought up to date.
    """

    agreement: Agreement
    entries: int
    missing: int = 0
    created: bool = False
    migrated_from: int | None = None


class OpenStore:
    """A store in use: its connection, its units and what stands beside it; one thread's own.

    Attributes:
        report: What was found when it was opened.
        units: Begins units of work.
    """

    def __init__(  # noqa: PLR0913 - the parts of a profile
        self,
        folder: Path,
        *,
        key: Secret,
        anchor_key: Secret,
        clock: Clock,
        create: bool = False,
        migrations: Sequence[Migration] | None = None,
    ) -> None:
        """Open the store; `StoreThread.open` tells of the arguments and errors."""
        path = folder / STORE_NAME
        self._anchor = Anchor(folder, anchor_key)
        self._ballast = Ballast(folder)
        may_be_new = create and self._anchor.read() is None
        if may_be_new:
            _make(path)
        self._connection = open_connection(path, key, new=may_be_new)
        try:
            is_settled = self._checkpoint_if_there_is_room()
            steps = bundled() if migrations is None else migrations
            had = version_of(self._connection)
            if had == 0 and not may_be_new:
                raise StoreEmptyError  # noqa: TRY301 - what closes the others closes this
            if migrate(self._connection, folder, key, steps):
                is_settled = self._checkpoint_if_there_is_room()
            quick_check(self._connection, path)
            self.report = self._compared(
                created=had == 0, migrated_from=had if 0 < had < steps[-1].number else None
            )
            self._ballast.fill()
            self.units = StoreUnits(self._connection, folder, self._anchor, self._ballast, clock)
            if self.report.agreement.is_good or self._noted():
                self._anchor.write(head_of(self._connection), settled=is_settled)
            self._finish_erasure()
        except BaseException as error:
            self._anchor.close()
            self._connection.close()
            if isinstance(error, DriverError):
                raise translated(error) from None
            raise

    def settle(self) -> None:
        """Move everything out of the WAL and refill the ballast.

        Raises:
            DiskFullError: No room; nothing is lost.
            StoreError: The disk failed.
        """
        checkpoint(self._connection)
        try:
            head = head_of(self._connection)
        except DriverError as error:
            raise translated(error) from None
        self._anchor.write(head, settled=True)
        self._ballast.fill()

    def close(self) -> None:
        """Settle if there is room, and close; nothing is lost otherwise."""
        try:
            self.settle()
        except StoreError as error:
            log.info("closed without settling: %s", error.code)
        self._connection.close()
        self._anchor.close()

    def _checkpoint_if_there_is_room(self) -> bool:
        """Return whether it was done: a full disk must not keep anyone from reading."""
        try:
            checkpoint(self._connection)
        except StoreDamagedError:
            raise
        except StoreError as error:
            log.info("not settled: %s", error.code)
            return False
        return True

    def _compared(self, *, created: bool, migrated_from: int | None) -> OpeningReport:
        head = head_of(self._connection)
        agreement = self._anchor.compare(head, lambda n: hash_at(self._connection, n))
        anchored = self._anchor.latest
        return OpeningReport(
            agreement=agreement,
            entries=head.n,
            missing=max(anchored.head.n - head.n, 0) if anchored else 0,
            created=created,
            migrated_from=migrated_from,
        )

    def _finish_erasure(self) -> None:
        """Do what a crash kept an erasure from; what fails must not keep anyone from the store."""
        try:
            self.units.finish_erasure()
        except StoreError as error:
            log.info("erasure not finished: %s", error.code)

    def _noted(self) -> bool:
        """Write into the chain that the anchor disagreed: the finding outlives this start."""
        found = self.report.entries
        details = {
            "agreement": self.report.agreement.value,
            "found": str(found),
            "missing": str(self.report.missing),
        }
        try:
            with self.units.begin() as unit:
                unit.audit.append(ANCHOR_DISAGREED, "store", details)
        except StoreError as error:
            log.info("disagreement not noted: %s", error.code)
            return False
        return True


def _make(path: Path) -> None:
    """Make an empty file for its owner alone, when there is none."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        pass
    except FileNotFoundError:
        raise StoreMissingError from None
    except OSError:
        raise FolderReadOnlyError from None
