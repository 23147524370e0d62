"""The forms that conversations are led with: which, publishing one, and what others offer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import MN, M
from intake_app.domain.packet import PacketKind
from intake_app.i18n.direction import isolated
from intake_app.services.offers import Source
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.offered import TAKE_ALL_THE_SAME, OfferedRows, source_words
from intake_app.ui.shell.publish_panel import PublishPanel
from intake_app.ui.shell.rows import Action, ActionRows, Line, clear
from intake_app.ui.shell.telling import told
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.forms import CheckedForm
    from intake_app.services.offers import FormInUse, Offer
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.publishing import Leaving, Reader
    from intake_app.ui.surroundings import Surroundings

FORMS: Final = M("Forms")
STAYS: Final = M(
    "New conversations are led with the new version. What was begun stays on the version it was "
    "begun with, and nothing that is written changes."
)
_BACK = "back"
_USE_HERE: Final = M("Use it here")
_Ready = tuple["Leaving", "Sequence[Reader]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    forms: Sequence[FormInUse]
    offers: Sequence[Offer]


class FormsPart(Retranslating):
    """A plain list of the forms in use, and the ways in and out."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._known = _Known(forms=(), offers=())
        self._ready: _Ready | None = None
        self.rows = ActionRows(language, self)
        self.open = MessageButton(language, M("Open a form file…"), parent=self)
        self.offered = OfferedRows(language, self)
        self.looking = LookingPart(surroundings, profile, self)
        self.panel = PublishPanel(surroundings, profile, self)
        self.problem = CautionChip(language, self)
        self.done = MessageText(language, None, parent=self)
        self.undo = LinkButton(language, M("Undo"), self)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(self.rows)
        column.addWidget(self.offered)
        column.addWidget(self.looking)
        column.addWidget(self.panel)
        column.addWidget(self.problem)
        said = FlowLayout(spacing=SPACE_M)
        for part in (self.done, self.undo, self.open):
            said.addWidget(part)
        column.addLayout(said)
        self._say(None)
        self.rows.acted.connect(self._on_acted)
        self.open.clicked.connect(self._on_open)
        self.offered.look_asked.connect(self._on_look)
        self.offered.aside_asked.connect(self._on_aside)
        self.looking.take.clicked.connect(self._on_take)
        self.looking.publish.clicked.connect(self._on_publish)
        self.looking.leave.clicked.connect(self._on_left)
        self.panel.left.connect(self._on_left)
        self.undo.clicked.connect(self._on_undo)
        self.refresh()

    def refresh(self) -> None:
        """Read anew which forms are in use, and what is offered."""
        self._surroundings.run(partial(_read, self._profile), self._on_read)

    def retranslate(self) -> None:
        """Say the forms anew."""
        text = self.language.text
        lines = []
        for form in self._known.forms:
            own, brought = M("The office's own version"), M("Came with the program")
            back = Action(words=M("Back to the one that came"), name=_BACK, target=form.form_id)
            lines.append(
                Line(
                    key=form.form_id,
                    lead="",
                    title=isolated(form.title),
                    note=f"{text(own if form.is_own else brought)} \u00b7 {isolated(form.version)}",
                    actions=(back,) if form.is_own else (),
                )
            )
        self.rows.show_lines(lines)

    # -- within ------------------------------------------------------------------

    def _on_read(self, known: object) -> None:
        self._known = cast("_Known", known)
        self.offered.show_offers(self._known.offers)
        self.retranslate()

    def _on_acted(self, _name: str, form_id: str) -> None:
        self._run(partial(_use_bundled, self._profile, form_id), self._on_changed)

    def _on_open(self) -> None:
        self._say(None)
        request = FileRequest(pick=Pick.FILE, title=M("The form's workbook"), suffixes=(".xlsx",))
        self._surroundings.files.ask(request, self.window(), self._on_file)

    def _on_file(self, path: object) -> None:
        self._run(partial(_open, self._profile, cast("Path", path)), self._on_opened)

    def _on_opened(self, found: object) -> None:
        self._ready = cast("_Ready", found)
        form = self._ready[0].form
        if form is not None:
            self.looking.show_forms([form], None)

    def _on_look(self, offer: object) -> None:
        self._say(None)
        work = partial(_look, self._profile, cast("Offer", offer))
        self._run(work, self._on_looked)

    def _on_looked(self, found: object) -> None:
        offer, forms = cast("tuple[Offer, Sequence[CheckedForm]]", found)
        self.looking.show_forms(forms, offer)

    def _on_take(self) -> None:
        offer, forms = self.looking.offer, self.looking.forms
        self._run(partial(_take, self._profile, offer, forms), self._on_changed)

    def _on_publish(self) -> None:
        if self._ready is not None and self._ready[0].form is not None:
            leaving, readers = self._ready
            self.looking.hide()
            self.panel.show_leaving(leaving, readers, [form_words(self._ready[0].form)])

    def _on_left(self) -> None:
        self.looking.hide()
        self.open.setFocus()

    def _on_aside(self, offer: object) -> None:
        self._on_left()
        self._run(partial(_put_aside, self._profile, cast("Offer", offer)), self._on_put_aside)

    def _on_put_aside(self, _nothing: object) -> None:
        self._say(M("Put aside. The next one is offered again."))
        self.refresh()

    def _on_changed(self, _nothing: object) -> None:
        self.looking.hide()
        self._say(STAYS, undo=True)
        self.undo.setFocus()
        self.refresh()

    def _on_undo(self) -> None:
        self._run(partial(_undo, self._profile), self._on_undone)

    def _on_undone(self, _nothing: object) -> None:
        self.open.setFocus()
        self._say(M("The forms are as they were before."))
        self.refresh()

    def _run(self, work: Callable[[Progress], object], then: Callable[[object], None]) -> None:
        self.problem.show_caution(None)
        self._surroundings.run(work, then, self._on_failed)

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


class LookingPart(Retranslating):
    """Forms that were opened: from a file of ours, or from what another office offers.

    Attributes:
        offer: The offer, or None when it was a file.
    """

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self.offer: Offer | None = None
        self.forms: Sequence[CheckedForm] = ()
        self._profile = profile
        self._lines = QVBoxLayout()
        bare(self._lines, SPACE_S)
        self.caution = CautionChip(language)
        self.take = MessageButton(language, _USE_HERE, Kind.PRIMARY)
        self.publish = MessageButton(language, M("Publish…"))
        self.leave = MessageButton(language, M("Leave it as it is"))
        card = Card(self)
        card.column.setSpacing(SPACE_S)
        card.column.addLayout(self._lines)
        card.column.addWidget(MessageText(language, STAYS, parent=card, token=Token.SOFT_INK))
        card.column.addWidget(self.caution)
        ends = FlowLayout(spacing=SPACE_M)
        for way in (self.take, self.publish, self.leave):
            ends.addWidget(way)
        card.column.addLayout(ends)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(card)
        self.hide()

    def show_forms(self, forms: Sequence[CheckedForm], offer: Offer | None) -> None:
        """Show what they are; the focus goes to the way that changes nothing."""
        self.forms, self.offer = forms, offer
        is_ours = offer is None or offer.source is Source.OURS
        self.take.set_message(_USE_HERE if is_ours else TAKE_ALL_THE_SAME)
        self.take.setEnabled(all(form.definition is not None for form in forms))
        self.publish.setVisible(offer is None)
        words = source_words(offer)[0][0] if offer is not None and not is_ours else None
        self.caution.show_caution(words)
        self.retranslate()
        self.show()
        self.leave.setFocus()

    def retranslate(self) -> None:
        """Say anew what they are, and what is wrong with one."""
        clear(self._lines)
        for form in self.forms:
            self._add(form_words(form), TextSize.CHOICE)
            if form.definition is None:
                self._add(form.summary.findings[0].message, TextSize.BASE)

    def _add(self, message: Message, size: TextSize) -> None:
        text = MessageText(self.language, message, size, self, bold=size is TextSize.CHOICE)
        self._lines.addWidget(text)
        text.show()


def form_words(form: CheckedForm) -> Message:
    """Return which form a file holds, in a line."""
    said = form.summary
    questions = MN("{count} question", "{count} questions", said.questions)
    # Translators: e.g. "Rapid screen for adults, version 7, 42 questions".
    return M(
        "{form}, version {version}, {questions}",
        form=said.title or form.file,
        version=said.version,
        questions=questions,
    )


def _read(profile: OpenProfile, _progress: Progress) -> _Known:
    return _Known(forms=profile.offers.in_use(), offers=profile.offers.waiting(PacketKind.FORMS))


def _open(profile: OpenProfile, path: Path, _progress: Progress) -> _Ready:
    return profile.publishing.form(path), profile.publishing.readers()


def _look(
    profile: OpenProfile, offer: Offer, _progress: Progress
) -> tuple[Offer, Sequence[CheckedForm]]:
    return offer, profile.offers.forms_in(offer)


def _take(
    profile: OpenProfile, offer: Offer | None, forms: Sequence[CheckedForm], _progress: Progress
) -> None:
    if offer is None:
        profile.offers.use(forms[0])
        return
    # The button said whence it comes before it was pressed.
    profile.offers.take_forms(offer, forms, despite_source=offer.source is not Source.OURS)


def _put_aside(profile: OpenProfile, offer: Offer, _progress: Progress) -> None:
    profile.offers.put_aside(offer)


def _use_bundled(profile: OpenProfile, form_id: str, _progress: Progress) -> None:
    profile.offers.use_bundled(form_id)


def _undo(profile: OpenProfile, _progress: Progress) -> None:
    profile.offers.undo_forms()
