"""My information: the page that is turned to the person, with no list and no other person near."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.ids import CaseId, Fingerprint, InterviewId
from intake_app.domain.message import M
from intake_app.i18n.direction import without_isolates
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.referral.paper import NAME, write_sheet
from intake_app.ui.conversation.wording import in_languages
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import Retranslating, qt_direction
from intake_app.ui.palette import Token
from intake_app.ui.person.written import Written
from intake_app.ui.shell.chips import Chips, language_chips
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, Kind
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.message import Message
    from intake_app.domain.my_information import MyInformation
    from intake_app.domain.ports import Progress
    from intake_app.i18n.catalog import Catalog
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

TITLE = M("What is written about me")


class InformationPage(Retranslating):
    """Everything written about one person, for that person; the window shows nothing else.

    Signals:
        corrected: The conversation and the question to open, so that it can be put right.
        referral_asked: Share less, or otherwise: the referral screen of this case.
        left: Back to the person's page.
    """

    help_topic = "taking-back"

    corrected = Signal(str, str)
    referral_asked = Signal(str)
    left = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._case_id = CaseId("")
        self._found: MyInformation | None = None
        self._tag = language.language.tag
        self._about = ("", "")
        self.back = Button(Kind.LINK, self)
        self.paper, self.less, self.stop = (Button(parent=self) for _ in range(3))
        self._words = {
            self.back: M("Back"),
            self.paper: M("A copy on paper…"),
            self.less: M("Share less…"),
            self.stop: M("Stop sharing"),
        }
        self.told = MessageText(language, None, parent=self, token=Token.CAUTION)
        self.languages: Chips | None = None
        self.title = Text(TextSize.PERSON, self, bold=True)
        self.written = Written(self)
        self._head = FlowLayout(spacing=SPACE_M)
        self._page = ScrollPage(self)
        self._build()
        self._connect()

    def open(self, case_id: CaseId) -> None:
        """Show another person's information."""
        self._case_id, self._found = case_id, None
        self.told.hide()
        self.written.hide()
        self.refresh()

    def refresh(self) -> None:
        """Read it anew."""
        if self._case_id:
            also = (self.language.language.tag,)
            read = partial(self._profile.my_information.read, self._case_id, also)
            self._surroundings.run(lambda _: read(), self._on_read, self._on_failed)

    def show_in(self, tag: str) -> None:
        """Say everything in another language."""
        self._tag = tag
        self._show()

    def case_id(self) -> CaseId:
        """Return whose information it is."""
        return self._case_id

    def retranslate(self) -> None:
        """Offer the new language of the interface, too; the page keeps the person's."""
        self.refresh()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        self._head.addWidget(self.back)
        self._head.part()
        for button in (self.paper, self.less, self.stop):
            self._head.addWidget(button)
        self._page.set_margins(SPACE_XL + SPACE_L, SPACE_M, SPACE_XL, SPACE_M)
        self._page.column.setSpacing(SPACE_M)
        self._page.column.addLayout(self._head)
        self._page.column.addWidget(self.told)
        self._page.column.addWidget(self.title)
        self._page.column.addWidget(self.written)
        self._page.column.addStretch(1)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(self._page)
        self.told.hide()

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.paper.clicked.connect(self._on_paper)
        self.less.clicked.connect(self._on_less)
        self.stop.clicked.connect(self._on_stop)
        self.written.correct_asked.connect(self._on_correct)
        self.written.stop_asked.connect(self._on_stop_one)

    def _on_read(self, found: object) -> None:
        is_new = self._found is None
        self._found = cast("MyInformation", found)
        if is_new:
            self._tag = self._found.languages[0]
        self._offer_languages()
        self._show()
        if is_new:
            self.back.setFocus()

    def _offer_languages(self) -> None:
        if self._found is None:
            return
        if self.languages is not None:
            self.languages.hide()
            self.languages.deleteLater()
        self.languages = language_chips(self.language, M("Show it in"), self._found.languages)
        self.languages.choose((self._tag,))
        self.languages.chosen.connect(self._on_language)
        self._page.column.insertWidget(1, self.languages)
        self.languages.setVisible(len(self._found.languages) > 1)

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        catalog = self.language.catalog_of(self._tag)
        self._page.setLayoutDirection(qt_direction(catalog.language))  # all of it is theirs
        self.title.say(catalog.text(TITLE), catalog.language)
        self.setAccessibleName(catalog.text(TITLE))
        self._name_ways(catalog)
        self.written.show_information(found, catalog)
        self.written.show()
        is_shared = any(holder.in_force for holder in found.holders)
        self.stop.setVisible(is_shared)
        self.less.setVisible(is_shared)
        before: QWidget = self.stop
        parts = [*(self.languages.buttons() if self.languages else ()), *self.written.buttons()]
        for widget in parts:
            QWidget.setTabOrder(before, widget)
            before = widget

    def _name_ways(self, catalog: Catalog) -> None:
        """Say on each button what it does to the person, who reads along, and to the worker."""
        for button, message in self._words.items():
            words = in_languages([catalog], message)[0]
            button.set_words(words.text, language_of(words.language))
            ours = self.language.text(message)
            told = "" if without_isolates(ours) == button.words() else ours
            button.setAccessibleDescription(told)
            button.setToolTip(told)

    def _on_language(self, keys: tuple[str, ...]) -> None:
        self.show_in(keys[0])

    def _on_failed(self, error: Exception) -> None:
        self._surroundings.problems.show_problem(error)
        self.left.emit()

    def _on_less(self) -> None:
        self.referral_asked.emit(self._case_id)

    def _on_stop(self) -> None:
        self._stop(None)

    def _on_stop_one(self, recipient: str) -> None:
        self._stop(Fingerprint(recipient))

    def _stop(self, recipient: Fingerprint | None) -> None:
        stop = partial(self._profile.taking_back.stop_sharing, self._case_id, recipient)
        self._surroundings.run(lambda _: stop(), self._on_stopped)

    def _on_stopped(self, _: object) -> None:
        self._tell(M("Nothing more leaves. Go back to see whom to call, or to undo this."))
        self.refresh()

    def _on_correct(self, interview_id: str, node: str) -> None:
        self._about = interview_id, node
        opened = partial(
            self._profile.my_information.open_for_correction, InterviewId(interview_id)
        )
        self._surroundings.run(lambda _: opened(), self._on_opened)

    def _on_opened(self, _: object) -> None:
        self.corrected.emit(*self._about)

    def _on_paper(self) -> None:
        self._tell(
            M("Paper is not locked: whoever finds it can read it. Make one only if it is safe.")
        )
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the copy for the person go?"),
            suffixes=(".pdf",),
            name=NAME,
        )
        self._surroundings.files.ask(request, self, self._on_place)

    def _on_place(self, place: Path) -> None:
        information, case_id, tag = self._profile.my_information, self._case_id, self._tag

        def work(_progress: Progress) -> Path:
            return write_sheet(place, information.pdf(case_id, tag))

        self._surroundings.run(work, self._on_written)

    def _on_written(self, _: object) -> None:
        self._tell(M("The copy is ready. Print it, then delete it if it is not safe to keep."))

    def _tell(self, message: Message) -> None:
        self.told.set_message(message)
        self.told.show()
