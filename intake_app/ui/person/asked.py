"""What offices ask about one person whom they were told of, and our answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.ids import CaseId
from intake_app.domain.message import M
from intake_app.ui.files import FileRequest, Pick, plugged_in
from intake_app.ui.half_typed import HalfTyped
from intake_app.ui.language import Retranslating
from intake_app.ui.shell.asking import Talk
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.domain.ports import Progress
    from intake_app.services.asking import Asked
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings


class AskedCard(Retranslating):
    """The questions about one person; out of sight when there are none.

    Signals:
        referral_asked: More is to be agreed before something can be answered.
    """

    referral_asked = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings, self._profile = surroundings, profile
        self._is_new = False
        self._case_id = CaseId("")
        self._typed: HalfTyped | None = None
        self._answering = ""
        self._card = Card(self)
        self._card.column.setSpacing(SPACE_S)
        asks = M("Questions from offices")
        title = MessageText(language, asks, TextSize.CHOICE, self._card, bold=True)
        self.talk = Talk(surroundings, profile, self._read, self._card)
        self.stick = MessageButton(language, M("Put the answer on a stick…"), parent=self._card)
        self.told = MessageText(language, None, parent=self._card)
        for part in (title, self.talk, self.told):
            self._card.column.addWidget(part)
        self._card.column.addWidget(self.stick, alignment=Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._card)
        self.talk.read.connect(self._on_read)
        self.talk.changed.connect(self._on_made)
        self.talk.referral_asked.connect(self.referral_asked)
        self.stick.clicked.connect(self._on_stick)
        self.told.hide()
        self.hide()

    def show_for(self, case_id: CaseId) -> None:
        """Read what is asked about this person."""
        self._case_id = case_id
        self.talk.show_for(case_id)

    def forget(self) -> None:
        """Show nothing of the person before."""
        self._follow("")
        self.hide()
        self.told.hide()

    def retranslate(self) -> None:
        """Nothing to do: the parts say themselves anew."""

    # -- within --------------------------------------------------------------------

    def _read(self, case_id: str) -> Sequence[Asked]:
        return self._profile.asking.of_case(CaseId(case_id))

    def _on_read(self) -> None:
        asked = self.talk.asked()
        self._follow(next((each.id for each in asked if each.is_open), ""))
        waits = any(each.waits_to_leave for each in asked)
        self.setVisible(bool(asked))
        self.stick.setVisible(waits)
        if waits:
            self.told.hide()
        if waits and self._is_new:
            self.stick.setFocus()
        self._is_new = False

    def _follow(self, question_id: str) -> None:
        """Have kept meanwhile what is typed as the answer to this question ("": to none)."""
        if question_id == self._answering:
            return
        self._answering = question_id
        if self._typed is not None:
            self._typed.leave()
            self._typed.deleteLater()
            self._typed = None
        if question_id:
            words = self._profile.conversations.half_typed
            self._typed = HalfTyped(self._surroundings, words, self)
            self._typed.follow(f"reply {question_id}", self.talk.form.text)
            self._typed.begin(self._case_id)

    def _on_made(self) -> None:
        self._is_new = True

    def _on_stick(self) -> None:
        request = FileRequest(
            pick=Pick.FOLDER,
            title=M("Where shall the answer go? Choose the stick."),
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
                "The answer is on the stick and was read back, with everything else for other "
                "offices that had not left yet. Eject the stick before you take it out."
            )
        )
        self.told.show()
        self.talk.show_again()
