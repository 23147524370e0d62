"""The step of setting up at which the office's file is taken, so that it can open the profile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import RosterError
from intake_app.domain.message import M
from intake_app.i18n.digits import ascii_digits
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.shell.steps import NamedLine, Step
from intake_app.ui.style import SPACE_M, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.services.resetting import OfficeFile
    from intake_app.ui.surroundings import Surroundings


class OfficeFileStep(Step):
    """The file of one's office, its digits compared; or none."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(
            surroundings.language,
            M("Has your office given you a file?"),
            M(
                "With it, your office can open this profile if you cannot: when you forget your "
                "passphrase, or when something happens to you. Without a file, go on."
            ),
            parent,
        )
        self._surroundings = surroundings
        self._looked: OfficeFile | None = None
        self.choose = MessageButton(self.language, M("Choose the file…"), parent=self)
        self.without = MessageButton(self.language, M("Go on without it"), parent=self)
        self._card = Card(self)
        self._name = MessageText(self.language, None, TextSize.CHOICE, parent=self._card, bold=True)
        self._means = MessageText(self.language, None, parent=self._card)
        self._ask = QWidget(self)
        self.digits = NamedLine(
            self.language, M("The 30 digits that your office told you"), self._ask
        )
        self._build()
        self.choose.clicked.connect(self._on_choose)
        self.without.clicked.connect(self._on_without)
        self._show()

    def file(self) -> OfficeFile | None:
        """Return the office's file with the digits that were typed, or None."""
        if self._looked is None:
            return None
        return replace(self._looked, digits=ascii_digits(self.digits.line.text()))

    def begin(self) -> None:
        """Put the focus into the digits, when there is something to compare."""
        if self._looked is not None:
            self.digits.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def return_focus(self) -> None:
        """Put the focus on what is to be put right."""
        way = self.choose if self._looked is None else self.digits.line
        way.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Go on without a file, or once the digits are those of its root."""
        self.tell(None)
        file = self.file()
        try:
            if file is not None:
                file.check()
        except RosterError as error:
            self.refuse_for(self._surroundings, error)
        else:
            self.done.emit()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        self._card.column.addWidget(self._name)
        self._card.column.addWidget(self._means)
        ask = QVBoxLayout(self._ask)
        bare(ask, SPACE_M)
        how = M(
            "Ask one of your office for the digits, in person or on a number you had before, "
            "and type them here. So nobody else's file is taken for theirs."
        )
        ask.addWidget(MessageText(self.language, how, parent=self._ask))
        ask.addWidget(self.digits)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.choose)
        ways.addWidget(self.without)
        self.column.addWidget(self._card)
        self.column.addWidget(self._ask)
        self.column.addLayout(ways)
        self.finish()

    def _show(self) -> None:
        looked = self._looked
        for part in (self._card, self._ask, self.without):
            part.setVisible(looked is not None)
        if looked is None:
            return
        self._name.set_message(M("The file of {name}", name=looked.org))
        self._means.set_message(
            M("{name} can open this profile if you cannot.", name=looked.org)
            if looked.can_open
            else M("{name} has no key for it: nobody can open it for you.", name=looked.org)
        )

    def _on_choose(self) -> None:
        self.tell(None)
        request = FileRequest(pick=Pick.FILE, title=M("The file of your office"))
        self._surroundings.files.ask(request, self.window(), self._on_chosen)

    def _on_chosen(self, path: object) -> None:
        resetting, chosen = self._surroundings.program.profiles.resetting, cast("Path", path)
        self._surroundings.run(
            lambda _: resetting.look_at(chosen), self._on_looked, self._on_refused
        )

    def _on_looked(self, looked: object) -> None:
        self._looked = cast("OfficeFile", looked)
        self.digits.line.clear()
        self._show()
        self.begin()

    def _on_refused(self, error: Exception) -> None:
        self.refuse_for(self._surroundings, error)

    def _on_without(self) -> None:
        self._looked = None
        self.tell(None)
        self._show()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
