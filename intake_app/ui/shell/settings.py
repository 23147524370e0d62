"""Settings: language, looks, PIN, passphrase, and what this program is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

import intake_app
from intake_app.domain.errors import IntakeError
from intake_app.domain.message import M
from intake_app.services.passphrases import as_secret
from intake_app.ui.palette import Token
from intake_app.ui.person.complaints import ComplaintsPart
from intake_app.ui.shell.interpreting import InterpretingPart
from intake_app.ui.shell.languages import LanguageChoice
from intake_app.ui.shell.new_passphrase import NewPassphrase
from intake_app.ui.shell.office_key import WHO_ELSE, OfficeKeyPart
from intake_app.ui.shell.organisation import OUR_ORGANISATION, OrganisationPart
from intake_app.ui.shell.partnerships import AGREEMENTS, PartnershipsPart
from intake_app.ui.shell.pin_choice import AboutCover, PinChoice
from intake_app.ui.shell.preferences import (
    AT_A_DESK,
    COLOURS,
    MEETING,
    SIZES,
    TEXT_SIZE,
    WORK,
    Preferences,
    preferences_of,
)
from intake_app.ui.shell.quiet_call import IF_NOT_SAFE, QuietCallPart
from intake_app.ui.shell.sound_pack import RECORDED_VOICES, RecordingsPart
from intake_app.ui.shell.travelling import BEFORE
from intake_app.ui.shell.urgent_words import UrgentWordsPart
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, SPACE_XS, apply_look, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.pin import PassphraseField
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.surroundings import Surroundings

LICENCES = M(
    "The program is free software under the Apache License 2.0; the forms and texts are under "
    "CC BY 4.0. The Noto fonts are under the SIL Open Font License, Qt under the LGPL."
)
DRAFT_WORDING = M(
    "The wording of the questions and of this program is a draft. It has not yet been checked "
    "by people who work with it, nor by native speakers."
)


class SettingsPage(QWidget):
    """Everything a worker can change, in one scrolling column; changes hold at once.

    Signals:
        work_chosen: What the worker does here, as it is kept.
    """

    help_topic = "settings"

    work_chosen = Signal(str)

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._profile = profile
        self._preferences = Preferences()
        language = surroundings.language
        self.languages = LanguageChoice(language, surroundings.program.languages, self)
        sizes: dict[object, Message] = {size: M("{percent} %", percent=int(size)) for size in SIZES}
        self.sizes = Segmented(language, sizes, self)
        self.sizes.set_about(M("Size of text"))
        self.colours = Segmented(
            language,
            {"light": M("Light"), "dark": M("Dark"), "contrast": M("High contrast")},
            self,
        )
        self.colours.set_about(M("Colours"))
        self.work = Segmented(
            language, {MEETING: M("I meet people"), AT_A_DESK: M("I am at a desk")}, self
        )
        self.work.set_about(M("What do you do here?"))
        self.interpreting = InterpretingPart(surroundings, profile, self)
        self.recordings = RecordingsPart(surroundings, profile, self)
        self.urgent = UrgentWordsPart(surroundings, profile, self)
        self.quiet_call = QuietCallPart(surroundings, profile)
        self.pin = PinPart(surroundings, profile, self)
        self.passphrase = PassphrasePart(surroundings, profile, self)
        self.office_key = OfficeKeyPart(surroundings, profile, self)
        self.organisation = OrganisationPart(surroundings, profile, self)
        self.partnerships = PartnershipsPart(surroundings, profile, self)
        self.complaints = ComplaintsPart(surroundings, profile, self)
        self.travelling = TravellingPart(language, self)
        self._build()
        self.languages.chosen.connect(self._on_language)
        self.sizes.chosen.connect(self._on_size)
        self.colours.chosen.connect(self._on_colours)
        self.work.chosen.connect(self._on_work)
        self.refresh()

    def refresh(self) -> None:
        """Read what is kept in the profile anew."""
        profile = self._profile
        self._surroundings.run(lambda _: preferences_of(profile), self._on_read)
        self.urgent.refresh()
        self.quiet_call.refresh()
        self.pin.refresh()
        self.office_key.refresh()
        self.interpreting.refresh()
        self.recordings.refresh()
        self.complaints.refresh()
        self.organisation.refresh()
        self.partnerships.refresh()

    def _build(self) -> None:
        language = self._surroundings.language
        page = ScrollPage(self, widest=820)
        page.set_margins(SPACE_XL + SPACE_L, SPACE_XL, SPACE_XL, SPACE_L)
        column = page.column
        column.setSpacing(SPACE_L)
        column.addWidget(MessageText(language, M("Settings"), TextSize.HEADING, bold=True))
        for title, part in (
            (M("Language"), self.languages),
            (M("Languages and wording"), self.interpreting),
            (RECORDED_VOICES, self.recordings),
            (M("Size of text"), self.sizes),
            (M("Colours"), self.colours),
            (M("What do you do here?"), self.work),
            (M("Help now"), self.urgent),
            (IF_NOT_SAFE, self.quiet_call),
            (M("PIN"), self.pin),
            (M("Passphrase"), self.passphrase),
            (WHO_ELSE, self.office_key),
            (OUR_ORGANISATION, self.organisation),
            (AGREEMENTS, self.partnerships),
            (M("Complaints"), self.complaints),
            (BEFORE, self.travelling),
        ):
            card = Card()
            card.column.setSpacing(SPACE_M)
            card.column.addWidget(MessageText(language, title, TextSize.CHOICE, card, bold=True))
            card.column.addWidget(part)
            column.addWidget(card)
        column.addWidget(self._about())
        column.addStretch(1)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(page)

    def _about(self) -> Card:
        language = self._surroundings.language
        card = Card()
        card.column.setSpacing(SPACE_XS)
        title = M("About Intake")
        card.column.addWidget(MessageText(language, title, TextSize.CHOICE, card, bold=True))
        version = M("Version {version}", version=intake_app.__version__)
        for message in (version, DRAFT_WORDING, LICENCES):
            card.column.addWidget(MessageText(language, message, parent=card, token=Token.SOFT_INK))
        return card

    def _on_read(self, preferences: object) -> None:
        if isinstance(preferences, Preferences):
            self._preferences = preferences
            self.sizes.set_answer(preferences.size)
            self.colours.set_answer(preferences.colours)
            self.work.set_answer(preferences.work)

    def _on_language(self, tag: str) -> None:
        profile = self._profile
        self._surroundings.run(lambda _: profile.set_language(tag), self._on_kept)

    def _on_work(self, work: object) -> None:
        chosen = replace(self._preferences, work=str(work or self._preferences.work))
        self._on_read(chosen)
        profile = self._profile
        self._surroundings.run(lambda _: profile.set_setting(WORK, chosen.work), self._on_kept)
        self.work_chosen.emit(chosen.work)

    def _on_size(self, size: object) -> None:
        self._change(replace(self._preferences, size=str(size or self._preferences.size)))

    def _on_colours(self, colours: object) -> None:
        kept = self._preferences
        self._change(replace(kept, colours=str(colours or kept.colours)))

    def _change(self, chosen: Preferences) -> None:
        """Show the change and keep it; a second press on what is chosen changes nothing."""
        self._on_read(chosen)
        profile = self._profile
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_look(application, chosen.look)

        def keep(_: Progress) -> None:
            profile.set_setting(TEXT_SIZE, chosen.size)
            profile.set_setting(COLOURS, chosen.colours)

        self._surroundings.run(keep, self._on_kept)

    def _on_kept(self, _: object) -> None:
        """Nothing to say: the change is seen."""


class TravellingPart(QWidget):
    """The way to what is to be done before a border.

    Signals:
        asked: Go there.
    """

    asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        about = M("See what is on this laptop only, send it, and then destroy everything here.")
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(MessageText(language, about, parent=self, token=Token.SOFT_INK))
        self.go = MessageButton(language, M("Look what is here only"), parent=self)
        column.addWidget(self.go, alignment=Qt.AlignmentFlag.AlignLeading)
        self.go.clicked.connect(self.asked)


class PinPart(QWidget):
    """Whether there is a PIN, and choosing one."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._profile = profile
        language = surroundings.language
        self._state = MessageText(language, None, parent=self)
        self.change = MessageButton(language, M("Choose a PIN"), parent=self)
        self.choice = PinChoice(surroundings, profile, self)
        self.choice.hide()
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(AboutCover(language, self))
        column.addWidget(self._state)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.choice)
        self.change.clicked.connect(self._on_change)
        self.choice.chosen.connect(self._on_chosen)
        self.refresh()

    def refresh(self) -> None:
        """Say whether there is a PIN."""
        has = self._profile.pin is not None
        self._state.set_message(
            M("A PIN is chosen.")
            if has
            else M("No PIN is chosen: only the passphrase brings you back from the cover.")
        )
        self.change.set_message(M("Choose another PIN") if has else M("Choose a PIN"))

    def state(self) -> str:
        """Return what is said about the PIN."""
        return self._state.said()

    def _on_change(self) -> None:
        self.change.hide()
        self.choice.restart()
        self.choice.show()
        self.choice.setFocus()

    def _on_chosen(self) -> None:
        self.choice.hide()
        self.change.show()
        self.change.setFocus()
        self.refresh()


class PassphrasePart(QWidget):
    """Changing the passphrase: the old one, then a new one as at the first start."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._profile = profile
        language = surroundings.language
        self.change = MessageButton(language, M("Change the passphrase"), parent=self)
        self.note = MessageText(language, None, parent=self, token=Token.CAUTION, bold=True)
        self.done = MessageText(
            language,
            M("The new passphrase holds. The old one opens old backups only."),
            parent=self,
        )
        self.form = QWidget(self)
        self.current = PassphraseField(language, self.form)
        self.current.set_label(M("Passphrase until now"))
        self.new = NewPassphrase(surroundings, self.form)
        self.keep = MessageButton(language, M("Take the new passphrase"), parent=self.form)
        self.cancel = MessageButton(language, M("Leave it as it is"), parent=self.form)
        self._build()
        self.change.clicked.connect(self._on_change)
        self.keep.clicked.connect(self._on_keep)
        self.new.confirmed.connect(self._on_keep)
        self.cancel.clicked.connect(self._close)

    def _build(self) -> None:
        language = self._surroundings.language
        inner = QVBoxLayout(self.form)
        bare(inner, SPACE_M)
        label = M("Passphrase until now")
        inner.addWidget(MessageText(language, label, parent=self.form, bold=True))
        inner.addWidget(self.current)
        inner.addWidget(self.note)
        label = M("The new passphrase")
        inner.addWidget(MessageText(language, label, parent=self.form, bold=True))
        inner.addWidget(self.new)
        ends = QHBoxLayout()
        ends.addWidget(self.keep)
        ends.addWidget(self.cancel)
        ends.addStretch(1)
        inner.addLayout(ends)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addStretch(1)
        column.addWidget(self.done)
        column.addLayout(row)
        column.addWidget(self.form)
        for widget in (self.note, self.done, self.form):
            widget.hide()

    def _on_change(self) -> None:
        self._tell(None)
        self.done.hide()
        self.change.hide()
        self.new.offer()
        self.form.show()
        self.current.setFocus()

    def _on_keep(self) -> None:
        if not self.keep.isEnabled():
            return
        self._tell(None)
        if not self.current.text():
            self._tell(M("Type the passphrase you have used until now."))
            self.current.setFocus()
            return
        if not self.new.is_good():
            return
        self.keep.setEnabled(False)
        profile, current, new = self._profile, self.current.text(), self.new.text()
        self._surroundings.run(
            lambda _: profile.change_passphrase(as_secret(current), as_secret(new)),
            self._on_changed,
            self._on_failed,
        )

    def _on_changed(self, _: object) -> None:
        self._close()
        self.done.show()

    def _on_failed(self, error: Exception) -> None:
        self.keep.setEnabled(True)
        if isinstance(error, IntakeError):
            self._tell(error.summary)
        else:
            self._surroundings.problems.show_problem(error)
        self.current.setFocus()

    def _close(self) -> None:
        self.current.clear()
        self.new.forget()
        self.keep.setEnabled(True)
        self.form.hide()
        self.change.show()
        self.change.setFocus()

    def _tell(self, message: Message | None) -> None:
        self.note.set_message(message)
        self.note.setVisible(message is not None)
