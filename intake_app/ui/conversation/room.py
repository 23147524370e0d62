"""The room: topics in any order, one question in two languages, every answer kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.case import InterviewState
from intake_app.domain.form import FormText
from intake_app.domain.message import M
from intake_app.ui.announce import announce
from intake_app.ui.conversation.acting import Acting
from intake_app.ui.conversation.folding import MoreButton
from intake_app.ui.conversation.foot import Foot
from intake_app.ui.conversation.frame import Frame, LanguageChooser
from intake_app.ui.conversation.interpreting.aids import Aids
from intake_app.ui.conversation.pages import UnsavedBar, page_for
from intake_app.ui.conversation.person.page import TURN, TURN_KEY
from intake_app.ui.conversation.person.phrases import PHRASES, PHRASES_KEY
from intake_app.ui.conversation.route import Route
from intake_app.ui.conversation.saving import Saving
from intake_app.ui.conversation.step_page import Talk
from intake_app.ui.conversation.steps import key_of
from intake_app.ui.conversation.urgent import HelpNowButton
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_S, SPACE_XL, set_margins
from intake_app.ui.typography import RESCALED, is_large, scaled
from intake_app.ui.widgets.buttons import Button, MessageButton
from intake_app.ui.widgets.footed import FootedPage
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText
from intake_app.ui.widgets.text_answer import finish_composing
from intake_app.ui.widgets.topics import TopicList

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.form import TopicView
    from intake_app.domain.ids import NodeRef
    from intake_app.services.acts import Pending
    from intake_app.services.interview import LiveInterview
    from intake_app.ui.conversation.step_page import StepPage
    from intake_app.ui.conversation.steps import Step
    from intake_app.ui.surroundings import Surroundings

_SIDE: Final = 196
_LARGE_SIDE: Final = 148
"""The same in large text: the questions need the width more."""
_LOOK_MS: Final = 30_000
MY_NOTES: Final = M("My notes")
A_PAUSE: Final = M("A pause may be good now.")


class Room(Frame):
    """The questions of one conversation.

    What is done to the questions is `acting`; which page shows a step is a row
    of `pages.PAGES`.

    Signals:
        company_asked: Show who is with us.
        step_shown: `step` and `page` are other ones now, or the same shown anew.
    """

    help_topic = "room"

    company_asked = Signal()
    step_shown = Signal()

    def __init__(
        self, surroundings: Surroundings, live: LiveInterview, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, None, parent)
        self._under = QWidget(self)  # all three are there before any change of style
        self._side = FootedPage(self._under, self, trailing=0)
        self._foot = Foot(self)
        self._surroundings = surroundings
        self.live = live
        self.saving = Saving(surroundings.tasks, live, self)
        self.acting = Acting(live, self.saving, self)
        self.aids = Aids(surroundings.language, self.header, self)
        self._talk = Talk(
            language=surroundings.language, live=live, acting=self.acting, aids=self.aids
        )
        self._route = Route()
        self._step: Step | None = None
        self._page: StepPage | None = None
        self._hints_open = False
        self._build()
        self._connect()
        self.refresh()
        # After a pause the question that was left does not come back by itself.
        paused = live.interview.state is InterviewState.PAUSED
        self._go_to(None if paused else self._route.found(live.stopped_at) or self._route.first())

    # -- what others ask of the room ----------------------------------------------

    def start(self) -> None:
        """Put the focus where the question in sight is answered."""
        if self._page is not None:
            self._page.take_focus()
            announce(self, self._page.asked())

    def settle(self) -> None:
        """Make answers of everything typed so far."""
        if self._page is not None:
            self._page.settle()

    def finish_typing(self) -> None:
        """Keep all that is typed, half-composed text included: the page goes."""
        finish_composing(self)
        if self._page is not None:
            self._page.finish()

    def unsaved(self) -> int:
        """Return how many acts are not on the disk yet, half-typed ones included."""
        self.settle()
        return self.saving.unsaved()

    def rest(self) -> None:
        """Put the question away, for another time if it has no answer yet; the topics stay.

        It does not come back by itself (domain brief, "Distress"): neither now nor
        on the way on, nor when its topic is chosen again; Back and undo lead to it.
        """
        self.finish_typing()
        nodes, self._step = (self._step.nodes if self._step is not None else ()), None
        self.acting.put_away(nodes)
        self._go_to(None)

    def step(self) -> Step | None:
        """Return what is in sight, or None when no question is."""
        return self._step

    def page(self) -> QWidget | None:
        """Return the page in sight."""
        return self._page

    def keep(self, pending: Pending) -> None:
        """Watch an act that was done beside the questions until it is on the disk."""
        self.saving.keep(pending)
        self.look_at_the_time()

    def refresh(self) -> None:
        """Show everything anew: after an answer, in other languages, with other company."""
        live, before = self.live, self._route
        self._route = Route(live.topics())
        topics = self._route.topics
        self.topics.show_topics([(key_of(t), self._name_of(t), t.touched) for t in topics])
        self.languages.show_languages(live.languages)
        checked = live.is_wording_checked()
        self.header.caution.show_caution(None if checked else M("Wording to be checked"))
        self._show_company()
        self.look_at_the_time()
        if self._step is not None:
            again = self._route.after_change(before, self._step)
            if again is None or self._page is None or again.nodes != self._step.nodes:
                self._go_to(again)
            else:
                self._step = again
                self._fill()

    def look_at_the_time(self) -> None:
        """Say in one quiet line that a pause may be good, when it may (`services.gates`)."""
        self._pace.setVisible(self.live.may_want_a_break())

    def go_to(self, node: NodeRef) -> None:
        """Bring a question into sight, if it is asked now."""
        step = self._route.found(node) or self._route.inside(node)
        if step is not None and (self._step is None or step.node != self._step.node):
            self._go_to(step)

    # -- keys -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number and go on with Enter, wherever the focus is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif self._page is not None and event.text().strip():
            self._page.press(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the topics away from the edge when the direction of writing changes."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._set_margins()
        elif event.type() in RESCALED:
            self._side.setFixedWidth(_side())
            self._lead()
        super().changeEvent(event)

    # -- within: building -------------------------------------------------------------

    def _build(self) -> None:
        language = self.language
        self.header.set_code(self.live.case.code)
        self.languages = LanguageChooser(language, self.live.form_languages, self.header)
        self.company = Button(parent=self)
        self.header.add_button(self.company)
        self.hints = MessageButton(language, M("Hints"), parent=self)
        self.hints.show_key("F2")  # obeyed below: the button may be folded away
        self.header.add_button(self.hints)
        self.turn = MessageButton(language, TURN, parent=self)
        self.turn.show_key(TURN_KEY)  # obeyed below: the button may be folded away
        self.header.add_button(self.turn)
        self.phrases = MessageButton(language, PHRASES, parent=self)
        self.phrases.show_key(PHRASES_KEY)  # obeyed in the whole conversation, not only here
        self.header.add_button(self.phrases)
        self.help_now = HelpNowButton(language, self)
        self.header.add_button(self.help_now)
        folded = (self.aids.better, self.phrases, self.hints)
        when_large = (self.turn, self.company, self.languages.other)
        self.header.add_button(MoreButton(language, folded, when_large, self))
        self.topics = TopicList(language, self)
        side = self._side
        side.column.addWidget(self.topics)
        under = QVBoxLayout(self._under)
        under.setContentsMargins(0, 0, 0, SPACE_S)
        stop = MessageText(language, M("You can stop here."), parent=self, token=Token.SOFT_INK)
        self._pace = MessageText(language, A_PAUSE, parent=self, token=Token.SOFT_INK)
        self._pace.hide()
        under.addWidget(self._pace)
        under.addWidget(stop)
        side.setFixedWidth(_side())
        self._set_margins()
        self.middle.addWidget(side)
        self._scroll = ScrollPage(self)
        self._scroll.set_margins(0, 0, SPACE_L, SPACE_S)
        self._scroll.column.addStretch(1)
        self.middle.addWidget(self._scroll, 1)
        self.column.insertWidget(2, self._foot)
        self.not_saved = UnsavedBar(language, self)
        self.column.insertWidget(2, self.not_saved)
        self._lead()

    def _lead(self) -> None:
        """Begin what stands below where the questions begin; large text takes the whole width."""
        leading = _side() + SPACE_L + 4
        self.footer.set_leading(leading)
        self._foot.set_leading(0 if is_large() else leading)

    def _set_margins(self) -> None:
        set_margins(self.middle, self.layoutDirection(), leading=SPACE_XL, top=SPACE_S)

    def _connect(self) -> None:
        self.topics.chosen.connect(self._on_topic)
        self.languages.swapped.connect(self._on_swapped)
        self.languages.chosen.connect(self._on_language)
        self.company.clicked.connect(self.company_asked)
        self.hints.clicked.connect(self._on_hints)
        self.turn.clicked.connect(self.turn_asked)
        self.phrases.clicked.connect(self.phrases_asked)
        self.acting.done.connect(self.refresh)
        self.aids.aloud_changed.connect(self._on_aloud)
        self.acting.led.connect(self._on_led)
        self.saving.saved.connect(self._on_saved)
        self.saving.not_saved.connect(self._on_not_saved)
        self.saving.reverted.connect(self._on_reverted)
        self.not_saved.gone_on.connect(self._on_next_anyway)
        self.next_asked.connect(self._on_next)
        self.back_asked.connect(self._on_back)
        self.language.changed.connect(self.refresh)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.look_at_the_time)
        self._clock.start(_LOOK_MS)
        for keys, slot in (
            ("Alt+Right", self._on_alt_right),
            ("Alt+Left", self._on_alt_left),
            ("Alt+Down", self._on_next),
            ("Alt+Up", self._on_back),
            ("Ctrl+Z", self._on_undo),
            ("F2", self._on_hints),
            (TURN_KEY, self.turn_asked),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)

    # -- within: showing ------------------------------------------------------------------

    def _name_of(self, topic: TopicView) -> FormText:
        if topic.labels:
            return topic.labels[0]
        tag = self.language.language.tag
        return FormText(asked=tag, language=tag, text=self.language.text(MY_NOTES))

    def _show_company(self) -> None:
        people = self.live.interview.participants
        words = people[0].alias if people else self.language.text(M("We are alone"))
        self.company.set_words(words, self.language.language)
        self.company.set_about(self.language.text(M("Who is with us")))

    def _go_to(self, step: Step | None) -> None:
        """Show another step, or none, with the focus where one answers."""
        self._step = step
        old, self._page = self._page, page_for(self._talk, step, self)
        self._page.undo_asked.connect(self._on_undo)
        self._page.confirmed.connect(self._on_next)
        self._page.passed.connect(self._on_passed)
        if old is not None:
            self._foot.clear()
            self._scroll.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._scroll.column.insertWidget(0, self._page)
        self._scroll.verticalScrollBar().setValue(0)
        self.topics.set_current(step.topic if step is not None else "")
        self.not_saved.hide()
        self._page.set_hints_open(self._hints_open)
        self._fill()
        if self.isVisible():  # else what lies over it, or the person's side, keeps the keys
            self.start()

    def _fill(self) -> None:
        if self._page is not None:
            self._page.show_step(self._step)
            self._foot.show_rows(self._page.foot())
        self.step_shown.emit()

    # -- within: ways ----------------------------------------------------------------------

    def _on_led(self, node: NodeRef) -> None:
        if self._step is not None:  # nothing brings a question back that was put away
            self.go_to(node)

    def _on_undo(self) -> None:
        self.settle()
        self.acting.undo()

    def _on_topic(self, key: str) -> None:
        self.finish_typing()
        self._go_to(self._route.first_of(key, self.live.journal.put_away()))

    def _on_next(self) -> None:
        self.finish_typing()
        if self.saving.is_failing():
            self.not_saved.show()
            self.not_saved.take_focus()
            return
        self._on_next_anyway()

    def _on_next_anyway(self) -> None:
        if self._step is not None:
            self._go_to(self._route.moved(self._step, 1, self.live.journal.put_away()))

    def _on_passed(self) -> None:
        if self._step is not None:
            self._go_to(self._route.past(self._step))

    def _on_back(self) -> None:
        self.finish_typing()
        if (step := self._route.moved(self._step, -1)) is not self._step:
            self._go_to(step)

    def _on_alt_right(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        (self._on_back if mirrored else self._on_next)()

    def _on_alt_left(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        (self._on_next if mirrored else self._on_back)()

    def _on_swapped(self) -> None:
        self.settle()
        self.live.swap_languages()
        self.refresh()
        announce(self, self.languages.named())

    def _on_language(self, tag: str) -> None:
        self.settle()
        self.saving.keep(self.live.use_languages(self.live.interview.languages[0], tag))
        self.refresh()
        announce(self, self.languages.named())

    def _on_aloud(self) -> None:
        self.finish_typing()
        self._go_to(self._step)

    def _on_hints(self) -> None:
        self._hints_open = not self._hints_open
        if self._page is not None:
            self._page.set_hints_open(self._hints_open)

    def _on_saved(self, at: object) -> None:
        self.footer.saved.show_saved(at)  # type: ignore[arg-type] # the signal carries a datetime
        self.not_saved.hide()

    def _on_not_saved(self) -> None:
        self.footer.saved.show_not_saved()

    def _on_reverted(self, error: Exception) -> None:
        self._surroundings.problems.show_problem(error)
        self.refresh()


def _side() -> int:
    return scaled(_LARGE_SIDE if is_large() else _SIDE)
