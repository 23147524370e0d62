"""Handing out what an office publishes: to whom, exactly what, and onto which stick."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import FormFileError, PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import PacketKind, Status
from intake_app.domain.ports import Silent
from intake_app.domain.trust import RootTrust, Standing
from intake_app.exchange.folder import FolderMailbox, finish_writing
from intake_app.interop.directory_csv import write_directory
from intake_app.services.trust import CardStanding, standing_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from intake_app.domain.contact import Card
    from intake_app.domain.ids import Fingerprint, PacketId
    from intake_app.domain.ports import Progress
    from intake_app.domain.repositories import Unit
    from intake_app.services.forms import CheckedForm
    from intake_app.services.publications import Publications
    from intake_app.services.workplace import Workplace

DIRECTORY_FILE: Final = "services.csv"
_READABLE: Final = ".xlsx"
_MAX_FORM: Final = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """An office that something can be published to.

    Attributes:
        is_ours: Whether our organisation's roster names it as a member.
    """

    card: Card
    standing: CardStanding
    is_ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Exactly what a publication brings to whoever gets it.

    Attributes:
        files: Name and bytes, as they are sealed.
        lines: What stands in it, a line for each service; read from those bytes.
        left_out: The names of confidential services, which go without their place.
        form: The form, when it is one.
    """

    kind: PacketKind
    files: tuple[tuple[str, bytes], ...] = ()
    lines: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    form: CheckedForm | None = None


class Publishing:
    """What one open profile publishes. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, publications: Publications) -> None:
        self._place = place
        self._publications = publications

    def readers(self) -> Sequence[Reader]:
        """Return who can be written to: our own organisation first; no card taken back."""
        now = self._place.clock.now()

        def work(unit: Unit) -> list[Reader]:
            found: list[Reader] = []
            own = self._place.vault.fingerprints
            for contact in unit.contacts.all():
                if contact.card.fingerprint in own:
                    continue
                stands = standing_of(unit, contact, now)
                if stands.standing is not Standing.REVOKED:
                    ours = is_ours(unit, contact.card.fingerprint)
                    found.append(Reader(card=contact.card, standing=stands, is_ours=ours))
            return found

        return sorted(self._place.do(work), key=lambda reader: not reader.is_ours)

    def directory(self) -> Leaving:
        """Return what leaves when the directory is published.

        Raises:
            PacketError: It is empty.
        """
        services = self._place.do(lambda unit: unit.services.all())
        if not services:
            raise PacketError(M("There is no service directory yet."), hint=None)
        data = write_directory(services)
        _, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        return Leaving(
            kind=PacketKind.DIRECTORY,
            files=((DIRECTORY_FILE, data),),
            lines=tuple(" \u00b7 ".join(filter(None, row)) for row in rows),
            left_out=tuple(service.name for service in services if service.is_confidential),
        )

    def form(self, path: Path) -> Leaving:
        """Return what leaves when a form's workbook is published.

        Raises:
            FormFileError: It cannot be read, or is no form that a conversation can use.
        """
        try:
            is_fit = path.suffix.lower() == _READABLE and path.is_file()
            data = path.read_bytes() if is_fit and path.stat().st_size <= _MAX_FORM else b""
        except OSError:
            data = b""
        if not data:
            raise FormFileError(
                M("This file cannot be published as a form."),
                hint=M("Choose an Excel workbook (.xlsx) of at most 8 MB."),
            )
        checked = self._place.forms.check_file(path.name, data)
        if checked.definition is None:
            first = checked.summary.findings[0]
            raise FormFileError(first.message, hint=first.hint)
        name = f"{checked.summary.form_id}{_READABLE}"
        return Leaving(kind=PacketKind.FORMS, files=((name, data),), form=checked)

    def hand_out(
        self,
        what: Leaving,
        cards: Collection[Fingerprint],
        folder: Path,
        progress: Progress | None = None,
    ) -> int:
        """Seal it for each of these and put it into their mailboxes; return how many.

        Stopped or pulled out in between, those done lie there whole; one that was
        sealed and not put leaves with the next answers.

        Raises:
            PacketError: It is the roster, and there is none of ours.
            CardError: One cannot be sealed to.
            PlaceGoneError: The stick was pulled out.
            FolderReadOnlyError: It cannot be written to.
            DiskFullError: It is full.
            Cancelled: The user stopped.
        """
        progress = progress or Silent()
        chosen = [r.card for r in self.readers() if r.card.fingerprint in cards]
        for done, card in enumerate(chosen):
            progress.check_cancelled()
            progress.report(done, len(chosen))
            if what.kind is PacketKind.ROSTER:
                record = self._publications.send_roster(card)
            else:
                record = self._publications.publish(what.kind, what.files, card)
            FolderMailbox(folder, card.mailbox).put(record.sealed_name, record.sealed)
            self._note_sent(record.id)
        finish_writing(folder)
        progress.report(len(chosen), len(chosen))
        return len(chosen)

    def _note_sent(self, packet_id: PacketId) -> None:
        def work(unit: Unit) -> None:
            unit.audit.append(Status.SENT.value, packet_id)
            unit.packets.set_status(packet_id, Status.SENT)

        self._place.do(work)


def is_ours(unit: Unit, card: Fingerprint) -> bool:
    """Whether our organisation's roster names this card as a member."""
    words = unit.rosters.words(card)
    return any(word.trust is RootTrust.OWN and word.member is not None for word in words)
