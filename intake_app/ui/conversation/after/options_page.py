"""What is possible: what, who, costs, risk, how to say no; and the person's wish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.domain.remark import RemarkKind, Wish
from intake_app.i18n import packs
from intake_app.services.after_words import OPTION_ROWS, WISHES
from intake_app.ui.conversation.after.columns import BothTexts, Columns, pack_texts
from intake_app.ui.conversation.after.page import AfterPage
from intake_app.ui.palette import Token
from intake_app.ui.shell.rows import Line, OpenRows
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.case import Case
    from intake_app.domain.form import QuestionView
    from intake_app.domain.rights import Pack, PackItem
    from intake_app.ui.conversation.room import Room
    from intake_app.ui.conversation.scene import Scene

_TWO: Final = 700
WANTED: Final = "services-wanted"
CHOICES: Final[Mapping[str, str]] = {
    "shelter": "safe-place",
    "doctor": "doctor",
    "lawyer": "lawyer",
    "pay": "lawyer",
    "training": "work-training",
    "return": "going-home",
}
"""The choice of the form's question about wanted help that an option stands for."""


class OptionsPage(AfterPage):
    """A list of what is possible, with one of them open; nothing is chosen beforehand."""

    def __init__(self, scene: Scene, case: Case) -> None:
        super().__init__(scene, case, M("What is possible"))
        self._wishes: dict[str, Wish] = {}
        self._packs: tuple[Pack, ...] = ()
        self._open = ""
        language = self.language
        self.rows = OpenRows(language, self)
        self.detail = Card(self)
        self._words = QWidget(self.detail)
        self._words_column = QVBoxLayout(self._words)
        bare(self._words_column, SPACE_S)
        self._asked = MessageText(
            language, M("Would the person like that?"), TextSize.CHOICE, self.detail, bold=True
        )
        self.wish = Segmented(language, {wish: WISHES[wish] for wish in Wish}, self.detail)
        self.wish.set_about(M("Would the person like that?"))
        self.service = MessageButton(language, M("Look for a service"), parent=self.detail)
        self.draft = CautionChip(language, self)
        self._build()
        self.rows.opened.connect(self._on_opened)
        self.wish.chosen.connect(self._on_wish)
        self.service.clicked.connect(self.share_asked)

    def refresh(self) -> None:
        """Read the person's wishes anew."""
        remarks, case_id = self.profile.remarks, self.case.id
        self.read(lambda: remarks.wishes(case_id), self._on_read)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        detail = self.detail.column
        detail.setSpacing(SPACE_S)
        detail.addWidget(self._words)
        detail.addWidget(self._asked)
        detail.addWidget(self.wish)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.service)
        detail.addLayout(ways)
        self.page.column.addWidget(self.draft)
        both = Columns(_TWO, self)
        side = QWidget(both)
        column = QVBoxLayout(side)
        bare(column)
        column.addWidget(self.rows)
        column.addStretch(1)
        right = QWidget(both)
        column = QVBoxLayout(right)
        bare(column)
        column.addWidget(self.detail)
        column.addStretch(1)
        both.add(side, 1)
        both.add(right, 2)
        self.page.column.addWidget(both)
        self.page.column.addStretch(1)

    def _on_read(self, found: object) -> None:
        self._wishes = cast("dict[str, Wish]", found)
        self._packs = tuple(packs.options(tag) for tag in self.tags)
        pack = self._packs[0]
        today = self.profile.person_days.today()
        self.draft.show_caution(
            M("Out of date: ask before you rely on it.")
            if pack.is_expired(today)
            else None
            if pack.is_reviewed
            else M("In general, and not checked: ask for the place where you are.")
        )
        self._show_rows()
        is_first = not self._open
        self._open = self._open or pack.items[0].id
        self.rows.open(self._open)
        self._show_detail()
        if is_first:
            self.rows.rows()[0].setFocus()

    def _show_rows(self) -> None:
        lines = []
        for item in self._packs[0].items:
            wish = self._wishes.get(item.id)
            said = self.language.text(WISHES[wish]) if wish is not None else ""
            lines.append(Line(key=item.id, lead="", title=item.title, note=said))
        self.rows.show_lines(lines)

    def _show_detail(self) -> None:
        self.emptied(self._words_column)
        items = [_item(pack, self._open) for pack in self._packs]
        titles = pack_texts(self._packs, [item.title for item in items])
        self._words_column.addWidget(
            BothTexts(titles, self._words, size=TextSize.HEADING, bold=True)
        )
        for index, (name, _) in enumerate(items[0].rows):
            line = QWidget(self._words)
            row = QHBoxLayout(line)
            bare(row, SPACE_M)
            about = MessageText(self.language, OPTION_ROWS[name], parent=line, token=Token.SOFT_INK)
            texts = pack_texts(self._packs, [item.rows[index][1] for item in items])
            row.addWidget(about, 2, Qt.AlignmentFlag.AlignTop)
            row.addWidget(BothTexts(texts, line), 7, Qt.AlignmentFlag.AlignTop)
            self._words_column.addWidget(line)
        wish = self._wishes.get(self._open)
        self.wish.set_answer(wish)
        self.service.setVisible(wish is Wish.YES and self._open != "nothing")

    def _on_opened(self, key: str) -> None:
        self._open = key
        self._show_detail()
        self.page.ensureWidgetVisible(self._words, 0, 0)

    def _on_wish(self, wish: object) -> None:
        """Write the wish down; where the talk asks for wanted help, it is the answer, too."""
        text = wish.value if isinstance(wish, Wish) else ""
        remarks, case_id, option = self.profile.remarks, self.case.id, self._open
        self.write(lambda: remarks.add(case_id, RemarkKind.WISH, option, text), self._on_written)
        room = self.scene.room
        if room is not None and option in CHOICES:
            _want(room, CHOICES[option], wanted=wish is Wish.YES)

    def _on_written(self, _remark: object) -> None:
        self.refresh()


def _item(pack: Pack, name: str) -> PackItem:
    return next(item for item in pack.items if item.id == name)


def _want(room: Room, choice: str, *, wanted: bool) -> None:
    view = _asked_in(room)
    if view is None:
        return
    chosen = view.value.split()
    if wanted and choice not in chosen:
        room.acting.answer(view.node, " ".join([*chosen, choice]), "")
    elif not wanted and choice in chosen:
        room.acting.answer(view.node, " ".join(c for c in chosen if c != choice), "")


def _asked_in(room: Room) -> QuestionView | None:
    live = room.live
    nodes = (node for topic in live.topics() for page in topic.pages for node in page.nodes)
    return next((view for view in map(live.question, nodes) if view.meaning == WANTED), None)
