"""The glossary on the screen: the words in a question, looking words up, the office's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.errors import UsageError
from intake_app.domain.message import MN, M
from intake_app.domain.wording import Term
from intake_app.i18n.languages import language as language_of
from intake_app.services.glossary import Entry, entries, search, words_in
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import CONTENT_WIDTH, SPACE_L, SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.half_typed import HalfTyped
    from intake_app.ui.surroundings import Surroundings

MOST_SHOWN: Final = 12
"""So many words stand on the page at once; typing finds the others."""

TITLE: Final = M("Words and what they mean")


class GlossaryView(Retranslating):
    """Words with their meaning, what to say for them, and what better not to say."""

    def __init__(
        self,
        surroundings: Surroundings,
        profile: OpenProfile,
        languages: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the view; the office's own words come a moment later.

        Args:
            surroundings: As for every screen.
            profile: Keeps the office's own words.
            languages: The languages to show, leading one first.
            parent: Qt's owner.
        """
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._profile = profile
        self._languages = tuple(dict.fromkeys(languages))
        self._own: Sequence[Term] = ()
        self._texts: Sequence[tuple[str, str]] = ()
        self._gone: Term | None = None
        self._adding: Term | None = None
        language = surroundings.language
        self.search = QLineEdit(self)
        self.search.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._head = MessageText(language, None, TextSize.CHOICE, self, bold=True)
        self._caution = CautionChip(language, self)
        self._rows = QVBoxLayout()
        bare(self._rows, SPACE_M)
        self._cards: list[_EntryCard] = []
        self._more = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self.back = MessageButton(language, M("Put it back"), parent=self)
        self.back.hide()
        self.own = OwnWord(language, self._languages, self)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        for part in (self.search, self._caution, self._head):
            column.addWidget(part)
        column.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self._rows)
        column.addWidget(self._more)
        column.addWidget(self.own)
        self.search.textChanged.connect(self._show)
        self.own.added.connect(self._on_add)
        self.back.clicked.connect(self._on_put_back)
        self.retranslate()
        self._read()

    def show_words_in(self, texts: Sequence[tuple[str, str]]) -> None:
        """Show the words that occur in these texts (language and text) first, until one types."""
        self._texts = texts
        self._show()

    def retranslate(self) -> None:
        """Name the field and show the words anew."""
        name = self.language.text(M("Look for a word, in any language"))
        self.search.setAccessibleName(name)
        self.search.setPlaceholderText(name)
        self._show()

    def shown(self) -> list[str]:
        """Return what is said of each word in sight."""
        return [card.said() for card in self._cards]

    # -- within ------------------------------------------------------------------

    def _read(self) -> None:
        glossary = self._profile.glossary
        self._surroundings.run(lambda _progress: glossary.own(), self._on_own)

    def _on_own(self, own: object) -> None:
        self._own = own if isinstance(own, list) else ()
        self._show()

    def _show(self) -> None:
        known = entries(self._languages, self._own)
        typed = self.search.text().strip()
        found = search(known, typed) if typed else words_in(known, self._texts)
        head = M("In this question") if found and not typed else None
        if typed and not found:
            head = M("No such word here. You can add it below.")
        elif not found:
            found = known
            head = M("All words")
        self._head.set_message(head)
        self._head.setVisible(head is not None)
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [_EntryCard(self.language, entry, self) for entry in found[:MOST_SHOWN]]
        for card in self._cards:
            card.taken_out.connect(self._on_take_out)
            self._rows.addWidget(card)
            card.show()
        more = len(found) - len(self._cards)
        self._more.set_message(
            MN("{count} more word: type to find it.", "{count} more words: type to find them.",
               more) if more > 0 else None
        )  # fmt: skip
        drafts = any(not term.reviewed and not term.own for e in found for term in e.terms)
        self._caution.show_caution(M("Wording to be checked") if drafts else None)

    def _on_add(self, term: Term) -> None:
        if term == self._adding:
            return  # a second press of a double click
        self._adding = term
        glossary = self._profile.glossary
        self._surroundings.run(
            lambda _progress: glossary.add(term), self._on_added, self._on_not_added
        )

    def _on_added(self, _term: object) -> None:
        self._adding = None
        self.own.clear()
        self._gone = None
        self.back.hide()
        self._read()

    def _on_not_added(self, error: Exception) -> None:
        self._adding = None
        if isinstance(error, UsageError):
            self.own.show_problem(error)
        else:
            self._surroundings.problems.show_problem(error)

    def _on_take_out(self, term_id: str) -> None:
        self._gone = next((term for term in self._own if term.id == term_id), None)
        glossary = self._profile.glossary
        self._surroundings.run(lambda _progress: glossary.take_out(term_id), self._on_taken_out)

    def _on_taken_out(self, _nothing: object) -> None:
        self.back.setVisible(self._gone is not None)
        self._read()

    def _on_put_back(self) -> None:
        if self._gone is not None:
            self._on_add(self._gone)


class _EntryCard(Card):
    """One word in its languages.

    Signals:
        taken_out: The office's own word shall go; carries its id.
    """

    taken_out = Signal(str)

    def __init__(self, language: LanguageSwitch, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry = entry
        self._said: list[str] = []
        self.column.setSpacing(SPACE_XS)
        for index, term in enumerate(entry.terms):
            if index:
                self.column.addSpacing(SPACE_S)
            self._add(language, term)
        if entry.is_own:
            out = LinkButton(language, M("Take out"), self)
            out.set_about(entry.terms[0].term)
            out.clicked.connect(self._on_out)
            self.column.addWidget(out, alignment=Qt.AlignmentFlag.AlignLeading)
        self.setAccessibleName(self.said())

    def said(self) -> str:
        """Return all that is said of the word."""
        return " ".join(self._said)

    def _add(self, language: LanguageSwitch, term: Term) -> None:
        own = language.catalog_of(term.language)
        lines: list[tuple[str, TextSize, Token, bool]] = [
            (term.term, TextSize.CHOICE, Token.INK, True),
            (term.meaning, TextSize.BASE, Token.INK, False),
        ]
        # Translators: in the glossary; {words} is what to say for a difficult word.
        if term.use:
            say = own.text(M("Say: {words}", words=term.use))
            lines.append((say, TextSize.BASE, Token.INK, False))
        if term.avoid:
            avoid = own.text(M("Better not say: {words}", words=term.avoid))
            lines.append((avoid, TextSize.BASE, Token.CAUTION, False))
        if term.note:
            lines.append((term.note, TextSize.BASE, Token.SOFT_INK, False))
        for words, size, token, bold in lines:
            text = Text(size, self, token=token, bold=bold)
            text.say(words, language_of(term.language))
            self.column.addWidget(text)
            self._said.append(text.said())

    def _on_out(self) -> None:
        self.taken_out.emit(self._entry.id)


class OwnWord(Retranslating):
    """A form for a word of the office's own; folded until it is asked for.

    Signals:
        added: The `Term` as typed, without an id.
    """

    added = Signal(object)

    def __init__(
        self, language: LanguageSwitch, languages: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self._tag = languages[-1]
        self.open_button = MessageButton(language, M("Add a word"), parent=self)
        self._form = QWidget(self)
        self._problem = MessageText(language, None, parent=self._form, token=Token.CAUTION)
        self.add_button = MessageButton(language, M("Keep this word"), parent=self._form)
        self._fields: dict[str, tuple[QLineEdit, Message]] = {}
        inner = QVBoxLayout(self._form)
        bare(inner, SPACE_XS)
        kept = M("For everyone in this office. Write no names and no answers.")
        inner.addWidget(MessageText(language, kept, parent=self._form, token=Token.SOFT_INK))
        for key, message in (
            ("term", M("The word")),
            ("meaning", M("What it means")),
            ("use", M("What to say for it")),
            ("avoid", M("What better not to say")),
        ):
            edit = QLineEdit(self._form)
            edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            edit.returnPressed.connect(self._on_add)
            inner.addWidget(MessageText(language, message, TextSize.NOTE, self._form))
            inner.addWidget(edit)
            self._fields[key] = edit, message
        inner.addWidget(self._problem)
        inner.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self.open_button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._form)
        self._form.hide()
        self._problem.hide()
        self.open_button.clicked.connect(self._on_open)
        self.add_button.clicked.connect(self._on_add)
        self.retranslate()

    def be_followed(self, half_typed: HalfTyped) -> None:
        """Have kept what is typed until the word is."""
        for key, (edit, _) in self._fields.items():
            half_typed.follow(f"word {self._tag} {key}", edit, appear=self._appear)

    def clear(self) -> None:
        """Begin anew with an empty form, folded away."""
        for edit, _ in self._fields.values():
            edit.clear()
        self._problem.hide()
        self._form.hide()
        self.open_button.show()
        self.open_button.setFocus()

    def show_problem(self, error: UsageError) -> None:
        """Say what is wrong with what was typed."""
        self._problem.set_message(error.summary)
        self._problem.show()

    def retranslate(self) -> None:
        """Name the fields anew."""
        for edit, message in self._fields.values():
            edit.setAccessibleName(self.language.text(message))

    def _appear(self) -> None:
        self.open_button.hide()
        self._form.show()

    def _on_open(self) -> None:
        self._appear()
        self._fields["term"][0].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_add(self) -> None:
        told = {key: edit.text().strip() for key, (edit, _) in self._fields.items()}
        self.added.emit(
            Term(
                id="",
                language=self._tag,
                term=told["term"],
                meaning=told["meaning"],
                use=told["use"],
                avoid=told["avoid"],
            )
        )


class Words(Frame):
    """The glossary over the room: what occurs in the question first."""

    help_topic = "languages"

    def __init__(
        self,
        surroundings: Surroundings,
        profile: OpenProfile,
        languages: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(surroundings.language, TITLE, parent)
        self.without_ways_out(may_go_on=False)
        page = self.add_page(widest=CONTENT_WIDTH)
        self.view = GlossaryView(surroundings, profile, languages, self)
        page.column.addWidget(self.view)
        page.column.addSpacing(SPACE_L)
        page.column.addStretch(1)

    def start(self) -> None:
        """Put the focus where one types what to look for."""
        self.view.search.setFocus(Qt.FocusReason.TabFocusReason)
