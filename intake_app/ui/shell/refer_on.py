"""Referring on what was accepted here: to whom, exactly what leaves, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.ids import Fingerprint, PacketId
from intake_app.domain.message import M
from intake_app.domain.packet import Status
from intake_app.services.referrals import Sent
from intake_app.ui.conversation.referral.rendering import what_leaves
from intake_app.ui.files import FileRequest, Pick, plugged_in
from intake_app.ui.language import Retranslating
from intake_app.ui.person.words import told_words
from intake_app.ui.shell.refer_on_form import ReferOnForm
from intake_app.ui.shell.rows import clear
from intake_app.ui.shell.standing import sent_words
from intake_app.ui.style import SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.widgets.buttons import Mark, MessageButton
from intake_app.ui.widgets.page import come_into_sight
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.answers_in import Answered
    from intake_app.services.inbox import Arrived
    from intake_app.services.passed_on import PassedOn
    from intake_app.services.passing_on import Offer
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.referrals import Preview
    from intake_app.ui.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What may go on, what went on, and what was answered to that.

    Attributes:
        authorities: What was said of each receiver: whether it is police or immigration.
    """

    offer: Offer
    answers: Mapping[PacketId, Answered]
    authorities: Mapping[Fingerprint, bool | None]


class ReferOn(Retranslating):
    """A way to refer on, and where it went; out of sight where it may not and did not.

    Signals:
        changed: Something was made, or has left.
    """

    changed = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings, self._profile = surroundings, profile
        self._about: PacketId | None = None
        self._found: Found | None = None
        self._lines = QVBoxLayout()
        self.button = MessageButton(language, M("Refer on"), parent=self)
        self.button.set_mark(Mark.OPENS)
        self.form = ReferOnForm(language, self)
        self.stick = MessageButton(language, M("Write it to a stick…"), parent=self)
        self.told = MessageText(language, None, parent=self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        bare(self._lines, SPACE_XS)
        column.addSpacing(SPACE_M)
        column.addLayout(self._lines)
        column.addWidget(self.told)
        for way in (self.stick, self.button):
            column.addWidget(way, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.form)
        self.button.clicked.connect(self._on_open)
        self.form.changed.connect(self._on_changed)
        self.form.authority_said.connect(self._on_authority)
        self.form.make_asked.connect(self._on_make)
        self.stick.clicked.connect(self._on_stick)
        for part in (self.told, self.stick, self.button, self.form):
            part.hide()
        self.hide()

    def show_for(self, arrived: Arrived | None) -> None:
        """Look whether this referral may be passed on, and where it went."""
        about = arrived.record.id if arrived is not None else None
        if about != self._about:
            self._about, self._found = about, None
            self.form.empty()
            self.form.hide()
            self.told.hide()
            self.hide()
        if about is not None:
            self._surroundings.run(partial(_read, self._profile, about), self._on_read)

    def show_found(self, found: Found) -> None:
        """Show what may go on and what went."""
        self._found = found
        offer = found.offer
        may = offer.refusal is None and bool(offer.receivers)
        self.button.setVisible(may)
        self.stick.setVisible(any(p.record.status is Status.MADE for p in offer.passed))
        if may:
            self.form.show_offer(offer, found.authorities)
        else:
            self.form.hide()
        self.setVisible(may or bool(offer.passed))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        clear(self._lines)
        found = self._found
        if found is None:
            return
        for passed in found.offer.passed:
            for words in self._words_of(passed, found.answers):
                self._lines.addWidget(MessageText(self.language, words, parent=self))
        if not self.form.isHidden():
            self._on_changed()

    # -- within --------------------------------------------------------------------

    def _words_of(
        self, passed: PassedOn, answers: Mapping[PacketId, Answered]
    ) -> tuple[Message, ...]:
        catalog = self.language.catalog
        now = self._surroundings.program.clock.now()
        sent = Sent(record=passed.record, receiver=passed.office)
        if passed.notice is None:
            said = M("Referred on: {what}", what=sent_words(sent, answers, now, catalog.formats))
            return (said,)
        office = passed.office or M("An office")
        if passed.notice is Status.MADE:
            return (
                M(
                    "Taken back from {office}, too. The notice is not on a stick yet.",
                    office=office,
                ),
            )
        said = M("Taken back from {office}, too.", office=office)
        return said, told_words(passed.answer, catalog)

    def _on_read(self, found: object) -> None:
        read = cast("Found", found)
        if read.offer.packet_id == self._about:
            self.show_found(read)

    def _on_open(self) -> None:
        self.form.setVisible(self.form.isHidden())
        if not self.form.isHidden():
            self._on_changed()
            self.form.begin()
            come_into_sight(self.form)

    def _on_changed(self) -> None:
        """Show what would leave now."""
        if self._about is not None:
            work = partial(_preview, self._profile, self._about, self.form.groups())
            self._surroundings.run(work, self._on_preview, self._on_not)

    def _on_preview(self, found: object) -> None:
        about, groups, preview = cast("tuple[PacketId, tuple[str, ...], Preview]", found)
        if about == self._about and groups == self.form.groups():
            catalog = self.language.catalog
            self.form.show_lines(what_leaves(preview.referral, catalog), catalog)

    def _on_authority(self, office: str, is_one: object) -> None:
        say = partial(
            self._profile.authorities.say, Fingerprint(office), is_one=cast("bool", is_one)
        )
        self._surroundings.run(lambda _progress: say(), self._on_done)

    def _on_make(self, office: str, groups: tuple[str, ...]) -> None:
        found = self._found
        if found is None:
            return
        receiver = next(c for c in found.offer.receivers if c.card.fingerprint == office)
        self.form.setEnabled(False)
        make = partial(self._profile.passing_on.make, found.offer.packet_id, receiver, groups)
        self._surroundings.run(lambda _progress: make(), self._on_made, self._on_not)

    def _on_made(self, _: object) -> None:
        self.form.setEnabled(True)
        self.form.empty()
        self.form.hide()
        self.told.hide()
        self._on_done(None)

    def _on_not(self, error: Exception) -> None:
        self.form.setEnabled(True)
        if isinstance(error, IntakeError):
            self.form.show_problem(error)
        else:
            self._surroundings.problems.show_problem(error)

    def _on_done(self, _: object) -> None:
        if self._about is not None:
            self._surroundings.run(partial(_read, self._profile, self._about), self._on_read)
        self.changed.emit()

    def _on_stick(self) -> None:
        request = FileRequest(
            pick=Pick.FOLDER,
            title=M("Where to write the file"),
            start=next(iter(plugged_in()), None),
            only_stick=True,
        )
        self._surroundings.files.ask(request, self.window(), self._on_place)

    def _on_place(self, folder: Path) -> None:
        profile = self._profile

        def work(_progress: Progress) -> None:
            profile.inbox.send_answers(folder)
            profile.sticks.make_ready(folder)

        self._surroundings.run(work, self._on_sent)

    def _on_sent(self, _: object) -> None:
        self.told.set_message(
            M(
                "It is on the stick and was read back, with every answer that had not left yet: "
                "the sender is told who has it. Eject the stick before you take it out."
            )
        )
        self.told.show()
        self._on_done(None)


def _read(profile: OpenProfile, about: PacketId, _progress: Progress) -> Found:
    offer = profile.passing_on.offer(about)
    said = profile.authorities.is_one
    return Found(
        offer=offer,
        answers=profile.inbox.answers(),
        authorities={c.card.fingerprint: said(c.card.fingerprint) for c in offer.receivers},
    )


def _preview(
    profile: OpenProfile, about: PacketId, groups: tuple[str, ...], _progress: Progress
) -> tuple[PacketId, tuple[str, ...], Preview]:
    return about, groups, profile.passing_on.preview(about, groups)
