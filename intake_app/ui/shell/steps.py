"""The steps of setting up, each a page that says whether one may go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import M
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.languages import LanguageChoice
from intake_app.ui.shell.pin_choice import AboutCover, PinChoice
from intake_app.ui.shell.preferences import AT_A_DESK, MEETING
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, bare
from intake_app.ui.typography import RESCALED, TextSize, is_large
from intake_app.ui.widgets.buttons import LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QEvent

    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

_WIDEST = 720


class Step(ScrollPage):
    """One page of setting up: a heading, a sentence, and what is asked.

    Signals:
        done: The step is answered; go on.
        failed: It is not; the note beside it says why.
    """

    done = Signal()
    failed = Signal()

    def __init__(
        self, language: LanguageSwitch, title: Message, about: Message | None, parent: QWidget
    ) -> None:
        super().__init__(parent, widest=_WIDEST)
        self.set_margins(2 * SPACE_XL, 2 * SPACE_XL, SPACE_XL, SPACE_L)
        self.column.setSpacing(SPACE_L)
        self.language = language
        self.column.addWidget(MessageText(language, title, TextSize.HEADING, bold=True))
        self.about = MessageText(language, about, token=Token.SOFT_INK)
        if about is not None:
            self.column.addWidget(self.about)
        self.note = MessageText(language, None, token=Token.CAUTION, bold=True)
        self.hint = MessageText(language, None, token=Token.CAUTION)
        self.tell(None)

    def finish(self) -> None:
        """Close the page below its last field."""
        self.column.addWidget(self.note)
        self.column.addWidget(self.hint)
        self.column.addStretch(1)

    def begin(self) -> None:
        """Put the focus where one starts; a step that asks for nothing leaves it to Next."""

    def go_on(self) -> None:
        """Check what is there; `done` or `failed` follows, at once or a little later."""
        self.done.emit()

    def tell(self, summary: Message | None, hint: Message | None = None) -> None:
        """Say what is wrong, or nothing."""
        for text, message in ((self.note, summary), (self.hint, hint)):
            text.set_message(message)
            text.setVisible(message is not None)

    def return_focus(self) -> None:
        """Put the focus on what is to be put right; where one starts, unless said otherwise."""
        self.begin()

    def refuse(self, summary: Message, hint: Message | None = None) -> None:
        """Say what is wrong and stay."""
        self.tell(summary, hint)
        self.failed.emit()

    def refuse_for(self, surroundings: Surroundings, error: Exception) -> None:
        """Say what an error tells and stay; one nobody foresaw goes to the problem bar."""
        if isinstance(error, IntakeError):
            self.refuse(error.summary, error.hint)
        else:
            self.tell(None)
            surroundings.problems.show_problem(error)
            self.failed.emit()


class LanguageStep(Step):
    """Which language the program speaks."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings.language, M("Which language shall Intake use?"), None, parent)
        self.choice = LanguageChoice(self.language, surroundings.program.languages, self)
        self.column.addWidget(self.choice)
        self.column.addWidget(
            MessageText(self.language, M("You can change it at any time."), token=Token.SOFT_INK)
        )
        self.finish()

    def begin(self) -> None:
        """Put the focus on the language of the moment."""
        button = self.choice.buttons().get(self.language.language.tag)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)


class WorkStep(Step):
    """What the worker does here; it only orders the doors of the day."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(
            surroundings.language,
            M("What do you do here?"),
            M("This only decides what stands first on your page. Everything stays possible."),
            parent,
        )
        self.choice = Segmented(
            self.language, {MEETING: M("I meet people"), AT_A_DESK: M("I am at a desk")}, self
        )
        self.choice.set_about(M("What do you do here?"))
        self.choice.set_answer(MEETING)
        self.choice.keep_one()
        self.column.addWidget(self.choice)
        self.finish()

    def work(self) -> str:
        """Return what was chosen."""
        return str(self.choice.answer() or MEETING)

    def begin(self) -> None:
        """Put the focus on the first answer."""
        self.choice.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)


class FolderStep(Step):
    """Where the profile lies."""

    def __init__(self, surroundings: Surroundings, folder: Path, parent: QWidget) -> None:
        super().__init__(
            surroundings.language,
            M("Where shall everything be kept?"),
            M(
                "Everything you write is encrypted and kept in one folder on this computer. "
                "The usual place is right for most people."
            ),
            parent,
        )
        self._surroundings = surroundings
        self.folder = folder
        card = Card(self)
        self._path = Text(TextSize.CHOICE, card)
        self._path.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        card.column.addWidget(self._path)
        self.other = MessageButton(self.language, M("Choose another folder"), parent=self)
        self.column.addWidget(card)
        row = QHBoxLayout()
        row.addWidget(self.other)
        row.addStretch(1)
        self.column.addLayout(row)
        self.finish()
        self.other.clicked.connect(self._on_other)
        self._show()

    def return_focus(self) -> None:
        """Put the focus on the other way."""
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Look whether a profile can be made there."""
        folder = self.folder
        self._surroundings.run(
            lambda _: self._surroundings.program.profiles.check_free(folder),
            self._on_free,
            self._on_failed,
        )

    def take(self, chosen: Path) -> None:
        """Take a folder; in one that holds other things, a new folder inside it."""
        self.tell(None)
        self.folder = chosen / "intake" if _holds_other_things(chosen) else chosen
        self._show()

    def _show(self) -> None:
        self._path.say(str(self.folder))

    def _on_other(self) -> None:
        request = FileRequest(pick=Pick.FOLDER, title=M("Where shall everything be kept?"))
        self._surroundings.files.ask(request, self.window(), self.take)

    def _on_free(self, _: object) -> None:
        self.tell(None)
        self.done.emit()

    def _on_failed(self, error: Exception) -> None:
        self.refuse_for(self._surroundings, error)


class PinStep(Step):
    """The PIN that lifts the cover."""

    def __init__(self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget) -> None:
        super().__init__(surroundings.language, M("A PIN for the cover"), None, parent)
        # What it says is long, and the field shall be in sight in a script with tall lines too.
        self.set_margins(2 * SPACE_XL, SPACE_L, SPACE_XL, SPACE_M)
        self.column.setSpacing(SPACE_M)
        self._about = AboutCover(self.language, self)
        self.choice = PinChoice(surroundings, profile, self)
        for part in (self._about, self.choice):
            self.column.addWidget(part)
        self._place_about()
        self.skip = LinkButton(self.language, M("Go on without a PIN"), self)
        row = QHBoxLayout()
        row.addWidget(self.skip)
        row.addStretch(1)
        self.column.addLayout(row)
        without = M(
            "Without a PIN you come back like this: press Esc, wait a moment, press Esc again "
            "and type your passphrase."
        )
        self.column.addWidget(MessageText(self.language, without, token=Token.SOFT_INK))
        self.finish()
        self.choice.chosen.connect(self.done)
        self.skip.clicked.connect(self.done)

    def begin(self) -> None:
        """Put the focus into the field."""
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        super().changeEvent(event)
        if event.type() in RESCALED:
            self._place_about()

    def _place_about(self) -> None:
        """Say what the PIN is for before it is asked; in large text behind, to keep it in sight."""
        self.column.removeWidget(self._about)
        behind = self.column.indexOf(self.choice)
        self.column.insertWidget(behind + 1 if is_large() else behind, self._about)


class DiskStep(Step):
    """What Intake encrypts and what it cannot."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(
            surroundings.language,
            M("What Intake can and cannot protect"),
            M(
                "Every answer is encrypted before it is written to the disk. What other programs "
                "write down, for example a document you make from it, is not."
            ),
            parent,
        )
        ask = M(
            "Ask whoever set up this computer whether the whole disk is encrypted "
            "(BitLocker, FileVault or LUKS). If it is not, have it switched on."
        )
        self.column.addWidget(MessageText(self.language, ask))
        off = M("Switch the computer off when you carry it: closing the lid is not enough.")
        self.column.addWidget(MessageText(self.language, off))
        self.finish()


class OfficeStep(Step):
    """The office's name on its card."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(
            surroundings.language,
            M("What is your office called?"),
            M(
                "Other offices see this name on your card and on what you send them. "
                "You can leave it empty and do it later in Contacts."
            ),
            parent,
        )
        self.name = NamedLine(self.language, M("Name of your office"), self)
        self.column.addWidget(self.name)
        self.finish()

    def begin(self) -> None:
        """Put the focus into the field."""
        self.name.line.setFocus(Qt.FocusReason.OtherFocusReason)


class NamedLine(Retranslating):
    """A line to type into, under its name."""

    def __init__(
        self, language: LanguageSwitch, name: Message, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self._name = name
        self.line = QLineEdit(self)
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        column = QVBoxLayout(self)
        bare(column, SPACE_M // 2)
        column.addWidget(MessageText(language, name, parent=self))
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the field anew."""
        self.line.setAccessibleName(self.language.text(self._name))


def _holds_other_things(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return False
