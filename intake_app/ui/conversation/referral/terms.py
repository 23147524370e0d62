"""What they need it for, until when, and whether it may be passed on: shown, changeable."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.message import MC, M
from intake_app.domain.referral import HELP_AS_NEEDED, SharingTerms
from intake_app.domain.sharing import Output
from intake_app.services import words
from intake_app.services.referrals import DEFAULT_PERIOD
from intake_app.services.sharing_words import OUTPUTS
from intake_app.ui.conversation.referral.rendering import authorities_in_words, terms_in_words
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import LinkButton, MessageButton
from intake_app.ui.widgets.flow import FlowLayout, fill
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.message import Message
    from intake_app.domain.sharing import OtherGround, SharingScope

LONGEST_PURPOSE: Final = 200
_YES_NO: Final[dict[object, Message]] = {
    # Translators: answers to a question about an agreement.
    True: MC("agreement", "Yes"),
    False: MC("agreement", "No"),
}
_OUTPUTS: Final[dict[object, Message]] = {output: OUTPUTS[output] for output in Output}
_PERIODS: Final[dict[object, Message]] = {
    timedelta(days=14): M("Two weeks"),
    timedelta(days=30): M("30 days"),
    DEFAULT_PERIOD: M("90 days"),
    timedelta(days=180): M("180 days"),
}


class TermsLine(Retranslating):
    """The terms in a line, and a way to change them.

    Signals:
        change_asked: Change was pressed.
    """

    change_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._scope: SharingScope | None = None
        self._output = MessageText(language, None, parent=self, bold=True)
        self._without = MessageText(
            language, M("Without their agreement"), parent=self, bold=True, token=Token.DANGER
        )
        self._without.hide()
        self._text = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self._authorities = MessageText(language, None, TextSize.NOTE, self, token=Token.SOFT_INK)
        # Translators: opens the fields for purpose, period and passing on.
        self.change_button = LinkButton(language, M("Change"), self)
        line = FlowLayout(spacing=SPACE_S)
        fill(line, (self._without, self._output, self._text, self.change_button))
        column = QVBoxLayout(self)
        bare(column)
        column.addLayout(line)
        column.addWidget(self._authorities)
        self.change_button.clicked.connect(self.change_asked)

    def show_scope(self, scope: SharingScope, ground: OtherGround | None = None) -> None:
        """Show the terms of `scope`, and whether the person agreed to them."""
        self._scope = scope
        self._without.setVisible(ground is not None)
        self.retranslate()

    def said(self) -> str:
        """Return the terms as shown."""
        return self._text.said()

    def retranslate(self) -> None:
        """Say the terms anew."""
        if self._scope is not None:
            terms = _terms_of(self._scope)
            self._text.set_message(terms_in_words(terms, self.language.catalog))
            self._output.set_message(OUTPUTS[self._scope.output])
            self._output.setVisible(self._scope.output is not Output.FULL)
            self._authorities.set_message(authorities_in_words(terms))
        about = self.language.text(M("What they need it for"))
        self.change_button.set_about(f"{about}: {self._text.said()}")


class TermsPane(Retranslating):
    """The fields in which purpose, period and passing on are changed.

    Signals:
        changed: A term is another one now.
        closed: The worker is done with them.
        ground_asked: It has to leave without the person's agreement.
    """

    changed = Signal()
    closed = Signal()
    ground_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._now: datetime | None = None
        self._page = ScrollPage(self, widest=10_000)
        self._page.set_margins(0, 0, SPACE_M, 0)
        self.purpose = QLineEdit(self)
        self.purpose.setMaxLength(LONGEST_PURPOSE)
        self.purpose.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        # Translators: the kind of file that is made; "All they say yes to", "Only what is needed".
        self.output = self._choice(M("What is it to say?"), _OUTPUTS)
        self.output.keep_one()
        self._add(M("What they need it for"), self.purpose)
        own = M("Leave it empty if that is all. What you write here leaves as you write it.")
        self._page.column.addWidget(MessageText(language, own, parent=self, token=Token.SOFT_INK))
        self.period = self._choice(M("Until when, from today"), _PERIODS)
        self.onward = self._choice(M("May they pass it on?"), _YES_NO)
        both = M(
            "Yes also lets them see that a file from another office may be about the same person."
        )
        self._page.column.addWidget(MessageText(language, both, parent=self, token=Token.SOFT_INK))
        self.no_authorities = self._choice(
            M("Nothing to police or immigration, also not passed on?"), _YES_NO
        )
        self.done_button = MessageButton(language, M("Done"), parent=self)
        self.ground_button = LinkButton(
            language, M("They cannot be asked, or said no, and it has to leave all the same"), self
        )
        self._page.column.addSpacing(SPACE_M)
        self._page.column.addWidget(self.done_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self._page.column.addSpacing(SPACE_L)
        self._page.column.addWidget(self.ground_button)
        self._page.column.addStretch(1)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._page)
        self.purpose.textChanged.connect(self.changed)
        self.purpose.returnPressed.connect(self.closed)
        self.done_button.clicked.connect(self.closed)
        self.ground_button.clicked.connect(self.ground_asked)
        self.retranslate()

    def show_scope(self, scope: SharingScope, now: datetime) -> None:
        """Show the terms of `scope`, offered at the moment `now`, without saying so."""
        self._now = now
        was_blocked = self.blockSignals(True)
        self.purpose.setText("" if scope.purpose in words.PURPOSES else scope.purpose)
        self.blockSignals(was_blocked)
        self.output.set_answer(scope.output)
        self.period.set_answer(scope.until - now)
        self.onward.set_answer(scope.onward)
        self.no_authorities.set_answer(scope.no_authorities)

    def applied_to(self, scope: SharingScope) -> SharingScope:
        """Return `scope` with the terms as they stand; what was unsaid stays the safe way."""
        period = self.period.answer()
        until = scope.until
        if self._now is not None and isinstance(period, timedelta):
            until = self._now + period
        output = self.output.answer()
        return replace(
            scope,
            output=output if isinstance(output, Output) else Output.FULL,
            purpose=" ".join(self.purpose.text().split()) or HELP_AS_NEEDED,
            until=until,
            onward=self.onward.answer() is True,
            no_authorities=self.no_authorities.answer() is not False,
        )

    def retranslate(self) -> None:
        """Name the field of the purpose anew, and say what it means while it is empty."""
        self.purpose.setAccessibleName(self.language.text(M("What they need it for")))
        usual = self.language.text(words.PURPOSES[HELP_AS_NEEDED])
        self.purpose.setPlaceholderText(usual)
        self.purpose.setAccessibleDescription(usual)

    def _choice(self, title: Message, answers: dict[object, Message]) -> Segmented:
        choice = Segmented(self.language, answers, self)
        choice.set_about(title)
        choice.chosen.connect(self.changed)
        self._add(title, choice)
        return choice

    def _add(self, title: Message, field: QWidget) -> None:
        if self._page.column.count():
            self._page.column.addSpacing(SPACE_L)
        label = MessageText(self.language, title, TextSize.CHOICE, self, bold=True)
        self._page.column.addWidget(label)
        self._page.column.addWidget(field)


def _terms_of(scope: SharingScope) -> SharingTerms:
    """Return a scope's terms, as they will stand in the body."""
    return SharingTerms(
        consent="",
        purpose=scope.purpose,
        until=scope.until,
        onward=scope.onward,
        no_authorities=scope.no_authorities,
    )
