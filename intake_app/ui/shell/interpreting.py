"""Settings for interpreting: wording for review, booklets, the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from intake_app.domain.message import MN, M
from intake_app.i18n.direction import isolated
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.interpreting.glossary import TITLE, GlossaryView
from intake_app.ui.conversation.interpreting.saving_booklet import BookletSaver
from intake_app.ui.conversation.referral.paper import write_sheet
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import LinkButton, Mark, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction

    from intake_app.domain.ports import Progress
    from intake_app.domain.wording import LocalWording
    from intake_app.services.booklet import KnownForm
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.surroundings import Surroundings

NAME: Final = "words.po"


class InterpretingPart(Retranslating):
    """Local wordings, to be looked at, taken out and saved for review; booklets; the glossary."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._profile = profile
        self._wordings: Sequence[LocalWording] = ()
        self._asked: tuple[str, str] = ("", "")
        language = surroundings.language
        self._about = MessageText(language, None, parent=self)
        self._rows = QVBoxLayout()
        bare(self._rows, SPACE_S)
        self._told = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self._told.hide()
        self.booklet = MessageButton(language, M("A booklet to prepare with"), parent=self)
        self.booklet.set_mark(Mark.OPENS)
        self._menu = QMenu(self)
        self._saver = BookletSaver(surroundings, profile, self)
        self.glossary = MessageButton(language, TITLE, parent=self)
        self.glossary.set_mark(Mark.OPENS)
        self._glossary: GlossaryView | None = None
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_M)
        self._column.addWidget(self._about)
        self._column.addLayout(self._rows)
        for button in (self.booklet, self.glossary):
            self._column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self._told)
        self.booklet.clicked.connect(self._open_menu)
        self._menu.triggered.connect(self._on_booklet)
        self._saver.saved.connect(self._on_saved)
        self.glossary.clicked.connect(self._on_glossary)
        self.retranslate()

    def refresh(self) -> None:
        """Read anew which wordings are kept and which forms there are."""
        profile = self._profile
        self._surroundings.run(lambda _: profile.wordings.all(), self._on_wordings)
        self._surroundings.run(lambda _: profile.booklets.forms(), self._on_forms)

    def retranslate(self) -> None:
        """Show what is kept anew."""
        count = len(self._wordings)
        self._about.set_message(
            MN("{count} wording was corrected in conversations.",
               "{count} wordings were corrected in conversations.", count)
            if count
            else M("No wording was corrected in a conversation yet (Ctrl+B in the room).")
        )  # fmt: skip
        clear(self._rows)
        for form_id, tag in dict.fromkeys((w.form_id, w.language) for w in self._wordings):
            some = [w for w in self._wordings if (w.form_id, w.language) == (form_id, tag)]
            group = _Group(self._surroundings.language, some, self)
            group.save.clicked.connect(self._on_save)
            for link, wording in group.links:
                link.setProperty("wording", self._wordings.index(wording))
                link.clicked.connect(self._on_take_out)
            self._rows.addWidget(group)
            group.show()

    def menu(self) -> QMenu:
        """Return the menu of booklets."""
        return self._menu

    # -- within ------------------------------------------------------------------

    def _on_wordings(self, wordings: object) -> None:
        self._wordings = cast("Sequence[LocalWording]", wordings)
        self.retranslate()

    def _on_forms(self, forms: object) -> None:
        self._menu.clear()
        for form in cast("Sequence[KnownForm]", forms):
            for tag in form.languages[1:]:
                name = f"{form.title} \u00b7 {language_of(tag).autonym}".replace("&", "&&")
                self._menu.addAction(name).setData((form.form_id, form.languages[0], tag))

    def _open_menu(self) -> None:
        self._menu.popup(self.booklet.mapToGlobal(QPoint(0, self.booklet.height())))

    def _on_booklet(self, action: QAction) -> None:
        form_id, *tags = action.data()
        self._saver.ask(form_id, tags)

    def _on_save(self) -> None:
        group = self.sender().parent()
        if not isinstance(group, _Group):
            return
        self._asked = group.form_id, group.tag
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the wording go?"),
            suffixes=(".po",),
            name=NAME,
        )
        self._surroundings.files.ask(request, self.window(), self._on_place)

    def _on_place(self, place: Path) -> None:
        profile, (form_id, tag) = self._profile, self._asked

        def work(_progress: Progress) -> Path:
            return write_sheet(place, profile.wordings.export(form_id, tag))

        self._surroundings.run(work, self._on_saved)

    def _on_saved(self, place: object) -> None:
        self._told.set_message(M("It is here: {place}", place=isolated(str(cast("Path", place)))))
        self._told.show()

    def _on_take_out(self) -> None:
        wording = self._wordings[int(self.sender().property("wording"))]
        profile = self._profile
        self._surroundings.run(lambda _: profile.wordings.take_back(wording), self._on_taken_out)

    def _on_taken_out(self, _nothing: object) -> None:
        self.refresh()

    def _on_glossary(self) -> None:
        if self._glossary is None:
            tag = self.language.language.tag
            offered = self._surroundings.program.languages
            languages = (tag, *(other for other in offered if other != tag))
            self._glossary = GlossaryView(self._surroundings, self._profile, languages, self)
            self._column.addWidget(self._glossary)
        elif self._glossary.isHidden():
            self._glossary.show()
        else:
            self._glossary.hide()
            return
        self._glossary.search.setFocus()


class _Group(Card):
    """The wordings of one form in one language, each with a way to take it out."""

    def __init__(
        self, language: LanguageSwitch, wordings: Sequence[LocalWording], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.form_id, self.tag = wordings[0].form_id, wordings[0].language
        known = language_of(self.tag)
        self.links: list[tuple[LinkButton, LocalWording]] = []
        self.column.setSpacing(SPACE_XS)
        head = Text(TextSize.CHOICE, self, bold=True)
        head.say(known.autonym, known)
        self.column.addWidget(head)
        for wording in wordings:
            source = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
            source.say(isolated(wording.source))
            said = Text(TextSize.BASE, self)
            said.say(wording.text, known)
            out = LinkButton(language, M("Take out"), self)
            out.set_about(wording.source)
            self.links.append((out, wording))
            for part in (source, said):
                self.column.addWidget(part)
            self.column.addWidget(out, alignment=Qt.AlignmentFlag.AlignLeading)
        self.save = MessageButton(language, M("Save for review"), parent=self)
        self.save.set_about(known.autonym)
        self.column.addWidget(self.save, alignment=Qt.AlignmentFlag.AlignLeading)
