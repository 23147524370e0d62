"""Finish gently: back to now, thanks, read back, keep or not, what happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.consent import Choice
from intake_app.domain.form import QuestionKind
from intake_app.domain.message import M
from intake_app.i18n import texts
from intake_app.i18n.languages import language as language_of
from intake_app.services.words import STATES
from intake_app.ui.conversation.after.copy_page import IS_IT_SAFE, NO_COPY, NOTHING, SAFE
from intake_app.ui.conversation.after.doors import AfterDoors, Way
from intake_app.ui.conversation.asking import AskPerson
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.conversation.interpreting.cards import InterpreterCard
from intake_app.ui.conversation.interpreting.tools import AFTER
from intake_app.ui.conversation.wording import catalogs_of, in_languages
from intake_app.ui.palette import Token
from intake_app.ui.person.safe_words import SafeWordsForm
from intake_app.ui.shell.rows import reach_in_order
from intake_app.ui.style import CONTENT_WIDTH, SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, bare
from intake_app.ui.typography import RESCALED, TextSize, is_large
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout, fill
from intake_app.ui.widgets.heading import TwoLanguageHeading
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from intake_app.domain.form import QuestionView
    from intake_app.i18n.catalog import Catalog
    from intake_app.services.interview import LiveInterview
    from intake_app.ui.language import LanguageSwitch

KEEP: Final = "keep"
ERASE: Final = "erase"
_CARRY: Final = {NOTHING: NO_COPY, SAFE: M("Perhaps: look at it together")}


class FinishGently(Frame):
    """The last page before a conversation is put away; Back returns to the questions.

    Signals:
        kept: The person says that it may be kept after today.
        share_asked: Share with an office before leaving.
        done: Finish now. What is not to be kept is erased then.
        copy_asked: It is safe to carry something: choose what.
    """

    help_topic = "finish"

    kept = Signal()
    share_asked = Signal()
    done = Signal()
    copy_asked = Signal()

    def __init__(  # noqa: PLR0913 - all that the page depends on
        self,
        language: LanguageSwitch,
        live: LiveInterview,
        keep: Choice,
        parent: QWidget | None = None,
        *,
        is_held: bool = False,
        asks_to_carry: bool = True,
    ) -> None:
        """Make the page.

        Args:
            language: The language of the moment.
            live: The conversation; read, never written to here.
            keep: The person's word so far on keeping it after today.
            parent: Qt's owner.
            is_held: Whether nothing may be erased for now (`services.holds`).
            asks_to_carry: Whether it is still to be chosen what the person takes along.
        """
        super().__init__(language, M("Finish gently"), parent)
        self._live = live
        self._is_held = is_held
        self._keep = keep
        self._warned = False
        self.header.set_code(live.case.code)
        footer = self.footer
        footer.show_only(footer.back_button, footer.forward_button, footer.pause_button)
        footer.set_next(M("Finish and leave"))
        self._page = self.add_page(widest=CONTENT_WIDTH)
        self._thanks = TwoLanguageHeading(self)
        self._now = TwoLanguageHeading(self, quiet=True)
        self.read_back_button = MessageButton(
            language, M("Read back what was written"), parent=self
        )
        self.read_back = ReadBack(language, self)
        self.keep = AskPerson(
            M("May we keep what was written after today?"),
            {KEEP: M("Keep it"), ERASE: M("Erase it now")},
            self,
        )
        self.carry = AskPerson(IS_IT_SAFE, _CARRY, self)
        self.carry.setVisible(asks_to_carry)
        self._about = MessageText(language, None, parent=self, token=Token.CAUTION)
        self.share_button = MessageButton(language, M("Share with an office"), parent=self)
        self.later = SafeWordsForm(language, self)
        self.doors = AfterDoors(language, self, kind=Kind.LINK)
        self.doors.show_for(live.case, live.interview.form_id)
        self.doors.buttons[Way.COPY].setHidden(asks_to_carry)
        self.debriefing = InterpreterCard(language, AFTER, texts.debriefing, self, kind=Kind.LINK)
        self.debriefing.show_in(live.interview.languages[:1])
        self.debriefing.setVisible(live.interpreter() is not None)
        self._lay_out()
        self.keep.setVisible(keep is not Choice.YES)
        self.set_asks([self.keep, self.carry])
        self._connect()
        self.retranslate()
        self._tell()

    def retranslate(self) -> None:
        """Speak in the two languages of the conversation."""
        catalogs = catalogs_of(self.language, self._live.languages)
        self._thanks.show_labels(in_languages(catalogs, M("Thank you. We stop here for today.")))
        now = M("You are here, it is today, and nothing more is asked.")
        self._now.show_labels(in_languages(catalogs, now))
        self.keep.show_in(catalogs)
        self.carry.show_in(catalogs)
        # Their rows are made here, after all that is read after them.
        reach_in_order([self.footer.cover_button, *self.keep.buttons(), *self.carry.buttons()])
        self.read_back.show_answers(self._live)

    def settle(self) -> None:
        """Have kept how to reach the person, as far as it is typed."""
        self.later.settle()

    def remember(self, keep: str, *, carries_nothing: bool) -> None:
        """Show what was answered here before another page was gone to.

        Args:
            keep: What was chosen about keeping, or "".
            carries_nothing: Whether carrying something was said not to be safe.
        """
        self.keep.set_answer(keep)
        if carries_nothing:
            self.carry.set_answer(NOTHING)
        self._tell()

    def carries_nothing(self) -> bool:
        """Return whether it was said here that carrying something is not safe."""
        return not self.carry.isHidden() and self.carry.answer() == NOTHING

    def said(self) -> str:
        """Return what will happen to what was written, in words."""
        return self._about.said()

    def start(self) -> None:
        """Put the focus on what is to be answered, or on leaving."""
        if self._keep is Choice.YES:
            self.footer.forward_button.setFocus()
        else:
            self.keep.take_focus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        super().changeEvent(event)
        if event.type() in RESCALED:
            self._place_now()

    # -- within ------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Set out what is said and asked, three things to do, and quietly what else there is."""
        language, column = self.language, self._page.column
        for part in (self._thanks, self._now, self.keep, self._about, self.carry):
            column.addWidget(part)
        self._place_now()
        column.addSpacing(SPACE_S)
        title = M("What happens next")
        column.addWidget(MessageText(language, title, TextSize.CHOICE, self, bold=True))
        column.addWidget(
            MessageText(
                language,
                M(
                    "Together you can share some of it with an office that helps. Nothing leaves "
                    "unless the person says yes to it, line by line."
                ),
                parent=self,
            )
        )
        ways = FlowLayout(spacing=SPACE_M)
        fill(ways, (self.read_back_button, self.share_button, self.later.open_button))
        column.addSpacing(SPACE_S)
        column.addLayout(ways)
        column.addWidget(self.read_back)
        column.addWidget(self.later)
        column.addSpacing(SPACE_M)
        column.addWidget(self.doors)
        column.addWidget(self.debriefing)
        column.addStretch(1)

    def _place_now(self) -> None:
        """Set the word of comfort after the thanks; in large text after what is asked."""
        column = self._page.column
        column.removeWidget(self._now)
        above = self.carry if is_large() else self._thanks
        column.insertWidget(column.indexOf(above) + 1, self._now)
        top = SPACE_XS if is_large() else SPACE_L
        self.middle.setContentsMargins(SPACE_XL, top, SPACE_XL, SPACE_M)

    def _connect(self) -> None:
        self.read_back_button.clicked.connect(self._on_read_back)
        self.keep.chosen.connect(self._on_keep)
        self.keep.confirmed.connect(self.next_asked)
        self.carry.chosen.connect(self._on_carry)
        self.carry.confirmed.connect(self.next_asked)
        self.share_button.clicked.connect(self.share_asked)
        self.next_asked.connect(self._on_next)
        self.language.changed.connect(self.retranslate)

    def _tell(self) -> None:
        kept = self._keep is Choice.YES or self.keep.answer() == KEEP
        self._about.setHidden(kept)
        if not kept and self._is_held:
            self._about.set_message(
                M("Nothing is erased when you finish: it has to be kept for now. Say so.")
            )
        elif not kept:
            self._about.set_message(
                M("When you finish, everything written here is erased from this computer.")
            )

    def _on_read_back(self) -> None:
        self.read_back.setVisible(self.read_back.isHidden())

    def _on_keep(self, _word: str) -> None:
        self._warned = False
        self._tell()

    def _on_carry(self, answer: str) -> None:
        if answer == SAFE:
            self.copy_asked.emit()

    def _on_next(self) -> None:
        self.later.settle()
        answer = self.keep.answer()
        may_go = self._keep is not Choice.YES and not self._is_held
        if may_go and not answer and not self._warned:
            self._warned = True
            self._about.set_message(
                M(
                    "Nothing was chosen. Then everything is erased: choose “Finish and leave” "
                    "once more, or choose above."
                )
            )
            self.keep.take_focus()
            self._page.ensureWidgetVisible(self._about)
        elif self._keep is not Choice.YES and answer == KEEP:
            self.kept.emit()
        else:
            self.done.emit()


class ReadBack(Card):
    """What was written, question by question, in the person's language."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = language
        self._lines: list[QWidget] = []
        self._none = MessageText(language, M("Nothing was written down."), parent=self)
        self.column.addWidget(self._none)
        self.hide()

    def show_answers(self, live: LiveInterview) -> None:
        """Show every answer as it stands now, in the person's language."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        tag = live.interview.languages[-1]
        catalog = self._switch.catalog_of(tag)
        views = [live.question_in(node, (tag,)) for node in live.answers()]
        shown = [v for v in views if v.relevant and v.labels and (v.value or v.state)]
        self._lines = [self._line(view, catalog) for view in shown if not view.filled]
        for line in self._lines:
            self.column.addWidget(line)
        self._none.setVisible(not self._lines)
        self.setAccessibleName(self._switch.text(M("What was written down")))

    def said(self) -> str:
        """Return all that is shown, line by line."""
        texts = (text for line in self._lines for text in line.findChildren(Text))
        return "\n".join(text.said() for text in texts)

    def _line(self, view: QuestionView, catalog: Catalog) -> QWidget:
        line = QWidget(self)
        column = QVBoxLayout(line)
        bare(column, SPACE_XS)
        column.setContentsMargins(0, 0, 0, SPACE_M)
        label = Text(TextSize.BASE, line, token=Token.SOFT_INK)
        label.show_form_text(view.labels[0])
        answer = Text(TextSize.CHOICE, line)
        if view.state is not None:
            text = in_languages([catalog], STATES[view.state])[0]
            answer.show_form_text(text)
        elif view.kind in {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE}:
            chosen = [o.labels[0] for o in view.options if o.name in view.value.split()]
            words = catalog.formats.listing([label.text for label in chosen])
            answer.say(words, language_of(chosen[0].language) if chosen else None)
        else:
            answer.say(view.value)
        column.addWidget(label)
        column.addWidget(answer)
        return line
