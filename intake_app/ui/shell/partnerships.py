"""Agreements with other organisations, in the settings: which there are, and whether they bind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.ids import Fingerprint
from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.services.partnership import NewAgreement
from intake_app.services.words import GROUPS
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.chips import Chips, message_chips
from intake_app.ui.shell.rows import Action, ActionRows, Line
from intake_app.ui.shell.telling import told
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from intake_app.domain.message import Message
    from intake_app.domain.partnership import PartnerAgreement
    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

AGREEMENTS: Final = M("Agreements with other organisations")
BINDING: Final = M("Files, sheets and calls for another organisation only under an agreement")
_WITH: Final = M("With which organisation?")
_GROUPS: Final = M("What may be shared?")
_PURPOSE: Final = M("What for, in a few words")
_DOCUMENT: Final = M("Where the signed paper is")
_LONG: Final = M("For how long?")
_NO_PARTNER: Final = M(
    "No other organisation is known as checked. Take in its roster above and compare its digits, "
    "or have your organisation's roster name it."
)
_DAYS: Final[Mapping[str, Message]] = {
    "183": M("Half a year"),
    "365": M("One year"),
    "730": M("Two years"),
    "1095": M("Three years"),
}
_END, _END_NOW, _LEAVE = "end", "end-now", "leave"
_YES, _NO = "yes", "no"
_BETWEEN = " \u00b7 "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    agreements: Sequence[PartnerAgreement]
    partners: Mapping[Fingerprint, str]
    is_required: bool
    today: date


class PartnershipsPart(Retranslating):
    """The agreements, each with its end; whether they bind; and filling in another one."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._known: _Known | None = None
        self._ending = ""
        self._keeping: NewAgreement | None = None
        self.binding = Segmented(language, {_YES: M("Yes"), _NO: M("No")}, self)
        self.binding.set_about(BINDING)
        self.rows = ActionRows(language, self)
        self.none = MessageText(language, _NO_PARTNER, parent=self, token=Token.SOFT_INK)
        self.write = MessageButton(language, M("Write down an agreement…"), parent=self)
        self.form = QWidget(self)
        self.partner: Chips | None = None
        self._partner_place = QVBoxLayout()
        self.groups = message_chips(language, _GROUPS, GROUPS, several=True)
        self.long = message_chips(language, _LONG, _DAYS)
        self.purpose = QLineEdit(self.form)
        self.document = QLineEdit(self.form)
        self.problem = CautionChip(language, self.form)
        self.keep = MessageButton(language, M("Keep the agreement"), Kind.PRIMARY, self.form)
        self.cancel = MessageButton(language, M("Cancel"), parent=self.form)
        self._build()
        self.binding.chosen.connect(self._on_binding)
        self.rows.acted.connect(self._on_acted)
        self.write.clicked.connect(self._on_write)
        self.keep.clicked.connect(self._on_keep)
        self.cancel.clicked.connect(self._on_cancel)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Read what is kept anew."""
        self._surroundings.run(partial(_read, self._profile), self._on_read)

    def retranslate(self) -> None:
        """Say all of it anew; what is half filled in stays."""
        for line, title in ((self.purpose, _PURPOSE), (self.document, _DOCUMENT)):
            line.setAccessibleName(self.language.text(title))
        self._show()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        language = self.language
        form = QVBoxLayout(self.form)
        bare(form, SPACE_S)
        form.addWidget(MessageText(language, _WITH, parent=self.form))
        bare(self._partner_place)
        form.addLayout(self._partner_place)
        parts: tuple[tuple[Message, QWidget], ...] = (
            (_GROUPS, self.groups),
            (_LONG, self.long),
            (_PURPOSE, self.purpose),
            (_DOCUMENT, self.document),
        )
        for title, part in parts:
            form.addSpacing(SPACE_S)
            form.addWidget(MessageText(language, title, parent=self.form))
            form.addWidget(part)
        form.addWidget(self.problem)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.keep)
        ends.addWidget(self.cancel)
        form.addLayout(ends)
        for line in (self.purpose, self.document):
            line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(MessageText(language, BINDING, parent=self))
        column.addWidget(self.binding)
        column.addWidget(self.rows)
        column.addWidget(self.none)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.write)
        column.addLayout(ways)
        column.addWidget(self.form)
        for part in (self.rows, self.none, self.write, self.form):
            part.hide()

    def _on_read(self, known: object) -> None:
        self._known = cast("_Known", known)
        self._show()

    def _show(self) -> None:
        known = self._known
        if known is None:
            return
        self.binding.set_answer(_YES if known.is_required else _NO)
        self.rows.show_lines([self._line(agreement) for agreement in known.agreements])
        self.rows.setVisible(bool(known.agreements))
        self.none.setVisible(not known.partners)
        self.write.setVisible(bool(known.partners) and not self.form.isVisibleTo(self))

    def _line(self, agreement: PartnerAgreement) -> Line:
        known = cast("_Known", self._known)
        text, formats = self.language.text, self.language.catalog.formats
        shared = [text(GROUPS[group]) for group in agreement.groups if group in GROUPS]
        is_over = known.today > agreement.until
        until = formats.date(agreement.until)
        when = M("ended {date}", date=until) if is_over else M("until {date}", date=until)
        words = [*shared, *map(isolated, agreement.purposes), isolated(agreement.document)]
        return Line(
            key=agreement.id,
            lead="",
            title=f"{isolated(agreement.name)}{_BETWEEN}{text(when)}",
            note=_BETWEEN.join(word for word in words if word),
            actions=self._actions_of(agreement.id),
        )

    def _actions_of(self, agreement_id: str) -> tuple[Action, ...]:
        """Return what can be done; what cannot be undone takes two presses."""
        if self._ending != agreement_id:
            return (Action(words=M("End it…"), name=_END, target=agreement_id),)
        return (
            Action(words=M("End it now"), name=_END_NOW, target=agreement_id),
            Action(words=M("Leave it"), name=_LEAVE, target=agreement_id),
        )

    def _on_binding(self, answer: object) -> None:
        if answer is None:  # pressed once more: it stays as it is
            self._show()
            return
        work = partial(_bind, self._profile, str(answer))
        self._surroundings.run(work, self._on_read)

    def _on_acted(self, name: str, target: str) -> None:
        self._ending = target if name == _END else ""
        if name == _END_NOW:
            self._surroundings.run(partial(_end, self._profile, target), self._on_read)
            return
        self._show()
        self.rows.focus_on(_LEAVE if name == _END else _END, target)

    def _on_write(self) -> None:
        known = cast("_Known", self._known)
        if self.partner is not None:
            self.partner.hide()
            self.partner.deleteLater()
        buttons: dict[str, Button] = {}
        for root, name in known.partners.items():
            buttons[root] = Button(Kind.SEGMENT)
            buttons[root].set_words(isolated(name))
        self.partner = Chips(self.language, _WITH, buttons, self.form, several=False)
        self._partner_place.addWidget(self.partner)
        if len(buttons) == 1:
            self.partner.choose(tuple(buttons))
        self.groups.choose(())
        self.long.choose(("365",))
        self.purpose.clear()
        self.document.clear()
        self.problem.show_caution(None)
        self.write.hide()
        self.form.show()
        self.partner.buttons()[0].setFocus()

    def _on_cancel(self) -> None:
        self.form.hide()
        self._show()
        self.write.setFocus()

    def _on_keep(self) -> None:
        chosen = self.partner.keys() if self.partner is not None else ()
        long = self.long.keys()
        new = NewAgreement(
            root=Fingerprint(chosen[0] if chosen else ""),
            groups=self.groups.keys(),
            days=int(long[0]) if long else 0,
            purposes=(self.purpose.text().strip(),),
            document=self.document.text(),
        )
        if new == self._keeping:
            return  # a second press of a double click
        self._keeping = new
        work = partial(_add, self._profile, new)
        self._surroundings.run(work, self._on_kept, self._on_refused)

    def _on_kept(self, known: object) -> None:
        self._keeping = None
        self.form.hide()
        self._on_read(known)
        self.write.setFocus()

    def _on_refused(self, error: Exception) -> None:
        self._keeping = None
        if isinstance(error, IntakeError):
            self.problem.show_caution(told(error))
        else:
            self._surroundings.problems.show_problem(error)


def _read(profile: OpenProfile, _progress: Progress) -> _Known:
    partnerships = profile.partnerships
    return _Known(
        agreements=partnerships.all(),
        partners=partnerships.partners(),
        is_required=partnerships.is_required(),
        today=partnerships.today(),
    )


def _bind(profile: OpenProfile, answer: str, progress: Progress) -> _Known:
    profile.partnerships.set_required(required=answer == _YES)
    return _read(profile, progress)


def _end(profile: OpenProfile, agreement_id: str, progress: Progress) -> _Known:
    profile.partnerships.end(agreement_id)
    return _read(profile, progress)


def _add(profile: OpenProfile, new: NewAgreement, progress: Progress) -> _Known:
    profile.partnerships.add(new)
    return _read(profile, progress)
