"""Who else can open this profile: the worker's office, or nobody; and leaving it to the office."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import M
from intake_app.services.passphrases import as_secret
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, bare
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.pin import PassphraseField
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

WHO_ELSE = M("Who can open this profile")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Who can open the profile, and who could."""

    office: str
    offered: str


class OfficeKeyPart(QWidget):
    """Says who can open the profile, and lets the worker decide it.

    Signals:
        handed_over: No passphrase opens it any more; lock at once.
    """

    handed_over = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._profile = profile
        self._known = _Known(office="", offered="")
        self._is_giving = False
        language = surroundings.language
        self.state = MessageText(language, None, parent=self)
        self.let = MessageButton(language, M("Let the office open it"), parent=self)
        self.take_away = MessageButton(language, M("Let it open it no more"), parent=self)
        self.only = MessageButton(language, M("Leave it to the office alone…"), parent=self)
        self.form = QWidget(self)
        self._asked = MessageText(language, None, parent=self.form, bold=True)
        self.passphrase = PassphraseField(language, self.form)
        self.keep = MessageButton(language, M("Do it"), parent=self.form)
        self.cancel = MessageButton(language, M("Leave it as it is"), parent=self.form)
        self.sure = QWidget(self)
        self._means = MessageText(language, None, parent=self.sure, token=Token.CAUTION, bold=True)
        self.now = MessageButton(language, M("Do it now and lock"), parent=self.sure)
        self.stay = MessageButton(language, M("Leave it as it is"), parent=self.sure)
        self.note = MessageText(language, None, parent=self, token=Token.CAUTION, bold=True)
        self._build()
        self.let.clicked.connect(self._on_let)
        self.take_away.clicked.connect(self._on_take_away)
        self.only.clicked.connect(self._on_only)
        self.keep.clicked.connect(self._on_keep)
        self.passphrase.confirmed.connect(self._on_keep)
        self.cancel.clicked.connect(self._on_cancel)
        self.now.clicked.connect(self._on_now)
        self.stay.clicked.connect(self._on_stay)

    def refresh(self) -> None:
        """Read anew who can open the profile."""
        self._surroundings.run(partial(_read, self._profile), self._on_read)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        form = QVBoxLayout(self.form)
        bare(form, SPACE_M)
        form.addWidget(self._asked)
        form.addWidget(self.passphrase)
        form.addLayout(_row(self.keep, self.cancel))
        sure = QVBoxLayout(self.sure)
        bare(sure, SPACE_M)
        sure.addWidget(self._means)
        sure.addLayout(_row(self.stay, self.now))
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(self.state)
        column.addLayout(_row(self.let, self.take_away, self.only))
        for part in (self.form, self.sure, self.note):
            column.addWidget(part)
            part.hide()
        self._show()

    def _on_read(self, known: object) -> None:
        self._known = cast("_Known", known)
        self._show()

    def _show(self) -> None:
        known = self._known
        self.state.set_message(_state(known))
        is_asking = not self.form.isHidden() or not self.sure.isHidden()
        self.let.setVisible(bool(known.offered) and not is_asking)
        self.take_away.setVisible(bool(known.office) and not is_asking)
        self.only.setVisible(bool(known.office) and not is_asking)

    def _on_let(self) -> None:
        self._ask(
            M(
                "From now on {name} can open this profile if you cannot. Your passphrase:",
                name=self._known.offered,
            ),
            is_giving=True,
        )

    def _on_take_away(self) -> None:
        self._ask(
            M(
                "From now on nobody but you can open this profile, not even if you forget "
                "your passphrase. Your passphrase:"
            ),
            is_giving=False,
        )

    def _ask(self, asked: Message, *, is_giving: bool) -> None:
        self._is_giving = is_giving
        self._asked.set_message(asked)
        self._tell(None)
        self.form.show()
        self._show()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        if not self.keep.isEnabled():
            return
        if not self.passphrase.text():
            self._tell(M("Type your passphrase."))
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.keep.setEnabled(False)
        work = partial(_change, self._profile, self.passphrase.text(), self._is_giving)
        self._surroundings.run(work, self._on_kept, self._on_failed)

    def _on_kept(self, known: object) -> None:
        self._close()
        self._on_read(known)
        way = self.let if self._known.offered else self.take_away
        way.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cancel(self) -> None:
        is_giving = self._is_giving
        self._close()
        self._show()
        way = self.let if is_giving else self.take_away
        way.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._tell(None)
        self.keep.setEnabled(True)
        self.passphrase.clear()
        self.form.hide()

    def _on_only(self) -> None:
        self._tell(None)
        self._means.set_message(
            M(
                "Then no passphrase opens this profile any more, not even yours: you can say "
                "truthfully that you cannot open it. {name} can, and can give you a passphrase "
                "again. Nothing is deleted. The screen locks at once.",
                name=self._known.office,
            )
        )
        self.sure.show()
        self._show()
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_stay(self) -> None:
        self.sure.hide()
        self._show()
        self.only.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_now(self) -> None:
        self.now.setEnabled(False)
        profile = self._profile
        self._surroundings.run(
            lambda _: profile.escrow.hand_over(), self._on_handed_over, self._on_failed
        )

    def _on_handed_over(self, _: object) -> None:
        self.handed_over.emit()

    def _on_failed(self, error: Exception) -> None:
        self.keep.setEnabled(True)
        self.now.setEnabled(True)
        if isinstance(error, IntakeError):
            self._tell(error.summary)
        else:
            self._surroundings.problems.show_problem(error)
        if not self.form.isHidden():
            self.passphrase.select_all()
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, message: Message | None) -> None:
        self.note.set_message(message)
        self.note.setVisible(message is not None)


def _row(*ways: MessageButton) -> FlowLayout:
    row = FlowLayout(spacing=SPACE_M)
    for way in ways:
        row.addWidget(way)
    return row


def _state(known: _Known) -> Message:
    if known.office:
        return M(
            "Your passphrase opens it. {name} can open it, too, if you cannot.", name=known.office
        )
    if known.offered:
        return M(
            "Your passphrase opens it, and nothing else. {name} could help if you forgot it.",
            name=known.offered,
        )
    return M("Your passphrase opens it, and nothing else. If it is forgotten, all is lost.")


def _read(profile: OpenProfile, _progress: Progress) -> _Known:
    offered = profile.escrow.offered()
    return _Known(
        office=profile.escrow.office(), offered=offered.org if offered is not None else ""
    )


def _change(
    profile: OpenProfile,
    passphrase: str,
    is_giving: bool,  # noqa: FBT001 - bound once, by name
    progress: Progress,
) -> _Known:
    if is_giving:
        profile.escrow.let_open(as_secret(passphrase))
    else:
        profile.escrow.take_away(as_secret(passphrase))
    return _read(profile, progress)
