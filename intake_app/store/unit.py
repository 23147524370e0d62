"""Units of work: one transaction, the repositories that work in it, and the anchor."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

from intake_app.store import erasure
from intake_app.store.audit import AuditLog
from intake_app.store.cases import CaseTable
from intake_app.store.connection import checkpoint
from intake_app.store.consents import ConsentLedger
from intake_app.store.contacts import ContactTable
from intake_app.store.directory import ServiceTable
from intake_app.store.erasure_requests import ErasureRequestTable, SafeWordsTable
from intake_app.store.forms import FormTable
from intake_app.store.handed_over import HandedOverTable
from intake_app.store.interviews import InterviewTable
from intake_app.store.packets import PacketTable
from intake_app.store.partnership import PartnerAgreementTable
from intake_app.store.person_dates import PersonDateTable
from intake_app.store.recordings import RecordingTable
from intake_app.store.remarks import RemarkTable
from intake_app.store.settings import SettingTable
from intake_app.store.transaction import Transaction
from intake_app.store.trust import RosterTable
from intake_app.store.wordings import TermTable, WordingTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.domain.ports import Clock
    from intake_app.domain.repositories import Unit
    from intake_app.store.anchor import Anchor
    from intake_app.store.ballast import Ballast
    from intake_app.store.connection import Connection

log = logging.getLogger(__name__)


class StoreUnit:
    """The repositories over one transaction (`domain.repositories.Unit`)."""

    def __init__(self, transaction: Transaction, clock: Clock) -> None:
        self.cases = CaseTable(transaction)
        self.interviews = InterviewTable(transaction)
        self.consents = ConsentLedger(transaction)
        self.contacts = ContactTable(transaction)
        self.packets = PacketTable(transaction)
        self.forms = FormTable(transaction)
        self.settings = SettingTable(transaction)
        self.services = ServiceTable(transaction)
        self.handed_over = HandedOverTable(transaction)
        self.wordings = WordingTable(transaction)
        self.terms = TermTable(transaction)
        self.erasure_requests = ErasureRequestTable(transaction)
        self.safe_words = SafeWordsTable(transaction)
        self.person_dates = PersonDateTable(transaction)
        self.remarks = RemarkTable(transaction)
        self.recordings = RecordingTable(transaction)
        self.rosters = RosterTable(transaction)
        self.partner_agreements = PartnerAgreementTable(transaction)
        self.audit = AuditLog(transaction, clock)


class StoreUnits:
    """Begins units on the one connection (`domain.ports.Units`); on its thread only."""

    def __init__(
        self, connection: Connection, folder: Path, anchor: Anchor, ballast: Ballast, clock: Clock
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._anchor = anchor
        self._transaction = Transaction(connection, ballast)
        self._unit = StoreUnit(self._transaction, clock)

    @property
    def is_open(self) -> bool:
        """Whether a unit has begun and has not ended."""
        return self._transaction.is_open

    @property
    def is_suspect(self) -> bool:
        """Whether the disk failed, so that the store must be opened anew."""
        return self._transaction.is_suspect

    @contextlib.contextmanager
    def begin(self) -> Iterator[Unit]:
        """Start a unit: committed and anchored on leaving, taken back on an error.

        Raises:
            DiskFullError: No room, even after the ballast was dropped.
            StoreError: The store failed otherwise; nothing of the unit was kept.
        """
        self._transaction.begin()
        try:
            yield self._unit
        except BaseException:
            self._transaction.rollback()
            raise
        head = self._transaction.commit()
        if head is not None:
            self._anchor.write(head)
            if self._transaction.is_erasure:
                self.finish_erasure()

    def finish_erasure(self) -> None:
        """Let nothing erased stay behind in sealed files, in copies or in the WAL.

        Does nothing when nothing is left to do; a start does it again after a crash.

        Raises:
            StoreError: Not all of it could be done; the next start tries again.
        """
        transaction = self._transaction
        transaction.begin()
        try:
            blobs = erasure.left_to_do(transaction)
            if blobs is not None:
                erasure.finish(transaction, self._folder, blobs)
        except BaseException:
            transaction.rollback()
            raise
        head = transaction.commit()
        if head is not None:
            checkpoint(self._connection)
            self._anchor.write(head, settled=True)
