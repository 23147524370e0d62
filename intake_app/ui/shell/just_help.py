"""Just help: a need, the services near here now, a card. Nothing is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.services.words import NEEDS
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.chips import language_chips
from intake_app.ui.shell.just_help_card import HelpCardPane
from intake_app.ui.shell.rows import Action, ActionRows, Line
from intake_app.ui.shell.service_words import note_of, title_of
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip, EmptyPanel
from intake_app.ui.widgets.footed import FootedPage
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.directory import Need
    from intake_app.domain.ports import Progress
    from intake_app.domain.service_search import Found
    from intake_app.services.just_help import JustHelp, Nearby
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

_CARD = "card"


class JustHelpPage(Retranslating):
    """Needs on the left; on the right services near here now, then one card.

    It reads the directory and writes nothing, not even that it was opened,
    unless the office wants needs to be counted.

    Signals:
        services_asked: There is no directory; the place to get one is wanted.
    """

    help_topic = "just-help"

    services_asked = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._service = profile.just_help
        self._need: Need | None = None
        self._near: Nearby | None = None
        self._open = ""
        self._counted: set[Need] = set()
        self._tag = language.language.tag
        self.needs = {
            need: MessageButton(language, words, Kind.TOPIC) for need, words in NEEDS.items()
        }
        self.languages = language_chips(
            language, M("Language of the card"), surroundings.program.languages
        )
        self._first = MessageText(language, M("Choose a need on the side."), TextSize.LEADING)
        self._title = MessageText(language, None, TextSize.HEADING, bold=True)
        self.elsewhere = CautionChip(language)
        self.rows = ActionRows(language)
        self._always = MessageText(language, M("At any hour"), TextSize.CHOICE, bold=True)
        self.lines = ActionRows(language)
        self.none = MessageText(
            language, M("No service for this is in the directory. Ask your coordinator.")
        )
        self.empty = EmptyPanel(
            language,
            M("There is no service directory yet."),
            M("Ask your coordinator for the file with the services, and open it under Services."),
            M("Go to Services"),
        )
        self.card = HelpCardPane(surroundings)
        self._list = QWidget()
        self._build()
        self.languages.chosen.connect(self._on_language)
        for button in self.needs.values():
            button.clicked.connect(self._on_need)
        for rows in (self.rows, self.lines):
            rows.acted.connect(self._on_acted)
        self.card.left.connect(self._on_left)
        self.empty.pressed.connect(self.services_asked)
        self.refresh()

    def refresh(self) -> None:
        """Begin without a need: the one before was someone else's."""
        self._need, self._near, self._open = None, None, ""
        self._counted.clear()
        self._tag = self.language.language.tag
        self.languages.choose((self._tag,))
        for button in self.needs.values():
            button.setChecked(False)
        self._show()

    def retranslate(self) -> None:
        """Say anew what is in the worker's language; the card keeps the person's."""
        self._show()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        nothing = M("Nothing of this is kept.")
        kept = MessageText(self.language, nothing, token=Token.SOFT_INK)
        side = FootedPage(kept)
        title = MessageText(self.language, M("What is needed?"), TextSize.HEADING, bold=True)
        side.column.addWidget(title)
        needs = QVBoxLayout()
        bare(needs)
        for button in self.needs.values():
            needs.addWidget(button)
        side.column.addLayout(needs)
        within = QVBoxLayout(self._list)
        bare(within, SPACE_M)
        for widget in (self._title, self.elsewhere, self.rows, self.none, self._always, self.lines):
            within.addWidget(widget)
        panel = Card()
        for part in (self._first, self.languages, self._list, self.empty, self.card):
            panel.column.addWidget(part)
        panel.column.addStretch(1)
        right = ScrollPage(widest=10_000)
        right.set_margins(0, 0, 0, 0)
        right.column.addWidget(panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_M)
        row.setSpacing(SPACE_L)
        row.addWidget(side, 2)
        row.addWidget(right, 5)

    def _on_need(self) -> None:
        for need, button in self.needs.items():
            button.setChecked(button is self.sender())
            if button is self.sender():
                self._need = need
        self._open = ""
        self._ask(count=self._need is not None and self._need not in self._counted)

    def _ask(self, *, count: bool) -> None:
        if self._need is None:
            return
        if count:
            self._counted.add(self._need)
        work = partial(_near, self._service, self._need, self._tag, count)
        self._surroundings.run(work, self._on_near)

    def _on_near(self, found: object) -> None:
        need, self._near = cast("tuple[Need, Nearby]", found)
        if need is self._need:
            self._show()

    def _on_language(self, keys: tuple[str, ...]) -> None:
        self._tag = keys[0]
        self._show()
        self._ask(count=False)

    def _on_acted(self, name: str, service_id: str) -> None:
        if name == _CARD:
            self._open = service_id
            self._show()
            self.card.take_focus()

    def _on_left(self) -> None:
        before, self._open = self._open, ""
        self._show()
        for rows in (self.rows, self.lines):
            rows.focus_on(_CARD, before)

    def _show(self) -> None:
        near, need = self._near, self._need
        found = near.found if near is not None and need is not None else ()
        opened = next((each for each in found if each.service.id == self._open), None)
        is_empty = near is not None and near.is_empty and need is not None
        is_list = near is not None and need is not None and opened is None and not is_empty
        self._first.setVisible(need is None)
        self.languages.setVisible(need is not None and not is_empty)
        self.empty.setVisible(is_empty)
        self._list.setVisible(is_list)
        self.card.setVisible(opened is not None)
        if opened is not None:
            self.card.show_card(self._service.card(opened.service), self._tag)
        if near is None or need is None or not is_list:
            return
        self._title.set_message(NEEDS[need])
        elsewhere = M("Nothing for this is known in {place}. These are elsewhere.", place=near.here)
        self.elsewhere.show_caution(elsewhere if near.is_elsewhere else None)
        self._show_rows(self.rows, [each for each in found if not each.service.is_hotline])
        self._show_rows(self.lines, [each for each in found if each.service.is_hotline])
        self.none.setVisible(all(each.service.is_hotline for each in found))
        self._always.setVisible(any(each.service.is_hotline for each in found))

    def _show_rows(self, rows: ActionRows, found: Sequence[Found]) -> None:
        if self._near is None:
            return
        now = self._near.now
        rows.show_lines(
            [
                Line(
                    key=each.service.id,
                    lead="",
                    title=title_of(each.service, self.language),
                    note=note_of(each, now, self.language),
                    actions=(Action(words=M("Card"), name=_CARD, target=each.service.id),),
                )
                for each in found
            ]
        )
        rows.setVisible(bool(found))


def _near(
    service: JustHelp,
    need: Need,
    prefers: str,
    count: bool,  # noqa: FBT001 - given by partial
    _progress: Progress,
) -> tuple[Need, Nearby]:
    if count:
        service.count(need)  # writes only where the office wants it
    return need, service.near(need, prefers=prefers)
