"""Publishing: what leaves, to whom, onto which stick, and how far it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import MN, M
from intake_app.i18n.direction import isolated
from intake_app.services.sticks import EJECT
from intake_app.ui.files import FileRequest, Pick, plugged_in
from intake_app.ui.language import Retranslating
from intake_app.ui.shell.chips import Chips
from intake_app.ui.shell.rows import clear
from intake_app.ui.shell.telling import told
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, Kind, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.publishing import Leaving, Reader
    from intake_app.ui.background import BackgroundTask
    from intake_app.ui.surroundings import Surroundings

_TO_WHOM: Final = M("Who shall get it?")
_LINES: Final = 60
"""So many lines of what leaves are shown; the others are counted."""


class PublishPanel(Retranslating):
    """One publication on its way out; nothing is sealed before a stick was chosen.

    Signals:
        left: It was closed.
    """

    left = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._leaving: Leaving | None = None
        self._readers: Sequence[Reader] = ()
        self._task: BackgroundTask | None = None
        self._about: tuple[Message, ...] = ()
        self._said = QVBoxLayout()
        bare(self._said, SPACE_S)
        self.look = LinkButton(language, M("See exactly what leaves"))
        self.lines = Text(TextSize.NOTE)
        self.nobody = MessageText(
            language, M("There is nobody to give it to yet: add their card under Contacts.")
        )
        self.ours = MessageButton(language, M("Everyone of our organisation"))
        self._seat = QVBoxLayout()
        self.offices: Chips | None = None
        self.unchecked = CautionChip(language)
        self.problem = CautionChip(language)
        self.step = MessageText(language, None)
        self.done = MessageText(language, None, TextSize.CHOICE)
        self.eject = MessageText(language, EJECT)
        self.send = MessageButton(language, M("Write to a stick…"), Kind.PRIMARY)
        self.stop = MessageButton(language, M("Stop"))
        self.close_it = MessageButton(language, M("Close"))
        self._build()
        self.look.clicked.connect(self._on_look)
        self.ours.clicked.connect(self._on_ours)
        self.send.clicked.connect(self._on_send)
        self.stop.clicked.connect(self._on_stop)
        self.close_it.clicked.connect(self._on_close)
        self.hide()

    def show_leaving(
        self, leaving: Leaving, readers: Sequence[Reader], about: Sequence[Message]
    ) -> None:
        """Show what would leave, and to whom it can go; nobody is chosen yet."""
        self._leaving, self._readers, self._about = leaving, readers, tuple(about)
        for hidden in (self.lines, self.step, self.stop, self.done, self.eject):
            hidden.hide()
        self.problem.show_caution(None)
        self.unchecked.show_caution(None)
        self._offer(readers)
        self.look.setVisible(bool(leaving.lines))
        self.nobody.setVisible(not readers)
        self.ours.setVisible(any(reader.is_ours for reader in readers))
        self.send.setVisible(bool(readers))
        self.send.setEnabled(False)
        self.retranslate()
        self.show()
        (self.ours if not self.ours.isHidden() else self.close_it).setFocus()

    def retranslate(self) -> None:
        """Say anew what leaves."""
        leaving = self._leaving
        if leaving is None:
            return
        clear(self._said)
        for message in self._about:
            text = MessageText(self.language, message, parent=self)
            self._said.addWidget(text)
            text.show()
        shown = [isolated(line) for line in leaving.lines[:_LINES]]
        more = len(leaving.lines) - len(shown)
        if more:
            shown.append(self.language.text(MN("{count} more", "{count} more", more)))
        self.lines.say("\n".join(shown), self.language.language)

    def choose(self, cards: Sequence[Fingerprint]) -> None:
        """Choose who shall get it."""
        if self.offices is not None:
            self.offices.choose(cards)
            self._on_chosen()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        card = Card()
        column = card.column
        column.setSpacing(SPACE_S)
        column.addWidget(
            MessageText(self.language, M("What leaves"), TextSize.CHOICE, card, bold=True)
        )
        column.addLayout(self._said)
        column.addWidget(self.look)
        column.addWidget(self.lines)
        column.addWidget(MessageText(self.language, _TO_WHOM, TextSize.CHOICE, card, bold=True))
        column.addWidget(self.nobody)
        everyone = FlowLayout(spacing=SPACE_M)
        everyone.addWidget(self.ours)
        column.addLayout(everyone)
        bare(self._seat)
        column.addLayout(self._seat)
        for said in (self.unchecked, self.problem, self.step, self.done, self.eject):
            column.addWidget(said)
        ends = FlowLayout(spacing=SPACE_M)
        for way in (self.send, self.stop, self.close_it):
            ends.addWidget(way)
        column.addLayout(ends)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(card)

    def _offer(self, readers: Sequence[Reader]) -> None:
        if self.offices is not None:
            self.offices.hide()
            self.offices.deleteLater()
        buttons: dict[str, Button] = {}
        for reader in readers:
            button = Button(Kind.SEGMENT)
            button.set_words(isolated(reader.card.name))
            buttons[reader.card.fingerprint] = button
        self.offices = Chips(self.language, _TO_WHOM, buttons, self, several=True)
        self.offices.setVisible(bool(readers))
        self.offices.chosen.connect(self._on_chosen)
        self._seat.addWidget(self.offices)

    def _chosen(self) -> tuple[Fingerprint, ...]:
        return cast("tuple[Fingerprint, ...]", self.offices.keys() if self.offices else ())

    def _on_chosen(self) -> None:
        chosen = self._chosen()
        names = [
            isolated(r.card.name)
            for r in self._readers
            if r.card.fingerprint in chosen and r.standing.standing.is_caution
        ]
        listed = self.language.catalog.formats.listing(names)
        self.unchecked.show_caution(
            M("Not checked yet: {names}. Call them before you give them this.", names=listed)
            if names
            else None
        )
        self.send.setEnabled(bool(chosen))

    def _on_look(self) -> None:
        self.lines.setVisible(self.lines.isHidden())

    def _on_ours(self) -> None:
        self.choose([reader.card.fingerprint for reader in self._readers if reader.is_ours])

    def _on_send(self) -> None:
        self.problem.show_caution(None)
        request = FileRequest(
            pick=Pick.FOLDER,
            title=M("Which stick or folder?"),
            start=next(iter(plugged_in()), None),
        )
        self._surroundings.files.ask(request, self.window(), self._on_place)

    def _on_place(self, path: object) -> None:
        leaving = self._leaving
        if leaving is None:
            return
        work = partial(_hand_out, self._profile, leaving, self._chosen(), cast("Path", path))
        self._set_busy(busy=True)
        self._on_progress(0, len(self._chosen()))
        self._task = self._surroundings.run(work, self._on_sent, self._on_failed)
        self._task.progressed.connect(self._on_progress)
        self._task.cancelled.connect(self._on_cancelled)

    def _on_progress(self, done: int, total: int) -> None:
        self.step.set_message(M("Writing {done} of {total}…", done=done, total=total))

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_sent(self, count: object) -> None:
        self._set_busy(busy=False)
        self._tell(
            MN(
                "{count} file is written and read back. Bring them the stick.",
                "{count} files are written and read back. Bring them the stick.",
                cast("int", count),
            )
        )
        self.eject.show()

    def _on_cancelled(self) -> None:
        self._set_busy(busy=False)
        self._tell(M("Stopped. What was written before is on the stick."))

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, IntakeError):
            self.problem.show_caution(told(error))
        else:
            self._surroundings.problems.show_problem(error)

    def _tell(self, message: Message) -> None:
        self.done.set_message(message)
        self.done.show()

    def _set_busy(self, *, busy: bool) -> None:
        """Work, or not; the focus waits on Stop, and goes on to Close."""
        self.done.hide()
        self.eject.hide()
        self.step.setVisible(busy)
        self.stop.setVisible(busy)
        (self.stop if busy else self.close_it).setFocus()
        for part in (self.send, self.ours, self.offices, self.close_it):
            if part is not None:
                part.setEnabled(not busy)
        if not busy:
            self._task = None
            self.close_it.setFocus()

    def _on_close(self) -> None:
        self.hide()
        self.left.emit()


def _hand_out(
    profile: OpenProfile,
    leaving: Leaving,
    cards: tuple[Fingerprint, ...],
    folder: Path,
    progress: Progress,
) -> int:
    return profile.publishing.hand_out(leaving, cards, folder, progress)
