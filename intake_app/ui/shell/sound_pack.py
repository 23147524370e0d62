"""Settings for recorded voices: the list of what to record, taking recordings in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import MN, M
from intake_app.i18n.direction import isolated
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.referral.paper import write_sheet
from intake_app.ui.conversation.spoken_menu import SpokenMenu
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, LinkButton, Mark, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.recordings import LanguageReport, RecordingPlan
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.surroundings import Surroundings

RECORDED_VOICES: Final = M("Recorded voices")
NAME: Final = "recordings.csv"
_MOST_LINES: Final = 40


class RecordingsPart(Retranslating):
    """What is recorded in which language; the list for an office, and its recordings."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._recordings = profile.recordings
        self._reports: Sequence[LanguageReport] = ()
        self._plan: RecordingPlan | None = None
        self._tag = ""
        language = surroundings.language
        self._lack = MessageText(language, None, parent=self, token=Token.CAUTION)
        self._rows = QVBoxLayout()
        bare(self._rows, SPACE_M)
        self.told = MessageText(language, None, parent=self)
        self.undo = LinkButton(language, M("Undo"), self)
        self.list_button = MessageButton(
            language, M("Write the list of what to record"), parent=self
        )
        self.list_button.set_mark(Mark.OPENS)
        self.take_file = MessageButton(
            language, M("Take in a zip file of recordings…"), parent=self
        )
        self.take_folder = MessageButton(
            language, M("Take in a folder of recordings…"), parent=self
        )
        self.menu = SpokenMenu(language, surroundings.program.languages, self)
        self.panel = PackPanel(language, self)
        self._lay_out()
        self.list_button.clicked.connect(self._open_menu)
        self.menu.triggered.connect(self._on_language)
        self.take_file.clicked.connect(self._on_file)
        self.take_folder.clicked.connect(self._on_folder)
        self.panel.taken.connect(self._on_take)
        self.panel.left.connect(self._on_leave)
        self.undo.clicked.connect(self._on_undo)
        self.retranslate()

    def refresh(self) -> None:
        """Read anew what is recorded."""
        recordings = self._recordings
        self._surroundings.run(lambda _: recordings.report(), self._on_reports)

    def retranslate(self) -> None:
        """Say anew what is recorded, and what keeps it from being heard."""
        lack = self._surroundings.sound.lack() if self._reports else None
        self._lack.set_message(lack)
        self._lack.setVisible(lack is not None)
        clear(self._rows)
        for report in self._reports:
            row = _LanguageRow(self.language, report, self)
            row.out.clicked.connect(self._on_take_out)
            self._rows.addWidget(row)
            row.show()

    def rows(self) -> list[_LanguageRow]:
        """Return what is shown of each language."""
        items = [self._rows.itemAt(n) for n in range(self._rows.count())]
        return [cast("_LanguageRow", item.widget()) for item in items if item is not None]

    # -- within --------------------------------------------------------------------

    def _lay_out(self) -> None:
        about = M(
            "Short sentences, questions and what we agree can be heard, for who does not read. "
            "Your office records them with its own interpreters: write the list, record, and take "
            "the recordings in. Nothing is recorded here, and nobody who is met is recorded."
        )
        ways = FlowLayout(spacing=SPACE_M)
        for button in (self.list_button, self.take_file, self.take_folder):
            ways.addWidget(button)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(MessageText(self.language, about, parent=self, token=Token.SOFT_INK))
        column.addWidget(self._lack)
        column.addLayout(self._rows)
        column.addLayout(ways)
        column.addWidget(self.panel)
        column.addWidget(self.told)
        column.addWidget(self.undo, alignment=Qt.AlignmentFlag.AlignLeading)
        for part in (self._lack, self.panel, self.told, self.undo):
            part.hide()

    def _on_reports(self, reports: object) -> None:
        self._reports = cast("Sequence[LanguageReport]", reports)
        self.retranslate()

    def _open_menu(self) -> None:
        self.menu.open_under(self.list_button)

    def _on_language(self, action: QAction) -> None:
        self.ask_list(str(action.data()))

    def ask_list(self, tag: str) -> None:
        """Ask where the list of what to record in a language shall go."""
        self._tag = tag
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the list go?"),
            suffixes=(".csv",),
            name=NAME,
        )
        self._surroundings.files.ask(request, self.window(), self._on_list_place)

    def _on_list_place(self, place: Path) -> None:
        recordings, tag = self._recordings, self._tag

        def work(_progress: Progress) -> Path:
            return write_sheet(place, recordings.list_for(tag))

        self._surroundings.run(work, self._on_list_written)

    def _on_list_written(self, place: object) -> None:
        self._tell(M("It is here: {place}", place=isolated(str(cast("Path", place)))))

    def _on_file(self) -> None:
        title = M("Which zip file holds the recordings?")
        request = FileRequest(pick=Pick.FILE, title=title, suffixes=(".zip",))
        self._surroundings.files.ask(request, self.window(), self._on_chosen)

    def _on_folder(self) -> None:
        request = FileRequest(pick=Pick.FOLDER, title=M("Which folder holds the recordings?"))
        self._surroundings.files.ask(request, self.window(), self._on_chosen)

    def _on_chosen(self, place: Path) -> None:
        recordings = self._recordings
        self._tell(M("The recordings are being looked at."))
        self._surroundings.run(lambda _: recordings.read(place), self._on_plan, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._tell(None)
        self._surroundings.problems.show_problem(error)

    def _on_plan(self, plan: object) -> None:
        self._plan = cast("RecordingPlan", plan)
        self._tell(None)
        self.panel.show_plan(self._plan)
        self.panel.show()
        (self.panel.take if self.panel.take.isEnabled() else self.panel.leave).setFocus()

    def _on_take(self) -> None:
        recordings, plan = self._recordings, self._plan
        if plan is not None:
            self._surroundings.run(lambda _: recordings.apply(plan), self._on_taken, keeps=True)

    def _on_taken(self, _: object) -> None:
        self._on_leave()
        self._tell(M("The recordings are here, encrypted. The files can be deleted."))
        self.refresh()

    def _on_leave(self) -> None:
        self._plan = None
        self.panel.hide()
        self.take_file.setFocus()

    def _on_take_out(self) -> None:
        row = self.sender().parent()
        if isinstance(row, _LanguageRow):
            recordings, tag = self._recordings, row.tag
            self._surroundings.run(lambda _: recordings.take_out(tag), self._on_taken_out)

    def _on_taken_out(self, _: object) -> None:
        self._tell(M("The recordings are taken out."), can_undo=True)
        self.undo.setFocus()
        self.refresh()

    def _on_undo(self) -> None:
        recordings = self._recordings
        self._surroundings.run(lambda _: recordings.put_back(), self._on_put_back)

    def _on_put_back(self, _: object) -> None:
        self._tell(None)
        self.refresh()

    def _tell(self, message: Message | None, *, can_undo: bool = False) -> None:
        self.told.set_message(message)
        self.told.setVisible(message is not None)
        self.undo.setVisible(can_undo)


class PackPanel(Retranslating):
    """What a file of recordings holds, and what is wrong with it, before it is taken in.

    Signals:
        taken: It shall be taken in.
        left: Everything shall stay as it is.
    """

    taken = Signal()
    left = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._plan: RecordingPlan | None = None
        self._words = QVBoxLayout()
        bare(self._words, SPACE_S)
        self.take = MessageButton(language, M("Take it in"), Kind.PRIMARY, self)
        self.leave = MessageButton(language, M("Leave it as it is"), parent=self)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.take)
        ends.addWidget(self.leave)
        card = Card(self)
        card.column.addLayout(self._words)
        card.column.addLayout(ends)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(card)
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.left)

    def show_plan(self, plan: RecordingPlan) -> None:
        """Show what a file holds."""
        self._plan = plan
        self.retranslate()

    def retranslate(self) -> None:
        """Say it anew."""
        plan = self._plan
        if plan is None:
            return
        clear(self._words)
        count = len(plan.fits)
        self._say(
            MN("{count} recording can be taken in.", "{count} recordings can be taken in.", count),
            bold=True,
        )
        if plan.not_recorded:
            missing = plan.not_recorded
            self._say(MN("{count} row of the list has no recording yet.",
                         "{count} rows of the list have no recording yet.", missing))  # fmt: skip
        if plan.others:
            others = plan.others
            self._say(
                MN("{count} recording is of words that stand on no screen any more: write the "
                   "list anew, and record it again.",
                   "{count} recordings are of words that stand on no screen any more: write the "
                   "list anew, and record them again.", others),
                token=Token.CAUTION,
            )  # fmt: skip
        for finding in plan.findings[:_MOST_LINES]:
            line = finding.message
            if finding.file:
                # Translators: {file} is the name of a file; {what} is a sentence.
                line = M("Row {row}, {file}: {what}", row=finding.row, file=finding.file, what=line)
            self._say(line, token=Token.CAUTION)
        self.take.setEnabled(bool(plan.fits))

    def _say(self, message: Message, *, token: Token = Token.INK, bold: bool = False) -> None:
        text = MessageText(self.language, message, parent=self, token=token, bold=bold)
        self._words.addWidget(text)
        text.show()


class _LanguageRow(QWidget):
    """How much is recorded in one language, what is missing, and a way to take it out."""

    def __init__(self, language: LanguageSwitch, report: LanguageReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.tag = report.language
        known = language_of(report.language)
        name = Text(TextSize.CHOICE, self, bold=True)
        name.say(known.autonym, known)
        column = QVBoxLayout(self)
        bare(column, SPACE_XS)
        column.addWidget(name)
        for message, token in _said_of(report):
            column.addWidget(MessageText(language, message, parent=self, token=token))
        self.what = LinkButton(language, M("Show what is missing"), self)
        self.what.set_about(known.autonym)
        self.missing = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        lines = [isolated(row.words) for row in (*report.changed, *report.missing)]
        more = len(lines) - _MOST_LINES
        lines = lines[:_MOST_LINES] + (["\u2026"] if more > 0 else [])
        self.missing.say("\n".join(lines), known)
        self.missing.hide()
        self.what.setVisible(bool(lines))
        self.out = LinkButton(language, M("Take out"), self)
        self.out.set_about(known.autonym)
        for button in (self.what, self.missing, self.out):
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.what.clicked.connect(self._on_what)

    def _on_what(self) -> None:
        self.missing.setVisible(self.missing.isHidden())


def _said_of(report: LanguageReport) -> list[tuple[Message, Token]]:
    missing, changed = len(report.missing), len(report.changed)
    said = [
        (MN("{count} text is recorded.", "{count} texts are recorded.", report.recorded), Token.INK)
    ]
    if missing:
        said.append((MN("{count} is missing.", "{count} are missing.", missing), Token.SOFT_INK))
    if changed:
        said.append(
            (MN("{count} was recorded in other words: record it again.",
                "{count} were recorded in other words: record them again.", changed), Token.CAUTION)
        )  # fmt: skip
    return said
