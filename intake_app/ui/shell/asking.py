"""Questions about one referral, with their answers: what was asked, and a field for ours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import ConsentMissingError
from intake_app.domain.message import M
from intake_app.i18n.direction import direction_of
from intake_app.i18n.languages import Direction
from intake_app.i18n.languages import language as language_of
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.ask_forms import ReplyForm
from intake_app.ui.shell.rows import clear
from intake_app.ui.shell.standing import moment
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.ids import PacketId
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.i18n.languages import Language
    from intake_app.services.asking import Asked
    from intake_app.services.beyond import Beyond
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

UNDETERMINED: Final = "und"
_YOURS: Final = M("Your answer:")


class Talk(Retranslating):
    """What two offices asked each other, with the answers; out of sight when nothing was.

    Signals:
        changed: A question or an answer was made; it is on no stick yet.
        question_made: It was a question.
        question_failed: A question was not made; why is told.
        read: What was asked is shown.
        referral_asked: More is to be agreed before something can be answered.
    """

    changed = Signal()
    question_made = Signal()
    question_failed = Signal()
    read = Signal()
    referral_asked = Signal()

    def __init__(
        self,
        surroundings: Surroundings,
        profile: OpenProfile,
        reader: Callable[[str], Sequence[Asked]],
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            surroundings: The program around it.
            profile: Whose questions.
            reader: Returns what was asked about what `show_for` names; blocks.
            parent: The widget it lies on.
        """
        super().__init__(surroundings.language, parent)
        self._surroundings, self._profile, self._reader = surroundings, profile, reader
        self._about = ""
        self._asked: Sequence[Asked] = ()
        self._lines, self._after = QVBoxLayout(), QVBoxLayout()
        self.form = ReplyForm(surroundings.language, self)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        for part in (self._lines, self._after):
            bare(part, SPACE_XS)
        column.addLayout(self._lines)
        column.addWidget(self.form)
        column.addLayout(self._after)
        self.form.given.connect(self._on_given)
        self.form.referral_asked.connect(self.referral_asked)
        self.hide()

    def show_for(self, about: str) -> None:
        """Read what was asked about this referral, or this person."""
        if about != self._about:
            self._about, self._asked = about, ()
            self.form.show_question(None)
            self.retranslate()
        self._surroundings.run(partial(self._read_of, about), self._on_read)

    def show_asked(self, asked: Sequence[Asked]) -> None:
        """Show these questions; what is half-typed for one that stays open stays."""
        if asked != self._asked:
            self._asked = asked
            self.retranslate()
        self.form.show_question(self._open())
        self.read.emit()

    def show_again(self) -> None:
        """Read it anew."""
        if self._about:
            self.show_for(self._about)

    def asked(self) -> Sequence[Asked]:
        """Return what is shown."""
        return self._asked

    def ask(self, packet_id: str, text: str) -> None:
        """Make a question about a referral."""
        ask, tag = self._profile.asking.ask, self.language.language.tag
        about = cast("PacketId", packet_id)
        self._surroundings.run(
            lambda _progress: ask(about, text, tag), self._on_asked, self._on_not_asked
        )

    def retranslate(self) -> None:
        """Say everything anew."""
        clear(self._lines)
        clear(self._after)
        opened = self._open()
        place = self._lines
        for asked in self._asked:
            self._write(place, asked)
            if asked is opened:
                place = self._after  # the field stands under the question it is for
        self.setVisible(bool(self._asked))

    # -- within --------------------------------------------------------------------

    def _open(self) -> Asked | None:
        return next((asked for asked in self._asked if asked.is_open), None)

    def _write(self, place: QVBoxLayout, asked: Asked) -> None:
        formats = self.language.catalog.formats
        when = moment(asked.at, self._surroundings.program.clock.now(), formats)
        office = asked.office or M("An office")
        head = M("{office} asks, {when}:", office=office, when=when)
        if asked.is_ours:
            head = M("You asked, {when}:", when=when)
        place.addWidget(MessageText(self.language, head, parent=self, token=Token.SOFT_INK))
        place.addWidget(self._words(asked.text, asked.language))
        for answer in asked.answers:
            said = M("{office} answered:", office=office) if asked.is_ours else _YOURS
            place.addWidget(MessageText(self.language, said, parent=self, token=Token.SOFT_INK))
            place.addWidget(self._words(answer.text, answer.language))
        if asked.waits_to_leave:
            place.addWidget(self._note(M("Made and signed. It is not on a stick yet.")))
        elif asked.is_taken_back and not asked.answers:
            place.addWidget(self._note(M("Nothing more can be said: the person took it back.")))
        elif asked.is_ours and not asked.answers:
            place.addWidget(self._note(M("No answer yet. It comes with a stick.")))
        place.addSpacing(SPACE_S)

    def _words(self, said: str, tag: str) -> Text:
        text = Text(TextSize.CHOICE, self)
        text.say(said, _spoken_in(tag, said))
        text.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        return text

    def _note(self, words: Message) -> MessageText:
        return MessageText(self.language, words, parent=self, token=Token.SOFT_INK)

    def _read_of(self, about: str, _progress: Progress) -> tuple[str, Sequence[Asked]]:
        return about, self._reader(about)

    def _on_read(self, found: object) -> None:
        about, asked = cast("tuple[str, Sequence[Asked]]", found)
        if about == self._about:  # no other one was asked for meanwhile
            self.show_asked(asked)

    def _on_given(self, question_id: str, text: str) -> None:
        self.form.setEnabled(False)
        work = partial(
            _reply, self._profile, cast("PacketId", question_id), text, self.language.language.tag
        )
        self._surroundings.run(work, self._on_replied, self._on_not_replied)

    def _on_replied(self, beyond: object) -> None:
        self.form.setEnabled(True)
        found = cast("Beyond", beyond)
        if found.is_within:
            self._on_made(None)
        else:
            self.form.show_beyond(found)

    def _on_not_replied(self, error: Exception) -> None:
        self.form.setEnabled(True)
        if isinstance(error, ConsentMissingError):
            self.form.show_over()
        else:
            self._surroundings.problems.show_problem(error)

    def _on_asked(self, _: object) -> None:
        self.question_made.emit()
        self._on_made(None)

    def _on_not_asked(self, error: Exception) -> None:
        self._surroundings.problems.show_problem(error)
        self.question_failed.emit()

    def _on_made(self, _: object) -> None:
        self.changed.emit()
        self.show_again()


def _reply(
    profile: OpenProfile, question_id: PacketId, text: str, tag: str, _progress: Progress
) -> Beyond:
    """Make the answer, unless it says what may not leave; return what that is."""
    beyond = profile.asking.beyond(question_id, text)
    if beyond.is_within:
        profile.asking.reply(question_id, text, tag)
    return beyond


def _spoken_in(tag: str, words: str) -> Language:
    """Return the language of a text; of one that nobody tells, a language that runs as it does."""
    if tag != UNDETERMINED:
        return language_of(tag)
    return language_of("ar" if direction_of(words) is Direction.RIGHT_TO_LEFT else "en")
