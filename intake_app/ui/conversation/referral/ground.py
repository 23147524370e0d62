"""Without the person's agreement: which law, why now, who decided, who looked at it, who knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.errors import GroundMissingError
from intake_app.domain.message import M
from intake_app.domain.referral import SharingBasis
from intake_app.domain.sharing import MINIMUM, OtherGround, Told
from intake_app.report.ground_words import GROUNDS
from intake_app.services.sharing_words import TOLD
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.flow import FlowLayout, fill
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.case import AgeBranch
    from intake_app.domain.message import Message
    from intake_app.domain.sharing import SharingScope

LONGEST: Final = 200
_BASES: Final[dict[object, Message]] = {basis: GROUNDS[basis] for basis in GROUNDS}
_TOLD: Final[dict[object, Message]] = {told: TOLD[told] for told in Told}


class GroundPane(Retranslating):
    """What must be said before something leaves that the person did not agree to.

    Nothing is chosen beforehand, and the least leaves unless a reason for more is given.

    Signals:
        decided: An `OtherGround` in which everything is said.
        given_up: They are asked after all.
    """

    decided = Signal(object)
    given_up = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._fields: list[tuple[QLineEdit, Message]] = []
        self._scope: SharingScope | None = None
        self._page = ScrollPage(self, widest=10_000)
        self._page.set_margins(0, 0, SPACE_M, 0)
        self._tell(M("Without their agreement"), TextSize.HEADING)
        self._tell(
            M(
                "Ask them first, if they can be asked. This is only for what a law lets leave, "
                "and two people decide it: one alone may not. It stays written down for good."
            )
        )
        self.basis = self._choice(M("Why must it leave?"), _BASES)
        self.law = self._line(M("Which law or rule lets it leave?"))
        self.reason = self._line(M("What happened, that it must be now?"))
        self.decided_by = self._line(M("Who decided? A role, never a name."))
        self.reviewed_by = self._line(M("Who looked at it as well? Another role, never a name."))
        self.told = self._choice(M("Does the person know?"), _TOLD)
        self.not_told_because = self._line(M("If not: why?"))
        self.more_because = self._line(
            M("If more than the least leaves: why? The least is what is needed, who comes along, "
              "languages, and who must not know.")
        )  # fmt: skip
        self._missing = MessageText(language, None, parent=self, bold=True)
        self._missing.hide()
        self._page.column.addSpacing(SPACE_M)
        self._page.column.addWidget(self._missing)
        self.go_on_button = MessageButton(language, M("Go on with the least"), Kind.PRIMARY, self)
        self.give_up_button = MessageButton(language, M("Ask them after all"), parent=self)
        ends = FlowLayout(spacing=SPACE_M)
        fill(ends, (self.go_on_button, self.give_up_button))
        self._page.column.addLayout(ends)
        self._page.column.addStretch(1)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._page)
        self.go_on_button.clicked.connect(self._on_go_on)
        self.give_up_button.clicked.connect(self.given_up)
        self.retranslate()

    def begin(self, scope: SharingScope, age: AgeBranch) -> None:
        """Show it empty for a person of this age, and for what may leave to one receiver."""
        self._scope = scope
        for field, _ in self._fields:
            field.clear()
        for choice in (self.basis, self.told):
            choice.set_answer(None)
        best = list(_BASES).index(SharingBasis.BEST_INTEREST)
        self.basis.buttons()[best].setVisible(age.is_protected)
        self._missing.hide()
        self.basis.buttons()[0].setFocus()

    def missing(self) -> str:
        """Return what is said to be missing, or ""."""
        return self._missing.said() if self._missing.isVisible() else ""

    def retranslate(self) -> None:
        """Name the fields anew."""
        for field, title in self._fields:
            field.setAccessibleName(self.language.text(title))

    def _on_go_on(self) -> None:
        basis, told, scope = self.basis.answer(), self.told.answer(), self._scope
        missing: Message | None = GroundMissingError.summary
        if isinstance(basis, SharingBasis) and isinstance(told, Told) and scope is not None:
            ground = OtherGround(
                basis=basis,
                law=_said_in(self.law),
                reason=_said_in(self.reason),
                decided_by=_said_in(self.decided_by),
                reviewed_by=_said_in(self.reviewed_by),
                told=told,
                not_told_because="" if told is Told.YES else _said_in(self.not_told_because),
                more_because=_said_in(self.more_because),
            )
            missing = missing_in(ground, least(scope))
            if missing is None:
                self.decided.emit(ground)
        self._missing.set_message(missing)
        self._missing.setVisible(missing is not None)

    def _tell(self, message: Message, size: TextSize = TextSize.BASE) -> None:
        token = Token.INK if size is TextSize.HEADING else Token.SOFT_INK
        is_bold = size is TextSize.HEADING
        text = MessageText(self.language, message, size, self, token=token, bold=is_bold)
        self._page.column.addWidget(text)

    def _choice(self, title: Message, answers: dict[object, Message]) -> Segmented:
        choice = Segmented(self.language, answers, self)
        choice.set_about(title)
        self._add(title, choice)
        return choice

    def _line(self, title: Message) -> QLineEdit:
        field = QLineEdit(self)
        field.setMaxLength(LONGEST)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._fields.append((field, title))
        self._add(title, field)
        return field

    def _add(self, title: Message, field: QWidget) -> None:
        self._page.column.addSpacing(SPACE_L)
        label = MessageText(self.language, title, TextSize.CHOICE, self, bold=True)
        self._page.column.addWidget(label)
        self._page.column.addSpacing(SPACE_S)
        self._page.column.addWidget(field)


def least(scope: SharingScope) -> SharingScope:
    """Return the least of what may leave: no single field on its own."""
    return replace(scope, groups=MINIMUM, fields=())


def missing_in(ground: OtherGround, scope: SharingScope) -> Message | None:
    """Return what is still to be said before `scope` may leave on this ground, or None."""
    try:
        ground.check(scope)
    except GroundMissingError as error:
        return error.summary
    return None


def _said_in(field: QLineEdit) -> str:
    return " ".join(field.text().split())
