"""Taking a made file away: the services behind the page of `made`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal

from intake_app.domain.message import M
from intake_app.services.printing import print_referral
from intake_app.ui.conversation.referral.made import MadePage
from intake_app.ui.conversation.referral.paper import NAME, write_sheet
from intake_app.ui.files import FileRequest, Pick, mounted_places

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.contact import Contact
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings


class TakingPage(MadePage):
    """Puts a made file on a stick, and writes the person's sheet.

    Signals:
        sent: Id of the packet that lies on a stick now, whole.
    """

    sent = Signal(str)

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._profile = profile
        self._record: PacketRecord | None = None
        self._receiver: Contact | None = None
        self.stick_asked.connect(self.ask_for_stick)
        self.paper_asked.connect(self._on_paper_asked)

    def show_record(self, record: PacketRecord, receiver: Contact) -> None:
        """Show a file that is made and kept."""
        self._record, self._receiver = record, receiver
        self.show_made(receiver.card.name)

    def ask_for_stick(self) -> None:
        """Ask where the file shall go, and put it there."""
        self.take_focus()
        places = mounted_places()
        request = FileRequest(
            pick=Pick.FOLDER,
            title=M("Where shall the file go? Choose the stick."),
            start=places[0] if places else None,
        )
        self._surroundings.files.ask(request, self, self._on_folder)

    def _on_folder(self, folder: Path) -> None:
        record, profile = self._record, self._profile
        if record is None:
            return
        self.set_busy(busy=True)

        def work(progress: Progress) -> tuple[PacketRecord, Path]:
            place = profile.referrals.send(record.id, folder)
            profile.attachments.put(record.id, folder, progress)
            profile.sticks.make_ready(folder)
            return record, place

        self._surroundings.run(work, self._on_sent, self.show_stick_problem)

    def _on_sent(self, found: object) -> None:
        record, place = cast("tuple[PacketRecord, Path]", found)
        self.show_sent(place)
        self.sent.emit(record.id)

    def _on_paper_asked(self) -> None:
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the sheet for the person go?"),
            suffixes=(".pdf",),
            name=NAME,
        )
        self._surroundings.files.ask(request, self, self._on_paper_place)

    def _on_paper_place(self, place: Path) -> None:
        record, receiver, referrals = self._record, self._receiver, self._profile.referrals
        case_id = record.case_id if record is not None else None
        if case_id is None or receiver is None:
            return
        self.set_busy(busy=True)

        def work(_progress: Progress) -> Path:
            return write_sheet(place, print_referral(referrals, case_id, receiver))

        self._surroundings.run(work, self._on_printed, self.show_paper_problem)

    def _on_printed(self, place: object) -> None:
        self.show_printed(cast("Path", place))
