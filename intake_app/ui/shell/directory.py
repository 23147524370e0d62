"""Services: the directory to look things up in, and how a newer one comes in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import M
from intake_app.domain.service_search import Wanted
from intake_app.i18n.languages import language as language_of
from intake_app.services.words import NEEDS
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.directory_import import ImportPanel
from intake_app.ui.shell.directory_options import DirectoryOptions
from intake_app.ui.shell.rows import Action, ActionRows, Line, clear
from intake_app.ui.shell.service_words import BETWEEN, age_words, note_of, title_of
from intake_app.ui.shell.shared_directory import SharedDirectory
from intake_app.ui.shell.telling import told
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, bare
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets.buttons import Button, Kind, LinkButton, Mark, MessageButton
from intake_app.ui.widgets.cards import CautionChip, EmptyPanel
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from intake_app.domain.directory import Need, Service
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.domain.service_search import Found
    from intake_app.services.directory import Directory, DirectoryAge, Plan
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

FILE_NAME: Final = "services.csv"
_WIDEST: Final = 1254
_FIND_WIDTH: Final = 340
_ROWS: Final = 60
_CONFIRM, _UNDO = "confirm", "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    wanted: Wanted
    found: Sequence[Found]
    age: DirectoryAge
    languages: Sequence[str]
    now: datetime


class DirectoryPage(Retranslating):
    """Search, list, one click to confirm; a file in, a file out."""

    help_topic = "services"

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._directory = profile.directory
        self._known: _Known | None = None
        self._plan: Plan | None = None
        self._wanted = Wanted()
        self._shown = _ROWS
        self._before: dict[str, date | None] = {}
        self._tags: dict[Button, str] = {}
        self.open_button = MessageButton(language, M("Open a file\u2026"))
        self.save_button = MessageButton(language, M("Save for others\u2026"))
        self.age = MessageText(language, None, token=Token.SOFT_INK)
        self.problem = CautionChip(language)
        self.done = MessageText(language, None)
        self.undo = LinkButton(language, M("Undo"))
        self.plan = ImportPanel(language)
        self.finder, self.place = QLineEdit(), QLineEdit()
        needs: dict[object, Message] = {need: words for need, words in NEEDS.items()}  # noqa: C416 - keys of another type
        self.needs = Segmented(language, needs)
        self.needs.set_about(M("What is needed?"))
        self.narrow = MessageButton(language, M("By need or language"))
        self.narrow.set_mark(Mark.OPENS)
        self._languages = FlowLayout()
        self.rows = ActionRows(language)
        self.none_found = MessageText(language, M("No service fits. Take one of the words away."))
        self.empty = EmptyPanel(
            language,
            M("There is no service directory yet."),
            M(
                "Ask your coordinator for the file with the services, or fill in the sample file "
                "in a spreadsheet program and save it as CSV. Then open it here."
            ),
            M("Open a file\u2026"),
        )
        self.shared = SharedDirectory(surroundings, profile)
        self.options = DirectoryOptions(surroundings, profile)
        self._filters, self._search = QWidget(), QWidget()
        self._build()
        self._connect()
        self.retranslate()

    def refresh(self) -> None:
        """Read the directory anew."""
        work = partial(_read, self._directory, self._wanted)
        self._surroundings.run(work, self._on_read)
        self.options.refresh()
        self.shared.refresh()

    def retranslate(self) -> None:
        """Say everything anew; what is half-typed stays."""
        for field, about in (
            (self.finder, M("Find by any word")),
            (self.place, M("Place")),
        ):
            field.setAccessibleName(self.language.text(about))
            field.setPlaceholderText(self.language.text(about))
        self._show()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        page = ScrollPage(widest=_WIDEST)
        page.set_margins(SPACE_XL + SPACE_L, SPACE_L, SPACE_XL + SPACE_L, SPACE_M)
        head = FlowLayout(spacing=SPACE_M)
        head.addWidget(MessageText(self.language, M("Services"), TextSize.HEADING, bold=True))
        head.part()
        head.addWidget(self.open_button)
        head.addWidget(self.save_button)
        head.addWidget(self.shared.publish)
        said = FlowLayout(spacing=SPACE_M)
        said.addWidget(self.done)
        said.addWidget(self.undo)
        fields = FlowLayout(spacing=SPACE_M)
        for field in (self.finder, self.place):
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            field.setFixedWidth(scaled(_FIND_WIDTH))
            fields.addWidget(field)
        fields.addWidget(self.narrow)
        filters = QVBoxLayout(self._filters)
        bare(filters, SPACE_M)
        filters.addWidget(self.needs)
        filters.addLayout(self._languages)
        within = QVBoxLayout(self._search)
        bare(within, SPACE_M)
        within.addLayout(fields)
        within.addWidget(self._filters)
        column = page.column
        column.addLayout(head)
        column.addWidget(self.age)
        column.addWidget(self.problem)
        column.addLayout(said)
        column.addWidget(self.shared)
        for widget in (self.plan, self._search, self.rows, self.none_found, self.empty):
            column.addSpacing(SPACE_M)
            column.addWidget(widget)
        column.addSpacing(SPACE_L)
        column.addWidget(self.options)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(page)
        for hidden in (self.plan, self.done, self.undo, self._search, self.rows, self.none_found,
                       self.empty, self._filters):  # fmt: skip
            hidden.hide()

    def _connect(self) -> None:
        self.open_button.clicked.connect(self._on_open)
        self.empty.pressed.connect(self._on_open)
        self.save_button.clicked.connect(self._on_save)
        self.shared.taken.connect(self._on_offer_taken)
        self.undo.clicked.connect(self._on_undo)
        self.narrow.clicked.connect(self._on_narrow)
        self.plan.taken.connect(self._on_take)
        self.plan.left.connect(self._on_plan_left)
        self.finder.textChanged.connect(self._on_wanted)
        self.place.textChanged.connect(self._on_wanted)
        self.needs.chosen.connect(self._on_wanted)
        self.rows.acted.connect(self._on_acted)
        self.rows.more_asked.connect(self._on_more)

    def _on_narrow(self) -> None:
        self._filters.setVisible(self._filters.isHidden())

    def _on_read(self, found: object) -> None:
        known = cast("_Known", found)
        if known.wanted != self._wanted:
            return  # more was asked meanwhile, and is being read
        self._known = known
        if list(known.languages) != list(self._tags.values()):
            self._offer_languages(known.languages)
        self._show()

    def _offer_languages(self, tags: Sequence[str]) -> None:
        clear(self._languages)
        self._tags = {}
        for tag in tags:
            button = Button(Kind.SEGMENT)
            button.set_words(language_of(tag).autonym, language_of(tag))
            button.clicked.connect(self._on_tag)
            self._languages.addWidget(button)
            self._tags[button] = tag
            button.show()

    def _show(self) -> None:
        known = self._known
        if known is None:
            return
        is_empty = known.age.count == 0
        planning = self._plan is not None
        self.age.set_message(age_words(known.age))
        self.age.setVisible(not is_empty)
        self.empty.setVisible(is_empty and not planning)
        self.open_button.setVisible(not is_empty)
        self.save_button.setVisible(not is_empty)
        self.shared.publish.setVisible(not is_empty)
        self._search.setVisible(not is_empty and not planning)
        for button in self._tags:
            button.set_about(self.language.text(M("Languages")))
        shown = known.found[: self._shown]
        self.rows.show_lines([self._line(each, known.now) for each in shown],
                             more=len(known.found) > len(shown))  # fmt: skip
        self.rows.setVisible(bool(shown) and not planning)
        self.none_found.setVisible(not known.found and not is_empty and not planning)

    def _line(self, found: Found, now: datetime) -> Line:
        service = found.service
        offers = [self.language.text(NEEDS[need]) for need in service.offers]
        undo = service.id in self._before
        return Line(
            key=service.id,
            lead="",
            title=title_of(service, self.language),
            note=BETWEEN.join(offers) + "\n" + note_of(found, now, self.language),
            actions=(
                Action(
                    words=M("Undo") if undo else M("Confirmed today"),
                    name=_UNDO if undo else _CONFIRM,
                    target=service.id,
                ),
            ),
        )

    def _on_more(self) -> None:
        self._shown += _ROWS
        self._show()

    def _on_wanted(self) -> None:
        need = self.needs.answer()
        self._wanted = replace(
            self._wanted,
            text=self.finder.text(),
            place=self.place.text(),
            need=cast("Need | None", need),
            language=next((tag for b, tag in self._tags.items() if b.isChecked()), ""),
        )
        self._shown = _ROWS
        self.refresh()

    def _on_tag(self) -> None:
        for button in self._tags:
            if button is not self.sender():
                button.setChecked(False)
        self._on_wanted()

    def _on_acted(self, name: str, service_id: str) -> None:
        known = self._known
        if known is None or (name == _UNDO and service_id not in self._before):
            return  # pressed twice: the first time did it
        if name == _UNDO:
            day = self._before.pop(service_id)
        else:
            service = next(f.service for f in known.found if f.service.id == service_id)
            self._before[service_id], day = service.confirmed, known.now.date()
        work = partial(_confirm, self._directory, service_id, day)
        self._surroundings.run(work, self._on_changed, self._on_failed)

    # Files in and out.

    def _on_open(self) -> None:
        self.problem.show_caution(None)
        request = FileRequest(
            pick=Pick.FILE, title=M("The file with the services"), suffixes=(".csv", ".txt", ".tsv")
        )
        self._surroundings.files.ask(request, self.window(), self._on_file)

    def _on_file(self, path: object) -> None:
        work = partial(_plan, self._directory, cast("Path", path))
        self._surroundings.run(work, self._on_planned, self._on_failed)

    def _on_planned(self, plan: object) -> None:
        self._plan = cast("Plan", plan)
        self._say(None)
        self.plan.show_plan(self._plan)
        self.plan.show()
        self._show()
        self.plan.take.setFocus()

    def _on_plan_left(self) -> None:
        self._plan = None
        self.plan.hide()
        self._show()
        if self.open_button.isVisible():
            self.open_button.setFocus()

    def _on_take(self, keep_others: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._plan is not None:
            work = partial(_apply, self._directory, self._plan, keep_others)
            self._surroundings.run(work, self._on_taken, self._on_failed)

    def _on_taken(self, _nothing: object) -> None:
        self._before.clear()
        self._on_plan_left()
        self._say(M("The file is taken in."), undo=True)
        self.refresh()

    def _on_offer_taken(self) -> None:
        self._on_taken(None)
        self.undo.setFocus()

    def _on_undo(self) -> None:
        self._surroundings.run(partial(_undo, self._directory), self._on_undone, self._on_failed)

    def _on_undone(self, _nothing: object) -> None:
        self._say(M("The directory is as it was before."))
        self.refresh()

    def _on_save(self) -> None:
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the services go? No confidential place is in the file."),
            suffixes=(".csv",),
            name=FILE_NAME,
        )
        self._surroundings.files.ask(request, self.window(), self._on_save_place)

    def _on_save_place(self, path: object) -> None:
        work = partial(_save, self._directory, cast("Path", path))
        self._surroundings.run(work, self._on_saved, self._on_failed)

    def _on_saved(self, path: object) -> None:
        self._say(M("Saved as {file}.", file=cast("Path", path).name))

    def _on_changed(self, _nothing: object) -> None:
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, IntakeError):
            self.problem.show_caution(told(error))
        else:
            self._surroundings.problems.show_problem(error)

    def _say(self, message: Message | None, *, undo: bool = False) -> None:
        self.problem.show_caution(None)
        self.done.set_message(message)
        self.done.setVisible(message is not None)
        self.undo.setVisible(undo)


def _read(directory: Directory, wanted: Wanted, _progress: Progress) -> _Known:
    services: Sequence[Service] = directory.all()
    tags = {tag for service in services for tag in service.languages}
    return _Known(
        wanted=wanted,
        found=directory.find(wanted),
        age=directory.age(),
        languages=sorted(tags),
        now=directory.now(),
    )


def _plan(directory: Directory, path: Path, _progress: Progress) -> Plan:
    return directory.read(path)


def _apply(directory: Directory, plan: Plan, keep: bool, _progress: Progress) -> None:  # noqa: FBT001 - given by partial
    directory.apply(plan, keep_others=keep)


def _undo(directory: Directory, _progress: Progress) -> None:
    directory.undo()


def _confirm(directory: Directory, service: str, day: date | None, _progress: Progress) -> None:
    directory.confirm(service, day)


def _save(directory: Directory, path: Path, _progress: Progress) -> Path:
    return directory.save(path)
