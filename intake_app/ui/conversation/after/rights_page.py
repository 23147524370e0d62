"""What the person has a right to here, from a dated pack, and the days that matter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.domain.remark import RemarkKind
from intake_app.domain.rights import EVERYWHERE
from intake_app.i18n import packs
from intake_app.i18n.direction import isolated
from intake_app.services.own_paper import own_copy
from intake_app.ui.conversation.after.columns import BothTexts, Columns, pack_texts
from intake_app.ui.conversation.after.dates_box import DatesBox
from intake_app.ui.conversation.after.page import AfterPage
from intake_app.ui.conversation.after.paper_row import PaperRow
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton, Seat
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from intake_app.domain.case import Case
    from intake_app.domain.message import Message
    from intake_app.domain.rights import Pack, PackItem
    from intake_app.ui.conversation.scene import Scene

COUNTRY: Final = "rights-country"
"""The setting that remembers where this office is."""
_TWO: Final = 760


class RightsPage(AfterPage):
    """One thing after another, in both languages, ticked when it was explained."""

    def __init__(self, scene: Scene, case: Case) -> None:
        super().__init__(scene, case, M("Rights and my days"))
        self._country = EVERYWHERE
        self._explained: frozenset[str] = frozenset()
        language = self.language
        self._places = QWidget(self)
        self._place_row = FlowLayout(self._places, spacing=SPACE_S)
        self.countries: dict[str, Button] = {}
        self._head = Text(parent=self, token=Token.SOFT_INK)
        self.caution = CautionChip(language, self)
        self._list = QWidget(self)
        self._items = QVBoxLayout(self._list)
        bare(self._items, SPACE_M)
        self.dates = DatesBox(scene.surroundings, self.profile, case.id, self)
        self.copy = MessageButton(language, M("A copy for the person"), parent=self)
        self.paper = PaperRow(scene.surroundings, self)
        self._build()
        self.dates.be_followed(self.half_typed)
        self.copy.clicked.connect(self._on_copy)

    def refresh(self) -> None:
        """Read anew where we are and what was explained."""
        self.dates.refresh()
        profile, case_id = self.profile, self.case.id

        def work() -> tuple[str, frozenset[str]]:
            return profile.setting(COUNTRY, EVERYWHERE), profile.remarks.explained(case_id)

        self.read(work, self._on_read)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        both = Columns(_TWO, self)
        left = QWidget(both)
        column = QVBoxLayout(left)
        bare(column, SPACE_M)
        title = M("Where are we?")
        for country in packs.countries():
            button = Button(Kind.VIEW)
            button.clicked.connect(partial(self._on_country, country))
            self._place_row.addWidget(Seat(button, self._places))
            self.countries[country] = button
        column.addWidget(MessageText(self.language, title, TextSize.CHOICE, left, bold=True))
        for part in (self._places, self._head, self.caution, self._list):
            column.addWidget(part)
        column.addStretch(1)
        right = QWidget(both)
        column = QVBoxLayout(right)
        bare(column, SPACE_L)
        column.addWidget(self.dates)
        paper = Card(right)
        told = M("Rights and days in the person's language. It names no office and no reason.")
        paper.column.addWidget(MessageText(self.language, told, parent=paper))
        row = FlowLayout(spacing=SPACE_S)
        row.addWidget(self.copy)
        paper.column.addLayout(row)
        paper.column.addWidget(self.paper)
        column.addWidget(paper)
        column.addStretch(1)
        both.add(left, 3)
        both.add(right, 2)
        self.page.column.addWidget(both)
        self.page.column.addStretch(1)

    def _on_read(self, found: object) -> None:
        country, self._explained = cast("tuple[str, frozenset[str]]", found)
        self._country = country if country in self.countries else EVERYWHERE
        self._show()

    def _show(self) -> None:
        shown = self._shown()
        for country, button in self.countries.items():
            words = packs.rights(country, self.tags[0])
            button.set_words(words.title, self.language.language)
            button.setChecked(country == self._country)
        first = shown[0][0]
        formats = self.language.catalog.formats
        head = M(
            "Written on {day} by {author}. To be looked at again by {until}.",
            day=formats.date(first.written),
            author=isolated(first.author),
            until=formats.date(first.review_by),
        )
        self._head.say(self.language.text(head), self.language.language)
        self.caution.show_caution(self._warning(first))
        self.emptied(self._items)
        for pair in shown:
            for index in range(len(pair[0].items)):
                self._items.addWidget(self._item(pair, index))

    def _warning(self, pack: Pack) -> Message | None:
        if pack.is_expired(self.profile.person_days.today()):
            return M("Out of date: it should have been looked at again. Ask before you rely on it.")
        if not pack.is_reviewed:
            return M("A draft, not checked by a lawyer. Ask one before anyone relies on it.")
        return None

    def _shown(self) -> list[tuple[Pack, ...]]:
        """Return the packs to show, each once per language: of the place first, then of all."""
        places = dict.fromkeys((self._country, EVERYWHERE))
        return [tuple(packs.rights(place, tag) for tag in self.tags) for place in places]

    def _item(self, pair: tuple[Pack, ...], index: int) -> QWidget:
        items = [pack.items[index] for pack in pair]
        card = Card(self._list)
        titles = pack_texts(pair, [item.title for item in items])
        card.column.addWidget(BothTexts(titles, card, size=TextSize.CHOICE, bold=True))
        for number in range(len(items[0].paragraphs)):
            words = [item.paragraphs[number] for item in items]
            card.column.addWidget(BothTexts(pack_texts(pair, words), card))
        row = FlowLayout(spacing=SPACE_S)
        row.addWidget(self._tick(pair[0], items[0]))
        card.column.addLayout(row)
        return card

    def _tick(self, pack: Pack, item: PackItem) -> MessageButton:
        subject = f"{pack.country}:{item.id}"
        button = MessageButton(self.language, M("Explained"), Kind.SEGMENT, self._list)
        button.set_about(item.title)
        button.setChecked(subject in self._explained)
        button.clicked.connect(partial(self._on_explained, subject))
        return button

    def _on_explained(self, subject: str) -> None:
        remarks, case_id = self.profile.remarks, self.case.id
        self._explained = self._explained ^ {subject}
        text = "yes" if subject in self._explained else ""
        self.write(
            lambda: remarks.add(case_id, RemarkKind.EXPLAINED, subject, text), self._on_written
        )

    def _on_written(self, _remark: object) -> None:
        """Nothing to show: the tick stands there."""

    def _on_country(self, country: str) -> None:
        profile = self.profile
        self._country = country
        self._show()
        self.countries[country].setFocus()
        self.write(lambda: profile.set_setting(COUNTRY, country), self._on_written)

    def _on_copy(self) -> None:
        profile, case_id, tag = self.profile, self.case.id, self.tags[-1]
        shown = [pair[-1] for pair in self._shown()]

        def make() -> bytes:
            return own_copy(shown, profile.person_days.of_case(case_id), tag)

        self.paper.ask(make)
