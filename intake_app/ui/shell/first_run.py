"""The first start: from nothing to an open profile, one question at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.services.contacts import OwnOffice
from intake_app.services.passphrases import as_secret
from intake_app.services.profiles import OpenProfile
from intake_app.ui.shell.new_passphrase import NewPassphrase
from intake_app.ui.shell.office_file import OfficeFileStep
from intake_app.ui.shell.preferences import PIN_OFFERED, WORK
from intake_app.ui.shell.steps import (
    DiskStep,
    FolderStep,
    LanguageStep,
    OfficeStep,
    PinStep,
    Step,
    WorkStep,
)
from intake_app.ui.style import SPACE_XL, bare
from intake_app.ui.widgets.bars import FooterBar

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.ports import Progress
    from intake_app.services.resetting import OfficeFile
    from intake_app.ui.surroundings import Surroundings

_NOBODY_ELSE: Final = M("It opens everything here. Nobody can open it for you if you lose it.")


class PassphraseStep(Step):
    """The passphrase of the new profile."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(
            surroundings.language,
            M("Your passphrase"),
            _NOBODY_ELSE,
            parent,
        )
        self.choice = NewPassphrase(surroundings, self)
        self.column.addWidget(self.choice)
        self.finish()
        self.choice.changed.connect(self._on_changed)

    def say_who_else(self, office: OfficeFile | None) -> None:
        """Say who else can open the profile: the office, or nobody."""
        self.about.set_message(
            M("It opens everything here. {name} can open it, too, if you cannot.", name=office.org)
            if office is not None and office.can_open
            else _NOBODY_ELSE
        )

    def begin(self) -> None:
        """Put the focus into the first field."""
        self.choice.begin()

    def go_on(self) -> None:
        """Look whether the passphrase can be taken."""
        self.tell(None)
        if self.choice.is_good():
            self.done.emit()
        else:
            self.failed.emit()

    def return_focus(self) -> None:
        """Put the focus into the field with the mistake."""
        self.choice.return_focus()

    def _on_changed(self) -> None:
        self.tell(None)


class FirstRun(QWidget):
    """Sets a profile up.

    Signals:
        made: The `OpenProfile`, as soon as there is one.
        finished: Every question was answered or left out.
        cover_asked: The Cover button was pressed.
    """

    help_topic = "locking"

    made = Signal(object)
    finished = Signal()
    cover_asked = Signal()

    def __init__(
        self, surroundings: Surroundings, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._profile: OpenProfile | None = None
        self._pages = QStackedWidget(self)
        self.languages = LanguageStep(surroundings, self)
        self.work = WorkStep(surroundings, self)
        self.folder = FolderStep(surroundings, folder, self)
        self.office_file = OfficeFileStep(surroundings, self)
        self.passphrase = PassphraseStep(surroundings, self)
        self.disk = DiskStep(surroundings, self)
        self.office = OfficeStep(surroundings, self)
        self.pin: PinStep | None = None
        self.footer = FooterBar(surroundings.language, self)
        self._build()
        self._show(self.languages)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, unless a button that leads somewhere has the focus."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if isinstance(focus, QAbstractButton) and not focus.isCheckable():
            focus.click()
        elif self.step() is not self.pin:
            self._on_next()

    def step(self) -> Step:
        """Return the step shown."""
        shown = self._pages.currentWidget()
        if not isinstance(shown, Step):
            raise TypeError("every page is a step")
        return shown

    def _build(self) -> None:
        self.footer.show_only(self.footer.back_button, self.footer.forward_button)
        self.footer.set_leading(SPACE_XL)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._pages, 1)
        column.addWidget(self.footer)
        for step in (
            self.languages,
            self.work,
            self.folder,
            self.office_file,
            self.passphrase,
            self.disk,
            self.office,
        ):
            self._add(step)
        self.office_file.digits.line.returnPressed.connect(self._on_next)
        self.passphrase.choice.confirmed.connect(self._on_next)
        self.office.name.line.returnPressed.connect(self._on_next)
        self.footer.back.connect(self._on_back)
        self.footer.forward.connect(self._on_next)
        self.footer.cover.connect(self.cover_asked)

    def _add(self, step: Step) -> None:
        self._pages.addWidget(step)
        step.done.connect(self._on_done)
        step.failed.connect(self._on_failed)

    def _order(self) -> list[Step]:
        after = [self.pin] if self.pin is not None else []
        before = [self.languages, self.work, self.folder, self.office_file, self.passphrase]
        return [*before, *after, self.disk, self.office]

    def _show(self, step: Step) -> None:
        self._pages.setCurrentWidget(step)
        # Next stays where it is from the first step on: a double click must not lead back.
        self.footer.back_button.setVisible(step is not self.pin)
        self.footer.forward_button.setVisible(step is not self.pin)
        self._set_busy(busy=False)
        step.begin()
        if not step.isAncestorOf(self.focusWidget()):
            self.footer.forward_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, *, busy: bool) -> None:
        self.footer.forward_button.setEnabled(not busy)
        # Once there is a profile, its folder and passphrase are not chosen again here.
        order = self._order()
        first = order.index(self.pin) if self.pin is not None else 0
        self.footer.back_button.setEnabled(not busy and order.index(self.step()) > first)
        working = M("Setting up …") if busy and self.step() is self.passphrase else None
        last = self.step() is self.office
        self.footer.set_next(working or (M("Begin") if last else M("Next")))

    def _on_back(self) -> None:
        order = self._order()
        self._show(order[order.index(self.step()) - 1])

    def _on_next(self) -> None:
        if self.footer.forward_button.isEnabled():
            # A button that is switched off hands the focus on: to Cover, which a key would press.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._set_busy(busy=True)
            self.step().go_on()

    def _on_failed(self) -> None:
        self._set_busy(busy=False)
        self.step().return_focus()

    def _on_done(self) -> None:
        step = self.step()
        if step is self.passphrase:
            self._make()
        elif step is self.office:
            self._keep_office()
        else:
            if step is self.office_file:
                self._on_office_known()
            order = self._order()
            self._show(order[order.index(step) + 1])

    def _on_office_known(self) -> None:
        office = self.office_file.file()
        self.passphrase.say_who_else(office)
        if office is not None and not self.office.name.line.text():
            self.office.name.line.setText(office.org)

    def _make(self) -> None:
        program, tag = self._surroundings.program, self._surroundings.language.language.tag
        folder, work = self.folder.folder, self.work.work()
        passphrase, office = self.passphrase.choice.text(), self.office_file.file()

        def make(_: Progress) -> OpenProfile:
            profile = program.profiles.create(
                folder, as_secret(passphrase), language=tag, office=office
            )
            profile.set_setting(WORK, work)
            profile.set_setting(PIN_OFFERED, "yes")
            return profile

        self._surroundings.run(make, self._on_made, self._on_not_made)

    def _on_made(self, profile: object) -> None:
        if not isinstance(profile, OpenProfile):
            raise TypeError("making a profile gives one")
        self._profile = profile
        self.passphrase.choice.forget()
        self.pin = PinStep(self._surroundings, profile, self)
        self._add(self.pin)
        QWidget.setTabOrder(self.office.name.line, self.pin.choice.field)
        QWidget.setTabOrder(self.pin.choice.field, self.pin.skip)
        self.made.emit(profile)
        self._show(self.pin)

    def _on_not_made(self, error: Exception) -> None:
        self.passphrase.refuse_for(self._surroundings, error)

    def _keep_office(self) -> None:
        name, profile = self.office.name.line.text().strip(), self._profile
        if not name or profile is None:
            self.finished.emit()
            return
        office = OwnOffice(name=name, languages=(self._surroundings.language.language.tag,))
        self._surroundings.run(
            lambda _: profile.contacts.make_own(office), self._on_office_kept, self._on_no_office
        )

    def _on_office_kept(self, _: object) -> None:
        self.finished.emit()

    def _on_no_office(self, error: Exception) -> None:
        self.office.refuse_for(self._surroundings, error)
