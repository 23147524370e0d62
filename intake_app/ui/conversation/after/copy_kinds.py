"""The three things a person may take along: a card, a copy to read, a locked file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from intake_app.domain.message import M
from intake_app.domain.own_copy import LONGEST, AppointmentCard, Mark
from intake_app.i18n.direction import isolated
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.after.paper_row import PaperRow
from intake_app.ui.conversation.asking import AskOne
from intake_app.ui.conversation.referral.paper import write_sheet
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.palette import Token
from intake_app.ui.problems import ProblemBar
from intake_app.ui.style import SPACE_S
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.own_copies import LockedCopy
    from intake_app.ui.half_typed import HalfTyped
    from intake_app.ui.surroundings import Surroundings

LOCKED_NAME: Final = "notes.age"
"""The name proposed: it tells nothing of what is inside."""

_FIELDS: Final = (
    M("Whom to ask for, or an everyday name of the place"),
    M("A telephone number"),
    M("The next day and hour"),
)
_MARKS: Final[Mapping[object, Message]] = {
    Mark.NONE: M("Neither"),
    Mark.NUMBER: M("The number"),
    Mark.PHRASE: M("The phrase"),
}


class _Kind(Card):
    """One of the three: what it is, and who could use it."""

    def __init__(self, surroundings: Surroundings, title: Message, about: Message) -> None:
        super().__init__()
        self.surroundings = surroundings
        self.language = surroundings.language
        self.column.addWidget(MessageText(self.language, title, TextSize.CHOICE, self, bold=True))
        self.column.addWidget(MessageText(self.language, about, parent=self, token=Token.SOFT_INK))

    def button(self, words: Message) -> MessageButton:
        """Put a button under what stands there."""
        made = MessageButton(self.language, words, parent=self)
        self.column.addSpacing(SPACE_S)
        self.column.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeading)
        return made


class CardKind(_Kind):
    """A card like that of a dentist."""

    def __init__(
        self,
        surroundings: Surroundings,
        prepare: Callable[[AppointmentCard], Callable[[], bytes]],
    ) -> None:
        """Make it.

        Args:
            surroundings: The program around it.
            prepare: Returns what makes the PDF of a card off this thread.
        """
        super().__init__(
            surroundings,
            M("A card like any other"),
            M("It looks like the card of a dentist and says nothing of what was talked about."),
        )
        self._prepare = prepare
        self.name, self.phone, self.when = (QLineEdit(self) for _ in _FIELDS)
        for name, field in zip(_FIELDS, self._fields(), strict=True):
            field.setMaxLength(LONGEST)
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            field.textChanged.connect(self._on_typed)
            self.column.addWidget(MessageText(self.language, name, parent=self))
            self.column.addWidget(field)
        never = M("Give the number of an office or a public line, never a worker's own.")
        self.column.addWidget(MessageText(self.language, never, parent=self, token=Token.SOFT_INK))
        self.caution = CautionChip(self.language, self)
        self.column.addWidget(self.caution)
        self.mark = AskOne(
            self.language,
            M("By what we know the person: one of the two at most"),
            _MARKS,
            self,
        )
        self.column.addWidget(self.mark)
        helps = M("The number helps only if what was written is kept.")
        self.column.addWidget(MessageText(self.language, helps, parent=self, token=Token.SOFT_INK))
        self.make_button = self.button(M("Make the card…"))
        self.paper = PaperRow(surroundings, self)
        self.column.addWidget(self.paper)
        self.column.addStretch(1)
        self.make_button.clicked.connect(self._on_make)
        self.language.changed.connect(self.retranslate)
        self.retranslate()

    def be_followed(self, half_typed: HalfTyped) -> None:
        """Have kept what is typed until the card is made."""
        for name, field in zip(("name", "phone", "when"), self._fields(), strict=True):
            half_typed.follow(f"card {name}", field)

    def offer_phrase(self, *, has_phrase: bool) -> None:
        """Offer to put the phrase on the card only if one was agreed."""
        button = self.mark.buttons()[list(_MARKS).index(Mark.PHRASE)]
        button.setVisible(has_phrase)

    def retranslate(self) -> None:
        """Name the fields anew."""
        for name, field in zip(_FIELDS, self._fields(), strict=True):
            field.setAccessibleName(self.language.text(name))

    def card(self) -> AppointmentCard:
        """Return what is to stand on the card."""
        name, phone, when = (field.text() for field in self._fields())
        mark = self.mark.answer()
        return AppointmentCard(
            name=name,
            phone=phone,
            when=when,
            mark=mark if isinstance(mark, Mark) else Mark.NONE,
        )

    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.name, self.phone, self.when

    def _on_typed(self) -> None:
        tells = M("A word here may tell whoever finds the card what it is about.")
        self.caution.show_caution(tells if self.card().tells else None)

    def _on_make(self) -> None:
        self.paper.ask(self._prepare(self.card()))


class ReadableKind(_Kind):
    """All that is written, on paper."""

    def __init__(
        self, surroundings: Surroundings, prepare: Callable[[], Callable[[], bytes]]
    ) -> None:
        """Make it.

        Args:
            surroundings: The program around it.
            prepare: Returns what makes the PDF off this thread.
        """
        super().__init__(
            surroundings,
            M("A copy to read"),
            M(
                "What is written, in the person's language. Paper is not locked: whoever finds "
                "it can read all of it."
            ),
        )
        self._prepare = prepare
        self.make_button = self.button(M("Make the copy to read…"))
        self.paper = PaperRow(surroundings, self)
        self.column.addWidget(self.paper)
        self.column.addStretch(1)
        self.make_button.clicked.connect(self._on_make)

    def _on_make(self) -> None:
        self.paper.ask(self._prepare())


class LockedKind(_Kind):
    """The same in a file that six words open; they are shown once.

    Signals:
        made: It is written where it was wanted.
    """

    made = Signal()

    def __init__(
        self,
        surroundings: Surroundings,
        prepare: Callable[[str], Callable[[], LockedCopy]],
    ) -> None:
        """Make it.

        Args:
            surroundings: The program around it.
            prepare: Returns what makes the locked copy, for a file of that name, off
                this thread.
        """
        super().__init__(
            surroundings,
            M("A locked file"),
            M(
                "The same copy, locked with six words. Nobody can read it without them, and they "
                "cannot be found again. That there is a locked file can be seen."
            ),
        )
        self._prepare = prepare
        self.make_button = self.button(M("Make the locked file…"))
        self.problem = ProblemBar(self.language, self)
        inner = Card(self)
        told = M(
            "Write these six words down by hand, or learn them. They are shown only now. Never "
            "keep them with the file, and never on the card."
        )
        self.words = Text(TextSize.OTHER, inner, bold=True)
        self._place = Text(parent=inner, token=Token.SOFT_INK)
        self.hide_button = MessageButton(
            self.language, M("Done: never show the words again"), parent=inner
        )
        inner.column.addWidget(MessageText(self.language, told, parent=inner))
        inner.column.addWidget(self.words)
        inner.column.addWidget(self._place)
        inner.column.addWidget(self.hide_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.shown = inner
        for part in (self.problem, inner):
            self.column.addWidget(part)
        self.column.addStretch(1)
        inner.hide()
        self.make_button.clicked.connect(self._on_make)
        self.hide_button.clicked.connect(self._on_hide)

    def _on_make(self) -> None:
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the locked file go?"),
            suffixes=(".age",),
            name=LOCKED_NAME,
        )
        self.surroundings.files.ask(request, self.window(), self._on_place)

    def _on_place(self, place: Path) -> None:
        make = self._prepare(place.name)

        def work(_progress: Progress) -> tuple[str, str]:
            return _written(place, make()), str(place)

        self.make_button.setEnabled(False)
        self.surroundings.run(work, self._on_made, self._on_not_made)

    def _on_made(self, found: object) -> None:
        words, place = cast("tuple[str, str]", found)
        self.make_button.setEnabled(True)
        self.problem.dismiss()
        self.words.say(words, language_of("en"))
        self._place.say(isolated(place))
        self.shown.show()
        self.hide_button.setFocus()
        self.made.emit()

    def _on_not_made(self, error: Exception) -> None:
        self.make_button.setEnabled(True)
        self.problem.show_problem(error)

    def _on_hide(self) -> None:
        self.words.say("", None)
        self.shown.hide()
        self.make_button.setFocus()


def _written(place: Path, copy: LockedCopy) -> str:
    """Write the file and the note beside it; return the words that open it."""
    note = write_sheet(place.with_suffix(".txt"), copy.note)
    try:
        write_sheet(place, copy.file)
    except BaseException:
        note.unlink(missing_ok=True)
        raise
    return copy.passphrase
